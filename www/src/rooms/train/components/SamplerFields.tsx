import { SPACINGS } from '../../../shared/state/spacing';
import { stepStops } from '../../../shared/state/steps';
import { Range, Segments, Select } from '../../../shared/ui/Fields';
import { EtaField, VarianceField } from '../../../shared/ui/NoiseFields';
import { text } from '../locales/text';
import { SAMPLERS, type TrainSettings } from '../settings';
import { StopRange } from './StopRange';

interface SamplerFieldsProps {
  settings: TrainSettings;
  set(change: Partial<TrainSettings>): void;
}

/** A sampler and its settings. */
export function SamplerFields({ settings, set }: SamplerFieldsProps) {
  const t = text.value.sampler;
  const { sampler, total, steps } = settings;
  const langevin = sampler === 'langevin' || sampler === 'annealed';
  return (
    <>
      <div>
        <Select
          label={t.label}
          options={SAMPLERS.map((value) => ({ value, label: t.names[value] }))}
          value={sampler}
          onChange={(value) => set({ sampler: value })}
        />
        <p class="hint sampler-about">{t.about[sampler]}</p>
      </div>
      {sampler === 'ddpm' && <VarianceField label={t.variance} value={settings.variance} onInput={(variance) => set({ variance })} />}
      {sampler === 'ddim' && <EtaField label={t.eta} value={settings.eta} onInput={(eta) => set({ eta })} />}
      {langevin && (
        <Range
          label={t.stepSize}
          shown={settings.stepSize.toFixed(2)}
          value={settings.stepSize}
          min={0.01}
          max={1}
          step={0.01}
          onInput={(stepSize) => set({ stepSize })}
        />
      )}
      {sampler === 'langevin' && (
        <Range
          label={t.level}
          shown={`t = ${Math.max(1, Math.round(settings.level * total))}`}
          value={settings.level}
          min={0.01}
          max={1}
          step={0.01}
          onInput={(level) => set({ level })}
        />
      )}
      <StopRange
        label={t.steps}
        stops={stepStops(langevin ? 1000 : total)}
        value={steps}
        shown={String(steps)}
        onInput={(value) => set({ steps: value })}
      />
      {!langevin && (
        <Segments
          label={t.spacing}
          options={SPACINGS.map((value) => ({ value, label: t.spacings[value] }))}
          value={settings.spacing}
          onChange={(spacing) => set({ spacing })}
        />
      )}
    </>
  );
}
