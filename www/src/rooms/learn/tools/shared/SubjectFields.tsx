import { text as page } from '../../../../shared/i18n/text';
import { MODELS, type ModelName } from '../../../../shared/state/names';
import { Segments, Select } from '../../../../shared/ui/Fields';
import { SeedField } from '../../../../shared/ui/SeedField';
import { text } from './locales/text';
import { SHAPES, type Shape } from './shapes';
import { EPSES, type EpsName, SUBJECTS, type Subject } from './subjects';

interface Sampled {
  subject: Subject;
  shape: Shape;
  model: ModelName;
  eps: EpsName;
}

/** What is on the stage: points of a shape, or pictures of a model. */
export function SubjectFields({ settings, set }: { settings: Sampled; set(change: Partial<Sampled>): void }) {
  const p = text.value;
  return (
    <>
      <Segments
        label={p.subject}
        options={SUBJECTS.map((value) => ({ value, label: p.subjects[value] }))}
        value={settings.subject}
        onChange={(subject) => set({ subject })}
      />
      {settings.subject === 'points' ? (
        <Select
          label={p.shape}
          options={SHAPES.map((value) => ({ value, label: p.shapes[value] }))}
          value={settings.shape}
          onChange={(shape) => set({ shape })}
        />
      ) : (
        <Segments
          label={p.model}
          options={MODELS.map((value) => ({ value, label: page.value.models[value] }))}
          value={settings.model}
          onChange={(model) => set({ model })}
        />
      )}
    </>
  );
}

/** Who says what is noise. */
export function EpsField({ value, onChange }: { value: EpsName; onChange(eps: EpsName): void }) {
  const p = text.value;
  return <Segments label={p.eps} options={EPSES.map((eps) => ({ value: eps, label: p.epses[eps] }))} value={value} onChange={onChange} />;
}

interface LengthProps<N extends number> {
  choices: readonly N[];
  steps: N;
  seed: number;
  onSteps(steps: N): void;
  onSeed(seed: number): void;
}

/** In how many steps, and from which noise. */
export function LengthFields<N extends number>({ choices, steps, seed, onSteps, onSeed }: LengthProps<N>) {
  const p = text.value;
  return (
    <>
      <Segments label={p.steps} options={choices.map((value) => ({ value, label: String(value) }))} value={steps} onChange={onSteps} />
      <SeedField label={p.seed} dice={p.dice} value={seed} onChange={onSeed} />
    </>
  );
}
