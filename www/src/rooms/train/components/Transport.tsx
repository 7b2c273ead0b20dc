import { useSignal } from '@preact/signals';
import { Control } from '../../../shared/ui/Control';
import { Icon } from '../../../shared/ui/Icon';
import { text } from '../locales/text';
import { useTraining } from './context';

const MOST_STEPS = 100_000;

/** Train, pause, one step, so many steps, from the same beginning. */
export function Transport() {
  const training = useTraining();
  const t = text.value.transport;
  const phase = training.trainer.phase.value;
  const many = useSignal(100);
  const busy = phase === 'training';
  const ready = phase === 'paused' || busy;
  return (
    <section class="transport" aria-label={t.title}>
      <div class="buttons">
        <button type="button" class="primary" disabled={!ready} onClick={() => training.toggle()}>
          <Icon name={busy ? 'pause' : 'play'} /> <span>{busy ? t.pause : t.play}</span>
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={t.step}
          title={t.step}
          disabled={!ready || busy}
          onClick={() => void training.steps(1)}
        >
          <Icon name="step" />
        </button>
        <button type="button" class="quiet" aria-label={t.reset} title={t.reset} disabled={!ready} onClick={() => void training.reset()}>
          <Icon name="restart" />
        </button>
        <Control name="train.many">
          <span class="many">
            <input
              type="number"
              min={1}
              max={MOST_STEPS}
              step={1}
              value={many.value}
              aria-label={t.manyLabel}
              onChange={(event) => {
                const steps = event.currentTarget.valueAsNumber;
                if (Number.isInteger(steps) && steps >= 1 && steps <= MOST_STEPS) many.value = steps;
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
