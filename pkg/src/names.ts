/** The values of types that are generated from Rust, for lists and for parsing, and the settings to begin with. */
import type { Activation, Fault, MlpTrainConfig, PointShape, TimeEmbedding } from './types';

/** A list of all values of a union, in this order; the compiler refuses one that lacks any. */
const all =
  <T extends string>() =>
  <const L extends readonly T[]>(list: L & ([T] extends [L[number]] ? unknown : never)): L =>
    list;

/**
 * Mistakes that a run of DDPM can make on purpose: z = 0; noise in the last step, too; β where √β belongs; ᾱ read one place
 * too early; β of single steps where steps are left out; the network given t = T/2 always; a chain that begins at T/4; the
 * standard deviation of all noise where that of one step belongs.
 */
export const FAULTS = all<Fault>()([
  'no_noise',
  'last_noise',
  'beta_for_sigma',
  'shifted_alpha_bar',
  'unspaced_beta',
  'one_time',
  'short_schedule',
  'marginal_sigma',
]);

/** The data sets that are drawn rather than loaded: two dimensions, centred, scaled to unit mean square a coordinate. */
export const POINT_SHAPES = all<PointShape>()([
  'eight_gaussians',
  'gaussian',
  'point',
  'two_moons',
  'ring',
  'two_rings',
  'swiss_roll',
  'spiral',
  'checkerboard',
  'pinwheel',
  's_curve',
  'dino',
  'cat',
  'panda',
  'bunny',
]);

/** What can follow a hidden layer; gelu in its tanh form. */
export const ACTIVATIONS = all<Activation>()(['silu', 'relu', 'gelu', 'tanh']);

/** sinusoidal: Ho et al.'s; fourier: random Gaussian frequencies; linear: t/T alone; none: the network is not given the time. */
export const TIME_EMBEDDINGS = all<TimeEmbedding>()(['sinusoidal', 'fourier', 'linear', 'none']);

/** What to begin with: the benchmarks' reference network, the schedule of Ho et al., L_simple, Adam. */
export const TRAIN_DEFAULTS: MlpTrainConfig = {
  network: { width: 128, depth: 3, time: 'sinusoidal', timeWidth: 128, activation: 'silu' },
  schedule: { kind: 'linear', steps: 1000 },
  prediction: 'epsilon',
  weighting: 'simple',
  optimizer: 'adam',
  learningRate: 1e-3,
  weightDecay: 0.01,
  emaDecay: 0.99,
  batch: 512,
  times: 'uniform',
  antithetic: false,
  seed: 1,
};
