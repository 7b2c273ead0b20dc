/** A training run in the worker: the module's `Training`, asked one thing at a time. */
import type { Engine, SamplerRun, Training } from './generated/module';
import type { TrainingInfo } from './protocol';
import type {
  BackendName,
  Computed,
  DataSource,
  DenoiserName,
  GradientEstimator,
  MlpTrainConfig,
  Origin,
  PlanRequest,
  PointsSource,
  RolloutRequest,
  RolloutsRequest,
  SampleRequest,
  SampleSettings,
  Samples,
  TrainingCalls,
  TrainProgress,
} from './types';
import { EngineError } from './types';

/** Steps of a sampler after which its x are waited for, so that no GPU is given more than it can soon do. */
const MAX_AHEAD = 32;

/** Where the module is to take the points from. */
export function origin(source: PointsSource): [Origin, number, Float32Array] {
  if (source.kind === 'shape') return [source, 2, new Float32Array(0)];
  return [{ kind: 'points' }, source.dims, source.values];
}

/** A run of the module on these data. */
export function beginning(engine: Engine, config: MlpTrainConfig, source: DataSource): Training {
  if (source.kind !== 'demonstrations') return engine.train(config, ...origin(source));
  const { kind: _, ...demonstrations } = source;
  return engine.trainPolicy(config, demonstrations);
}

/** The module's settings, and the mistake that it takes beside them. */
export function apart({ fault, ...config }: SampleSettings) {
  return { config, fault };
}

export class WorkerTraining implements TrainingCalls {
  readonly #training: Training;
  readonly #backend: BackendName;
  /** The call asked last: each waits for the one before it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(training: Training, backend: BackendName) {
    this.#training = training;
    this.#backend = backend;
  }

  /** What the client must know. */
  info(): TrainingInfo {
    const training = this.#training;
    const [data, demonstrations] = [training.data(), training.demonstrations()];
    return { data, demonstrations, config: training.config(), parameters: training.parameters() };
  }

  train(steps: number, budgetMs: number) {
    return this.#timed((training) => train(training, steps, budgetMs));
  }

  change({ learningRate, batch }: { learningRate?: number; batch?: number }) {
    return this.#queued((training) => training.change(learningRate, batch));
  }

  reset() {
    return this.#queued((training) => training.reset());
  }

  async sample(request: SampleRequest): Promise<Computed<Samples>> {
    const { onHost, ...samples } = await this.#timed((training) => sample(training, request));
    return { ...samples, backend: onHost ? 'cpu' : samples.backend };
  }

  trace({ denoiser, ...settings }: Omit<SampleRequest, 'keep' | 'start'>, index: number) {
    const { config, fault } = apart(settings);
    return this.#queued((training) => training.trace(denoiser, config, fault, index));
  }

  tracedStep() {
    return this.#timed((training) => training.tracedStep());
  }

  field(denoiser: DenoiserName, t: number, points: Float32Array) {
    return this.#queued((training) => training.field(denoiser, t, points));
  }

  noised(x0: Float32Array, t: number, seed: number) {
    return this.#queued((training) => training.noised(x0, t, seed));
  }

  density(denoiser: DenoiserName, points: Float32Array, steps: number) {
    return this.#queued((training) => training.density(denoiser, points, steps));
  }

  lossByTime(times: number[], count: number) {
    return this.#queued((training) => training.lossByTime(times, count));
  }

  distances(samples: Float32Array) {
    return this.#queued((training) => training.distances(samples));
  }

  memorised(samples: Float32Array) {
    return this.#queued((training) => training.memorised(samples));
  }

  bound(times: number, count: number, variance: number) {
    return this.#queued((training) => training.bound(times, count, variance));
  }

  gradientVariance(estimator: GradientEstimator, repeats: number) {
    return this.#queued((training) => training.gradientVariance(estimator, repeats));
  }

  rollout(what: RolloutRequest) {
    return this.#timed((training) => training.rollout(what));
  }

  rollouts(what: RolloutsRequest) {
    return this.#timed((training) => training.rollouts(what));
  }

  plan(what: PlanRequest) {
    return this.#timed((training) => training.plan(what));
  }

  save() {
    return this.#queued((training) => training.save());
  }

  /** Frees the run when what was asked of it is answered. */
  free(): void {
    void this.#queued((training) => training.free());
  }

  #queued<T>(work: (training: Training) => T | Promise<T>): Promise<T> {
    const answer = this.#last.then(() => work(this.#training));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  #timed<T extends object>(work: (training: Training) => Promise<T>): Promise<Computed<T>> {
    return this.#queued(async (training) => {
      const begun = performance.now();
      const answer = await work(training);
      return { ...answer, backend: this.#backend, ms: performance.now() - begun };
    });
  }
}

/** Steps of Algorithm 1 until there have been `steps` of them or `budgetMs` are over; at least one. */
async function train(training: Training, steps: number, budgetMs: number): Promise<TrainProgress> {
  const begun = performance.now();
  const losses: number[] = [];
  let issued = 0;
  for (;;) {
    // A step may be on its way to the GPU while the one before it is waited for.
    while (training.inFlight() < training.maxInFlight() && issued < Math.max(steps, 1)) {
      if (issued > 0 && performance.now() - begun >= budgetMs) break;
      training.issue();
      issued += 1;
    }
    if (training.inFlight() === 0) break;
    losses.push(await training.completed());
  }
  return { ...training.state(), losses: Float64Array.from(losses) };
}

/** Which of `count` moments are kept: `keep` of them, evenly spread, first and last among them; one: the last. */
export function kept(count: number, keep: number): Set<number> {
  if (keep <= 1) return new Set([count - 1]);
  const most = Math.min(keep, count);
  return new Set(Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1))));
}

/** A whole run of a sampler. */
async function sample(training: Training, request: SampleRequest): Promise<Samples & { onHost: boolean }> {
  const { denoiser, keep, start, ...settings } = request;
  if (!(Number.isInteger(keep) && keep >= 1 && keep <= 200)) {
    throw new EngineError('invalid_setting', `\`keep\` must be within 1..=200, got ${keep}`);
  }
  const { config, fault } = apart(settings);
  const run = training.sampler(denoiser, config, fault, start?.t, start?.x);
  try {
    const all = run.times();
    const wanted = kept(all.length, keep);
    const times = all.filter((_, i) => wanted.has(i));
    const size = config.count * training.values();
    const values = new Float32Array(times.length * size);
    await collect(run, wanted, (i, x) => values.set(x, i * size));
    return { times, x: values, calls: run.calls(), onHost: run.onHost() };
  } finally {
    run.free();
  }
}

async function collect(run: SamplerRun, wanted: Set<number>, keep: (i: number, x: Float32Array) => void): Promise<void> {
  let found = 0;
  const reads: Promise<void>[] = [];
  for (let moment = 0; ; moment += 1) {
    if (wanted.has(moment)) {
      const place = found++;
      reads.push(run.read().then((x) => keep(place, x)));
    }
    if (!run.step()) break;
    if (moment % MAX_AHEAD === MAX_AHEAD - 1) await run.read();
  }
  await Promise.all(reads);
}
