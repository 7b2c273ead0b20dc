/** Lesson 10: the exact denoiser of a dozen points, and who learns them by heart. */
import { computed, signal } from '@preact/signals';
import type { DataSource, ScheduleCurves, TrainingRun } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { Latest } from '../../../../shared/state/pace';
import { exactWeights, type Softmax } from '../../store/exact';
import { meanSquare } from '../../store/moments';
import { LESSON_CONFIG, type RunPool } from '../../store/run-pool';

export const FEW = 12;
export const MANY = 2000;
export const SAMPLES = 300;
const SAMPLE_STEPS = 200;
/** Training of the network on few points, and on many: by heart takes longer. */
const STEPS = { few: 3000, many: 1500 } as const;

/** Shares of samples that are training points. */
export interface Memory {
  exact: number;
  few: number;
  many: number;
}

/** Mean ‖ε − ε̂‖² a dimension on points that nobody was trained on: of the exact denoiser of the few points, and of their network. */
export interface Fresh {
  exact: number;
  network: number;
}

const FRESH = 500;
const FRESH_TIMES = 20;
/** Of other points of the same shape, and of their noise. */
const FRESH_SEED = 77;

export class Exact {
  readonly t = signal(300);
  readonly x = signal<readonly [number, number]>([0.4, 0.3]);
  readonly points = signal<Float32Array | null>(null);
  readonly curves = signal<ScheduleCurves | null>(null);
  /** Ours, from the formula. */
  readonly ours = computed<Softmax | null>(() => {
    const [points, curves] = [this.points.value, this.curves.value];
    return points && curves ? exactWeights(points, this.x.value, curves.alphaBar[this.t.value] ?? 1) : null;
  });
  /** The engine's E[x_0 | x_t] at the same place. */
  readonly engines = signal<readonly [number, number] | null>(null);
  readonly memory = signal<Memory | null>(null);
  /** Samples of the exact denoiser, of the network of few points and of that of many. */
  readonly clouds = signal<Readonly<Record<keyof Memory, Float32Array | null>>>({ exact: null, few: null, many: null });
  readonly moved = signal(false);
  readonly atEnds = signal<ReadonlySet<'early' | 'late'>>(new Set());
  private readonly latest;

  constructor(
    private readonly pool: RunPool,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
  }

  private async few(): Promise<TrainingRun> {
    const engine = await this.pool.engine();
    const { values } = await engine.points({ kind: 'shape', shape: 'two_moons', count: FEW, seed: 4 });
    // As points of one's own: the exact denoiser is then that of these points, not of the shape
    return this.pool.run('few', LESSON_CONFIG, { kind: 'points', dims: 2, values });
  }

  async load(): Promise<void> {
    this.curves.value = await this.pool.schedule(LESSON_CONFIG.schedule);
    this.points.value = (await this.few()).data.values;
    this.refresh();
  }

  refresh(): void {
    this.latest.ask(async () => {
      this.engines.value = await this.belief(this.t.value, this.x.value);
    });
  }

  /** The engine's E[x_0 | x_t] anywhere. */
  async belief(t: number, x: readonly [number, number]): Promise<readonly [number, number]> {
    const { x0_hat } = await (await this.few()).field('exact', t, Float32Array.from(x));
    return [x0_hat[0] ?? 0, x0_hat[1] ?? 0];
  }

  place(x: number, y: number): void {
    this.x.value = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    this.moved.value = true;
    this.refresh();
  }

  seek(t: number): void {
    this.t.value = t;
    const largest = this.ours.value?.weights.reduce((a, b) => Math.max(a, b), 0) ?? 0;
    // All points alike, or one alone: the two ends that a visitor is asked to find
    if (largest > 0.99) this.atEnds.value = new Set([...this.atEnds.value, 'late']);
    if (largest > 0 && largest < 1.5 / FEW) this.atEnds.value = new Set([...this.atEnds.value, 'early']);
    this.refresh();
  }

  async measure<R>(report: Report<R>): Promise<{ memory: Memory; fresh: Fresh } | null> {
    const few = await this.few();
    const source: DataSource = { kind: 'shape', shape: 'two_moons', count: MANY, seed: 4 };
    const many = await this.pool.run('many', LESSON_CONFIG, source);
    const exact = await this.share('exact', few, 'exact');
    if (!(await this.pool.train(few, STEPS.few, report, 0.5))) return null;
    if (!(await this.pool.train(many, STEPS.many, report, 0.95))) return null;
    const memory = { exact, few: await this.share('few', few, 'network'), many: await this.share('many', many, 'network') };
    const fresh = await this.freshLoss(few);
    if (!report.wanted()) return null;
    this.memory.value = memory;
    return { memory, fresh };
  }

  /** The loss on other points of the same shape, averaged over t. */
  private async freshLoss(run: TrainingRun): Promise<Fresh> {
    const engine = await this.pool.engine();
    const { values } = await engine.points({ kind: 'shape', shape: 'two_moons', count: FRESH, seed: FRESH_SEED });
    const { centre, scale, dims } = run.data;
    // As the run has its own points: moved and scaled
    const x0 = values.map((value, k) => (value - (centre[k % dims] ?? 0)) / scale);
    const { alphaBar } = await this.pool.schedule(LESSON_CONFIG.schedule);
    const sums: Fresh = { exact: 0, network: 0 };
    for (let i = 0; i < FRESH_TIMES; i += 1) {
      const t = Math.round(((i + 0.5) / FRESH_TIMES) * (alphaBar.length - 1));
      const bar = alphaBar[t] ?? 1;
      const truth = await this.pool.noise(x0.length, FRESH_SEED + i);
      // Ho et al. 2020, eq. 4
      const xt = x0.map((value, k) => Math.sqrt(bar) * value + Math.sqrt(1 - bar) * (truth[k] ?? 0));
      for (const name of ['exact', 'network'] as const) {
        const { eps_hat } = await run.field(name, t, xt.slice());
        sums[name] += meanSquare(eps_hat.map((value, k) => value - (truth[k] ?? 0)));
      }
    }
    return { exact: sums.exact / FRESH_TIMES, network: sums.network / FRESH_TIMES };
  }

  /** Draws samples, keeps them to be seen, and asks how many of them are training points. */
  private async share(name: keyof Memory, run: TrainingRun, denoiser: 'network' | 'exact'): Promise<number> {
    const cloud = await run.sample({
      ...{ denoiser, sampler: { kind: 'ddpm', variance: 0 }, steps: SAMPLE_STEPS, spacing: 'trailing' },
      ...{ count: SAMPLES, seed: 3, keep: 1 },
    });
    this.clouds.value = { ...this.clouds.value, [name]: cloud.x };
    return run.memorised(cloud.x.slice());
  }
}
