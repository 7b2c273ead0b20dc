/** Lesson 5: one reverse step laid open, and the two variances on the two data sets where each is right. */
import { computed, signal } from '@preact/signals';
import type { ScheduleCurves, TrainingRun } from '../../../../../../pkg/src/types';
import { Latest } from '../../../../shared/state/pace';
import type { Specimen } from '../../notation/numbers';
import { meanSquare } from '../../store/moments';
import { coarse, LESSON_CONFIG, LESSON_SOURCE, type RunPool } from '../../store/run-pool';
import type { Vec2 } from '../../vec2';

export const TOTAL = 40;
const Z_SEED = 77;

/** One reverse step from x_t, in the plane. */
export interface Anatomy {
  t: number;
  xt: readonly [number, number];
  x0: readonly [number, number];
  eps: readonly [number, number];
  mean: readonly [number, number];
  z: readonly [number, number];
  sigma: number;
  next: readonly [number, number];
  /** How much of the way from x_t to x̂_0 the mean has gone, along that way. */
  share: number;
}

/** Algorithm 2, line 4, with σ² = β̃ (Ho et al. 2020, eq. 11 and 7). */
export function reverse(curves: Pick<ScheduleCurves, 'beta' | 'alphaBar'>, t: number, xt: Vec2, eps: Vec2, x0: Vec2, z: Vec2): Anatomy {
  const beta = curves.beta[t] ?? 0;
  const [bar, before] = [curves.alphaBar[t] ?? 1, curves.alphaBar[t - 1] ?? 1];
  const sigma = Math.sqrt(((1 - before) / (1 - bar)) * beta);
  const at = (i: 0 | 1): number => (xt[i] - (beta / Math.sqrt(1 - bar)) * eps[i]) / Math.sqrt(1 - beta);
  const mean: Vec2 = [at(0), at(1)];
  const way = [x0[0] - xt[0], x0[1] - xt[1]] as const;
  const gone = (mean[0] - xt[0]) * way[0] + (mean[1] - xt[1]) * way[1];
  return {
    ...{ t, xt, x0, eps, mean, z, sigma },
    next: [mean[0] + sigma * z[0], mean[1] + sigma * z[1]],
    share: gone / (way[0] ** 2 + way[1] ** 2),
  };
}

/** How the variance of samples compares to what it should be, moment by moment. */
export interface Spread {
  data: 'gaussian' | 'point';
  /** 0: σ² = β̃, 1: σ² = β. */
  variance: 0 | 1;
  times: readonly number[];
  /** Measured over true; at t = 0 of the point there is nothing to compare to. */
  ratio: readonly number[];
}

/** Few steps: the fewer, the more the two variances differ. */
export const SPREAD_TOTAL = 20;
const SPREAD_COUNT = 6000;

export class Reverse {
  readonly t = signal(34);
  readonly x = signal<Vec2>([1.6, -1.2]);
  /** Which z is drawn. */
  readonly draw = signal(0);
  readonly anatomy = signal<Anatomy | null>(null);
  readonly data = signal<Float32Array | null>(null);
  readonly spreads = signal<readonly Spread[]>([]);
  /** Steps taken by hand from where one began. */
  readonly taken = signal(0);
  readonly ended = computed(() => this.taken.value >= 3 && this.t.value === 0);
  private readonly course = signal<ScheduleCurves | null>(null);
  /** The step on the stage, for the formulas. Its x_0 is unknown. */
  readonly specimen = computed<Specimen | null>(() => {
    const [course, a] = [this.course.value, this.anatomy.value];
    return course && a ? { course, t: a.t, xt: a.xt, epsHat: a.eps, z: a.z } : null;
  });
  private readonly latest;

  constructor(
    private readonly pool: RunPool,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
  }

  private run(): Promise<TrainingRun> {
    return this.pool.run('anatomy', { ...LESSON_CONFIG, schedule: coarse(TOTAL) }, LESSON_SOURCE);
  }

  /** Asks for the step from x at t. At t = 0 there is none left. */
  refresh(): void {
    this.latest.ask(async () => {
      this.anatomy.value = await this.step(Math.max(1, this.t.value), this.x.value);
    });
  }

  async step(t: number, x: Vec2): Promise<Anatomy> {
    const run = await this.run();
    this.data.value = run.data.values;
    const curves = await this.pool.schedule(coarse(TOTAL));
    this.course.value = curves;
    const { eps_hat, x0_hat } = await run.field('distribution', t, Float32Array.from(x));
    const noise = await this.pool.noise(2, Z_SEED + this.draw.value);
    // No noise in the last step
    const z: Vec2 = t > 1 ? [noise[0] ?? 0, noise[1] ?? 0] : [0, 0];
    return reverse(curves, t, x, [eps_hat[0] ?? 0, eps_hat[1] ?? 0], [x0_hat[0] ?? 0, x0_hat[1] ?? 0], z);
  }

  place(x: number, y: number): void {
    this.x.value = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    this.taken.value = 0;
    this.refresh();
  }

  seek(t: number): void {
    this.t.value = t;
    this.taken.value = 0;
    this.refresh();
  }

  redraw(): void {
    this.draw.value += 1;
    this.refresh();
  }

  /** Takes the step that is shown. */
  take(): void {
    const anatomy = this.anatomy.value;
    if (!anatomy || this.t.value < 1) return;
    this.x.value = anatomy.next;
    this.t.value = anatomy.t - 1;
    this.draw.value += 1;
    this.taken.value += 1;
    if (this.t.value > 0) this.refresh();
  }

  async measureSpread(data: 'gaussian' | 'point', variance: 0 | 1): Promise<Spread> {
    const before = this.spreads.value.find((one) => one.data === data && one.variance === variance);
    if (before) return before;
    const schedule = coarse(SPREAD_TOTAL);
    const run = await this.pool.run(`spread ${data}`, { ...LESSON_CONFIG, schedule }, { kind: 'shape', shape: data, count: 100, seed: 1 });
    const { alphaBar } = await this.pool.schedule(schedule);
    const cloud = await run.sample({
      ...{ denoiser: 'exact', sampler: { kind: 'ddpm', variance }, steps: SPREAD_TOTAL, spacing: 'leading' },
      ...{ count: SPREAD_COUNT, seed: 5, keep: SPREAD_TOTAL + 1 },
    });
    const size = SPREAD_COUNT * run.data.dims;
    const ratio = cloud.times.map((t, i) => {
      const bar = alphaBar[t] ?? 1;
      const centre = (k: number): number => (data === 'point' ? Math.sqrt(bar) * (run.data.values[k % run.data.dims] ?? 0) : 0);
      const measured = meanSquare(cloud.x.subarray(i * size, (i + 1) * size).map((value, k) => value - centre(k)));
      // N(0, I) noised stays N(0, I); a point noised has the noise's variance alone
      return measured / (data === 'gaussian' ? 1 : 1 - bar);
    });
    const spread: Spread = { data, variance, times: cloud.times, ratio };
    this.spreads.value = [...this.spreads.value, spread];
    return spread;
  }
}

/** The ratio at the last moment that has one. */
export function lastRatio({ times, ratio }: Spread, least: number): number {
  const at = times.findLastIndex((t) => t >= least);
  return ratio[at] ?? NaN;
}

/** 0: too small, 1: right, 2: too large. */
export function judged(ratio: number, tolerance: number): 0 | 1 | 2 {
  if (ratio < 1 - tolerance) return 0;
  return ratio > 1 + tolerance ? 2 : 1;
}
