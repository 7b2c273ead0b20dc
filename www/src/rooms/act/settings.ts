/** What the visitor can set in room Act, and its form in the page's address. */
import { TRAIN_DEFAULTS } from '../../../../pkg/src/names';
import type { Acting, Generator, Horizons, MlpTrainConfig, Position, SampleConfig, Scene, Solver } from '../../../../pkg/src/types';
import { decimal, flag, oneOf, type Setting, type SettingsOf, schema, seed, whole } from '../../shared/state/settings';

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

/** What is not at one place in the demonstrations that are made, nor in what is measured. */
export const VARIED = ['none', 'disc', 'goal', 'both'] as const;
/** What of a chunk the film shows: x_t, what the denoiser believes it to become, or the noise that it sees in it. */
export const LOOKS = ['x', 'x0', 'eps'] as const;
/** Chunks that are drawn for a plan: the first that keeps clear of the disc is executed. */
export const CANDIDATES = [1, 2, 4, 8, 16, 32, 64] as const;

export const MAX_OBSERVED = 4;
export const MAX_PREDICTED = 32;
/** How far above or below the axis a robot may start. */
export const MAX_START = 0.15;
const START_X = -0.8;
/** The engine takes no line shorter than three steps of a robot. */
export const MIN_LENGTH = 0.24;

export const distance = (a: Position, b: Position): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

export const lengthOf = (line: readonly Position[]): number =>
  line.reduce((sum, place, i) => sum + distance(line[i - 1] ?? place, place), 0);

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

/** Places of a sketch at most, each in hundredths of the plane's unit, within what is shown. */
const MAX_SKETCH = 40;
const MAX_HUNDREDTHS = 110;

/** A way over the plane that plans are drawn to; none where it is empty. As `-80_0~0_55~80_0`. */
const sketch: Setting<readonly Position[]> = {
  key: 'sketch',
  initial: [],
  parse(text) {
    if (text === 'none') return [];
    const places = text.split('~').map((place): Position => {
      const [, x, y] = /^(0|-?[1-9]\d{0,2})_(0|-?[1-9]\d{0,2})$/.exec(place) ?? [];
      return [Number(x) / 100, Number(y) / 100];
    });
    const inside = places.every((place) => place.every((v) => Math.abs(v) <= MAX_HUNDREDTHS / 100));
    const fits = places.length >= 2 && places.length <= MAX_SKETCH && inside;
    return fits && lengthOf(places) >= MIN_LENGTH ? places : undefined;
  },
  format: (line) =>
    line.length === 0 ? 'none' : line.map((place) => place.map((v) => String(Math.round(100 * v) + 0)).join('_')).join('~'),
};

/** A line as a sketch has it: so many of its places, its ends among them, each to a hundredth. */
export function sketchOf(line: readonly Position[]): readonly Position[] {
  const count = Math.min(MAX_SKETCH, line.length);
  const places = Array.from(
    { length: count },
    (_, i): Position => line[Math.round((i * (line.length - 1)) / Math.max(1, count - 1))] ?? [0, 0],
  );
  const inside = (v: number): number => Math.round(Math.min(MAX_HUNDREDTHS, Math.max(-MAX_HUNDREDTHS, 100 * v))) / 100 + 0;
  return places.map(([x, y]): Position => [inside(x), inside(y)]);
}

export const ACT = schema({
  data: oneOf('data', DATA, 'made'),
  count: oneOf<number>('demos', COUNTS, 200),
  /** Share of the demonstrations that pass the disc on the left. */
  left: decimal('left', { initial: 0.5, min: 0, max: 1 }),
  vary: oneOf('vary', VARIED, 'none'),
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
  look: oneOf('look', LOOKS, 'x'),
  /** Whether the demonstrated chunk nearest to the plan is shown. */
  nearest: flag('nearest', false),
  candidates: oneOf<number>('best', CANDIDATES, 1),
  sketch,
  /** How strongly plans are drawn to the sketch. */
  pull: decimal('pull', { initial: 0.5, min: 0, max: 1 }),
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

export function generatorOf({ count, left, vary, dataSeed }: ActSettings): Generator {
  const varies = (what: 'disc' | 'goal'): boolean => vary === what || vary === 'both';
  return {
    ...{ count, left, clearance: 0.2, spread: 0.25, noise: 0.004, seed: dataSeed },
    ...{ varyDisc: varies('disc'), varyGoal: varies('goal') },
  };
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
export function samplingOf({ steps }: Pick<ActSettings, 'steps'>, sampler: Solver = { kind: 'ddim', eta: 0 }): SampleConfig {
  return { sampler, steps, spacing: 'trailing', seed: 0, count: 1, clip: true };
}

/** Who plans, and what it is drawn to. */
export function actingOf({ sketch, pull }: ActSettings): Acting {
  return sketch.length === 0 ? {} : { sketch: { line: [...sketch], strength: pull } };
}

/** Whether a plan is another than the policy's own. */
export const isSteered = ({ sketch, candidates }: ActSettings): boolean => sketch.length > 0 || candidates > 1;

/** What must be trained anew, and what must only be rolled out anew. */
export function consequences(before: ActSettings, after: ActSettings): { run: boolean; rollout: boolean } {
  const differs = (names: readonly (keyof ActSettings)[]): boolean => names.some((name) => before[name] !== after[name]);
  const made = after.data === 'made' && differs(['count', 'left', 'vary', 'dataSeed']);
  return {
    run: made || differs(['data', 'observed', 'predicted', 'target', 'seed']),
    rollout:
      executedOf(before) !== executedOf(after) ||
      differs(['start', 'steps', 'fan', 'noiseSeed', 'candidates', 'sketch']) ||
      (after.sketch.length > 0 && differs(['pull'])),
  };
}
