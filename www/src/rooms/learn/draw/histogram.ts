/** Histograms and densities on the number line. Pure. */
import { pathOf, type Scale } from '../../../shared/chart/scales';

/** Densities of equal bins over ±reach; what lies beyond is not drawn. */
export function bins(values: ArrayLike<number>, reach: number, count: number): Float64Array {
  const found = new Float64Array(count);
  const perUnit = count / (2 * reach);
  for (let i = 0; i < values.length; i += 1) {
    const bin = Math.floor(((values[i] ?? 0) + reach) * perUnit);
    if (bin >= 0 && bin < count) found[bin] = (found[bin] ?? 0) + 1;
  }
  return found.map((n) => (n * perUnit) / Math.max(1, values.length));
}

/** The outline of a histogram. */
export function stairs(densities: Float64Array, x: Scale, y: Scale, reach: number): string {
  const width = (2 * reach) / densities.length;
  return pathOf(
    [...densities].flatMap((density, i) => {
      const left = -reach + i * width;
      return [[x.at(left), y.at(density)] as const, [x.at(left + width), y.at(density)] as const];
    }),
  );
}

export function gaussian(at: number, mean: number, variance: number): number {
  return Math.exp(-((at - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
}

/** A function over ±reach as a path. */
export function curve(f: (at: number) => number, x: Scale, y: Scale, reach: number, points = 240): string {
  return pathOf(
    Array.from({ length: points + 1 }, (_, i) => {
      const at = -reach + (2 * reach * i) / points;
      return [x.at(at), y.at(f(at))] as const;
    }),
  );
}
