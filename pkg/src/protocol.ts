/**
 * What crosses between the client and a worker: every request is answered once, by its id; events come unasked.
 * Arrays are transferred where the sender does not keep them.
 */

import type {
  Eps,
  ToyBound,
  ToyCloud,
  ToyConfig,
  ToyData,
  ToyDistances,
  ToyField,
  ToyProgress,
  ToySample,
  ToySchedule,
  ToyScheduleCurves,
  ToySource,
  ToyTrace,
  ToyTurn,
  ToyVariance,
} from './toy';
import type { BackendName, ErrorCode, Frame, ModelInfo, SamplerConfig, ScheduleCurves, ScheduleKind, StartFrom } from './types';
import { EngineError } from './types';

/** One built module: where its files are, and how long the WebAssembly file is once unpacked. */
export interface ModuleFiles {
  script: string;
  wasm: string;
  bytes: number;
}

/** The WebGPU adapter a worker would get. */
export interface AdapterInfo {
  /** '' where the browser tells none. */
  name: string;
  /** Known not to compute on the CPU in truth (as SwiftShader, llvmpipe and WARP do). */
  hardware: boolean;
}

/** Where a run's points come from. */
export type ToyOrigin = ToySource;

/** What the page must know of a run on points that has begun. */
export interface ToySettings {
  data: ToyData;
  config: ToyConfig;
  parameters: number;
  /** Steps it has behind it. */
  step: number;
}

/** A request about a run on points; it goes by a number of the client's choice. */
type OfToy<T = object> = { toy: number } & T;

/** Each request with what it asks and what it is answered. */
export interface Calls {
  /** Looks for a WebGPU adapter, before anything large is fetched. */
  adapter: { ask: object; answer: AdapterInfo };
  /** Fetches and starts the module. */
  start: { ask: { backend: BackendName; files: ModuleFiles }; answer: null };
  load: { ask: { card: Uint8Array; weights: Uint8Array }; answer: ModelInfo };
  /** Begins a run under a number of the client's choice; answers its time steps. */
  open: { ask: { run: number; config: SamplerConfig; start: StartFrom | null }; answer: number[] };
  next: { ask: { run: number }; answer: Frame | null };
  /** Forgets a run. */
  drop: { ask: { run: number }; answer: null };
  noised: { ask: { x0: Float32Array; t: number; seed: number }; answer: { x: Float32Array; eps: Float32Array } };
  schedule: { ask: { schedule: ScheduleKind; steps: number }; answer: ScheduleCurves };

  toyData: { ask: { source: ToyOrigin }; answer: ToyData };
  toyTable: { ask: { text: string }; answer: { dims: 2; values: Float32Array } };
  toySchedule: { ask: { schedule: ToySchedule }; answer: ToyScheduleCurves };
  /** Begins a run on points under a number of the client's choice. */
  toyOpen: { ask: OfToy<{ config: ToyConfig; source: ToyOrigin }>; answer: ToySettings };
  toyResume: { ask: OfToy<{ file: Uint8Array }>; answer: ToySettings };
  toyDrop: { ask: OfToy; answer: null };
  toyTrain: { ask: OfToy<{ steps: number; budgetMs: number }>; answer: ToyProgress };
  toyChange: { ask: OfToy<{ learningRate?: number | undefined; batch?: number | undefined }>; answer: null };
  toyReset: { ask: OfToy; answer: null };
  toySample: { ask: OfToy<{ what: ToySample }>; answer: ToyCloud };
  toyTrace: { ask: OfToy<{ what: Omit<ToySample, 'keep' | 'start'>; particle: number }>; answer: ToyTrace };
  toyTurn: { ask: OfToy; answer: ToyTurn };
  toyField: { ask: OfToy<{ eps: Eps; t: number; points: Float32Array }>; answer: ToyField };
  toyNoised: { ask: OfToy<{ t: number; count: number; seed: number }>; answer: Float32Array };
  toyDensity: { ask: OfToy<{ eps: Eps; points: Float32Array; steps: number }>; answer: Float64Array };
  toyLossByTime: { ask: OfToy<{ times: number[]; count: number }>; answer: { network: Float64Array; exact: Float64Array } };
  toyDistances: { ask: OfToy<{ cloud: Float32Array }>; answer: { samples: ToyDistances; data: ToyDistances } };
  toyMemorised: { ask: OfToy<{ cloud: Float32Array }>; answer: number };
  toyBound: { ask: OfToy<{ times: number; count: number; variance: number }>; answer: ToyBound };
  toyVariance: { ask: OfToy<{ estimator: ToyVariance['estimator']; repeats: number }>; answer: ToyVariance };
  toySave: { ask: OfToy; answer: Uint8Array };
}

export type Kind = keyof Calls;
export type Ask<K extends Kind> = Calls[K]['ask'];
export type Answer<K extends Kind> = Calls[K]['answer'];

/** From the client to the worker. */
export type Request = { [K in Kind]: { id: number; kind: K; ask: Ask<K> } }[Kind];

/** An error as it crosses: a class would lose its prototype on the way. */
export interface WireError {
  code: ErrorCode;
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
    if (typeof code === 'string' && typeof message === 'string') return { code: code as ErrorCode, message };
  }
  return null;
}

export const fromWire = ({ code, message }: WireError): EngineError => new EngineError(code, message);
