/** One of the two modules, life after life: its worker, the model it holds, and which batches its kernels are warm for. */
import { Link } from './link';
import type { ModuleFiles } from './protocol';
import type { Activation, BackendName, BackendStatus, Computed, Frame, ModelInfo, Noised, SampleSettings, StartFrom } from './types';
import { EngineError } from './types';
import { warmUp as warmUpTraining } from './warm-up';

/** A model as it came, kept so that a new worker can be given it again. */
export interface Model {
  readonly card: Uint8Array;
  readonly weights: Uint8Array;
}

/** The part of a run that one worker computes. */
export interface Leg {
  readonly times: readonly number[];
  next(): Promise<Computed<Frame> | null>;
  /** Frees it in the worker. */
  drop(): void;
  /** Whether another backend would now be given this run: it should go over to that. */
  outdated(): boolean;
}

export interface BackendOptions {
  name: BackendName;
  files: ModuleFiles;
  /** The worker's script. */
  worker: URL;
  /** Told at every change of `status`. */
  onChange(): void;
  /** Told when a worker that was ready is gone. */
  onLost(): void;
}

/** Milliseconds after which a silent worker is taken for dead. A phone's slowest step takes a few seconds. */
const PATIENCE = 60_000;
/** The same for steps that compile kernels; a software adapter takes half a minute. */
const WARM_UP_PATIENCE = 300_000;

export class Backend {
  status: BackendStatus;
  /** Whether an adapter that computes on the CPU, or may do so, will do. */
  acceptsSoftware = false;
  readonly #options: BackendOptions;
  #life: Promise<Link> | null = null;
  #link: Link | null = null;
  #held: Model | null = null;
  #warm = new Set<number>();
  #warmTraining = new Set<Activation>();
  #lastRun = 0;

  constructor(options: BackendOptions) {
    this.#options = options;
    this.status = { name: options.name, state: 'absent', progress: 0, adapter: '', error: null };
  }

  /** Starts the worker and its module where they are not running; settles when they do. */
  start(): Promise<Link> {
    this.#life ??= this.#begin().catch((error: unknown) => {
      this.#life = null;
      throw error;
    });
    return this.#life;
  }

  /** Has the model checked and loaded. A refused one leaves the model before it in place. */
  async load(model: Model): Promise<ModelInfo> {
    return this.#load(await this.start(), model);
  }

  /** Begins a run of `model`, which is loaded first where the worker holds another. */
  async open(model: Model, settings: SampleSettings, start: StartFrom | null, patience = PATIENCE): Promise<Leg> {
    const link = await this.start();
    const run = ++this.#lastRun;
    // Both are sent before either is awaited: a worker answers in order, so no other load comes between.
    const loaded = this.#held === model ? null : this.#load(link, model);
    const drop = () => void link.call('drop', { run }).catch(() => undefined);
    try {
      const [times] = await Promise.all([link.call('open', { run, settings, start }, PATIENCE), loaded]);
      return { times, next: () => link.call('next', { run }, patience), drop, outdated: () => false };
    } catch (error) {
      // Where only the load was refused, the run has been opened all the same, with the model before.
      drop();
      throw error;
    }
  }

  /** q(x_t | x_0) with the schedule of `model`. */
  async noised(model: Model, x0: Float32Array, t: number, seed: number): Promise<Noised> {
    const link = await this.start();
    const loaded = this.#held === model ? null : this.#load(link, model);
    const [answer] = await Promise.all([link.call('noised', { x0, t, seed }, PATIENCE), loaded]);
    return answer;
  }

  /** Whether a run of this model and batch would start without compiling kernels. */
  isWarm(model: Model, batch: number): boolean {
    return this.status.state === 'ready' && this.#held === model && this.#warm.has(batch);
  }

  /** Compiles the kernels for a batch by computing a short run that is not shown. One call at a time. */
  async warmUp(model: Model, attributes: number, batch: number): Promise<void> {
    await this.start();
    this.#set({ state: 'warming', progress: 0 });
    try {
      // With guidance and clipping, so that the kernels of both are among those compiled.
      const settings: SampleSettings = {
        sampler: { kind: 'ddpm', variance: 0 },
        steps: 2,
        spacing: 'trailing',
        seed: 0,
        count: batch,
        conditions: Array.from({ length: batch }, () => Array.from({ length: attributes }, () => 0)),
        guidance: attributes > 0 ? 1 : 0,
        clip: true,
      };
      const leg = await this.open(model, settings, null, WARM_UP_PATIENCE);
      for (let done = 1; (await leg.next()) !== null; done += 1) this.#set({ progress: done / leg.times.length });
      if (this.#held === model) this.#warm.add(batch);
    } finally {
      // Unless the worker was lost meanwhile.
      if (this.status.state === 'warming') this.#set({ state: 'ready', progress: 1 });
    }
  }

  /** Whether a run on points with this activation would start without compiling kernels. */
  isWarmForTraining(activation: Activation): boolean {
    return this.status.state === 'ready' && this.#warmTraining.has(activation);
  }

  /** Compiles the kernels for runs on points with this activation. One call at a time. */
  async warmUpTraining(activation: Activation): Promise<void> {
    const link = await this.start();
    this.#set({ state: 'warming', progress: 0 });
    try {
      await warmUpTraining(link, activation, WARM_UP_PATIENCE);
      this.#warmTraining.add(activation);
    } finally {
      // Unless the worker was lost meanwhile.
      if (this.status.state === 'warming') this.#set({ state: 'ready', progress: 1 });
    }
  }

  /** Ends the worker for good. */
  close(): void {
    this.#link?.close(new EngineError('cancelled', 'the engine was closed'));
    this.#forget();
  }

  async #begin(): Promise<Link> {
    const { name, files, worker } = this.#options;
    this.#set({ state: 'loading', progress: 0 });
    let ready = false;
    let link: Link | null = null;
    try {
      link = new Link(worker, `ddpm-lab ${name}`, {
        onProgress: (progress) => this.#set({ progress }),
        // Before it is ready, the call under way is rejected with the same error.
        onEnd: (error) => ready && this.#lost(error),
      });
      this.#link = link;
      if (name === 'webgpu') await this.#findAdapter(link);
      await link.call('start', { backend: name, files });
      ready = true;
      // An adapter may have no name; the CPU module never goes by another.
      const adapter = name === 'cpu' ? files.adapter : this.status.adapter;
      this.#set({ state: 'ready', progress: 1, adapter, error: null });
      return link;
    } catch (reason) {
      const error = reason instanceof EngineError ? reason : new EngineError('worker_lost', String(reason));
      link?.close(error);
      this.#link = null;
      if (this.status.state === 'loading') this.#set({ state: 'failed', error });
      throw error;
    }
  }

  /** Settles where there is an adapter to be used; otherwise this backend is absent, which is no failure. */
  async #findAdapter(link: Link): Promise<void> {
    try {
      const { name, hardware } = await link.call('adapter', {}, PATIENCE);
      this.#set({ adapter: name });
      if (!hardware && !this.acceptsSoftware) {
        const found = name === '' ? 'one that tells neither its name nor whether it is a fallback' : name;
        throw new EngineError('gpu_unavailable', `expected a hardware adapter, found ${found}`);
      }
    } catch (error) {
      if (error instanceof EngineError && error.code === 'gpu_unavailable') this.#set({ state: 'absent', error });
      throw error;
    }
  }

  async #load(link: Link, model: Model): Promise<ModelInfo> {
    const before = this.#held;
    this.#held = model;
    const warm = this.#warm;
    this.#warm = new Set();
    try {
      return await link.call('load', { card: model.card, weights: model.weights }, PATIENCE);
    } catch (error) {
      if (this.#held === model) {
        this.#held = before;
        this.#warm = warm;
      }
      throw error;
    }
  }

  #lost(error: EngineError): void {
    this.#forget();
    this.#set({ state: 'failed', error });
    this.#options.onLost();
  }

  #forget(): void {
    this.#life = null;
    this.#link = null;
    this.#held = null;
    this.#warm = new Set();
    this.#warmTraining = new Set();
  }

  #set(change: Partial<BackendStatus>): void {
    this.status = { ...this.status, ...change };
    this.#options.onChange();
  }
}
