/** Measurements on request, each a job on the current run. */
import type { DataSource, Distances, Engine, GradientVariance, Solver, TrainingRun, VlbTerms } from '../../../../../pkg/src/types';
import { Job, type Report } from '../../../shared/state/job';
import { exactEps, solverOf, type TrainSettings, trainConfig } from '../settings';
import type { Shown } from './samples';

export interface Side {
  sampler: Solver;
  shown: Shown;
  distances: Distances;
  data: Distances;
}

export interface QualityPoint {
  kind: QualityKind;
  calls: number;
  distances: Distances;
  data: Distances;
}

/** The samplers of the plot over network calls. */
export const QUALITY: Readonly<Record<string, Solver>> = {
  ddpm: { kind: 'ddpm', variance: 0 },
  ddpmBeta: { kind: 'ddpm', variance: 1 },
  ddim: { kind: 'ddim', eta: 0 },
  heun: { kind: 'heun' },
  dpmSolver: { kind: 'dpm_solver' },
} satisfies Record<QualityKind, Solver>;
export const QUALITY_KINDS = ['ddpm', 'ddpmBeta', 'ddim', 'heun', 'dpmSolver'] as const;
export type QualityKind = (typeof QUALITY_KINDS)[number];
/** Network calls, about: Heun's method takes half as many steps. */
const QUALITY_CALLS = [2, 4, 8, 16, 32, 64, 128] as const;
const QUALITY_COUNT = 400;

export const ESTIMATORS = [
  'two_noises',
  'one_noise',
  'stratified',
  'importance',
  'antithetic',
] as const satisfies readonly GradientVariance['estimator'][];
/** Repeats of the estimates: a quick one first, so that it can be cancelled early, then the final one. */
export const REPEATS = [32, 128] as const;

export interface Memory {
  /** Training points. */
  n: number;
  /** Share of the samples that are training points. */
  exact: number;
  network: number;
  steps: number;
}

/** Sizes of the set that a sweep goes through. */
export const MEMORY_COUNTS = [4, 16, 64, 256, 1024] as const;
const MEMORY_SAMPLES = 300;
const MEMORY_SAMPLE_STEPS = 60;
const MEMORY_SLICE_MS = 60;

const BOUND_TIMES = 40;
const BOUND_DRAWS = 128;

export class Panels {
  readonly compare;
  readonly quality;
  readonly bound;
  readonly variance;
  readonly memory;

  constructor(failed: (error: unknown) => void) {
    this.compare = new Job<{ a: Side; b: Side | null }>(failed);
    this.quality = new Job<readonly QualityPoint[]>(failed);
    this.bound = new Job<VlbTerms>(failed);
    this.variance = new Job<readonly GradientVariance[]>(failed);
    this.memory = new Job<readonly Memory[]>(failed);
  }

  clear(): void {
    for (const job of [this.compare, this.quality, this.bound, this.variance]) job.clear();
    this.memory.cancel();
  }

  cancel(): void {
    for (const job of [this.compare, this.quality, this.bound, this.variance, this.memory]) {
      if (job.phase.value === 'running') job.cancel();
    }
  }

  /** Two samplers from the same x_T. */
  runCompare(run: TrainingRun, settings: TrainSettings, other: TrainSettings): Promise<void> {
    return this.compare.run(async ({ wanted, tell }) => {
      const side = async (of: TrainSettings): Promise<Side> => {
        const sampler = solverOf(of);
        const count = run.data.dims === 2 ? settings.count : 64;
        const cloud = await run.sample({
          ...{ denoiser: of.exactSamples ? exactEps(of) : ('network' as const), sampler, steps: of.steps, spacing: of.spacing },
          ...{ count, seed: settings.noiseSeed, keep: 41 },
        });
        const shown: Shown = { cloud, dims: run.data.dims, count };
        const { samples, data } = await run.distances(cloud.x.slice(-count * run.data.dims));
        return { sampler, shown, distances: samples, data };
      };
      const a = await side(settings);
      if (!wanted()) return;
      tell(0.5, { a, b: null });
      const b = await side(other);
      tell(1, { a, b });
    });
  }

  /** Distance to the data over network calls, for several samplers. */
  runQuality(run: TrainingRun, { total, spacing }: TrainSettings): Promise<void> {
    const counts = QUALITY_CALLS.filter((calls) => calls <= total);
    return this.quality.run(async ({ wanted, tell }) => {
      const points: QualityPoint[] = [];
      // Few steps first, so that the plot shows something at once
      for (const [i, calls] of counts.entries()) {
        for (const [k, kind] of QUALITY_KINDS.entries()) {
          const sampler = QUALITY[kind] as Solver;
          const cloud = await run.sample({
            ...{ denoiser: 'network' as const, sampler, steps: kind === 'heun' ? calls / 2 : calls, spacing },
            ...{ count: QUALITY_COUNT, seed: 1, keep: 1 },
          });
          if (!wanted()) return;
          const { samples, data } = await run.distances(cloud.x);
          points.push({ kind, calls: cloud.calls, distances: samples, data });
          tell((i * QUALITY_KINDS.length + k + 1) / (counts.length * QUALITY_KINDS.length), [...points]);
          if (!wanted()) return;
        }
      }
    });
  }

  runBound(run: TrainingRun, variance: number): Promise<void> {
    return this.bound.run(async ({ tell }) => {
      // A rough estimate first, then the final one
      tell(0.1, await run.bound(Math.ceil(BOUND_TIMES / 4), BOUND_DRAWS / 4, variance));
      tell(1, await run.bound(BOUND_TIMES, BOUND_DRAWS, variance));
    });
  }

  runVariance(run: TrainingRun): Promise<void> {
    return this.variance.run(async ({ wanted, tell }) => {
      const found = new Map<GradientVariance['estimator'], GradientVariance>();
      for (const [part, repeats] of REPEATS.entries()) {
        for (const [i, estimator] of ESTIMATORS.entries()) {
          found.set(estimator, await run.gradientVariance(estimator, repeats));
          if (!wanted()) return;
          tell((part * ESTIMATORS.length + i + 1) / (REPEATS.length * ESTIMATORS.length), [...found.values()]);
        }
      }
    });
  }

  /**
   * For each size of the set, trains a network on so many points, and asks both denoisers for samples. By the cosine schedule,
   * of which a larger part than of the linear one lies where x̂_0 must choose between training points: with as many steps a
   * network learns twice as many of 16 points by heart.
   */
  runMemory(engine: Engine, settings: TrainSettings, source: (n: number) => Promise<DataSource>, steps: number): Promise<void> {
    return this.memory.run(async (report) => {
      const found: Memory[] = [];
      for (const [i, n] of MEMORY_COUNTS.entries()) {
        const run = await engine.train({ ...trainConfig(settings), schedule: { kind: 'cosine', steps: settings.total } }, await source(n));
        try {
          const tell = (share: number): void => report.tell((i + share) / MEMORY_COUNTS.length, [...found]);
          const point = await measureMemory(run, settings, n, steps, { wanted: report.wanted, tell });
          if (!point) return;
          found.push(point);
        } finally {
          run.close();
        }
      }
      report.tell(1, found);
    });
  }
}

async function measureMemory(
  run: TrainingRun,
  settings: TrainSettings,
  n: number,
  steps: number,
  report: Pick<Report<unknown>, 'wanted' | 'tell'>,
): Promise<Memory | null> {
  const share = async (denoiser: 'exact' | 'network'): Promise<number> => {
    const cloud = await run.sample({
      ...{ denoiser, sampler: { kind: 'ddpm' as const, variance: 0 }, steps: Math.min(MEMORY_SAMPLE_STEPS, settings.total) },
      // With small last steps: a memorised sample lies closer to its training point than a coarse step resolves
      ...{ spacing: 'quadratic' as const, count: MEMORY_SAMPLES, seed: settings.noiseSeed, keep: 1 },
    });
    return run.memorised(cloud.x);
  };
  const exact = await share('exact');
  for (let left = steps; left > 0; ) {
    if (!report.wanted()) return null;
    left -= (await run.train(left, MEMORY_SLICE_MS)).losses.length;
    report.tell(0.95 * (1 - left / steps));
  }
  return { n, exact, network: await share('network'), steps };
}
