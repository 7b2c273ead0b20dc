/** What of the page is in the address. */
import { choice, type Fields, number } from '../../../../../shared/state/fields';
import { MODELS, type ModelName } from '../../../../../shared/state/names';
import { SHAPES, type Shape } from '../../shared/shapes';
import { EPSES, type EpsName, SUBJECTS, type Subject } from '../../shared/subjects';

export const STEPS = [25, 50, 100] as const;
/** Pictures of a fork: each takes as long as any other, so one may want fewer than fifty. */
export const DRAWS = [8, 16, 50] as const;
/** Points on the stage, one of which is followed. */
export const PARTICLES = 200;
/** Longest chain of the page's models. */
const MOST_T = 1000;

export interface Settings {
  subject: Subject;
  shape: Shape;
  model: ModelName;
  eps: EpsName;
  steps: (typeof STEPS)[number];
  /** Of x_T and of the run that is frozen. */
  seed: number;
  /** Where it is frozen: the nearest time of the run is taken. */
  t: number;
  /** The point that is followed, from 0. */
  particle: number;
  draws: (typeof DRAWS)[number];
  /** Which draw of z. */
  redraw: number;
}

export const DEFAULTS: Readonly<Settings> = {
  subject: 'points',
  shape: 'eight_gaussians',
  model: 'avatars',
  eps: 'exact',
  steps: 50,
  seed: 1,
  t: 500,
  particle: 0,
  draws: 16,
  redraw: 1,
};

export const MOST_REDRAWS = 9999;

export const FIELDS: Fields<Settings> = {
  subject: choice('stage', SUBJECTS),
  shape: choice('shape', SHAPES),
  model: choice('model', MODELS),
  eps: choice('eps', EPSES),
  steps: choice('steps', STEPS),
  seed: number('seed', 0, 0xffff_ffff, true),
  t: number('t', 1, MOST_T, true),
  particle: number('particle', 0, PARTICLES - 1, true),
  draws: choice('draws', DRAWS),
  redraw: number('redraw', 1, MOST_REDRAWS, true),
};

/** The seed of z after the fork: another one for every draw, and never that of the run itself. */
export function seedOfRedraw({ seed, redraw }: Pick<Settings, 'seed' | 'redraw'>): number {
  return (seed ^ Math.imul(redraw, 0x9e3779b1)) >>> 0;
}
