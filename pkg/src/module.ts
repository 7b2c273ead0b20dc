/** The WebAssembly modules as the worker sees them, and how they are fetched. */
import type { ModuleFiles } from './protocol';
import type {
  Eps,
  ToyBound,
  ToyConfig,
  ToyData,
  ToyDistances,
  ToyField,
  ToyProgress,
  ToyScheduleCurves,
  ToyTrace,
  ToyTurn,
  ToyVariance,
} from './toy';
import type { BackendName, Fault, Frame, ModelInfo, SamplerConfig, ScheduleCurves, ScheduleKind } from './types';
import { EngineError } from './types';

/** The list of built modules, `modules.json` in the modules' folder; paths are relative to it. A module not built is not listed. */
export type Manifest = Partial<Record<BackendName, ModuleFiles>>;

/** What the module's script exports. Kept by hand, since the generated declarations exist only after a build. */
export interface EngineModule {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  Engine: { open(): Promise<WasmEngine> };
}

export interface WasmEngine {
  loadModel(card: Uint8Array, weights: Uint8Array): ModelInfo;
  sampler(config: Omit<SamplerConfig, 'fault'> & { count: number }, fault?: Fault, startT?: number, startX?: Float32Array): WasmSampler;
  noised(x0: Float32Array, t: number, seed: number): { x: Float32Array; eps: Float32Array };
  schedule(kind: ScheduleKind, steps: number): ScheduleCurves;
  toyData(origin: object, dims: number, values: Float32Array): ToyData;
  toyTable(text: string): Float32Array;
  toySchedule(schedule: object): ToyScheduleCurves;
  toy(config: object, origin: object, dims: number, values: Float32Array): WasmToy;
  toyResume(file: Uint8Array): WasmToy;
}

/** A run on points. One call at a time: a promise is awaited before anything else is asked. */
export interface WasmToy {
  data(): ToyData;
  /** β of one's own are a plain array here. */
  config(): ToyConfig;
  parameters(): number;
  /** Steps under way, and how many may be. */
  inFlight(): number;
  maxInFlight(): number;
  issue(): void;
  /** The loss of the oldest step under way. */
  completed(): Promise<number>;
  progress(): Pick<ToyProgress, 'step' | 'gradientNorm' | 'byTime'>;
  change(learningRate?: number, batch?: number): void;
  reset(): void;
  sampler(config: object, eps: Eps, fault?: Fault, startT?: number, startX?: Float32Array): WasmSampler;
  trace(config: object, eps: Eps, fault: Fault | undefined, particle: number): Promise<ToyTrace>;
  turn(): Promise<Omit<ToyTurn, 'backend' | 'ms'>>;
  field(eps: Eps, t: number, points: Float32Array): Promise<ToyField>;
  noised(t: number, count: number, seed: number): Float32Array;
  density(eps: Eps, points: Float32Array, steps: number): Promise<Float64Array>;
  lossByTime(times: Uint32Array, count: number): Promise<{ network: Float64Array; exact: Float64Array }>;
  distances(cloud: Float32Array): { samples: ToyDistances; data: ToyDistances };
  memorised(cloud: Float32Array): number;
  bound(times: number, count: number, variance: number): Promise<ToyBound>;
  variance(estimator: string, repeats: number): Promise<ToyVariance>;
  save(): Promise<Uint8Array>;
  free(): void;
}

/** A run of a sampler over any x: pulled frame by frame, or step by step with x read where it is wanted. */
export interface WasmSampler {
  times(): number[];
  calls(): number;
  /** Whether it computes on the host in either module. */
  onHost(): boolean;
  step(): boolean;
  read(): Promise<Float32Array>;
  /** One call at a time. A panic inside never settles it: the worker hears of that as an uncaught error. */
  next(): Promise<Omit<Frame, 'backend' | 'ms'> | null>;
  free(): void;
}

/** Fetches a file of ours; anything but success is a `network` error. */
export async function fetched(url: URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new EngineError('network', `${url.pathname}: ${String(error)}`);
  }
  if (!response.ok) throw new EngineError('network', `${url.pathname}: HTTP ${response.status}`);
  return response;
}

/** Reads the manifest and makes its paths absolute. A query of `base` (the page's version) goes on to every file. */
export async function manifest(base: URL): Promise<Manifest> {
  const absolute = (path: string): URL => {
    const url = new URL(path, base);
    url.search = base.search;
    return url;
  };
  const url = absolute('modules.json');
  const response = await fetched(url);
  let listed: Manifest;
  try {
    listed = (await response.json()) as Manifest;
  } catch (error) {
    throw new EngineError('network', `${url.pathname}: ${String(error)}`);
  }
  const found: Manifest = {};
  for (const name of ['cpu', 'webgpu'] as const) {
    const files = listed[name];
    if (files === undefined) continue;
    found[name] = { ...files, script: absolute(files.script).href, wasm: absolute(files.wasm).href };
  }
  return found;
}

/** Compiles a module while it arrives. */
export async function compiled(files: ModuleFiles, onProgress: (progress: number) => void): Promise<WebAssembly.Module> {
  const { pathname } = new URL(files.wasm);
  const { body } = await fetched(new URL(files.wasm));
  if (body === null) throw new EngineError('network', `${pathname}: an empty answer`);
  let arrived = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, out) {
      arrived += chunk.byteLength;
      onProgress(Math.min(arrived / files.bytes, 1));
      out.enqueue(chunk);
    },
  });
  // A response of our own, so that a server which does not know .wasm's content type is no obstacle to streaming.
  const response = new Response(body.pipeThrough(counter), { headers: { 'content-type': 'application/wasm' } });
  try {
    // Safari before 17 has WebAssembly but may lack compileStreaming in workers.
    if (typeof WebAssembly.compileStreaming === 'function') return await WebAssembly.compileStreaming(response);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    // A whole file that does not compile needs a newer browser; a file cut short, a better connection.
    const code = arrived === files.bytes ? 'unsupported' : 'network';
    throw new EngineError(code, `${pathname}: ${arrived} of ${files.bytes} bytes: ${String(error)}`);
  }
}

/** Imports a module's script. */
export async function imported(files: ModuleFiles): Promise<EngineModule> {
  try {
    return (await import(files.script)) as EngineModule;
  } catch (error) {
    throw new EngineError('network', `${new URL(files.script).pathname}: ${String(error)}`);
  }
}
