/**
 * The engine as the page sees it: what can be asked of it, and what it answers. No mathematics here, no DOM. The types of
 * settings and answers are generated from the Rust ones; what is here is the client's own.
 */
import type {
  Chunks,
  Condition,
  Demonstration,
  DemonstrationSource,
  DenoiserName,
  DistancesToData,
  Fault,
  Field,
  Frame,
  GradientEstimator,
  GradientVariance,
  LossByTime,
  MlpConfig,
  ModelInfo,
  ErrorCode as ModuleErrorCode,
  Noised,
  Origin,
  PlanRequest,
  Points,
  Rollout,
  RolloutRequest,
  Rollouts,
  RolloutsRequest,
  SampleConfig,
  ScheduleConfig,
  ScheduleCurves,
  StepTrace,
  Trace,
  TrainConfig,
  TrainState,
  VlbTerms,
} from './generated/types';

/** Settings and answers, generated from the Rust types. */
export type * from './generated/types';

/** Which of the two modules computes. */
export type BackendName = 'cpu' | 'webgpu';

/** Codes of everything that can go wrong, in the module or around it; the page words them in the visitor's language. */
export type EngineErrorCode =
  | ModuleErrorCode
  /** A file could not be fetched: the server is gone, or answers with an error. */
  | 'network'
  /** A panic or trap in the module. */
  | 'engine_panic'
  /** The worker ended, or stopped answering. */
  | 'worker_lost'
  /** The browser lacks something the module needs (WebAssembly, SIMD, module workers). */
  | 'unsupported'
  /** The run was cancelled. */
  | 'cancelled';

/** Whatever is refused or goes wrong: `code` for programs, `message` for people who look for the cause. */
export class EngineError extends Error {
  constructor(
    readonly code: EngineErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'EngineError';
  }
}

/** What a picture is asked for: for each attribute the index of a value, or null for "any". */
export type Classes = Extract<Condition, readonly unknown[]>;

/** An answer with what computed it, and how many milliseconds that took in the worker. */
export type Computed<T> = T & { backend: BackendName; ms: number };

/** What is to be sampled, and how. */
export interface SampleSettings extends SampleConfig {
  /** A mistake to be made on purpose, with `ddpm` alone. */
  fault?: Fault;
}

/** Where a run begins when not from pure noise: an x_t that was kept, or real data noised to t. */
export interface StartFrom {
  /** The paper's t of these x; must be one of the run's time steps. Without it they are x at the run's first time. */
  t?: number | undefined;
  /** count × values of one x. */
  x: Float32Array;
}

/** One run. Pulled: nothing is computed unless next() is called (the engine keeps at most one step in flight ahead on a GPU). */
export interface SamplerRun {
  /** The times t of the frames to come, T first, ending in 0. */
  readonly times: readonly number[];
  /** The next frame, or null after t = 0. Rejects with EngineError. */
  next(): Promise<Computed<Frame> | null>;
  /** Ends the run; a pending next() rejects with code 'cancelled'. */
  cancel(): void;
}

/** Where training points come from: drawn from a shape, or the visitor's own (or tiny pictures), count × dims numbers. */
export type PointsSource =
  | Extract<Origin, { kind: 'shape' }>
  | (Extract<Origin, { kind: 'points' }> & { dims: number; values: Float32Array });

/** What a run learns: points, or the demonstrations of the obstacle task, made or drawn. */
export type DataSource = PointsSource | ({ kind: 'demonstrations' } & DemonstrationSource);

/** The settings of a run on points, whose network is a multilayer perceptron that is given the time. */
export type MlpTrainConfig = TrainConfig<MlpConfig>;

/** What is to be sampled in a training run. */
export interface SampleRequest extends SampleSettings {
  denoiser: DenoiserName;
  /** Moments kept, evenly spread, first and last always: 2..=200. 1 keeps the last alone. */
  keep: number;
  /** It has a time only where a chain is walked. */
  start?: StartFrom | undefined;
}

/** x on their way from noise to data. */
export interface Samples {
  /** The t of each moment kept: T first, 0 last. For langevin all are its t. */
  times: number[];
  /** moments × count × dims. */
  x: Float32Array;
  /** Network calls an x. */
  calls: number;
}

/** What a stretch of training did: the run's state after it, and the loss of every step, as trained on. */
export interface TrainProgress extends TrainState {
  losses: Float64Array;
}

/** What can be asked of a training run. Every call is answered in order and rejects with EngineError. */
export interface TrainingCalls {
  /** Trains for at most `steps` steps or about `budgetMs` milliseconds, at least one step. */
  train(steps: number, budgetMs: number): Promise<Computed<TrainProgress>>;
  /** Another learning rate or batch, from the next step on. */
  change(what: { learningRate?: number | undefined; batch?: number | undefined }): Promise<void>;
  /** Back to the same initialisation. */
  reset(): Promise<void>;
  /** A whole run of a sampler, of which the moments asked for are kept. */
  sample(what: SampleRequest): Promise<Computed<Samples>>;
  /** Follows x number `index`, from 0, through such a run, on the host whatever samples the run. */
  trace(what: Omit<SampleRequest, 'keep' | 'start'>, index: number): Promise<Trace>;
  /** Takes one step of training, with what it was for every x of its batch. */
  tracedStep(): Promise<Computed<StepTrace>>;
  /** The field of a denoiser at time t on points of the caller's choice (count × dims). */
  field(denoiser: DenoiserName, t: number, points: Float32Array): Promise<Field>;
  /** q(x_t given x_0): noises points to t = 0..=T, each with its own ε of the seed (eq. 4). */
  noised(x0: Float32Array, t: number, seed: number): Promise<Noised>;
  /** Log density of the model at these points in nats, by the probability-flow ODE and its exact divergence, `steps` steps. */
  density(denoiser: DenoiserName, points: Float32Array, steps: number): Promise<Float64Array>;
  /** Mean of ‖ε − ε̂‖² a dimension at each t asked for, over `count` draws: of the network, and of ε*, the floor. */
  lossByTime(times: number[], count: number): Promise<LossByTime>;
  /** Distances of samples to fresh data, and of data to other data of as many points. */
  distances(samples: Float32Array): Promise<DistancesToData>;
  /** Share of these points that are training points: nearest one closer than a third of its distance to the second nearest. */
  memorised(samples: Float32Array): Promise<number>;
  /** The bound, measured at `times` t with `count` draws each; `variance` is σ² from 0 (β̃) to 1 (β). */
  bound(times: number, count: number, variance: number): Promise<VlbTerms>;
  /** How far an estimator of the gradient scatters, over `repeats` batches, 2 to 10,000. */
  gradientVariance(estimator: GradientEstimator, repeats: number): Promise<GradientVariance>;
  /** Of a run on demonstrations: one rollout, with the chunks of every plan as they are denoised. */
  rollout(what: RolloutRequest): Promise<Computed<Rollout>>;
  /** Of a run on demonstrations: many rollouts, what came of them and the ways that were taken. */
  rollouts(what: RolloutsRequest): Promise<Computed<Rollouts>>;
  /** Of a diffusion policy: chunks for one place, from noise of their own or all from one x_t. */
  plan(what: PlanRequest): Promise<Computed<Chunks>>;
  /** Weights, optimizer, settings, seed and data as one file (safetensors), from which a run resumes exactly. */
  save(): Promise<Uint8Array>;
}

/** A run that the page trains. It goes on when its worker is lost, from the state that was kept last. */
export interface TrainingRun extends TrainingCalls {
  /** Its points. A run on demonstrations has none: to read them is refused with `invalid_setting`. */
  readonly data: Points;
  /** The demonstrations as they are learnt; none in a run on points. */
  readonly demonstrations: readonly Demonstration[];
  readonly config: MlpTrainConfig;
  /** Numbers in the network. */
  readonly parameters: number;
  /** Ends the run and frees its memory. */
  close(): void;
}

/** How a backend is doing. */
export interface BackendStatus {
  name: BackendName;
  /** absent: not offered here. warming: loading and compiling kernels. */
  state: 'absent' | 'loading' | 'warming' | 'ready' | 'failed';
  /** 0..1 while loading or warming. */
  progress: number;
  /** The CPU module's features, or the adapter's vendor and architecture: '' before it is asked for, and where the browser gives none. */
  adapter: string;
  error: EngineError | null;
}

/** How both backends are doing, and which one computes. */
export interface EngineStatus {
  active: BackendName;
  backends: Record<BackendName, BackendStatus>;
}

/** What an engine is started with. */
export interface EngineOptions {
  /** Folder that holds `modules.json` and the built modules, `cpu/…` and `webgpu/…`. Its query goes on to their files. */
  base: URL;
  /** The worker's script; `worker.js` beside the client's own script, with its query, if not given. */
  worker?: URL;
  /** Called at every change of a backend's state, of which backend is active, and at problems outside a call. */
  onStatus?(status: EngineStatus): void;
  /** 'auto', if not given: CPU first, WebGPU when warm on a hardware adapter. 'webgpu': a software adapter, too. 'cpu': only that. */
  prefer?: 'auto' | BackendName;
}

/** The engine. Calls go to the active backend; when it is lost, the other carries on and the run continues from its last x_t. */
export interface Engine {
  /** Loads a model's weights with their card into the active backend (and into the other when it is ready). */
  loadModel(card: Uint8Array, weights: Uint8Array): Promise<ModelInfo>;
  /** Begins a run with the model loaded last. */
  sampler(settings: SampleSettings, start?: StartFrom): Promise<SamplerRun>;
  /** q(x_t given x_0): noises pictures to t = 0..=T with the model's schedule, each with its own ε of the seed (eq. 4). */
  noised(x0: Float32Array, t: number, seed: number): Promise<Noised>;
  /** The curves of a schedule for t = 0..=T. */
  schedule(schedule: ScheduleConfig): Promise<ScheduleCurves>;
  /** A data set as a run would train on it. */
  points(source: PointsSource): Promise<Points>;
  /** Demonstrations as a policy would learn them. */
  demonstrations(source: DemonstrationSource): Promise<Demonstration[]>;
  /** Reads a CSV or TSV of two numeric columns, row by row. Rejects with `data_invalid`, whose message begins with `line N: `. */
  table(text: string): Promise<Float32Array>;
  /** A new training run. On WebGPU where that is asked for and warm, else on the CPU; on demonstrations always on the CPU. */
  train(config: MlpTrainConfig, source: DataSource): Promise<TrainingRun>;
  /** A training run from a file of `TrainingRun.save`. Rejects with `data_invalid`, `weights_shape` or `weights_truncated`. */
  resume(file: Uint8Array): Promise<TrainingRun>;
  /**
   * Chooses the backend for the runs to come. Rejects where it is not to be had. Of several calls the last wins; one that was
   * overtaken while it prepared its backend resolves without effect.
   */
  use(backend: BackendName): Promise<void>;
  /** Ends all workers. */
  close(): void;
}
