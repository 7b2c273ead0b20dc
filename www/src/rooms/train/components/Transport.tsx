import { useSignal } from '@preact/signals';
import { Control } from '../../../shared/ui/Control';
import { ActionButton } from '../../../shared/ui/IconButton';
import { text } from '../locales/text';
import { useActions, useTraining } from './context';

const MAX_STEPS = 100_000;

/** Train, pause, one step, so many steps, from the same beginning. */
export function Transport() {
  const training = useTraining();
  const { play, step, reset } = useActions();
  const t = text.value.transport;
  const phase = training.trainer.phase.value;
  const many = useSignal(100);
  const busy = phase === 'training';
  const ready = phase === 'paused' || busy;
  return (
    <section class="transport" aria-label={t.title}>
      <div class="buttons">
        <ActionButton action={play} words="primary" />
        <ActionButton action={step} />
        <ActionButton action={reset} />
        <Control name="train.many">
          <span class="many">
            <input
              type="number"
              min={1}
              max={MAX_STEPS}
              step={1}
              value={many.value}
              aria-label={t.manyLabel}
              onChange={(event) => {
                const steps = event.currentTarget.valueAsNumber;
                if (Number.isInteger(steps) && steps >= 1 && steps <= MAX_STEPS) many.value = steps;
                else event.currentTarget.value = String(many.value);
              }}
            />
            <button
              type="button"
              aria-label={t.manyGo(many.value)}
              disabled={!ready || busy}
              onClick={() => void training.steps(many.value)}
            >
              {t.many}
            </button>
          </span>
        </Control>
      </div>
    </section>
  );
}
