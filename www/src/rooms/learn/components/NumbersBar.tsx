import { Range } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import { useLearning } from './context';

/** Whose numbers stand in the formulas, and how one has others. */
export function NumbersBar() {
  const learning = useLearning();
  const d = text.value.numbers;
  const { particular } = learning;
  const { training } = particular;
  if (learning.ownValues.value !== undefined) return <p class="numbers-bar hint">{d.ofStage}</p>;
  return (
    <div class="numbers-bar">
      <Range
        label={d.time}
        shown={`t = ${particular.t.value}`}
        value={particular.t.value}
        min={1}
        max={Math.max(1, particular.total.value)}
        step={1}
        disabled={particular.specimen.value === null}
        onInput={(t) => particular.seek(t)}
      />
      <button type="button" disabled={particular.specimen.value === null} onClick={() => particular.another()}>
        {d.another}
      </button>
      {training.phase.value === 'running' && <progress value={training.progress.value} aria-label={d.learning} />}
      <p class="hint">
        {d.ofPoint(particular.steps.value)} {d.draw}
      </p>
    </div>
  );
}
