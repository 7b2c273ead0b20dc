/** A module worker: one WebAssembly module, the runs under way on it, and nothing else. */
import { findAdapter, watchDevice } from './gpu';
import type { WasmEngine, WasmSampler, WasmToy } from './module';
import { compiled, imported } from './module';
import type { Answer, Ask, Kind, Message, Request, WireError } from './protocol';
import { toWire } from './protocol';
import type { BackendName, Frame, ModelInfo } from './types';
import { EngineError } from './types';
import { origin, sample, scheduleToWasm, settings, toWasm, trace, train, turn } from './worker-toy';

interface Run {
  sampler: WasmSampler;
  /** The call under way. A sampler must not be freed before it settles. */
  pending: Promise<unknown>;
}

let backend: BackendName = 'cpu';
let engine: WasmEngine | null = null;
const runs = new Map<number, Run>();

/** A run on points, and the call asked of it last: each waits for the one before it. */
interface ToyRun {
  toy: WasmToy;
  last: Promise<unknown>;
}
const toys = new Map<number, ToyRun>();

const send = (message: Message, transfer: Transferable[] = []): void => {
  self.postMessage(message, { transfer });
};

/** How long a panic waits for the news of a lost device, which causes it and may come after it. */
const CAUSE_MS = 200;

const fatal = (error: WireError): void => send({ kind: 'fatal', error });

/** After a panic the promises of the module never settle, so it is told outside the request that met it. */
const panicked = (error: unknown): void => {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const wire = toWire(error) ?? { code: 'engine_panic', message };
  if (backend === 'webgpu') setTimeout(fatal, CAUSE_MS, wire);
  else fatal(wire);
};
self.addEventListener('error', (event) => {
  event.preventDefault();
  panicked(event.error ?? event.message);
});
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  panicked(event.reason);
});

/** A worker that is killed tells nobody; the browser takes its lock away, and that the client can see. */
function holdLock(): void {
  // Only secure contexts have locks. Elsewhere the client's watchdog has to do.
  if (!('locks' in navigator)) return;
  const lock = `ddpm-lab worker ${performance.timeOrigin} ${Math.random()}`;
  void navigator.locks.request(lock, () => {
    send({ kind: 'alive', lock });
    return new Promise(() => undefined);
  });
}

function started(): WasmEngine {
  if (engine === null) throw new EngineError('invalid_setting', 'the module has not been started');
  return engine;
}

function drop(id: number): void {
  const run = runs.get(id);
  runs.delete(id);
  const free = () => run?.sampler.free();
  void run?.pending.then(free, free);
}

function begin(id: number, toy: WasmToy) {
  toys.set(id, { toy, last: Promise.resolve() });
  return settings(toy);
}

/** Asks a run on points when it has answered what it was asked before. */
function ask<T>(id: number, work: (toy: WasmToy) => T | Promise<T>): Promise<T> {
  const run = toys.get(id);
  if (run === undefined) throw new EngineError('cancelled', `run ${id} is over`);
  const answer = run.last.then(() => work(run.toy));
  run.last = answer.catch(() => undefined);
  return answer;
}

function dropToy(id: number): void {
  const run = toys.get(id);
  toys.delete(id);
  void run?.last.then(() => run.toy.free());
}

const handlers: { [K in Kind]: (ask: Ask<K>) => Answer<K> | Promise<Answer<K>> } = {
  adapter: () => findAdapter(),

  async start(ask) {
    backend = ask.backend;
    // An error object would lose its code on the way.
    if (backend === 'webgpu') watchDevice(({ code, message }) => fatal({ code, message }));
    const onProgress = (progress: number) => send({ kind: 'progress', progress });
    const [script, wasm] = await Promise.all([imported(ask.files), compiled(ask.files, onProgress)]);
    await script.default({ module_or_path: wasm });
    engine = await script.Engine.open();
    return null;
  },

  load: ({ card, weights }): ModelInfo => started().loadModel(card, weights),

  open({ run, config, start }) {
    const { fault, ...settings } = config;
    const count = settings.conditions.length;
    const sampler = started().sampler({ ...settings, count }, fault, start?.t, start?.x);
    runs.set(run, { sampler, pending: Promise.resolve() });
    return sampler.times();
  },

  async next({ run: id }): Promise<Frame | null> {
    const run = runs.get(id);
    if (run === undefined) throw new EngineError('cancelled', `run ${id} is over`);
    const asked = performance.now();
    const step = run.sampler.next();
    run.pending = step;
    const frame = await step;
    if (frame === null) {
      drop(id);
      return null;
    }
    return { ...frame, backend, ms: performance.now() - asked };
  },

  drop({ run }) {
    drop(run);
    return null;
  },

  noised: ({ x0, t, seed }) => started().noised(x0, t, seed),
  schedule: ({ schedule, steps }) => started().schedule(schedule, steps),

  toyData({ source }) {
    const from = origin(source);
    return started().toyData(from.origin, from.dims, from.values);
  },
  toyTable: ({ text }) => ({ dims: 2, values: started().toyTable(text) }),
  toySchedule: ({ schedule }) => started().toySchedule(scheduleToWasm(schedule)),
  toyOpen({ toy, config, source }) {
    const from = origin(source);
    return begin(toy, started().toy(toWasm(config), from.origin, from.dims, from.values));
  },
  toyResume: ({ toy, file }) => begin(toy, started().toyResume(file)),
  toyDrop({ toy }) {
    dropToy(toy);
    return null;
  },
  toyTrain: ({ toy, steps, budgetMs }) => ask(toy, (toy) => train(toy, steps, budgetMs, backend)),
  toyChange: ({ toy, learningRate, batch }) =>
    ask(toy, (toy) => {
      toy.change(learningRate, batch);
      return null;
    }),
  toyReset: ({ toy }) =>
    ask(toy, (toy) => {
      toy.reset();
      return null;
    }),
  toySample: ({ toy, what }) => ask(toy, (toy) => sample(toy, what, backend)),
  toyTrace: ({ toy, what, particle }) => ask(toy, (toy) => trace(toy, what, particle)),
  toyTurn: ({ toy }) => ask(toy, (toy) => turn(toy, backend)),
  toyField: ({ toy, eps, t, points }) => ask(toy, (toy) => toy.field(eps, t, points)),
  toyNoised: ({ toy, t, count, seed }) => ask(toy, (toy) => toy.noised(t, count, seed)),
  toyDensity: ({ toy, eps, points, steps }) => ask(toy, (toy) => toy.density(eps, points, steps)),
  toyLossByTime: ({ toy, times, count }) => ask(toy, (toy) => toy.lossByTime(Uint32Array.from(times), count)),
  toyDistances: ({ toy, cloud }) => ask(toy, (toy) => toy.distances(cloud)),
  toyMemorised: ({ toy, cloud }) => ask(toy, (toy) => toy.memorised(cloud)),
  toyBound: ({ toy, times, count, variance }) => ask(toy, (toy) => toy.bound(times, count, variance)),
  toyVariance: ({ toy, estimator, repeats }) => ask(toy, (toy) => toy.variance(estimator, repeats)),
  toySave: ({ toy }) => ask(toy, (toy) => toy.save()),
};

/** The buffers of an answer: made for it, and not kept here. */
function buffers(value: Answer<Kind>): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  const parts: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return parts.filter((part) => ArrayBuffer.isView(part)).map((part) => part.buffer as ArrayBuffer);
}

async function answer<K extends Kind>(id: number, kind: K, ask: Ask<K>): Promise<void> {
  try {
    const value: Answer<Kind> = await handlers[kind](ask);
    send({ kind: 'answer', id, value }, buffers(value));
  } catch (error) {
    const wire = toWire(error);
    // Whatever is no error of ours is a trap: the module's memory cannot be trusted after it.
    if (wire === null) panicked(error);
    else send({ kind: 'refusal', id, error: wire });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Request>) => void answer(data.id, data.kind, data.ask));
holdLock();
