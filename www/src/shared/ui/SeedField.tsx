import { useId } from 'preact/hooks';
import { isSeed, MAX_SEED, randomSeed } from '../state/seed';
import { Icon } from './Icon';

interface SeedProps {
  label: string;
  /** What the die says. */
  dice: string;
  value: number;
  onChange(seed: number): void;
}

/** A seed, written or thrown. */
export function SeedField({ label, dice, value, onChange }: SeedProps) {
  const id = useId();
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
        <button type="button" class="quiet" aria-label={dice} title={dice} onClick={() => onChange(randomSeed())}>
          <Icon name="dice" />
        </button>
      </div>
    </div>
  );
}
