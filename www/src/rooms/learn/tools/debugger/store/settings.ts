/** What of the debugger is in the address. */
import type { PointShape } from '../../../../../../../pkg/src/types';
import { DEFAULT_MODEL, MODELS } from '../../../../../shared/state/names';
import { flag, oneOf, type Problem, type SettingsOf, schema, seed, whole } from '../../../../../shared/state/settings';

export const SHAPES = [
  'eight_gaussians',
  'two_moons',
  'swiss_roll',
  'checkerboard',
  'gaussian',
  'point',
] as const satisfies readonly PointShape[];
export type Shape = (typeof SHAPES)[number];
/** T of the chain of points. */
export const TOTALS = [5, 10, 20, 40, 80, 150] as const;
/** Steps that a chain of pictures is walked in. */
export const STEPS = [5, 10, 20, 50] as const;
/** Lines a second while it runs. */
export const PACES = [0.5, 1, 2, 5, 20] as const;
/** Particles of a cloud, and points of a batch. */
export const COUNT = 256;
/** The largest t of any model, and the longest side of any picture. */
const MAX_T = 1000;
const MAX_SIDE = 64;

const DEBUGGER = schema({
  algorithm: oneOf('alg', [1, 2], 2),
  subject: oneOf('stage', ['points', 'pictures'], 'points'),
  shape: oneOf('shape', SHAPES, 'eight_gaussians'),
  eps: oneOf('eps', ['network', 'exact'], 'network'),
  total: oneOf('T', TOTALS, 40),
  /** 0: σ² = β̃, 1: σ² = β. */
  variance: oneOf('variance', [0, 1], 0),
  seed: seed('seed'),
  /** The one that is followed, counted from 1. */
  particle: whole('particle', { initial: 1, min: 1, max: COUNT }),
  model: oneOf('model', MODELS, DEFAULT_MODEL),
  steps: oneOf('walk', STEPS, 20),
  clip: flag('clip', true),
  /** The pixel that is followed, counted from 1. */
  column: whole('column', { initial: 12, min: 1, max: MAX_SIDE }),
  row: whole('row', { initial: 12, min: 1, max: MAX_SIDE }),
  /** Where the run stops; 0: nowhere. */
  stop: whole('break', { initial: 0, min: 0, max: MAX_T }),
  pace: oneOf('pace', PACES, 1),
});

export type Settings = SettingsOf<typeof DEBUGGER>;

export const DEFAULTS = DEBUGGER.defaults;

/** A place in a run of Algorithm 2. */
const SPOT = schema({
  /** 0: before the first step, at line 1; or past the last, at line 6. */
  t: whole('t', { initial: 0, min: 0, max: MAX_T }),
  line: oneOf<number>('line', [1, 2, 3, 4, 6], 1),
});

export type Spot = SettingsOf<typeof SPOT>;

export const START = SPOT.defaults;

export function parseDebugger(query: URLSearchParams): { settings: Settings; spot: Spot; problems: Problem[] } {
  const { settings, problems } = DEBUGGER.parse(query);
  const { settings: spot, problems: others } = SPOT.parse(query);
  return { settings, spot, problems: [...problems, ...others] };
}

export function writeDebugger(settings: Settings, spot: Spot, query: URLSearchParams): void {
  DEBUGGER.write(settings, query);
  SPOT.write(spot, query);
}
