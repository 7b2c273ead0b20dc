/** What of the page is in the address. */
import { DEFAULT_MODEL, MODELS } from '../../../../../shared/state/names';
import { oneOf, type SettingsOf, schema, seed, whole } from '../../../../../shared/state/settings';
import { SHAPES } from '../../shared/shapes';
import { EPSES, SUBJECTS } from '../../shared/subjects';

export const STEPS = [25, 50, 100] as const;
/** Pictures of a fork: each takes as long as any other, so fewer than fifty can be chosen. */
export const DRAWS = [8, 16, 50] as const;
/** Points on the stage, one of which is followed. */
export const PARTICLES = 200;
/** Longest chain of the page's models. */
const MAX_T = 1000;

export const MAX_REDRAWS = 9999;

export const SETTINGS = schema({
  subject: oneOf('stage', SUBJECTS, 'points'),
  shape: oneOf('shape', SHAPES, 'eight_gaussians'),
  model: oneOf('model', MODELS, DEFAULT_MODEL),
  eps: oneOf('eps', EPSES, 'exact'),
  steps: oneOf('steps', STEPS, 50),
  /** Of x_T and of the run that is frozen. */
  seed: seed('seed'),
  /** Where it is frozen: the nearest time of the run is taken. */
  t: whole('t', { initial: 500, min: 1, max: MAX_T }),
  /** The point that is followed, from 0. */
  particle: whole('particle', { initial: 0, min: 0, max: PARTICLES - 1 }),
  draws: oneOf('draws', DRAWS, 16),
  /** Which draw of z. */
  redraw: whole('redraw', { initial: 1, min: 1, max: MAX_REDRAWS }),
});

export type Settings = SettingsOf<typeof SETTINGS>;

/** The seed of z after the fork: another one for every draw, and never that of the run itself. */
export function seedOfRedraw({ seed, redraw }: Pick<Settings, 'seed' | 'redraw'>): number {
  return (seed ^ Math.imul(redraw, 0x9e3779b1)) >>> 0;
}
