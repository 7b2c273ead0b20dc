import { Control } from '../../../shared/ui/Control';
import { Range, Segments } from '../../../shared/ui/Fields';
import { SeedField } from '../../../shared/ui/SeedField';
import { text } from '../locales/text';
import { BATCHES, LEARNING_RATES, OPTIMIZERS, PREDICTIONS, TIMES, type TrainSettings, WEIGHTINGS } from '../settings';
import { useTraining } from './context';
import { StopRange } from './StopRange';

/** What is taught and how fast; what most people need first, the rest behind it. */
export function TrainingSettings() {
  const training = useTraining();
  const t = text.value.training;
  const settings = training.settings.value;
  const set = (change: Partial<TrainSettings>): void => training.set(change);
  return (
    <section class="group">
      <h2>{t.title}</h2>
      <Control name="train.rate">
        <StopRange
          label={t.learningRate}
          stops={LEARNING_RATES}
          value={settings.learningRate}
          shown={String(settings.learningRate)}
          hint={t.live}
          onInput={(learningRate) => set({ learningRate })}
        />
      </Control>
      <Control name="train.batch">
        <StopRange
          label={t.batch}
          stops={BATCHES}
          value={settings.batch}
          shown={String(settings.batch)}
          onInput={(batch) => set({ batch: batch as TrainSettings['batch'] })}
        />
      </Control>
      <Control name="train.target">
        <Segments
          label={t.target}
          options={PREDICTIONS.map((value) => ({ value, label: t.targets[value] }))}
          value={settings.prediction}
          onChange={(prediction) => set({ prediction })}
        />
      </Control>
      <Control name="train.more">
        <details class="more">
          <summary>{t.more}</summary>
          <div class="more-fields">
            <Segments
              label={t.weighting}
              options={WEIGHTINGS.map((value) => ({ value, label: t.weightings[value] }))}
              value={settings.weighting}
              onChange={(weighting) => set({ weighting })}
            />
            <Segments
              label={t.times}
              options={TIMES.map((value) => ({ value, label: t.timesNames[value] }))}
              value={settings.times}
              onChange={(times) => set({ times })}
            />
            <label class="field check">
              <input type="checkbox" checked={settings.antithetic} onChange={(event) => set({ antithetic: event.currentTarget.checked })} />
              <span>{t.antithetic}</span>
            </label>
            <Segments
              label={t.optimizer}
              options={OPTIMIZERS.map((value) => ({ value, label: value === 'adam' ? 'Adam' : 'AdamW' }))}
              value={settings.optimizer}
              onChange={(optimizer) => set({ optimizer })}
            />
            {settings.optimizer === 'adamw' && (
              <Range
                label={t.decay}
                shown={settings.weightDecay.toFixed(3)}
                value={settings.weightDecay}
                min={0}
                max={0.1}
                step={0.005}
                onInput={(weightDecay) => set({ weightDecay })}
              />
            )}
            <StopRange
              label={t.ema}
              stops={[1, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]}
              value={1 - settings.emaDecay}
              shown={settings.emaDecay === 0 ? t.noEma : settings.emaDecay.toFixed(3)}
              hint={t.emaHint}
              onInput={(rest) => set({ emaDecay: Number((1 - rest).toFixed(4)) })}
            />
            <Control name="train.seed">
              <SeedField label={t.seed} dice={t.dice} value={settings.seed} onChange={(seed) => set({ seed })} />
            </Control>
          </div>
        </details>
      </Control>
    </section>
  );
}
