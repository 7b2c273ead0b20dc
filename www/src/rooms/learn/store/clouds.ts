/** Clouds of samples: one moment of a run, and how many samples are at each of the eight Gaussians. Pure. */
import type { Samples } from '../../../../../pkg/src/types';

/** Gaussians of the data set `eight_gaussians`. */
export const MODES = 8;

/** Samples in each of eight equal sectors around the origin, one for each Gaussian of the data. `first`: an angle of one. */
export function sectors(points: ArrayLike<number>, first: number): number[] {
  const found = new Array<number>(MODES).fill(0);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const angle = Math.atan2(points[i + 1] ?? 0, points[i] ?? 0) - first;
    const sector = ((Math.round((angle / (2 * Math.PI)) * MODES) % MODES) + MODES) % MODES;
    found[sector] = (found[sector] ?? 0) + 1;
  }
  return found;
}

/** The points of a cloud at a share of its way, and the t of that moment. */
export function momentAt(cloud: Samples, share: number): { x: Float32Array; t: number } {
  const position = Math.round(share * (cloud.times.length - 1));
  const size = cloud.x.length / cloud.times.length;
  return { x: cloud.x.subarray(position * size, (position + 1) * size), t: cloud.times[position] ?? 0 };
}
