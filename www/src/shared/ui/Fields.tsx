import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface ChoiceProps<T extends string | number> {
  label: ComponentChildren;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange(value: T): void;
  disabled?: boolean;
}

/** One of a few, all in sight. Native radio buttons underneath: the arrow keys work, and screen readers know them. */
export function Segments<T extends string | number>({ label, options, value, onChange, disabled = false }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="field segments" disabled={disabled}>
      <legend>{label}</legend>
      <div class="segments-row">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of several, by their names. */
export function Select<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div class="field select">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex];
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface RangeProps {
  label: ComponentChildren;
  /** The value in words. */
  shown: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onInput(value: number): void;
  hint?: string;
  ends?: readonly string[];
  disabled?: boolean;
}

export function Range({ label, shown, value, min, max, step, onInput, hint, ends, disabled = false }: RangeProps) {
  const id = useId();
  return (
    <div class="field range">
      <label for={id}>{label}</label>
      <output for={id}>{shown}</output>
      <div class="range-row">
        {ends && <span class="math">{ends[0]}</span>}
        <input
          id={id}
          type="range"
          min={min}
          max={max}
          step={step}
          value={value}
          disabled={disabled}
          aria-valuetext={shown}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
        />
        {ends && <span class="math">{ends[1]}</span>}
      </div>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
