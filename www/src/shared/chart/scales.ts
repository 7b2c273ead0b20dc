/** Scales and ticks of the plots. Pure. */
import { scaleLinear, scaleLog } from 'd3-scale';

export interface Scale {
  at(value: number): number;
  invert(pixel: number): number;
  ticks: readonly { at: number; text: string }[];
}

/** Powers of ten; with fewer than two of them also their multiples by 2 and 5. */
function logTicks(low: number, high: number): number[] {
  const decades = Array.from({ length: 24 }, (_, i) => 10 ** (i - 12)).filter((value) => value >= low * 0.999 && value <= high * 1.001);
  if (decades.length >= 2) return decades.length > 5 ? decades.filter((_, i) => i % Math.ceil(decades.length / 5) === 0) : decades;
  return [1, 2, 5].flatMap((digit) => Array.from({ length: 24 }, (_, i) => digit * 10 ** (i - 12))).filter((v) => v >= low && v <= high);
}

export function short(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (size >= 10_000) return `${Number((value / 1e3).toPrecision(3))}k`;
  if (size < 0.001) return value.toExponential(0).replace('e+', 'e').replaceAll('-', '−');
  return String(Number(value.toPrecision(3))).replaceAll('-', '−');
}

/** Logarithmic from low to high onto pixels; what lies outside is put on the edge. */
export function logScale(low: number, high: number, range: readonly [number, number]): Scale {
  const scale = scaleLog([low, high], range).clamp(true);
  return {
    at: (value) => scale(Math.max(value, 1e-12)),
    invert: (pixel) => scale.invert(pixel),
    ticks: logTicks(low, high).map((value) => ({ at: scale(value), text: short(value) })),
  };
}

export function linearScale(low: number, high: number, range: readonly [number, number], count = 4): Scale {
  const scale = scaleLinear([low, high], range);
  return {
    at: (value) => scale(value),
    invert: (pixel) => scale.invert(pixel),
    ticks: scale.ticks(count).map((value) => ({ at: scale(value), text: short(value) })),
  };
}

/** The ends of an axis around positive values: a little room on both sides. */
export function logDomain(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return [0.1, 1];
  const low = positive.reduce((a, b) => Math.min(a, b));
  const high = positive.reduce((a, b) => Math.max(a, b));
  return [low / 1.25, Math.max(high * 1.25, low * 2)];
}

/** An SVG path through points. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
