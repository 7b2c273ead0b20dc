import { Range } from './Fields';

interface NoiseFieldProps {
  label: string;
  value: number;
  onInput(value: number): void;
  hint?: string;
}

/** Both are shares, in visible steps. */
const SHARE = { min: 0, max: 1, step: 0.05 } as const;

/** A place between the two variances: as a bare number, 0 would read as no noise. */
function variance(share: number): string {
  if (share === 0) return '= β̃';
  return share === 1 ? '= β' : `β̃ + ${Math.round(100 * share)} %`;
}

/** σ² of DDPM, from β̃ to β. */
export function VarianceField({ label, value, onInput, hint }: NoiseFieldProps) {
  return (
    <Range
      {...SHARE}
      label={label}
      shown={variance(value)}
      value={value}
      ends={['β̃', 'β']}
      onInput={onInput}
      {...(hint !== undefined && { hint })}
    />
  );
}

/** η of DDIM, from no noise on the way to as much as DDPM has. */
export function EtaField({ label, value, onInput, hint }: NoiseFieldProps) {
  return (
    <Range
      {...SHARE}
      label={label}
      shown={value.toFixed(2)}
      value={value}
      ends={['0', '1']}
      onInput={onInput}
      {...(hint !== undefined && { hint })}
    />
  );
}
