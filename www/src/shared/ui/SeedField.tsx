import { useId } from 'preact/hooks';
import { isSeed, MAX_SEED, randomSeed } from '../state/seed';
import { IconButton } from './IconButton';

interface SeedProps {
  /** The id of the input, where tests or labels name it. */
  id?: string;
  label: string;
  /** The label of that button. */
  dice: string;
  value: number;
  onChange(seed: number): void;
}

/** A field for a seed, with a button that draws one at random. */
export function SeedField({ id: given, label, dice, value, onChange }: SeedProps) {
  const made = useId();
  const id = given ?? made;
  return (
    <div class="field seed">
      <label for={id}>{label}</label>
      <div class="seed-row">
        <input
          id={id}
          type="number"
          min={0}
          max={MAX_SEED}
          step={1}
          value={value}
          onChange={(event) => {
            const seed = event.currentTarget.valueAsNumber;
            if (isSeed(seed)) onChange(seed);
            else event.currentTarget.value = String(value);
          }}
        />
        <IconButton icon="dice" label={dice} onClick={() => onChange(randomSeed())} />
      </div>
    </div>
  );
}
