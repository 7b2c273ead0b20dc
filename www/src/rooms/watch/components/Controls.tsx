import { named, text as shared } from '../../../shared/i18n/text';
import { MODELS } from '../../../shared/state/names';
import { SPACINGS } from '../../../shared/state/spacing';
import { stepStops } from '../../../shared/state/steps';
import { Control } from '../../../shared/ui/Control';
import { Drawer } from '../../../shared/ui/Drawer';
import { Range, Segments, Select } from '../../../shared/ui/Fields';
import { EtaField, VarianceField } from '../../../shared/ui/NoiseFields';
import { SeedField } from '../../../shared/ui/SeedField';
import { text } from '../locales/text';
import { isConditional, MAX_GUIDANCE, SAMPLERS, SHEETS, type WatchSettings } from '../settings';
import { useWatch } from './context';
import { Examples } from './Examples';

const PICTURE = ['watch.model', 'watch.class', 'watch.guidance', 'watch.sheet', 'watch.seed'] as const;
const WAY = ['watch.sampler', 'watch.variance', 'watch.steps', 'watch.spacing', 'watch.clip'] as const;

/** Everything that decides what is drawn, and how. */
export function Controls() {
  const m = text.value;
  return (
    <Control name={[...PICTURE, 'watch.start', ...WAY]}>
      <Drawer label={m.settings}>
        <Control name={PICTURE}>
          <WhatToDraw />
        </Control>
        <Control name="watch.start">
          <WhereToStart />
        </Control>
        <Control name={WAY}>
          <HowToGetThere />
        </Control>
      </Drawer>
    </Control>
  );
}

function WhatToDraw() {
  const store = useWatch();
  const m = text.value;
  const settings = store.settings.value;
  const attributes = store.model.value?.info.card.network.attributes ?? [];
  const ask = (index: number, value: number): void => {
    const condition = attributes.map((_, i) => settings.condition[i] ?? null);
    condition[index] = value < 0 ? null : value;
    store.set({ condition });
  };
  return (
    <section class="group">
      <h2>{m.group.picture}</h2>
      <Control name="watch.model">
        <Segments
          label={m.model}
          options={MODELS.map((model) => ({ value: model, label: shared.value.models[model] }))}
          value={settings.model}
          onChange={(model) => store.set({ model })}
        />
      </Control>
      <Control name="watch.class">
        <div class="attributes" data-waiting={store.model.value ? undefined : settings.model}>
          {attributes.map((attribute, index) => (
            <Segments
              key={attribute.name}
              label={named(m.attributes, attribute.name)}
              options={[{ value: -1, label: m.any }, ...attribute.values.map((value, i) => ({ value: i, label: named(m.values, value) }))]}
              value={settings.condition[index] ?? -1}
              onChange={(value) => ask(index, value)}
            />
          ))}
        </div>
      </Control>
      <Control name="watch.guidance">
        <Range
          label={m.guidance}
          shown={settings.guidance.toFixed(1)}
          value={settings.guidance}
          min={0}
          max={MAX_GUIDANCE}
          step={0.5}
          disabled={!isConditional(settings.condition)}
          hint={isConditional(settings.condition) ? m.guidanceHint : m.guidanceIdle}
          onInput={(guidance) => store.set({ guidance })}
        />
      </Control>
      <Control name="watch.sheet">
        <Segments
          label={m.sheet}
          options={SHEETS.map((sheet) => ({ value: sheet, label: String(sheet) }))}
          value={settings.sheet}
          onChange={(sheet) => store.set({ sheet })}
        />
      </Control>
      <Control name="watch.seed">
        <Seed />
      </Control>
    </section>
  );
}

function Seed() {
  const store = useWatch();
  const m = text.value;
  return <SeedField id="seed" label={m.seed} dice={m.dice} value={store.settings.value.seed} onChange={(seed) => store.set({ seed })} />;
}

function WhereToStart() {
  const store = useWatch();
  const m = text.value;
  const fromPicture = store.mode.value === 'forward' || store.fromPicture.value;
  return (
    <section class="group">
      <h2>{m.group.start}</h2>
      <Segments
        label={<span class="unseen">{m.group.start}</span>}
        options={[
          { value: 'noise', label: m.start.noise },
          { value: 'picture', label: m.start.picture },
        ]}
        value={fromPicture ? 'picture' : 'noise'}
        disabled={store.loading.value || !store.model.value}
        onChange={(start) => void (start === 'picture' ? store.startFromPicture() : store.startFromNoise())}
      />
      {fromPicture && <Examples />}
    </section>
  );
}

function HowToGetThere() {
  const store = useWatch();
  const m = text.value;
  const settings = store.settings.value;
  const total = store.model.value?.info.card.steps ?? 1000;
  const stops = stepStops(total);
  const stop = stops.findIndex((value) => value >= settings.steps);
  const set = (change: Partial<WatchSettings>): void => store.set(change);
  return (
    <section class="group">
      <h2>{m.group.path}</h2>
      <Control name="watch.sampler">
        <Segments
          label={m.sampler}
          options={SAMPLERS.map((sampler) => ({ value: sampler, label: m.samplers[sampler] }))}
          value={settings.sampler}
          onChange={(sampler) => set({ sampler })}
        />
      </Control>
      <Control name="watch.variance">
        {settings.sampler === 'ddpm' && (
          <VarianceField label={m.variance} value={settings.variance} hint={m.varianceHint} onInput={(variance) => set({ variance })} />
        )}
        {settings.sampler === 'ddim' && <EtaField label={m.eta} value={settings.eta} hint={m.etaHint} onInput={(eta) => set({ eta })} />}
      </Control>
      <Control name="watch.steps">
        <Range
          label={m.steps}
          shown={String(settings.steps)}
          value={stop < 0 ? stops.length - 1 : stop}
          min={0}
          max={stops.length - 1}
          step={1}
          hint={settings.sampler === 'heun' ? m.stepsHintHeun(total) : m.stepsHint(total)}
          onInput={(at) => set({ steps: stops[at] ?? total })}
        />
      </Control>
      <Control name="watch.spacing">
        <Select
          label={m.spacing}
          options={SPACINGS.map((spacing) => ({ value: spacing, label: m.spacings[spacing] }))}
          value={settings.spacing}
          onChange={(spacing) => set({ spacing })}
        />
      </Control>
      <Control name="watch.clip">
        <label class="field check">
          <input type="checkbox" checked={settings.clip} onChange={(event) => set({ clip: event.currentTarget.checked })} />
          <span>{m.clip}</span>
        </label>
      </Control>
    </section>
  );
}
