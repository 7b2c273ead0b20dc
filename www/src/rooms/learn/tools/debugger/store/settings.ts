/** What of the debugger is in the address. */
import type { ToyShape } from '../../../../../../../pkg/src/toy';
import { choice, type Fields, flag, number, type Problem, readFields, writeFields } from '../../../../../shared/state/fields';
import { DEFAULT_MODEL, MODELS, type ModelName } from '../../../../../shared/state/names';

export const SHAPES = [
  'eight_gaussians',
  'two_moons',
  'swiss_roll',
  'checkerboard',
  'gaussian',
  'point',
] as const satisfies readonly ToyShape[];
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
const MOST_T = 1000;
const MOST_SIDE = 64;

export interface Settings {
  algorithm: 1 | 2;
  subject: 'points' | 'pictures';
  shape: Shape;
  eps: 'network' | 'exact';
  total: (typeof TOTALS)[number];
  /** 0: σ² = β̃, 1: σ² = β. */
  variance: 0 | 1;
  seed: number;
  /** The one that is followed, counted from 1. */
  particle: number;
  model: ModelName;
  steps: (typeof STEPS)[number];
  clip: boolean;
  /** The pixel that is followed, counted from 1. */
  column: number;
  row: number;
  /** Where the run stops; 0: nowhere. */
  stop: number;
  pace: (typeof PACES)[number];
}

export const DEFAULTS: Readonly<Settings> = {
  ...{ algorithm: 2, subject: 'points', shape: 'eight_gaussians', eps: 'network', total: 40, variance: 0, seed: 1, particle: 1 },
  ...{ model: DEFAULT_MODEL, steps: 20, clip: true, column: 12, row: 12, stop: 0, pace: 1 },
};

const FIELDS: Fields<Settings> = {
  algorithm: choice('alg', [1, 2]),
  subject: choice('stage', ['points', 'pictures']),
  shape: choice('shape', SHAPES),
  eps: choice('eps', ['network', 'exact']),
  total: choice('T', TOTALS),
  variance: choice('variance', [0, 1]),
  seed: number('seed', 0, 0xffff_ffff, true),
  particle: number('particle', 1, COUNT, true),
  model: choice('model', MODELS),
  steps: choice('walk', STEPS),
  clip: flag('clip'),
  column: number('column', 1, MOST_SIDE, true),
  row: number('row', 1, MOST_SIDE, true),
  stop: number('break', 0, MOST_T, true),
  pace: choice('pace', PACES),
};

/** A place in a run of Algorithm 2. */
export interface Spot {
  /** 0: before the first step, at line 1; or past the last, at line 6. */
  t: number;
  line: number;
}

export const START: Readonly<Spot> = { t: 0, line: 1 };

const SPOT: Fields<Spot> = { t: number('t', 0, MOST_T, true), line: choice('line', [1, 2, 3, 4, 6]) };

export function parseDebugger(query: URLSearchParams): { settings: Settings; spot: Spot; problems: Problem[] } {
  const { settings, problems } = readFields(FIELDS, DEFAULTS, query);
  const { settings: spot, problems: others } = readFields(SPOT, START, query);
  return { settings, spot, problems: [...problems, ...others] };
}

export function writeDebugger(settings: Settings, spot: Spot, query: URLSearchParams): void {
  writeFields(FIELDS, DEFAULTS, settings, query);
  writeFields(SPOT, START, spot, query);
}
