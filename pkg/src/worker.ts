/** A module worker: one WebAssembly module, the runs under way on it, and nothing else. */
import type { Engine, SamplerRun } from './generated/module';
import { findAdapter, watchDevice } from './gpu';
import { compiled, imported } from './module';
import type { Answer, Ask, Kind, Message, Request, TrainingInfo, WireError } from './protocol';
import { toWire } from './protocol';
import type { BackendName, TrainingCalls } from './types';
import { EngineError } from './types';
import { apart, beginning, origin, WorkerTraining } from './worker-training';

interface Run {
  sampler: SamplerRun;
  /** The call under way. A sampler must not be freed before it settles. */
  pending: Promise<unknown>;
}

let backend: BackendName = 'cpu';
let engine: Engine | null = null;
const runs = new Map<number, Run>();
const trainings = new Map<number, WorkerTraining>();

const send = (message: Message, transfer: Transferable[] = []): void => {
  self.postMessage(message, { transfer });
};

/** How long a panic waits for the news of a lost device, which causes it and may come after it. */
const CAUSE_MS = 200;

const fatal = (error: WireError): void => send({ kind: 'fatal', error });

/** After a panic the promises of the module never settle, so it is reported outside the request in which it happened. */
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

/** A worker that is killed sends no message; the browser releases its lock, which the client observes. */
function holdLock(): void {
  // Only secure contexts have locks. Elsewhere the client's watchdog has to do.
  if (!('locks' in navigator)) return;
  const lock = `ddpm-lab worker ${performance.timeOrigin} ${Math.random()}`;
  void navigator.locks.request(lock, () => {
    send({ kind: 'alive', lock });
    return new Promise(() => undefined);
  });
}

function started(): Engine {
  if (engine === null) throw new EngineError('invalid_setting', 'the module has not been started');
  return engine;
}

function drop(id: number): void {
  const run = runs.get(id);
  runs.delete(id);
  const free = () => run?.sampler.free();
  void run?.pending.then(free, free);
}

/** What is kept under a number, or the error that it is over. */
function found<T>(all: Map<number, T>, id: number): T {
  const one = all.get(id);
  if (one === undefined) throw new EngineError('cancelled', `run ${id} is over`);
  return one;
}

function begin(id: number, training: WorkerTraining): TrainingInfo {
  trainings.set(id, training);
  return training.info();
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

  load: ({ card, weights }) => started().loadModel(card, weights),

  open({ run, settings, start }) {
    const { config, fault } = apart(settings);
    const sampler = started().sampler(config, fault, start?.t, start?.x);
    runs.set(run, { sampler, pending: Promise.resolve() });
    return sampler.times();
  },

  async next({ run: id }) {
    const run = found(runs, id);
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
  schedule: ({ schedule }) => started().schedule(schedule),
  points: ({ source }) => started().points(...origin(source)),
  demonstrations: ({ source }) => started().demonstrations(source),
  table: ({ text }) => started().table(text),

  train: ({ training, config, source }) => begin(training, new WorkerTraining(beginning(started(), config, source), backend)),
  resume: ({ training, file }) => begin(training, new WorkerTraining(started().resume(file), backend)),
  call({ training, method, args }) {
    const asked: TrainingCalls = found(trainings, training);
    // The client's methods have these very types.
    return (asked[method] as (...args: unknown[]) => Promise<unknown>).apply(asked, args);
  },
  close({ training }) {
    trainings.get(training)?.free();
    trainings.delete(training);
    return null;
  },
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
