/** What the visitor can set in room Train, and its form in the page's address. */
import { ACTIVATIONS, POINT_SHAPES, TIME_EMBEDDINGS, TRAIN_DEFAULTS } from '../../../../pkg/src/names';
import type { MlpTrainConfig, PointShape, Prediction, ScheduleKind, Solver } from '../../../../pkg/src/types';
import { backend } from '../../shared/state/engine-host';
import {
  decimal,
  flag,
  magnitude,
  oneOf,
  type Problem,
  type Setting,
  type SettingsOf,
  schema,
  seed,
  several,
  significant,
  whole,
} from '../../shared/state/settings';
import { SPACINGS } from '../../shared/state/spacing';
import { CONTROL_POINTS, curveBetas, MAX_BETA, MIN_BETA } from './store/beta';

/** own: drawn, pasted or dropped by the visitor; digits: pictures of 8 × 8. */
export const DATA = [...POINT_SHAPES, 'digits', 'own'] as const;
export type DataName = PointShape | 'digits' | 'own';

export const SCHEDULES = ['linear', 'scaled_linear', 'cosine', 'sigmoid', 'quadratic', 'custom'] as const;
export type ScheduleName = ScheduleKind | 'custom';
export const PREDICTIONS = ['epsilon', 'x0', 'v'] as const satisfies readonly Prediction[];
export const WEIGHTINGS = ['simple', 'bound'] as const;
export const OPTIMIZERS = ['adam', 'adamw'] as const;
export const TIMES = ['uniform', 'stratified', 'importance'] as const;
export const SAMPLERS = ['ddpm', 'ddim', 'heun', 'dpm_solver', 'langevin', 'annealed'] as const;
export type SamplerName = (typeof SAMPLERS)[number];
/** What the stage can show, from the bottom up. */
export const LAYERS = ['density', 'error', 'data', 'contours', 'samples', 'forward', 'mesh', 'field', 'paths'] as const;
export type Layer = (typeof LAYERS)[number];
/** The vector field that is drawn: the score, or ε̂. */
export const FIELDS_SHOWN = ['score', 'eps'] as const;
export const PANELS = ['compare', 'quality', 'bound', 'variance', 'memory'] as const;
export type PanelName = (typeof PANELS)[number];
export const WHOSE = ['network', 'exact', 'both'] as const;
/** What the exact denoiser is exact for: the training points, or the distribution that they were drawn from. */
export const EXACT_FOR = ['points', 'distribution'] as const;
/** Shapes whose distribution has an exact denoiser other than that of their points (for N(0, I) the engine takes it anyway). */
const MIXTURES: readonly DataName[] = ['eight_gaussians'];

export const BATCHES = [16, 32, 64, 128, 256, 512, 1024, 2048, 4096] as const;
export const WIDTHS = [16, 32, 64, 128, 192, 256, 384, 512] as const;
export const LEARNING_RATES = [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 4e-3, 1e-2] as const;
export const TOTALS = [10, 20, 50, 100, 200, 250, 500, 1000] as const;
export const COUNTS = [100, 200, 400, 800, 1200] as const;
/** Of the embedding of t. */
const TIME_WIDTHS = [8, 16, 32, 64, 128, 256] as const;
export const DATA_COUNTS = [10, 30, 100, 300, 1000, 2000, 5000, 10_000] as const;

/** β at the handles of the visitor's own curve. */
const curve: Setting<readonly number[]> = {
  key: 'curve',
  initial: [0.0001, 0.0003, 0.001, 0.004, 0.01, 0.02],
  parse(text) {
    const parts = text.split(',');
    const values = parts.map((part) => (/^(0|0?\.\d{1,7}|\d(\.\d{1,3})?e-\d)$/.test(part) ? Number(part) : NaN));
    return values.length === CONTROL_POINTS && values.every((value) => value >= MIN_BETA && value <= MAX_BETA) ? values : undefined;
  },
  format: (values) => values.map(significant).join(','),
};

const SHARE = { min: 0, max: 1 } as const;
const { network, ...training } = TRAIN_DEFAULTS;

const TRAIN = schema({
  data: oneOf('data', DATA, 'two_moons'),
  /** Training points of a shape. */
  points: whole('points', { initial: 2000, min: 1, max: 20_000 }),
  dataSeed: seed('dataseed'),
  schedule: oneOf('schedule', SCHEDULES, 'linear'),
  /** T. */
  total: whole('T', { initial: 1000, min: 10, max: 1000 }),
  curve,
  // A saved run may have a width that the page does not offer
  width: oneOf<number>('width', WIDTHS, network.width),
  depth: whole('depth', { initial: network.depth, min: 1, max: 8 }),
  time: oneOf('time', TIME_EMBEDDINGS, network.time),
  timeWidth: oneOf<number>('timewidth', TIME_WIDTHS, network.timeWidth),
  activation: oneOf('activation', ACTIVATIONS, network.activation),
  prediction: oneOf('target', PREDICTIONS, training.prediction, ['eps', 'x0', 'v']),
  weighting: oneOf('weighting', WEIGHTINGS, training.weighting),
  optimizer: oneOf('optimizer', OPTIMIZERS, training.optimizer),
  // Found by trying: close to the data in a quarter of a minute on two cores, where 1e-3 and 512 take a minute
  learningRate: magnitude('lr', { initial: 4e-3, min: 1e-6, max: 0.1 }),
  weightDecay: decimal('decay', { ...SHARE, initial: training.weightDecay }),
  emaDecay: decimal('ema', { initial: 0.995, min: 0, max: 0.9999 }),
  batch: oneOf<number>('batch', BATCHES, 256),
  times: oneOf('times', TIMES, training.times),
  antithetic: flag('antithetic', training.antithetic),
  seed: seed('seed', training.seed),
  // Deterministic, so that samples of the same noise visibly settle while the network learns
  sampler: oneOf('sampler', SAMPLERS, 'ddim'),
  /** DDPM's σ²: 0 is β̃, 1 is β. */
  variance: decimal('variance', { ...SHARE, initial: 0 }),
  eta: decimal('eta', { ...SHARE, initial: 0 }),
  /** Of the Langevin samplers: δ as a share of 1 − ᾱ_t. */
  stepSize: decimal('delta', { initial: 0.1, min: 0.001, max: 1 }),
  /** Of plain Langevin: the noise level, as a share of T. */
  level: decimal('level', { initial: 0.05, min: 0.01, max: 1 }),
  steps: whole('steps', { initial: 30, min: 1, max: 1000 }),
  spacing: oneOf('spacing', SPACINGS, 'quadratic'),
  /** Samples shown. */
  count: oneOf<number>('count', COUNTS, 400),
  /** Of the noise that samples start from. */
  noiseSeed: seed('noise'),
  /** Samples by the exact denoiser in place of the network. */
  exactSamples: flag('exact', false),
  exactFor: oneOf('exactfor', EXACT_FOR, 'points'),
  layers: several('show', LAYERS, ['data', 'samples']),
  field: oneOf('arrows', FIELDS_SHOWN, 'score'),
  whose: oneOf('whose', WHOSE, 'network'),
  /** Measurements that are unfolded. */
  open: several('open', PANELS, []),
  backend,
});

export type TrainSettings = SettingsOf<typeof TRAIN>;

export const { defaults: DEFAULTS, write: writeSettings, erase: eraseSettings } = TRAIN;

export function parseSettings(query: URLSearchParams): { settings: TrainSettings; problems: Problem[] } {
  const { settings, problems } = TRAIN.parse(query);
  const fitted = fit(settings);
  // Steps that the link does not ask for follow T in silence.
  if (fitted.steps !== settings.steps && query.get('steps') !== null)
    problems.push({ key: 'steps', asked: String(settings.steps), used: String(fitted.steps) });
  return { settings: fitted, problems };
}

/** Whether there is a choice of what the exact denoiser is exact for. */
export const isMixture = ({ data }: TrainSettings): boolean => MIXTURES.includes(data);

/** The exact denoiser that is meant. */
export function exactEps(settings: TrainSettings): 'exact' | 'distribution' {
  return isMixture(settings) && settings.exactFor === 'distribution' ? 'distribution' : 'exact';
}

/** Whether an address says anything that a run depends on. */
export function namesRun(query: URLSearchParams): boolean {
  return RUN.some((name) => query.has(TRAIN.settings[name].key));
}

/** The settings that a run is a function of; learning rate and batch too, though they may change in mid-training. */
const RUN = [
  ...(['data', 'points', 'dataSeed', 'schedule', 'total', 'curve', 'width', 'depth', 'time', 'timeWidth', 'activation'] as const),
  ...(['prediction', 'weighting', 'optimizer', 'learningRate', 'weightDecay', 'emaDecay', 'batch', 'times', 'antithetic', 'seed'] as const),
];
const LIVE: readonly (keyof TrainSettings)[] = ['learningRate', 'batch'];
const SAMPLING = [
  'sampler',
  'variance',
  'eta',
  'stepSize',
  'level',
  'steps',
  'spacing',
  'count',
  'noiseSeed',
  'exactSamples',
  'exactFor',
] as const;

function differ(before: TrainSettings, after: TrainSettings, names: readonly (keyof TrainSettings)[]): boolean {
  return names.some((name) => String(before[name]) !== String(after[name]));
}

/** What follows from a change: another run, a change to the one there is, other samples, or nothing but the view. */
export function consequences(before: TrainSettings, after: TrainSettings): { run: boolean; live: boolean; samples: boolean } {
  const curveShown = before.schedule === 'custom' || after.schedule === 'custom';
  const names = RUN.filter((name) => !LIVE.includes(name) && (name !== 'curve' || curveShown));
  return { run: differ(before, after, names), live: differ(before, after, LIVE), samples: differ(before, after, SAMPLING) };
}

/** Whether two settings describe the same run. */
export function sameRun(a: TrainSettings, b: TrainSettings): boolean {
  return !differ(a, b, RUN);
}

/**
 * Settings suggested for tiny pictures: the default network is too small to predict noise in 64 dimensions, and x_0 is the
 * easier target.
 */
export const FOR_PICTURES = {
  width: 256,
  prediction: 'x0',
  learningRate: 2e-3,
  batch: 128,
} as const satisfies Partial<TrainSettings>;

/** Other data, with the settings suggested for them where the visitor has not changed those suggested before. */
export function withData(settings: TrainSettings, data: DataName): TrainSettings {
  const pictures = (name: DataName): boolean => name === 'digits';
  if (pictures(settings.data) === pictures(data)) return { ...settings, data };
  const names = Object.keys(FOR_PICTURES) as (keyof typeof FOR_PICTURES)[];
  const [from, to] = pictures(data) ? [DEFAULTS, FOR_PICTURES] : [FOR_PICTURES, DEFAULTS];
  if (names.some((name) => settings[name] !== from[name])) return { ...settings, data };
  return { ...settings, ...Object.fromEntries(names.map((name) => [name, to[name]])), data };
}

/** Makes settings consistent: samplers other than Langevin take at most T steps. */
export function fit(settings: TrainSettings): TrainSettings {
  const walks = settings.sampler !== 'langevin' && settings.sampler !== 'annealed';
  return walks && settings.steps > settings.total ? { ...settings, steps: settings.total } : settings;
}

export function trainConfig(settings: TrainSettings, betas: number[] | null = null): MlpTrainConfig {
  const { width, depth, time, timeWidth, activation, prediction, weighting, optimizer } = settings;
  const { learningRate, weightDecay, emaDecay, batch, times, antithetic, seed, schedule, total } = settings;
  return {
    network: { width, depth, time, timeWidth, activation },
    schedule:
      schedule === 'custom' ? { kind: 'custom', betas: betas ?? curveBetas(settings.curve, total) } : { kind: schedule, steps: total },
    ...{ prediction, weighting, optimizer, learningRate, weightDecay, emaDecay, batch, times, antithetic, seed },
  };
}

export function solverOf(settings: TrainSettings): Solver {
  const { sampler, variance, eta, stepSize, level, total, steps } = settings;
  switch (sampler) {
    case 'ddpm':
      return { kind: 'ddpm', variance };
    case 'ddim':
      return { kind: 'ddim', eta };
    case 'heun':
    case 'dpm_solver':
      return { kind: sampler };
    case 'langevin':
      return { kind: 'langevin', t: Math.max(1, Math.round(level * total)), stepSize };
    case 'annealed':
      return { kind: 'annealed_langevin', perLevel: perLevel(steps), stepSize };
  }
}

/** Annealed Langevin: as many steps a level as levels, about, and a divisor of the steps so that none is left over. */
export function perLevel(steps: number): number {
  let best = 1;
  for (let divisor = 1; divisor * divisor <= steps; divisor += 1) if (steps % divisor === 0) best = divisor;
  return best;
}
