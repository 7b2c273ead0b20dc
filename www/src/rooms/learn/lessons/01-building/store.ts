/** Lesson 1: a cloud of points carried into noise and back. */
import { computed, signal } from '@preact/signals';
import type { Samples, ScheduleCurves, TrainingRun } from '../../../../../../pkg/src/types';
import { momentAt } from '../../store/clouds';
import { LESSON_CONFIG, type RunPool } from '../../store/run-pool';

const COUNT = 900;
const STEPS = 100;
const SEED = 12;
/** Moments of the way into noise that are asked for. */
const MOMENTS = 50;

export class Building {
  /** demolish: real points with noise. rebuild: noise, and what the exact denoiser makes of it. */
  readonly direction = signal<'demolish' | 'rebuild'>('demolish');
  /** How far along: 0 is data when demolishing, noise when rebuilding. */
  readonly share = signal(0);
  readonly forward = signal<readonly { t: number; x: Float32Array }[]>([]);
  readonly backward = signal<Samples | null>(null);
  readonly curves = signal<ScheduleCurves | null>(null);
  readonly seen = signal<ReadonlySet<string>>(new Set());
  readonly moment = computed<{ t: number; x: Float32Array } | null>(() => {
    if (this.direction.value === 'rebuild') return this.backward.value ? momentAt(this.backward.value, this.share.value) : null;
    const moments = this.forward.value;
    return moments[Math.round(this.share.value * (moments.length - 1))] ?? null;
  });

  constructor(private readonly pool: RunPool) {}

  private run(): Promise<TrainingRun> {
    return this.pool.run('building', LESSON_CONFIG, { kind: 'shape', shape: 'dino', count: COUNT, seed: 1 });
  }

  async load(): Promise<void> {
    if (this.backward.value) return;
    const run = await this.run();
    this.curves.value = await this.pool.schedule(LESSON_CONFIG.schedule);
    const total = this.curves.value.alphaBar.length - 1;
    const count = run.data.values.length / 2;
    const moments: { t: number; x: Float32Array }[] = [];
    for (let i = 0; i <= MOMENTS; i += 1) {
      const t = Math.round((i / MOMENTS) * total);
      moments.push({ t, x: t === 0 ? run.data.values : (await run.noised(run.data.values, t, SEED)).x_t });
    }
    this.forward.value = moments;
    this.backward.value = await run.sample({
      ...{ denoiser: 'exact', sampler: { kind: 'ddim', eta: 0 }, steps: STEPS, spacing: 'trailing' },
      ...{ count, seed: SEED, keep: MOMENTS + 1 },
    });
  }

  seek(share: number): void {
    this.share.value = share;
    if (share === 1) this.seen.value = new Set([...this.seen.value, this.direction.value]);
  }

  go(direction: 'demolish' | 'rebuild'): void {
    this.direction.value = direction;
    this.share.value = 0;
  }

  /** The t at which noise has half of the variance: the first with ᾱ_t under one half. */
  async half(): Promise<{ t: number; total: number }> {
    const { alphaBar } = await this.pool.schedule(LESSON_CONFIG.schedule);
    return { t: alphaBar.findIndex((value) => value < 0.5), total: alphaBar.length - 1 };
  }
}
