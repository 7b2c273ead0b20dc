import { useId } from 'preact/hooks';
import { MODELS } from '../../../../../shared/state/names';
import { Segments, Select } from '../../../../../shared/ui/Fields';
import { SeedField } from '../../../../../shared/ui/SeedField';
import { text } from '../locales/text';
import { COUNT, SHAPES, STEPS, TOTALS } from '../store/settings';
import { useDebugger } from './context';

/** Which algorithm, and on what. */
export function Choice() {
  const store = useDebugger();
  const d = text.value;
  const { algorithm, subject } = store.settings.value;
  return (
    <div class="debug-choice">
      <Segments
        label={d.algorithm}
        options={([1, 2] as const).map((value) => ({ value, label: d.algorithms[value] }))}
        value={algorithm}
        onChange={(value) => store.set({ algorithm: value })}
      />
      {algorithm === 2 && (
        <Segments
          label={d.subject}
          options={(['points', 'pictures'] as const).map((value) => ({ value, label: d.subjects[value] }))}
          value={subject}
          onChange={(value) => store.set({ subject: value })}
        />
      )}
    </div>
  );
}

/** What the run on the stage is a function of, and who is followed. */
export function Settings() {
  const store = useDebugger();
  const d = text.value;
  const { shape, eps, total, variance, seed, particle, model, steps, clip } = store.settings.value;
  const mode = store.mode.value;
  const shared = (
    <>
      {mode !== 'turns' && (
        <Segments
          label={d.variance}
          options={([0, 1] as const).map((value) => ({ value, label: d.variances[value] }))}
          value={variance}
          onChange={(value) => store.set({ variance: value })}
        />
      )}
      <SeedField label={d.seed} dice={d.dice} value={seed} onChange={(value) => store.set({ seed: value })} />
    </>
  );
  if (mode === 'pictures') {
    const { column, row } = store.pictures.pixel();
    const side = store.pictures.opened.value?.shape;
    return (
      <div class="debug-settings">
        <Select
          label={d.model}
          options={MODELS.map((value) => ({ value, label: d.models[value] }))}
          value={model}
          onChange={(value) => store.set({ model: value })}
        />
        <Segments
          label={d.steps}
          options={STEPS.map((value) => ({ value, label: String(value) }))}
          value={steps}
          onChange={(value) => store.set({ steps: value })}
        />
        {shared}
        <NumberField label={d.column} value={column} most={side?.width ?? column} onChange={(value) => store.set({ column: value })} />
        <NumberField label={d.row} value={row} most={side?.height ?? row} onChange={(value) => store.set({ row: value })} />
        <label class="check">
          <input type="checkbox" checked={clip} onChange={(event) => store.set({ clip: event.currentTarget.checked })} />
          <span>{d.clip}</span>
        </label>
      </div>
    );
  }
  return (
    <div class="debug-settings">
      <Select
        label={d.shape}
        options={SHAPES.map((value) => ({ value, label: d.shapes[value] }))}
        value={shape}
        onChange={(value) => store.set({ shape: value })}
      />
      {mode === 'points' && (
        <Segments
          label={d.eps}
          options={(['network', 'exact'] as const).map((value) => ({ value, label: d.epsNames[value] }))}
          value={eps}
          onChange={(value) => store.set({ eps: value })}
        />
      )}
      <Segments
        label={d.total}
        options={TOTALS.map((value) => ({ value, label: String(value) }))}
        value={total}
        onChange={(value) => store.set({ total: value })}
      />
      {shared}
      <NumberField
        label={mode === 'turns' ? d.member : d.particle}
        value={particle}
        most={COUNT}
        onChange={(value) => store.set({ particle: value })}
      />
    </div>
  );
}

interface NumberProps {
  label: string;
  value: number;
  most: number;
  onChange(value: number): void;
}

/** A whole number from 1 on. */
function NumberField({ label, value, most, onChange }: NumberProps) {
  const id = useId();
  return (
    <div class="field number-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={1}
        max={most}
        step={1}
        value={value}
        onChange={(event) => {
          const asked = event.currentTarget.valueAsNumber;
          if (Number.isInteger(asked) && asked >= 1 && asked <= most) onChange(asked);
          else event.currentTarget.value = String(value);
        }}
      />
    </div>
  );
}
