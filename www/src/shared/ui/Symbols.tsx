/** The few symbols of the paper that stand in running text; formulas proper are set by KaTeX. */

export function Xt() {
  return (
    <i class="math">
      x<sub>t</sub>
    </i>
  );
}

export function X0({ hat }: { hat: boolean }) {
  return (
    <i class={hat ? 'math prediction' : 'math data'}>
      {hat ? 'x\u0302' : 'x'}
      <sub>0</sub>
    </i>
  );
}

export function Eps({ hat }: { hat: boolean }) {
  return <i class={hat ? 'math prediction' : 'math noise'}>{hat ? 'ε\u0302' : 'ε'}</i>;
}
