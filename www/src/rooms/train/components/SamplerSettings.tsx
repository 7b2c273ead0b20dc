import { Control } from '../../../shared/ui/Control';
import { Segments } from '../../../shared/ui/Fields';
import { SeedField } from '../../../shared/ui/SeedField';
import { text } from '../locales/text';
import { COUNTS } from '../settings';
import { useTraining } from './context';
import { SamplerFields } from './SamplerFields';

/** How the samples on the stage come about. Nothing here touches the training. */
export function SamplerSettings() {
  const training = useTraining();
  const t = text.value.sampler;
  const settings = training.settings.value;
  return (
    <section class="group">
      <h2>{t.title}</h2>
      <Control name="train.sampler">
        <SamplerFields settings={settings} set={(change) => training.set(change)} />
      </Control>
      <Control name="train.samples">
        <details class="more">
          <summary>{t.more}</summary>
          <div class="more-fields">
            <Segments
              label={t.count}
              options={COUNTS.map((value) => ({ value, label: String(value) }))}
              value={settings.count}
              onChange={(count) => training.set({ count })}
            />
            <Control name="train.seed">
              <SeedField label={t.noise} dice={t.dice} value={settings.noiseSeed} onChange={(noiseSeed) => training.set({ noiseSeed })} />
            </Control>
            <label class="field check">
              <input
                type="checkbox"
                checked={settings.exactSamples}
                onChange={(event) => training.set({ exactSamples: event.currentTarget.checked })}
              />
              <span>{t.exact}</span>
            </label>
            <p class="hint">{t.exactHint}</p>
          </div>
        </details>
      </Control>
    </section>
  );
}
