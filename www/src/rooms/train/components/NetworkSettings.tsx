import { ACTIVATIONS, TIME_EMBEDDINGS } from '../../../../../pkg/src/names';
import { Range, Segments, Select } from '../../../shared/ui/Fields';
import { text } from '../locales/text';
import { WIDTHS } from '../settings';
import { useTraining } from './context';
import { StopRange } from './StopRange';

const ACTIVATION_NAMES = { silu: 'SiLU', relu: 'ReLU', gelu: 'GELU', tanh: 'tanh' } as const;

/** Settings of the network, an MLP with a time embedding. */
export function NetworkSettings() {
  const training = useTraining();
  const t = text.value.network;
  const settings = training.settings.value;
  return (
    <section class="group">
      <h2>{t.title}</h2>
      <StopRange
        label={t.width}
        stops={WIDTHS}
        value={settings.width}
        shown={String(settings.width)}
        onInput={(width) => training.set({ width })}
      />
      <Range
        label={t.depth}
        shown={String(settings.depth)}
        value={settings.depth}
        min={1}
        max={8}
        step={1}
        onInput={(depth) => training.set({ depth })}
      />
      <details class="more">
        <summary>{t.more}</summary>
        <div class="more-fields">
          <Segments
            label={t.activation}
            options={ACTIVATIONS.map((value) => ({ value, label: ACTIVATION_NAMES[value] }))}
            value={settings.activation}
            onChange={(activation) => training.set({ activation })}
          />
          <Select
            label={t.time}
            options={TIME_EMBEDDINGS.map((value) => ({ value, label: t.times[value] }))}
            value={settings.time}
            onChange={(time) => training.set({ time })}
          />
          {(settings.time === 'sinusoidal' || settings.time === 'fourier') && (
            <StopRange
              label={t.timeWidth}
              stops={[8, 16, 32, 64, 128, 256]}
              value={settings.timeWidth}
              shown={String(settings.timeWidth)}
              onInput={(timeWidth) => training.set({ timeWidth })}
            />
          )}
        </div>
      </details>
    </section>
  );
}
