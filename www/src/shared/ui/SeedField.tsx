import { useId } from 'preact/hooks';
import { Icon } from './Icon';

interface SeedProps {
  label: string;
  /** What the die says. */
  dice: string;
  value: number;
  onChange(seed: number): void;
}

const MOST = 0xffff_ffff;

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
          max={MOST}
          step={1}
          value={value}
          onChange={(event) => {
            const seed = event.currentTarget.valueAsNumber;
            if (Number.isInteger(seed) && seed >= 0 && seed <= MOST) onChange(seed);
            else event.currentTarget.value = String(value);
          }}
        />
        <button
          type="button"
          class="quiet"
          aria-label={dice}
          title={dice}
          onClick={() => onChange(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1)}
        >
          <Icon name="dice" />
        </button>
      </div>
    </div>
  );
}
