/** A histogram as a density, to be laid under that of N(0, 1). Pure. */
import { linearScale, pathOf } from '../../../shared/chart/scales';

/** The axis runs over ±LIMIT; values beyond fall into the outermost bins. */
export const LIMIT = 3.5;
export const BINS = 42;
/** Where the density axis ends: pictures of few tones go far beyond, and are cut off. */
export const TOP = 1;

/** Densities of the bins: their sum times the bins' width is one. */
export function histogram(values: Float32Array): Float64Array {
  const bins = new Float64Array(BINS);
  const perUnit = BINS / (2 * LIMIT);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value + LIMIT) * perUnit)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const scale = perUnit / Math.max(1, values.length);
  return bins.map((count) => count * scale);
}

export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** One SVG path of all bars. */
export function barsPath(bins: Float64Array, width: number, height: number): string {
  const step = width / BINS;
  let path = '';
  bins.forEach((density, i) => {
    const bar = Math.min(1, density / TOP) * height;
    if (bar > 0) path += `M${(i * step + 0.5).toFixed(1)} ${height}v${(-bar).toFixed(1)}h${(step - 1).toFixed(1)}V${height}z`;
  });
  return path;
}

/** The density of N(0, 1) as an SVG path. */
export function normalPath(width: number, height: number): string {
  const x = linearScale(-LIMIT, LIMIT, [0, width]);
  const y = linearScale(0, TOP, [height, 0]);
  const values = Array.from({ length: 71 }, (_, i) => -LIMIT + (i * 2 * LIMIT) / 70);
  return pathOf(values.map((value) => [x.at(value), y.at(normalDensity(value))]));
}
