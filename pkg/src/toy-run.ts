/** A run on points as the page holds it: it outlives the worker that trains it. */

import type { Link } from './link';
import { isLoss } from './link';
import type { Answer, Ask, Kind, ToyOrigin, ToySettings } from './protocol';
import type {
  Activation,
  Eps,
  ToyBound,
  ToyCloud,
  ToyConfig,
  ToyData,
  ToyDistances,
  ToyField,
  ToyProgress,
  ToyRun,
  ToySample,
  ToyTrace,
  ToyTurn,
  ToyVariance,
} from './toy';
import { nextToy } from './toy-warm';
import { EngineError } from './types';

/** What a run begins from: its settings and points, or a saved file. */
export type ToyBeginning = { config: ToyConfig; source: ToyOrigin } | { file: Uint8Array };

/** Chooses the worker for a run, whose activation decides which kernels it needs; null while that is not known. */
export type ChooseHost = (activation: () => Activation | null) => Promise<ToyHost>;

/** The worker that is to have the run now, and whether another would be chosen by now. */
export interface ToyHost {
  link: Link;
  outdated(): boolean;
}

/** Requests about a run. */
type ToyKind = { [K in Kind]: Ask<K> extends { toy: number } ? K : never }[Kind];

/** Workers that may be lost over one request. A request that has ended so many would end the next one too. */
const MOST_LOSSES = 3;
/** Milliseconds of training between two copies of the state: what a lost worker costs at most. A copy takes a few of them. */
const SAVE_MS = 3_000;
/** Milliseconds after which a silent worker is taken for dead, beside the time that was asked for. */
const PATIENCE = 60_000;
/** The same for what may take minutes on a phone: large clouds, densities, repeats. */
const LONG_PATIENCE = 900_000;

export class ToyClientRun implements ToyRun {
  readonly #host: ChooseHost;
  #from: ToyBeginning;
  /** The run went back to its initialisation after `#from` was taken. */
  #isReset = false;
  #settings: ToySettings | null = null;
  #leg: (ToyHost & { id: number }) | null = null;
  #opening: Promise<void> | null = null;
  #trainedMs = 0;
  #closed: EngineError | null = null;

  private constructor(host: ChooseHost, from: ToyBeginning) {
    this.#host = host;
    this.#from = from;
  }

  /** Begins a run; rejects where its settings or its file are refused. */
  static async begin(host: ChooseHost, from: ToyBeginning): Promise<ToyClientRun> {
    const run = new ToyClientRun(host, from);
    await run.#survive(async () => undefined);
    return run;
  }

  get data(): ToyData {
    return this.#known().data;
  }

  get config(): ToyConfig {
    return this.#known().config;
  }

  get parameters(): number {
    return this.#known().parameters;
  }

  async train(steps: number, budgetMs: number): Promise<ToyProgress> {
    if (this.#leg?.outdated()) await this.#goOver();
    const progress = await this.#ask('toyTrain', { steps, budgetMs }, PATIENCE + budgetMs);
    this.#trained(progress.ms);
    return progress;
  }

  async turn(): Promise<ToyTurn> {
    if (this.#leg?.outdated()) await this.#goOver();
    const turn = await this.#ask('toyTurn', {});
    this.#trained(turn.ms);
    return turn;
  }

  async change(what: { learningRate?: number; batch?: number }): Promise<void> {
    await this.#ask('toyChange', what);
    const settings = this.#known();
    const { learningRate = settings.config.learningRate, batch = settings.config.batch } = what;
    this.#settings = { ...settings, config: { ...settings.config, learningRate, batch } };
  }

  async reset(): Promise<void> {
    await this.#ask('toyReset', {});
    this.#isReset = true;
    this.#trainedMs = 0;
  }

  sample(what: ToySample): Promise<ToyCloud> {
    return this.#ask('toySample', { what }, LONG_PATIENCE);
  }

  trace(what: Omit<ToySample, 'keep' | 'start'>, particle: number): Promise<ToyTrace> {
    return this.#ask('toyTrace', { what, particle }, LONG_PATIENCE);
  }

  field(eps: Eps, t: number, points: Float32Array): Promise<ToyField> {
    return this.#ask('toyField', { eps, t, points });
  }

  noised(t: number, count: number, seed: number): Promise<Float32Array> {
    return this.#ask('toyNoised', { t, count, seed });
  }

  density(eps: Eps, points: Float32Array, steps: number): Promise<Float64Array> {
    return this.#ask('toyDensity', { eps, points, steps }, LONG_PATIENCE);
  }

  lossByTime(times: number[], count: number): Promise<{ network: Float64Array; exact: Float64Array }> {
    return this.#ask('toyLossByTime', { times, count }, LONG_PATIENCE);
  }

  distances(cloud: Float32Array): Promise<{ samples: ToyDistances; data: ToyDistances }> {
    return this.#ask('toyDistances', { cloud }, LONG_PATIENCE);
  }

  memorised(cloud: Float32Array): Promise<number> {
    return this.#ask('toyMemorised', { cloud }, LONG_PATIENCE);
  }

  bound(times: number, count: number, variance: number): Promise<ToyBound> {
    return this.#ask('toyBound', { times, count, variance }, LONG_PATIENCE);
  }

  variance(estimator: ToyVariance['estimator'], repeats: number): Promise<ToyVariance> {
    return this.#ask('toyVariance', { estimator, repeats }, LONG_PATIENCE);
  }

  async save(): Promise<Uint8Array> {
    // A copy: the page may do with its array what it likes.
    return (await this.#keep()).slice();
  }

  close(): void {
    if (this.#closed !== null) return;
    this.#closed = new EngineError('cancelled', 'the run was closed');
    this.#drop();
  }

  #known(): ToySettings {
    if (this.#settings === null) throw new EngineError('invalid_setting', 'the run has not begun');
    return this.#settings;
  }

  #activation(): Activation | null {
    if (this.#settings !== null) return this.#settings.config.network.activation;
    return 'config' in this.#from ? this.#from.config.network.activation : null;
  }

  #ask<K extends ToyKind>(kind: K, ask: Omit<Ask<K>, 'toy'>, limit = PATIENCE): Promise<Answer<K>> {
    return this.#survive(({ link, id }) => link.call(kind, { ...ask, toy: id } as unknown as Ask<K>, limit));
  }

  /** So much training would be lost with the worker: from time to time it is kept. */
  #trained(ms: number): void {
    this.#trainedMs += ms;
    // Asked for now and received before anything that is asked later.
    if (this.#trainedMs >= SAVE_MS) void this.#keep().catch(() => undefined);
  }

  /** Has the state saved, to go on from when the worker is lost. */
  async #keep(): Promise<Uint8Array> {
    const file = await this.#ask('toySave', {});
    this.#from = { file };
    this.#isReset = false;
    this.#trainedMs = 0;
    return file;
  }

  /** Moves to the worker that would be chosen by now. Saved and resumed, a run is the same run. */
  async #goOver(): Promise<void> {
    await this.#keep();
    this.#drop();
  }

  /** Does `work` with a leg, and does it again on another where the worker is lost meanwhile. */
  async #survive<T>(work: (leg: { link: Link; id: number }) => Promise<T>): Promise<T> {
    for (let losses = 0; ; losses += 1) {
      if (this.#closed !== null) throw this.#closed;
      try {
        if (this.#leg === null) {
          this.#opening ??= this.#resume().finally(() => {
            this.#opening = null;
          });
          await this.#opening;
        }
        const leg = this.#leg;
        // Closed, or lost again, while it was being opened.
        if (leg === null) continue;
        return await work(leg);
      } catch (error) {
        if (this.#closed !== null) throw this.#closed;
        if (!isLoss(error) || losses === MOST_LOSSES) throw error;
        if (this.#leg?.link.ended) this.#leg = null;
      }
    }
  }

  async #resume(): Promise<void> {
    const host = await this.#host(() => this.#activation());
    const { link } = host;
    const id = nextToy();
    const from = this.#from;
    const settings =
      'file' in from
        ? await link.call('toyResume', { toy: id, file: from.file }, PATIENCE)
        : await link.call('toyOpen', { toy: id, config: from.config, source: from.source }, PATIENCE);
    // What was changed since the state was kept is changed again.
    if (this.#settings !== null) {
      const { learningRate, batch } = this.#settings.config;
      await link.call('toyChange', { toy: id, learningRate, batch }, PATIENCE);
      if (this.#isReset) await link.call('toyReset', { toy: id }, PATIENCE);
    } else {
      this.#settings = settings;
    }
    this.#leg = { ...host, id };
    if (this.#closed !== null) this.#drop();
  }

  #drop(): void {
    const leg = this.#leg;
    this.#leg = null;
    if (leg !== null && !leg.link.ended) void leg.link.call('toyDrop', { toy: leg.id }).catch(() => undefined);
  }
}
