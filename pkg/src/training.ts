/** A training run as the page holds it: it outlives the worker that computes it. */
import type { Link } from './link';
import { isLoss } from './link';
import type { TrainingInfo, TrainingMethod } from './protocol';
import type {
  Activation,
  DataSource,
  Demonstration,
  DenoiserName,
  GradientEstimator,
  MlpTrainConfig,
  PlanRequest,
  Points,
  RolloutRequest,
  RolloutsRequest,
  SampleRequest,
  TrainingCalls,
  TrainingRun,
} from './types';
import { EngineError } from './types';
import { nextTraining } from './warm-up';

/** What a run begins from: its settings and points, or a saved file. */
export type TrainingStart = { config: MlpTrainConfig; source: DataSource } | { file: Uint8Array };

/** Chooses the worker for a run, whose activation decides which kernels it needs; null while that is not known. */
export type ChooseHost = (activation: () => Activation | null) => Promise<TrainingHost>;

/** The worker that is to have the run now, and whether another would be chosen by now. */
export interface TrainingHost {
  link: Link;
  outdated(): boolean;
}

/** Workers that may be lost over one request. A request that has ended so many would end the next one too. */
const MAX_LOSSES = 3;
/** Milliseconds of training between two copies of the state: what a lost worker costs at most. A copy takes a few of them. */
const SAVE_MS = 3_000;
/** Milliseconds after which a silent worker is taken for dead, beside the time that was asked for. */
const PATIENCE = 60_000;
/** The same for what may take minutes on a phone: large clouds, densities, repeats. */
const LONG_PATIENCE = 900_000;

export class TrainingClient implements TrainingRun {
  readonly #host: ChooseHost;
  #from: TrainingStart;
  /** The run went back to its initialisation after `#from` was taken. */
  #isReset = false;
  #info: TrainingInfo | null = null;
  #leg: (TrainingHost & { id: number }) | null = null;
  #opening: Promise<void> | null = null;
  #trainedMs = 0;
  #closed: EngineError | null = null;

  private constructor(host: ChooseHost, from: TrainingStart) {
    this.#host = host;
    this.#from = from;
  }

  /** Begins a run; rejects where its settings or its file are refused. */
  static async begin(host: ChooseHost, from: TrainingStart): Promise<TrainingClient> {
    const run = new TrainingClient(host, from);
    await run.#survive(async () => undefined);
    return run;
  }

  get data(): Points {
    const { data } = this.#known();
    if (data === null) throw new EngineError('invalid_setting', 'the run is on demonstrations, expected points');
    return data;
  }

  get demonstrations(): readonly Demonstration[] {
    return this.#known().demonstrations;
  }

  get config(): MlpTrainConfig {
    return this.#known().config;
  }

  get parameters(): number {
    return this.#known().parameters;
  }

  async train(steps: number, budgetMs: number) {
    if (this.#leg?.outdated()) await this.#goOver();
    const progress = await this.#call('train', [steps, budgetMs], PATIENCE + budgetMs);
    this.#trained(progress.ms);
    return progress;
  }

  async tracedStep() {
    if (this.#leg?.outdated()) await this.#goOver();
    const step = await this.#call('tracedStep', []);
    this.#trained(step.ms);
    return step;
  }

  async change(what: { learningRate?: number; batch?: number }) {
    await this.#call('change', [what]);
    const info = this.#known();
    const { learningRate = info.config.learningRate, batch = info.config.batch } = what;
    this.#info = { ...info, config: { ...info.config, learningRate, batch } };
  }

  async reset() {
    await this.#call('reset', []);
    this.#isReset = true;
    this.#trainedMs = 0;
  }

  sample(what: SampleRequest) {
    return this.#call('sample', [what], LONG_PATIENCE);
  }

  trace(what: Omit<SampleRequest, 'keep' | 'start'>, index: number) {
    return this.#call('trace', [what, index], LONG_PATIENCE);
  }

  field(denoiser: DenoiserName, t: number, points: Float32Array) {
    return this.#call('field', [denoiser, t, points]);
  }

  noised(x0: Float32Array, t: number, seed: number) {
    return this.#call('noised', [x0, t, seed]);
  }

  density(denoiser: DenoiserName, points: Float32Array, steps: number) {
    return this.#call('density', [denoiser, points, steps], LONG_PATIENCE);
  }

  lossByTime(times: number[], count: number) {
    return this.#call('lossByTime', [times, count], LONG_PATIENCE);
  }

  distances(samples: Float32Array) {
    return this.#call('distances', [samples], LONG_PATIENCE);
  }

  memorised(samples: Float32Array) {
    return this.#call('memorised', [samples], LONG_PATIENCE);
  }

  bound(times: number, count: number, variance: number) {
    return this.#call('bound', [times, count, variance], LONG_PATIENCE);
  }

  gradientVariance(estimator: GradientEstimator, repeats: number) {
    return this.#call('gradientVariance', [estimator, repeats], LONG_PATIENCE);
  }

  rollout(what: RolloutRequest) {
    return this.#call('rollout', [what], LONG_PATIENCE);
  }

  rollouts(what: RolloutsRequest) {
    return this.#call('rollouts', [what], LONG_PATIENCE);
  }

  plan(what: PlanRequest) {
    return this.#call('plan', [what], LONG_PATIENCE);
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

  #known(): TrainingInfo {
    if (this.#info === null) throw new EngineError('invalid_setting', 'the run has not begun');
    return this.#info;
  }

  /** null also for a policy: no kernels of the GPU are given observations, so the CPU trains it. */
  #activation(): Activation | null {
    if (this.#info !== null) return this.#info.data === null ? null : this.#info.config.network.activation;
    if (!('config' in this.#from) || this.#from.source.kind === 'demonstrations') return null;
    return this.#from.config.network.activation;
  }

  /** Asks the run in its worker; the worker's run has the same methods. */
  #call<M extends TrainingMethod>(method: M, args: Parameters<TrainingCalls[M]>, limit = PATIENCE): ReturnType<TrainingCalls[M]> {
    const answer = this.#survive(({ link, id }) => link.call('call', { training: id, method, args }, limit));
    return answer as ReturnType<TrainingCalls[M]>;
  }

  /** So much training would be lost with the worker: from time to time it is kept. */
  #trained(ms: number): void {
    this.#trainedMs += ms;
    // Asked for now and received before anything that is asked later.
    if (this.#trainedMs >= SAVE_MS) void this.#keep().catch(() => undefined);
  }

  /** Has the state saved, to go on from when the worker is lost. */
  async #keep(): Promise<Uint8Array> {
    const file = await this.#call('save', []);
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
        if (!isLoss(error) || losses === MAX_LOSSES) throw error;
        if (this.#leg?.link.ended) this.#leg = null;
      }
    }
  }

  async #resume(): Promise<void> {
    const host = await this.#host(() => this.#activation());
    const { link } = host;
    const id = nextTraining();
    const from = this.#from;
    const info =
      'file' in from
        ? await link.call('resume', { training: id, file: from.file }, PATIENCE)
        : await link.call('train', { training: id, config: from.config, source: from.source }, PATIENCE);
    const call = (method: TrainingMethod, args: unknown[]) => link.call('call', { training: id, method, args }, PATIENCE);
    // What was changed since the state was kept is changed again.
    if (this.#info !== null) {
      const { learningRate, batch } = this.#info.config;
      await call('change', [{ learningRate, batch }]);
      if (this.#isReset) await call('reset', []);
    } else {
      this.#info = info;
    }
    this.#leg = { ...host, id };
    if (this.#closed !== null) this.#drop();
  }

  #drop(): void {
    const leg = this.#leg;
    this.#leg = null;
    if (leg !== null && !leg.link.ended) void leg.link.call('close', { training: leg.id }).catch(() => undefined);
  }
}
