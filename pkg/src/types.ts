/** The engine as the page sees it: what can be asked of it, and what it answers. No mathematics here, no DOM. */
import type { ToyEngine } from './toy';

/** Which of the two modules computes. */
export type BackendName = 'cpu' | 'webgpu';

/** Codes of everything that can go wrong; the page words them in the visitor's language. */
export type ErrorCode =
  | 'invalid_setting'
  | 'weights_truncated'
  | 'weights_altered'
  | 'weights_shape'
  | 'card_invalid'
  | 'data_invalid'
  | 'gpu_unavailable'
  | 'device_lost'
  | 'busy'
  | 'io'
  /** A file could not be fetched: the server is gone, or answers with an error. */
  | 'network'
  /** A panic or trap in the module. */
  | 'engine_panic'
  /** The worker ended, or stopped answering. */
  | 'worker_lost'
  /** The browser lacks something the module needs (WebAssembly, SIMD, module workers). */
  | 'unsupported'
  /** The sampler was cancelled. */
  | 'cancelled';

/** Whatever is refused or goes wrong: `code` for programs, `message` for people who look for the cause. */
export class EngineError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'EngineError';
  }
}

/** The size of a picture; `channels` is 1 for grey, 3 for RGB. */
export interface ImageShape {
  height: number;
  width: number;
  channels: number;
}

/** Something a picture can be asked for, and what it can be: a digit's class, glasses or none. */
export interface Attribute {
  name: string;
  values: string[];
}

/** The shape of β over t: Ho et al. 2020; Rombach et al. 2022; Nichol and Dhariwal 2021; Xu et al. 2022; `quad` of Ho et al.'s code. */
export type ScheduleKind = 'linear' | 'scaled_linear' | 'cosine' | 'sigmoid' | 'quadratic';
/** What a network predicts: the noise ε, the data x_0, or v = √ᾱ ε − √(1 − ᾱ) x_0 (Salimans and Ho 2022). */
export type Prediction = 'epsilon' | 'x0' | 'v';
/** How fewer steps than T are spread over 1..T: from the data's end, the noise's end, both, or densest near the data. */
export type Spacing = 'leading' | 'trailing' | 'linspace' | 'quadratic';

/**
 * Mistakes that a run of DDPM can make on purpose: z = 0; noise in the last step, too; β where √β belongs; ᾱ read one place
 * too early; β of single steps where steps are left out; the network told t = T/2 always; a chain that begins at T/4; the
 * deviation of all noise where that of one step belongs.
 */
export const FAULTS = [
  'no_noise',
  'last_noise',
  'beta_for_sigma',
  'shifted_alpha_bar',
  'unspaced_beta',
  'one_time',
  'short_schedule',
  'marginal_sigma',
] as const;
/** The name of one of them. */
export type Fault = (typeof FAULTS)[number];

/** One measured figure of a model: of its samples, and the same of real data. */
export interface QualityFigure {
  figure: string;
  samples: number;
  real: number;
  method: string;
}

/** The JSON beside the weights. Parsed and checked in Rust; this is its form. */
export interface ModelCard {
  name: string;
  network: {
    image: ImageShape;
    patch: number;
    base: number;
    multipliers: number[];
    blocks: number;
    groups: number;
    attributes: Attribute[];
  };
  schedule: ScheduleKind;
  steps: number;
  prediction: Prediction;
  data: { name: string; source: string; licence: string; examples: number };
  training: {
    seed: number;
    steps: number;
    batch: number;
    learning_rate: number;
    ema_decay: number;
    condition_dropout: number;
    final_loss: number;
    backend: string;
  };
  quality: QualityFigure[];
  sha256: string;
}

/** A model that has been loaded. */
export interface ModelInfo {
  card: ModelCard;
  /** How many numbers the network holds. */
  parameters: number;
}

/** What is asked of one picture: for each attribute the index of a value, or null for "any". */
export type Condition = (number | null)[];

/** A way from noise to data. */
export type Solver =
  | { kind: 'ddpm' /** 0: σ² = β̃, 1: σ² = β, between: log-interpolated */; variance: number }
  | { kind: 'ddim' /** 0..1 */; eta: number }
  /** Probability-flow ODE by Heun's method (Karras et al. 2022): two network calls a step but for the last. */
  | { kind: 'heun' }
  /** Probability-flow ODE by DPM-Solver++(2M) (Lu et al. 2022): second order at one network call a step. */
  | { kind: 'dpm_solver' }
  /** Langevin sampling at the one noise level of time t: x ← x + δ/2·score + √δ z, `steps` times. δ = stepSize·(1 − ᾱ_t). */
  | { kind: 'langevin'; t: number; stepSize: number }
  /** Annealed (Song and Ermon 2019): `perLevel` such steps at each of steps/perLevel levels, from T down. */
  | { kind: 'annealed_langevin'; perLevel: number; stepSize: number };

/** What is to be sampled, and how. */
export interface SamplerConfig {
  sampler: Solver;
  /** Network calls; at most the model's T. */
  steps: number;
  spacing: Spacing;
  /** Unsigned 32-bit. Picture i of the batch uses its own stream of this seed. */
  seed: number;
  /** One condition a picture; its length is the batch (1 to 64). */
  conditions: Condition[];
  /** w of classifier-free guidance, ε = (1 + w) ε(c) − w ε(∅); 0 is none. */
  guidance: number;
  /** Limit x̂_0 to [−1, 1]. */
  clip: boolean;
  /** A mistake to be made on purpose, with `ddpm` alone. */
  fault?: Fault;
}

/** Where a run begins when not from pure noise: an x_t that was kept, or a real picture noised to t. */
export interface StartFrom {
  /** The paper's t of these pictures; must be one of the run's time steps. */
  t: number;
  /** The pictures, batch × height × width × channels in [−1, 1] at t = 0. */
  x: Float32Array;
}

/** One reverse step, from t to tNext. Arrays are batch × height × width × channels. The last frame has t = 0 and x_t only. */
export interface Frame {
  /** 0 for the first step. */
  index: number;
  /** The paper's t of x_t: T at first, 0 at the end. */
  t: number;
  /** t of the next frame; 0 after the last step; null where t = 0. */
  tNext: number | null;
  x_t: Float32Array;
  /** null where t = 0: the picture is done and the network was not called. */
  x0_hat: Float32Array | null;
  eps_hat: Float32Array | null;
  mean: Float32Array | null;
  /** z, all zero where σ_t = 0. x at tNext is mean + sigma·noise. */
  noise: Float32Array | null;
  /** σ_t of this step. */
  sigma: number;
  /** What computed it. */
  backend: BackendName;
  /** How long it took from being asked for in the worker to being there, in milliseconds. */
  ms: number;
}

/** One run. Pulled: nothing is computed unless next() is called (the engine keeps at most one step in flight ahead on a GPU). */
export interface SamplerRun {
  /** The times t of the frames to come, T first, ending in 0. */
  readonly times: readonly number[];
  /** The next frame, or null after t = 0. Rejects with EngineError. */
  next(): Promise<Frame | null>;
  /** Ends the run; a pending next() rejects with code 'cancelled'. */
  cancel(): void;
}

/** How a backend is doing. */
export interface BackendStatus {
  name: BackendName;
  /** absent: not offered here. warming: loading and compiling kernels. */
  state: 'absent' | 'loading' | 'warming' | 'ready' | 'failed';
  /** 0..1 while loading or warming. */
  progress: number;
  /** The CPU module's features, or the adapter's vendor and architecture: '' before it is asked for, and where the browser tells none. */
  adapter: string;
  error: EngineError | null;
}

/** The schedule's numbers for plots, index 0 = t 0 (alpha_bar = 1), to index T. */
export interface ScheduleCurves {
  beta: Float64Array;
  alphaBar: Float64Array;
  /** ᾱ/(1 − ᾱ); index 0 is Infinity. */
  snr: Float64Array;
  /** KL(q(x_T | x_0) ‖ N(0, I)) in nats a dimension, for data of unit variance. */
  priorKl: number;
}

/** What an engine is started with. */
export interface EngineOptions {
  /** Folder that holds `modules.json` and the built modules, `cpu/…` and `webgpu/…`. Its query goes on to their files. */
  base: URL;
  /** The worker's script; `worker.js` beside the client's own script, with its query, if not given. */
  worker?: URL;
  /** Told at every change of a backend's state, of which backend is active, and of problems outside a call. */
  onStatus(status: { active: BackendName; backends: Record<BackendName, BackendStatus> }): void;
  /** 'auto': CPU first, WebGPU when warm on a hardware adapter. 'webgpu': as asked, a software adapter accepted. 'cpu': only that. */
  prefer: 'auto' | BackendName;
}

/** The engine. Calls go to the active backend; when it is lost, the other carries on and the run continues from its last x_t. */
export interface Engine extends ToyEngine {
  /** Loads weights with their card into the active backend (and into the other when it is ready). */
  loadModel(card: Uint8Array, weights: Uint8Array): Promise<ModelInfo>;
  /** Begins a run with the model loaded last. */
  sampler(config: SamplerConfig, start?: StartFrom): Promise<SamplerRun>;
  /** q(x_t | x_0): noises real pictures to t with the addressed noise of the seed (eq. 4). */
  noised(x0: Float32Array, t: number, seed: number): Promise<{ x: Float32Array; eps: Float32Array }>;
  /** The curves of a schedule. */
  schedule(kind: ScheduleKind, steps: number): Promise<ScheduleCurves>;
  /**
   * Chooses the backend for the runs to come. Rejects where it is not to be had. Of several calls the last wins; one that was
   * overtaken while it prepared its backend resolves without effect.
   */
  use(backend: BackendName): Promise<void>;
  /** Ends all workers. */
  close(): void;
}
