/**
 * What crosses between the client and a worker: every request is answered once, by its id; events come unasked.
 * Arrays are transferred where the sender does not keep them.
 */
import type {
  BackendName,
  Computed,
  DataSource,
  Demonstration,
  DemonstrationSource,
  EngineErrorCode,
  Frame,
  MlpTrainConfig,
  ModelInfo,
  Noised,
  Points,
  PointsSource,
  SampleSettings,
  ScheduleConfig,
  ScheduleCurves,
  StartFrom,
  TrainingCalls,
} from './types';
import { EngineError } from './types';

/** One built module: where its files are, and how long the WebAssembly file is once unpacked. */
export interface ModuleFiles {
  script: string;
  wasm: string;
  bytes: number;
  /** What computes it, 'WebAssembly SIMD' or 'WebAssembly relaxed SIMD'; '' where that is an adapter. */
  adapter: string;
}

/** The WebGPU adapter a worker would get. */
export interface AdapterInfo {
  /** '' where the browser gives none. */
  name: string;
  /** Known not to compute on the CPU in truth (as SwiftShader, llvmpipe and WARP do). */
  hardware: boolean;
}

/** What the client must know of a training run that has begun. */
export interface TrainingInfo {
  /** null in a run on demonstrations. */
  data: Points | null;
  demonstrations: readonly Demonstration[];
  config: MlpTrainConfig;
  parameters: number;
}

/** The name of something that can be asked of a training run. */
export type TrainingMethod = keyof TrainingCalls;

/** Each request with what it asks and what it is answered. `run` and `training` are numbers of the client's choice. */
export interface Calls {
  /** Looks for a WebGPU adapter, before anything large is fetched. */
  adapter: { ask: object; answer: AdapterInfo };
  /** Fetches and starts the module. */
  start: { ask: { backend: BackendName; files: ModuleFiles }; answer: null };
  load: { ask: { card: Uint8Array; weights: Uint8Array }; answer: ModelInfo };
  /** Begins a run of a sampler; answers its time steps. */
  open: { ask: { run: number; settings: SampleSettings; start: StartFrom | null }; answer: number[] };
  next: { ask: { run: number }; answer: Computed<Frame> | null };
  /** Forgets a run of a sampler. */
  drop: { ask: { run: number }; answer: null };
  noised: { ask: { x0: Float32Array; t: number; seed: number }; answer: Noised };
  schedule: { ask: { schedule: ScheduleConfig }; answer: ScheduleCurves };
  points: { ask: { source: PointsSource }; answer: Points };
  demonstrations: { ask: { source: DemonstrationSource }; answer: Demonstration[] };
  table: { ask: { text: string }; answer: Float32Array };
  /** Begins a training run. */
  train: { ask: { training: number; config: MlpTrainConfig; source: DataSource }; answer: TrainingInfo };
  resume: { ask: { training: number; file: Uint8Array }; answer: TrainingInfo };
  /** Calls a method of a training run; the client has each method's types. */
  call: { ask: { training: number; method: TrainingMethod; args: unknown[] }; answer: unknown };
  /** Forgets a training run. */
  close: { ask: { training: number }; answer: null };
}

export type Kind = keyof Calls;
export type Ask<K extends Kind> = Calls[K]['ask'];
export type Answer<K extends Kind> = Calls[K]['answer'];

/** From the client to the worker. */
export type Request = { [K in Kind]: { id: number; kind: K; ask: Ask<K> } }[Kind];

/** An error as it crosses: a class would lose its prototype on the way. */
export interface WireError {
  code: EngineErrorCode;
  message: string;
}

/** From the worker to the client. */
export type Message =
  | { kind: 'answer'; id: number; value: Answer<Kind> }
  | { kind: 'refusal'; id: number; error: WireError }
  /** How much of the module has arrived, 0 to 1. */
  | { kind: 'progress'; progress: number }
  /** The worker holds the Web Lock of this name for as long as it lives. */
  | { kind: 'alive'; lock: string }
  /** The module or its device is beyond repair; the worker is to be ended. */
  | { kind: 'fatal'; error: WireError };

/** The form in which an error crosses, or null for one that is none of ours: a trap, or a slip in the worker. */
export function toWire(error: unknown): WireError | null {
  if (error instanceof EngineError) return { code: error.code, message: error.message };
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) {
    const { code, message } = error;
    // DOMException has a numeric code.
    if (typeof code === 'string' && typeof message === 'string') return { code: code as EngineErrorCode, message };
  }
  return null;
}

export const fromWire = ({ code, message }: WireError): EngineError => new EngineError(code, message);
