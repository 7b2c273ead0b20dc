/** Figures that tell a right run from a wrong one. Pure. */
import type { ImageShape } from '../../../../../../pkg/src/types';
import { meanSquare, moments } from '../../store/moments';
import type { Trajectory } from '../shared/trajectory';

/** Root mean square of a coordinate: 1 for the data. */
export function spread(points: ArrayLike<number>): number {
  return Math.sqrt(meanSquare(points));
}

/** Mean distance of a point of the plane to the nearest training point: what a grain over the samples is measured by. */
export function offData(points: ArrayLike<number>, training: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
    let least = Infinity;
    for (let k = 0; k + 1 < training.length; k += 2) {
      const [dx, dy] = [x - (training[k] ?? 0), y - (training[k + 1] ?? 0)];
      const square = dx * dx + dy * dy;
      if (square < least) least = square;
    }
    sum += Math.sqrt(least);
  }
  return sum / Math.max(1, points.length / 2);
}

/** Standard deviation of all numbers of pictures: their contrast. */
export function contrast(values: ArrayLike<number>): number {
  return Math.sqrt(moments(values).variance);
}

/** Root mean square of the difference between a pixel and its neighbour to the right: edges, and grain. */
export function grain(values: ArrayLike<number>, { width, channels }: ImageShape): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i + channels < values.length; i += 1) {
    // The last pixel of a row has no neighbour to the right
    if (Math.floor(i / channels) % width === width - 1) continue;
    sum += ((values[i + channels] ?? 0) - (values[i] ?? 0)) ** 2;
    count += 1;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

/** Share of the numbers that no picture has: beyond black or white. */
export function beyond(values: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) if (Math.abs(values[i] ?? 0) > 1.0001) count += 1;
  return count / Math.max(1, values.length);
}

/** Mean square of x at every moment there is. */
export function courseOf(trajectory: Trajectory): number[] {
  return trajectory.times.map((_, i) => meanSquare(trajectory.x.subarray(i * trajectory.size, (i + 1) * trajectory.size)));
}

/** Mean square of x_t in the forward process: ᾱ of the data's, and 1 − ᾱ of the noise's (Ho et al. 2020, eq. 4). */
export function forwardSquare(alphaBar: number, ofData: number): number {
  return alphaBar * ofData + 1 - alphaBar;
}
