/** What the visitor can set in room Train, and its form in the page's address. */
import {
  ACTIVATIONS,
  type Activation,
  TIME_EMBEDDINGS,
  type TimeEmbedding,
  TOY_DEFAULTS,
  TOY_SHAPES,
  type ToyConfig,
  type ToyShape,
} from '../../../../pkg/src/toy';
import type { Prediction, ScheduleKind, Solver, Spacing } from '../../../../pkg/src/types';
import { PREFERENCES, type Preference } from '../../shared/state/engine-host';
import {
  choice,
  eraseFields,
  type Field,
  type Fields,
  flag,
  magnitude,
  number,
  type Problem,
  readFields,
  several,
  writeFields,
} from '../../shared/state/fields';
import { CONTROL_POINTS, curveBetas, MAX_BETA, MIN_BETA } from './store/beta';

/** own: drawn, pasted or dropped by the visitor; digits: pictures of 8 × 8. */
export const DATA = [...TOY_SHAPES, 'digits', 'own'] as const;
export type DataName = ToyShape | 'digits' | 'own';

export const SCHEDULES = ['linear', 'scaled_linear', 'cosine', 'sigmoid', 'quadratic', 'custom'] as const;
export type ScheduleName = ScheduleKind | 'custom';
export const PREDICTIONS = ['epsilon', 'x0', 'v'] as const satisfies readonly Prediction[];
export const WEIGHTINGS = ['simple', 'bound'] as const;
export const OPTIMIZERS = ['adam', 'adamw'] as const;
export const TIMES = ['uniform', 'stratified', 'importance'] as const;
export const SAMPLERS = ['ddpm', 'ddim', 'heun', 'dpm_solver', 'langevin', 'annealed'] as const;
export type SamplerName = (typeof SAMPLERS)[number];
export const SPACINGS = ['leading', 'trailing', 'linspace', 'quadratic'] as const satisfies readonly Spacing[];
/** What the stage can show, from the bottom up. */
export const LAYERS = ['density', 'error', 'data', 'contours', 'samples', 'forward', 'mesh', 'field', 'paths'] as const;
export type Layer = (typeof LAYERS)[number];
/** Which arrows: the score, or the noise that is to be taken away. */
export const FIELDS_SHOWN = ['score', 'eps'] as const;
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
export const DATA_COUNTS = [10, 30, 100, 300, 1000, 2000, 5000, 10_000] as const;

export interface TrainSettings {
  data: DataName;
  /** Training points of a shape. */
  points: number;
  dataSeed: number;
  schedule: ScheduleName;
  /** T. */
  total: number;
  /** β at the handles of the visitor's own curve. */
  curve: readonly number[];
  width: number;
  depth: number;
  time: TimeEmbedding;
  timeWidth: number;
  activation: Activation;
  prediction: Prediction;
  weighting: ToyConfig['weighting'];
  optimizer: ToyConfig['optimizer'];
  learningRate: number;
  weightDecay: number;
  emaDecay: number;
  batch: number;
  times: ToyConfig['times'];
  antithetic: boolean;
  seed: number;
  sampler: SamplerName;
  /** DDPM's σ²: 0 is β̃, 1 is β. */
  variance: number;
  eta: number;
  /** Of the Langevin samplers: δ as a share of 1 − ᾱ_t. */
  stepSize: number;
  /** Of plain Langevin: the noise level, as a share of T. */
  level: number;
  steps: number;
  spacing: Spacing;
  /** Samples shown. */
  count: number;
  /** Of the noise that samples start from. */
  noiseSeed: number;
  /** Samples by the exact denoiser in place of the network. */
  exactSamples: boolean;
  exactFor: (typeof EXACT_FOR)[number];
  layers: readonly Layer[];
  field: (typeof FIELDS_SHOWN)[number];
  whose: (typeof WHOSE)[number];
  backend: Preference;
}

export const DEFAULTS: Readonly<TrainSettings> = {
  data: 'two_moons',
  points: 2000,
  dataSeed: 1,
  schedule: 'linear',
  total: 1000,
  curve: [0.0001, 0.0003, 0.001, 0.004, 0.01, 0.02],
  ...TOY_DEFAULTS.network,
  prediction: TOY_DEFAULTS.prediction,
  weighting: TOY_DEFAULTS.weighting,
  optimizer: TOY_DEFAULTS.optimizer,
  // Found by trying: close to the data in a quarter of a minute on two cores, where 1e-3 and 512 take a minute
  learningRate: 4e-3,
  weightDecay: TOY_DEFAULTS.weightDecay,
  emaDecay: 0.995,
  batch: 256,
  times: TOY_DEFAULTS.times,
  antithetic: TOY_DEFAULTS.antithetic,
  seed: TOY_DEFAULTS.seed,
  // Deterministic: the same noise ends in the same place, so that samples visibly settle
  sampler: 'ddim',
  variance: 0,
  eta: 0,
  stepSize: 0.1,
  level: 0.05,
  steps: 30,
  spacing: 'quadratic',
  count: 400,
  noiseSeed: 1,
  exactSamples: false,
  exactFor: 'points',
  layers: ['data', 'samples'],
  field: 'score',
  whose: 'network',
  backend: 'auto',
};

const curve: Field<readonly number[]> = {
  key: 'curve',
  parse(text) {
    const parts = text.split(',');
    const values = parts.map((part) => (/^(0|0?\.\d{1,6}|\d(\.\d{1,3})?e-\d)$/.test(part) ? Number(part) : NaN));
    return values.length === CONTROL_POINTS && values.every((value) => value >= MIN_BETA && value <= MAX_BETA) ? values : undefined;
  },
  format: (values) => values.map((value) => String(Number(value.toPrecision(3)))).join(','),
};

const FIELDS: Fields<TrainSettings> = {
  data: choice('data', DATA),
  points: number('points', 1, 20_000, true),
  dataSeed: number('dataseed', 0, 0xffff_ffff, true),
  schedule: choice('schedule', SCHEDULES),
  total: number('T', 10, 1000, true),
  curve,
  width: choice('width', WIDTHS),
  depth: number('depth', 1, 8, true),
  time: choice('time', TIME_EMBEDDINGS),
  timeWidth: choice('timewidth', [8, 16, 32, 64, 128, 256]),
  activation: choice('activation', ACTIVATIONS),
  prediction: choice('target', PREDICTIONS, ['eps', 'x0', 'v']),
  weighting: choice('weighting', WEIGHTINGS),
  optimizer: choice('optimizer', OPTIMIZERS),
  learningRate: magnitude('lr', 1e-6, 0.1),
  weightDecay: number('decay', 0, 1, false),
  emaDecay: number('ema', 0, 0.9999, false),
  batch: choice('batch', BATCHES),
  times: choice('times', TIMES),
  antithetic: flag('antithetic'),
  seed: number('seed', 0, 0xffff_ffff, true),
  sampler: choice('sampler', SAMPLERS),
  variance: number('variance', 0, 1, false),
  eta: number('eta', 0, 1, false),
  stepSize: number('delta', 0.001, 1, false),
  level: number('level', 0.01, 1, false),
  steps: number('steps', 1, 1000, true),
  spacing: choice('spacing', SPACINGS),
  count: choice('count', COUNTS),
  noiseSeed: number('noise', 0, 0xffff_ffff, true),
  exactSamples: flag('exact'),
  exactFor: choice('exactfor', EXACT_FOR),
  layers: several('show', LAYERS),
  field: choice('arrows', FIELDS_SHOWN),
  whose: choice('whose', WHOSE),
  backend: choice('backend', PREFERENCES),
};

export function parseSettings(query: URLSearchParams): { settings: TrainSettings; problems: Problem[] } {
  const { settings, problems } = readFields(FIELDS, DEFAULTS, query);
  const fitted = fit(settings);
  if (fitted.steps !== settings.steps) problems.push({ key: 'steps', asked: String(settings.steps), used: String(fitted.steps) });
  return { settings: fitted, problems };
}

export function writeSettings(settings: TrainSettings, query: URLSearchParams): void {
  writeFields(FIELDS, DEFAULTS, settings, query);
}

export function eraseSettings(query: URLSearchParams): void {
  eraseFields(FIELDS, query);
}

/** Whether there is a choice of what the exact denoiser is exact for. */
export const isMixture = ({ data }: TrainSettings): boolean => MIXTURES.includes(data);

/** The exact denoiser that is meant. */
export function exactEps(settings: TrainSettings): 'exact' | 'distribution' {
  return isMixture(settings) && settings.exactFor === 'distribution' ? 'distribution' : 'exact';
}

/** Whether an address says anything that a run depends on. */
export function namesRun(query: URLSearchParams): boolean {
  return RUN.some((name) => query.has(FIELDS[name].key));
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

/** What tiny pictures ask for: 64 dimensions are more than the default network can tell noise from, and x_0 is the easier target. */
export const FOR_PICTURES = {
  width: 256,
  prediction: 'x0',
  learningRate: 2e-3,
  batch: 128,
} as const satisfies Partial<TrainSettings>;

/** Other data, with the settings that they ask for: only where the visitor has left alone what was suggested before. */
export function withData(settings: TrainSettings, data: DataName): TrainSettings {
  const pictures = (name: DataName): boolean => name === 'digits';
  if (pictures(settings.data) === pictures(data)) return { ...settings, data };
  const names = Object.keys(FOR_PICTURES) as (keyof typeof FOR_PICTURES)[];
  const [from, to] = pictures(data) ? [DEFAULTS, FOR_PICTURES] : [FOR_PICTURES, DEFAULTS];
  if (names.some((name) => settings[name] !== from[name])) return { ...settings, data };
  return { ...settings, ...Object.fromEntries(names.map((name) => [name, to[name]])), data };
}

/** Settings that can be had together: no more steps than times, an even batch for pairs. */
export function fit(settings: TrainSettings): TrainSettings {
  const walks = settings.sampler !== 'langevin' && settings.sampler !== 'annealed';
  return walks && settings.steps > settings.total ? { ...settings, steps: settings.total } : settings;
}

export function toyConfig(settings: TrainSettings, betas: Float64Array | null = null): ToyConfig {
  const { width, depth, time, timeWidth, activation, prediction, weighting, optimizer } = settings;
  const { learningRate, weightDecay, emaDecay, batch, times, antithetic, seed, schedule, total } = settings;
  return {
    network: { width, depth, time, timeWidth, activation },
    schedule:
      schedule === 'custom' ? { kind: 'custom', betas: betas ?? curveBetas(settings.curve, total) } : { kind: schedule, steps: total },
    ...{ prediction, weighting, optimizer, learningRate, weightDecay, emaDecay, batch, times, antithetic, seed },
  };
}

export function toySampler(settings: TrainSettings): Solver {
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
