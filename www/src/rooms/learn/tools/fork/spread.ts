/** How far ends lie apart that set out from one x_t, and when that was decided. Pure. */
import { sectors } from '../../store/clouds';

/** The same numbers so many times, side by side. */
export function repeated(x: Float32Array, times: number): Float32Array {
  const all = new Float32Array(x.length * times);
  for (let i = 0; i < times; i += 1) all.set(x, i * x.length);
  return all;
}

export interface Scatter {
  /** Of every number, over all ends. */
  mean: Float32Array;
  deviation: Float32Array;
  /** Root mean square of the deviations. */
  spread: number;
}

/** Mean and standard deviation of ends of `size` numbers each. */
export function scatterOf(ends: Float32Array, size: number): Scatter {
  const count = Math.max(1, ends.length / size);
  const [mean, deviation] = [new Float32Array(size), new Float32Array(size)];
  let squares = 0;
  for (let k = 0; k < size; k += 1) {
    let sum = 0;
    for (let i = k; i < ends.length; i += size) sum += ends[i] ?? 0;
    const centre = sum / count;
    let square = 0;
    for (let i = k; i < ends.length; i += size) square += ((ends[i] ?? 0) - centre) ** 2;
    mean[k] = centre;
    deviation[k] = Math.sqrt(square / count);
    squares += square / count;
  }
  return { mean, deviation, spread: Math.sqrt(squares / Math.max(1, size)) };
}

/** The share of the ends at the Gaussian of the eight that most of them are at. One of the eight lies at angle 0. */
export function fullestShare(ends: ArrayLike<number>): number {
  const counts = sectors(ends, 0);
  return counts.reduce((a, b) => Math.max(a, b), 0) / Math.max(1, ends.length / 2);
}

export interface SpreadAt {
  t: number;
  spread: number;
}

/**
 * The t from which on the spread stays below half of what it was first, between measured ones linearly; null where it does
 * not. The times fall. On its way a point may come near a parting of ways, and its spread rise again: what counts is the end.
 */
export function halfTime(course: readonly SpreadAt[]): number | null {
  const half = (course[0]?.spread ?? 0) / 2;
  if (half === 0) return null;
  const last = course.findLastIndex(({ spread }) => spread > half);
  const [before, after] = [course[last], course[last + 1]];
  if (!before || !after) return null;
  return before.t + ((before.spread - half) / (before.spread - after.spread)) * (after.t - before.t);
}

/** So many of the positions 0..last, evenly spread, first and last among them; all where there are no more. */
export function evenly(last: number, count: number): number[] {
  const most = Math.min(count, last + 1);
  if (most <= 1) return [0];
  return Array.from({ length: most }, (_, i) => Math.round((i * last) / (most - 1)));
}

/** The index of the point of the plane that is nearest to a place. */
export function nearestPoint(points: ArrayLike<number>, x: number, y: number): number {
  let [best, least] = [0, Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const square = ((points[i] ?? 0) - x) ** 2 + ((points[i + 1] ?? 0) - y) ** 2;
    if (square < least) [best, least] = [i / 2, square];
  }
  return best;
}
