import { useComputed } from '@preact/signals';
import { figure } from '../../../shared/chart/figure';
import { text as shared } from '../../../shared/i18n/text';
import { text } from '../locales/text';
import { useTraining } from './context';

/** Steps, loss and speed, in figures. */
export function Numbers() {
  const training = useTraining();
  const t = text.value.numbers;
  const { trainer } = training;
  const shown = useComputed(() => {
    trainer.revision.value;
    const record = trainer.record.value;
    return { step: record.step, loss: record.recent(100), distance: record.distances.at(-1) };
  }).value;
  const whole = new Intl.NumberFormat(shared.value.htmlLang);
  const rate = trainer.rate.value;
  const parameters = trainer.run.value?.parameters;
  return (
    <dl class="figures">
      <div>
        <dt>{t.step}</dt>
        <dd class="step-count">{whole.format(shown.step)}</dd>
      </div>
      <div>
        <dt>{t.loss}</dt>
        <dd>{figure(shown.loss)}</dd>
      </div>
      <div title={t.distanceHint}>
        <dt>{t.distance}</dt>
        <dd>{figure(shown.distance?.samples.slicedWasserstein ?? NaN)}</dd>
      </div>
      <div>
        <dt>{t.rate}</dt>
        <dd>{trainer.phase.value === 'training' && rate > 0 ? whole.format(Number(rate.toPrecision(2))) : '–'}</dd>
      </div>
      {parameters !== undefined && (
        <div>
          <dt>{t.parameters}</dt>
          <dd>{whole.format(parameters)}</dd>
        </div>
      )}
    </dl>
  );
}
