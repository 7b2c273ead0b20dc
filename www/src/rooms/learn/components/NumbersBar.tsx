import { Range } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import { useLearning } from './context';

/** Which example the numbers in the formulas belong to, with a button for another. */
export function NumbersBar() {
  const learning = useLearning();
  const d = text.value.numbers;
  const { examplePoint } = learning;
  const { training } = examplePoint;
  if (learning.ownValues.value !== undefined) return <p class="numbers-bar hint">{d.ofStage}</p>;
  return (
    <div class="numbers-bar">
      <Range
        label={d.time}
        shown={`t = ${examplePoint.t.value}`}
        value={examplePoint.t.value}
        min={1}
        max={Math.max(1, examplePoint.total.value)}
        step={1}
        disabled={examplePoint.specimen.value === null}
        onInput={(t) => examplePoint.seek(t)}
      />
      <button type="button" disabled={examplePoint.specimen.value === null} onClick={() => examplePoint.another()}>
        {d.another}
      </button>
      {training.phase.value === 'running' && <progress value={training.progress.value} aria-label={d.learning} />}
      <p class="hint">
        {d.ofPoint(examplePoint.steps.value)} {d.draw}
      </p>
    </div>
  );
}
