/** The data in the plane that the tools offer: shapes on which something is to be seen. */
import type { DataSource, PointShape } from '../../../../../../pkg/src/types';

export const SHAPES = [
  's_curve',
  'two_moons',
  'eight_gaussians',
  'swiss_roll',
  'checkerboard',
  'dino',
] as const satisfies readonly PointShape[];
export type Shape = (typeof SHAPES)[number];

/** Training points: enough to be seen as a shape, few enough for the exact denoiser to answer at once. */
export const POINTS = 1000;

export function sourceOf(shape: Shape): DataSource {
  return { kind: 'shape', shape, count: POINTS, seed: 1 };
}
