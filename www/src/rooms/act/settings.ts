/** What the visitor can set in room Act, and its form in the page's address. */
import { TRAIN_DEFAULTS } from '../../../../pkg/src/names';
import type { Generator, Horizons, MlpTrainConfig, SampleConfig, Scene } from '../../../../pkg/src/types';
import { decimal, oneOf, type Setting, type SettingsOf, schema, seed, whole } from '../../shared/state/settings';

/** made: by the engine, as the settings say; drawn: by the visitor, which a link cannot hold. */
export const DATA = ['made', 'drawn'] as const;
export const COUNTS = [5, 20, 50, 100, 200, 500] as const;
/** open: a whole chunk is executed before the robot looks again; closed: Ta of its actions. */
export const LOOPS = ['open', 'closed'] as const;
/** Where the robots of a measurement start: on the axis, or anywhere in the box that demonstrations start in. */
export const FROM = ['axis', 'anywhere'] as const;
export const TARGETS = ['epsilon', 'x0', 'v'] as const;
/** Chunks of a plan that are shown. */
export const FANS = [1, 4, 16, 64] as const;
/** What the planes show: one rollout and its plans, or the ways of all that were measured. */
export const SHOWN = ['one', 'all'] as const;

export const MAX_OBSERVED = 4;
export const MAX_PREDICTED = 32;
/** How far above or below the axis a robot may start. */
export const MAX_START = 0.15;
const START_X = -0.8;

/** y of the start, in hundredths of the plane's unit. */
const start: Setting<number> = {
  key: 'y',
  initial: 0,
  parse(text) {
    const value = /^(0|-?0\.\d{1,2})$/.test(text) ? Number(text) : NaN;
    return Math.abs(value) <= MAX_START ? value + 0 : undefined;
  },
  format: (value) => String(Math.round(value * 100) / 100),
};

export const ACT = schema({
  data: oneOf('data', DATA, 'made'),
  count: oneOf<number>('demos', COUNTS, 200),
  /** Share of the demonstrations that pass the disc on the left. */
  left: decimal('left', { initial: 0.5, min: 0, max: 1 }),
  dataSeed: seed('dataseed'),
  observed: whole('To', { initial: 2, min: 1, max: MAX_OBSERVED }),
  predicted: whole('Tp', { initial: 16, min: 8, max: MAX_PREDICTED }),
  executed: whole('Ta', { initial: 8, min: 1, max: MAX_PREDICTED }),
  loop: oneOf('loop', LOOPS, 'open'),
  start,
  from: oneOf('from', FROM, 'axis'),
  // Found by trying: 98 % after 2,000 steps, where v has 85 % and ε 50 %
  target: oneOf('target', TARGETS, 'x0', ['eps', 'x0', 'v']),
  /** Of DDIM. */
  steps: whole('steps', { initial: 16, min: 1, max: 100 }),
  fan: oneOf<number>('fan', FANS, 16),
  shown: oneOf('show', SHOWN, 'one'),
  seed: seed('seed'),
  noiseSeed: seed('noise'),
});

export type ActSettings = SettingsOf<typeof ACT>;

/** Actions of a chunk that are still to come when it is planned. */
export const wholeChunk = ({ observed, predicted }: Pick<ActSettings, 'observed' | 'predicted'>): number => predicted + 1 - observed;

/** The same settings, with no more actions executed than are planned. */
export function fit(settings: ActSettings): ActSettings {
  return { ...settings, executed: Math.min(settings.executed, wholeChunk(settings)) };
}

/** Actions executed before the robot looks again. */
export const executedOf = (settings: ActSettings): number => (settings.loop === 'open' ? wholeChunk(settings) : settings.executed);

/** The disc in the middle of the plane and the goal at its right, as all demonstrations of the room have them. */
export const SCENE: Scene = { disc: [0, 0], radius: 0.25, goal: [0.8, 0] };
/** How near to the goal counts as there. */
export const GOAL_RADIUS = 0.1;

export const startOf = (settings: ActSettings): [number, number] => [START_X, settings.start];

export function generatorOf({ count, left, dataSeed }: ActSettings): Generator {
  return { count, left, clearance: 0.2, spread: 0.25, noise: 0.004, varyDisc: false, varyGoal: false, seed: dataSeed };
}

export const horizonsOf = ({ observed, predicted }: ActSettings): Horizons => ({ observed, predicted });

/** T of the chain. */
export const TOTAL = 100;

/** The settings of the diffusion policy, and of its rival: the same network, batches and optimizer, asked for the mean. */
export function trainConfig(settings: ActSettings, objective: 'denoise' | 'regress'): MlpTrainConfig {
  return {
    ...TRAIN_DEFAULTS,
    objective,
    prediction: objective === 'regress' ? 'x0' : settings.target,
    schedule: { kind: 'cosine', steps: TOTAL },
    optimizer: 'adamw',
    learningRate: 2e-3,
    weightDecay: 1e-6,
    emaDecay: 0.995,
    batch: 128,
    seed: settings.seed,
  };
}

/** How chunks are drawn; the rest is each plan's own. */
export function samplingOf({ steps }: ActSettings): SampleConfig {
  return { sampler: { kind: 'ddim', eta: 0 }, steps, spacing: 'trailing', seed: 0, count: 1, clip: true };
}

/** What must be trained anew, and what must only be rolled out anew. */
export function consequences(before: ActSettings, after: ActSettings): { run: boolean; rollout: boolean } {
  const differs = (names: readonly (keyof ActSettings)[]): boolean => names.some((name) => before[name] !== after[name]);
  const made = after.data === 'made' && differs(['count', 'left', 'dataSeed']);
  return {
    run: made || differs(['data', 'observed', 'predicted', 'target', 'seed']),
    rollout: executedOf(before) !== executedOf(after) || differs(['start', 'steps', 'fan', 'noiseSeed']),
  };
}
