import { Range } from '../../../shared/ui/Fields';

interface StopRangeProps {
  label: string;
  stops: readonly number[];
  value: number;
  /** The value in words. */
  shown: string;
  hint?: string;
  onInput(value: number): void;
}

/** A slider over stops that lie unevenly. */
export function StopRange({ label, stops, value, shown, hint, onInput }: StopRangeProps) {
  const nearest = stops.reduce(
    (best, stop, i) => (Math.abs(Math.log(stop / value)) < Math.abs(Math.log((stops[best] ?? 1) / value)) ? i : best),
    0,
  );
  return (
    <Range
      label={label}
      shown={shown}
      value={nearest}
      min={0}
      max={stops.length - 1}
      step={1}
      {...(hint === undefined ? {} : { hint })}
      onInput={(at) => onInput(stops[at] ?? value)}
    />
  );
}
