/** Room two's engine as the page sees it: a toy data set, a small network that learns it, and what can be asked of both. */
import type { BackendName, Fault, Prediction, ScheduleKind, Solver, Spacing } from './types';

/** The data sets that are made rather than loaded: two dimensions, centred, scaled to unit mean square a coordinate. */
export const TOY_SHAPES = [
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
] as const;
/** The name of one of them. */
export type ToyShape = (typeof TOY_SHAPES)[number];

/** Where the training points come from. `points` are the visitor's own, or tiny pictures: count × dims numbers. */
export type ToySource =
  | { kind: 'shape'; shape: ToyShape; count: number; seed: number }
  | { kind: 'points'; dims: number; values: Float32Array };

/** A data set as the engine trains on it: centred and scaled. x = (raw − centre) / scale, coordinate by coordinate. */
export interface ToyData {
  dims: number;
  /** count × dims. */
  values: Float32Array;
  centre: Float32Array;
  /** One number for all coordinates, so that shapes keep their proportions. */
  scale: number;
}

/** What can follow a hidden layer; gelu in its tanh form. */
export const ACTIVATIONS = ['silu', 'relu', 'gelu', 'tanh'] as const;
/** The name of one of them. */
export type Activation = (typeof ACTIVATIONS)[number];
/** sinusoidal: Ho et al.'s; fourier: random Gaussian frequencies; linear: t/T alone; none: the network is not told the time. */
export const TIME_EMBEDDINGS = ['sinusoidal', 'fourier', 'linear', 'none'] as const;
/** The name of one of them. */
export type TimeEmbedding = (typeof TIME_EMBEDDINGS)[number];

/** A multilayer perceptron that is told the time. */
export interface ToyNetwork {
  /** 8..=512, a multiple of 8. */
  width: number;
  /** Hidden layers, 1..=8. */
  depth: number;
  time: TimeEmbedding;
  /** Numbers of the embedding, 2..=256, even; unread for linear (1) and none (0). */
  timeWidth: number;
  activation: Activation;
}

/** A named schedule, or β of the visitor's own for t = 1..=T. */
export type ToySchedule = { kind: ScheduleKind; steps: number } | { kind: 'custom'; betas: Float64Array };

/** Everything that a run is a function of. */
export interface ToyConfig {
  network: ToyNetwork;
  schedule: ToySchedule;
  prediction: Prediction;
  /** simple: eq. 14. bound: eq. 12 with σ² = β̃ (β at t = 1), scaled to mean weight 1 over t. */
  weighting: 'simple' | 'bound';
  optimizer: 'adam' | 'adamw';
  learningRate: number;
  /** Decoupled decay; unread for adam. */
  weightDecay: number;
  /** Decay of the moving average that samples are drawn with; 0: the weights themselves. */
  emaDecay: number;
  /** 1..=4096. */
  batch: number;
  times: 'uniform' | 'stratified' | 'importance';
  /** Each x_0 and t twice, with ε and −ε. The batch must be even. */
  antithetic: boolean;
  /** Unsigned 32-bit: of the initial weights and of everything drawn. */
  seed: number;
}

/** What to begin with: the benchmarks' reference network, the schedule of Ho et al., L_simple, Adam. */
export const TOY_DEFAULTS: ToyConfig = {
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

/** What a stretch of training did. */
export interface ToyProgress {
  /** Steps done since the initialisation. */
  step: number;
  /** The loss of every step of this stretch, as trained on (weighted where asked for). */
  losses: Float64Array;
  /** Norm of the last gradient. */
  gradientNorm: number;
  /** Mean of ‖ε − ε̂‖² a dimension in each of 20 equal stretches of t, since the stretch before; NaN where no t fell. */
  byTime: Float64Array;
  backend: BackendName;
  /** Milliseconds of this stretch in the worker. */
  ms: number;
}

/**
 * Which ε̂: the network's (its moving average), or the exact one in closed form: of the training points ('exact'; for the
 * shape gaussian of N(0, I) itself), or of the distribution that they were drawn from ('distribution'), which only the
 * shapes gaussian and eight_gaussians have; else it is refused with `invalid_setting`.
 */
export type Eps = 'network' | 'exact' | 'distribution';

/** What is to be sampled. */
export interface ToySample {
  eps: Eps;
  sampler: Solver;
  /** Steps of the sampler; for those that walk the chain at most T. */
  steps: number;
  spacing: Spacing;
  /** Points, 1..=20,000. */
  count: number;
  /** The same seed starts from the same x_T and draws the same z, whatever the sampler. */
  seed: number;
  /** Moments kept, evenly spread, first and last always; 2..=200. 1 keeps the last alone. */
  keep: number;
  /** Start from these instead of noise: count × dims. */
  start?: Float32Array;
  /** The t of `start`, one of the run's times: what follows is the tail of a run. Not for the Langevin samplers. */
  startAt?: number;
  /** A mistake to be made on purpose, with `ddpm` alone. */
  fault?: Fault;
}

/** Points on their way from noise to data. */
export interface ToyCloud {
  /** The t of each moment kept: T first, 0 last. For langevin all are its t. */
  times: number[];
  /** moments × count × dims. */
  x: Float32Array;
  /** Network calls a point. */
  calls: number;
  backend: BackendName;
}

/** One point on its way through a run of DDPM or DDIM, with every number of every step. Rows of `dims` numbers, T first. */
export interface ToyTrace {
  /** The t of each moment: T first, 0 last; one more than there are steps. */
  times: number[];
  /** x at every moment, a row more than there are steps. */
  x: Float32Array;
  /** ε̂(x_t, t) of each step. */
  eps: Float32Array;
  /** x̂_0 of each step (eq. 15). */
  x0: Float32Array;
  /** Its mean (eq. 11); x at the next moment is mean + sigma·z. */
  mean: Float32Array;
  /** The noise drawn; 0 where sigma is. */
  z: Float32Array;
  /** σ of each step; 0 for the last. */
  sigma: Float64Array;
}

/** One step of Algorithm 1 that was taken, as it was for the points of its batch. Rows of `dims` numbers, a point each. */
export interface ToyTurn {
  /** Steps done since the initialisation, this one counted. */
  step: number;
  /** What was drawn: the points, the t and noise of each, and x_t made of them (eq. 4). */
  x0: Float32Array;
  t: Uint32Array;
  eps: Float32Array;
  xt: Float32Array;
  /** What the network said of ε, with the weights before the step. */
  epsHat: Float32Array;
  /** ‖ε − ε̂‖² a dimension of each point; of what the network predicts, where that is not ε. */
  errors: Float32Array;
  /** The batch's loss, as trained on. */
  loss: number;
  /** Norm of its gradient. */
  gradientNorm: number;
  /** How far the weights went: ‖θ after − θ before‖. */
  changeNorm: number;
  backend: BackendName;
  /** Milliseconds in the worker. */
  ms: number;
}

/** A field over points at one time. */
export interface ToyField {
  /** count × dims. score = −ε̂/√(1 − ᾱ_t). */
  eps: Float32Array;
  x0: Float32Array;
  score: Float32Array;
}

/** Distances between two clouds of the same dims, each 0 only for equal distributions. */
export interface ToyDistances {
  /** Sliced 2-Wasserstein, over 64 (2-D) or 128 seeded directions. */
  slicedWasserstein: number;
  /** Squared maximum mean discrepancy, unbiased, sum of Gaussian kernels of widths 0.1, 0.5 and 1 times √dims. */
  mmd: number;
  /** Energy distance, 2E‖X−Y‖ − E‖X−X'‖ − E‖Y−Y'‖. */
  energy: number;
}

/** Measured terms of the bound, in nats a point (all dims together). Index t − 1. */
export interface ToyBound {
  /** KL(q(x_T|x_0) ‖ p(x_T)). */
  prior: number;
  /** L_{t−1} for t = 2..=T at index t − 1 (index 0 is unused, 0): L_{t-1} of eq. 12 with the variances chosen. */
  terms: Float64Array;
  /** −log p(x_0|x_1): Gaussian decoder of variance σ_1² for points; for tiny pictures the discretized decoder of section 3.3. */
  decoder: number;
  /** Sum of all. */
  total: number;
  /** Bits a dimension where the decoder is discrete; null for points, whose density has no such unit. */
  bitsPerDim: number | null;
  /** The t that were measured; the terms between are interpolated linearly. */
  measured: number[];
}

/** One way of estimating the gradient, and how far it scatters. */
export interface ToyVariance {
  estimator: 'two_noises' | 'one_noise' | 'stratified' | 'importance' | 'antithetic';
  /** Trace of the gradient estimator's covariance, over `repeats` batches, and its standard error. */
  variance: number;
  standardError: number;
  /** Norm of the mean gradient of the repeats. */
  meanNorm: number;
  repeats: number;
}

/** Numbers of a schedule for plots and the gauge, index 0 = t 0. */
export interface ToyScheduleCurves {
  beta: Float64Array;
  alphaBar: Float64Array;
  snr: Float64Array;
  /** Weight of ‖ε − ε̂‖² in the bound at t (eq. 12); index 0 unused. */
  boundWeight: Float64Array;
  /** KL(q(x_T) ‖ N(0, I)) in nats a dimension for data of unit mean square. */
  priorKl: number;
}

/** A run that the page trains. Calls are answered in order; every one rejects with EngineError. */
export interface ToyRun {
  readonly data: ToyData;
  readonly config: ToyConfig;
  /** Numbers in the network. */
  readonly parameters: number;
  /** Trains for at most `steps` steps or about `budgetMs` milliseconds, at least one step. */
  train(steps: number, budgetMs: number): Promise<ToyProgress>;
  /** From the next step on. */
  change(what: { learningRate?: number; batch?: number }): Promise<void>;
  /** Back to the same initialisation. */
  reset(): Promise<void>;
  /** A whole run of a sampler, of which the moments asked for are kept. */
  sample(what: ToySample): Promise<ToyCloud>;
  /** Follows point `particle`, from 0, through such a run. On the host, whatever samples the run; DDPM and DDIM only. */
  trace(what: Omit<ToySample, 'keep' | 'start'>, particle: number): Promise<ToyTrace>;
  /** One step of training, with what it was for every point of its batch. */
  turn(): Promise<ToyTurn>;
  /** The field at time t, on points of the caller's choice (count × dims). */
  field(eps: Eps, t: number, points: Float32Array): Promise<ToyField>;
  /** q(x_t|x_0) of the first `count` training points, each with its own ε of the seed. */
  noised(t: number, count: number, seed: number): Promise<Float32Array>;
  /** log density of the model at these points in nats, by the probability-flow ODE and its exact divergence, `steps` steps. */
  density(eps: Eps, points: Float32Array, steps: number): Promise<Float64Array>;
  /** Mean of ‖ε − ε̂‖² a dimension at each t asked for, over `count` draws: of the network, and of the exact denoiser: the floor. */
  lossByTime(times: number[], count: number): Promise<{ network: Float64Array; exact: Float64Array }>;
  /** Distances of a cloud to fresh data, and of data to other data of as many points. */
  distances(cloud: Float32Array): Promise<{ samples: ToyDistances; data: ToyDistances }>;
  /** Share of these points that are training points: nearest one closer than a third of its distance to the second nearest. */
  memorised(cloud: Float32Array): Promise<number>;
  /** The bound, measured at `times` t with `count` draws each. */
  bound(times: number, count: number, variance: number): Promise<ToyBound>;
  /** How far an estimator of the gradient scatters, over `repeats` batches, 2 to 10,000. */
  variance(estimator: ToyVariance['estimator'], repeats: number): Promise<ToyVariance>;
  /** Weights, optimizer, settings, seed and data as one file (safetensors), from which a run resumes exactly. */
  save(): Promise<Uint8Array>;
  /** Ends the run and frees its memory. */
  close(): void;
}

/** What the engine offers room two; part of `Engine`. */
export interface ToyEngine {
  /** A data set as a run would train on it. */
  toyData(source: ToySource): Promise<ToyData>;
  /** Reads a CSV or TSV of two numeric columns. Rejects with `data_invalid`, whose message begins with `line N: `. */
  toyTable(text: string): Promise<{ dims: 2; values: Float32Array }>;
  /** The curves of a schedule for t = 0..=T. */
  toySchedule(schedule: ToySchedule): Promise<ToyScheduleCurves>;
  /** A new run. On WebGPU where that is asked for and warm, else on the CPU. */
  toy(config: ToyConfig, source: ToySource): Promise<ToyRun>;
  /** A run from a file of `ToyRun.save`. Rejects with `data_invalid`, `weights_shape` or `weights_truncated`. */
  toyResume(file: Uint8Array): Promise<ToyRun>;
}
