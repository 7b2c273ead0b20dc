/** Lesson 10: the exact denoiser of a dozen points, and who learns them by heart. */
import { computed, signal } from '@preact/signals';
import type { DataSource, ScheduleCurves, TrainingRun } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { Latest } from '../../../../shared/state/pace';
import { type Bench, LESSON_CONFIG } from '../../store/bench';

export const FEW = 12;
export const MANY = 2000;
const SAMPLES = 300;
const SAMPLE_STEPS = 200;
/** Training of the network on few points, and on many: by heart takes longer. */
const STEPS = { few: 3000, many: 1500 } as const;

export interface Softmax {
  /** One for each training point; they sum to 1. */
  weights: Float64Array;
  /** Σ w_i x^i. */
  mean: readonly [number, number];
}

/** w_i = softmax_i(−‖x − √ᾱ x^i‖²/(2(1 − ᾱ))), and the mean under it. `points`: count × 2. */
export function exactWeights(points: Float32Array, x: readonly [number, number], alphaBar: number): Softmax {
  const keep = Math.sqrt(alphaBar);
  const logs = Float64Array.from({ length: points.length / 2 }, (_, i) => {
    const [dx, dy] = [x[0] - keep * (points[2 * i] ?? 0), x[1] - keep * (points[2 * i + 1] ?? 0)];
    return -(dx * dx + dy * dy) / (2 * (1 - alphaBar));
  });
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  // Less the largest, so that no exponential overflows
  const sizes = logs.map((log) => Math.exp(log - most));
  const all = sizes.reduce((a, b) => a + b, 0);
  const weights = sizes.map((size) => size / all);
  let [u, v] = [0, 0];
  weights.forEach((w, i) => {
    u += w * (points[2 * i] ?? 0);
    v += w * (points[2 * i + 1] ?? 0);
  });
  return { weights, mean: [u, v] };
}

export interface Memory {
  exact: number;
  few: number;
  many: number;
}

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
    private readonly bench: Bench,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
  }

  private async few(): Promise<TrainingRun> {
    const engine = await this.bench.engine();
    const { values } = await engine.points({ kind: 'shape', shape: 'two_moons', count: FEW, seed: 4 });
    // As points of one's own: the exact denoiser is then that of these points, not of the shape
    return this.bench.run('few', LESSON_CONFIG, { kind: 'points', dims: 2, values });
  }

  async load(): Promise<void> {
    this.curves.value = await this.bench.schedule(LESSON_CONFIG.schedule);
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

  async measure(report: Report<Memory>): Promise<Memory | null> {
    const few = await this.few();
    const source: DataSource = { kind: 'shape', shape: 'two_moons', count: MANY, seed: 4 };
    const many = await this.bench.run('many', LESSON_CONFIG, source);
    const exact = await this.share('exact', few, 'exact');
    if (!(await this.bench.train(few, STEPS.few, report, 0.5))) return null;
    if (!(await this.bench.train(many, STEPS.many, report, 0.95))) return null;
    const memory = { exact, few: await this.share('few', few, 'network'), many: await this.share('many', many, 'network') };
    this.memory.value = memory;
    return memory;
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
