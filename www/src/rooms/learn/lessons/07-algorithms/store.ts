/** Lesson 7: Algorithm 1 a line at a time on one point, and as a whole; Algorithm 2 on what it has learnt. */
import { computed, signal } from '@preact/signals';
import type { Samples, ScheduleCurves, TrainingRun } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { Latest } from '../../../../shared/state/pace';
import type { Specimen } from '../../notation/numbers';
import { LESSON_CONFIG, type RunPool } from '../../store/run-pool';
import type { Vec2 } from '../../vec2';

/** Lines of Algorithm 1 within the loop. */
export const LINES = 5;
export const EARLY = 300;
export const LATE = 2500;
const SAMPLES = 500;
const STEPS = 50;
/** Losses averaged at each look. */
const RECENT = 150;
const FLOOR_TIMES = 40;
const FLOOR_DRAWS = 400;
const SLICE_MS = 60;
/** Of the numbers for z and ω, which Algorithm 1 does not draw. */
const NOISE_SEED = 5000;

/** One iteration of the loop, for one point. */
export interface Iteration {
  x0: Vec2;
  t: number;
  eps: Vec2;
  xt: Vec2;
  epsHat: Vec2;
  /** Of a step of Algorithm 2 from x_t, and the noise orthogonal to ε. */
  z: Vec2;
  omega: Vec2;
  /** ‖ε − ε̂‖² a dimension. */
  error: number;
  /** Of the whole batch: its loss, the norm of its gradient, and how far the step moved the weights. */
  loss: number;
  gradientNorm: number;
  changeNorm: number;
}

export interface Look {
  step: number;
  loss: number;
  distance: number;
}

export interface Learnt {
  early: Look;
  late: Look;
  floor: number;
  data: number;
}

export class Algorithms {
  readonly iteration = signal<Iteration | null>(null);
  /** The line that is lit, 0 to LINES − 1. */
  readonly line = signal(0);
  readonly iterations = signal(0);
  readonly learnt = signal<Learnt | null>(null);
  readonly cloud = signal<Samples | null>(null);
  readonly share = signal(0);
  readonly data = signal<Float32Array | null>(null);
  private readonly course = signal<ScheduleCurves | null>(null);
  /** The iteration on the stage, for the formulas. */
  readonly specimen = computed<Specimen | null>(() => {
    const [course, iteration] = [this.course.value, this.iteration.value];
    return course && iteration ? { course, ...iteration } : null;
  });
  readonly losses = signal<readonly number[]>([]);

  private readonly latest;

  constructor(
    private readonly pool: RunPool,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
  }

  private run(): Promise<TrainingRun> {
    return this.pool.run('algorithms', LESSON_CONFIG, { kind: 'shape', shape: 'two_moons', count: 2000, seed: 2 });
  }

  async load(): Promise<void> {
    this.data.value = (await this.run()).data.values;
    if (this.iteration.value === null) await this.draw();
  }

  /** One iteration of the loop: draws x_0, t and ε of a batch, and takes its step. What is shown is its first point. */
  async draw(): Promise<void> {
    const run = await this.run();
    this.course.value = await this.pool.schedule(LESSON_CONFIG.schedule);
    const taken = await run.tracedStep();
    const pair = (values: Float32Array): Vec2 => [values[0] ?? 0, values[1] ?? 0];
    const noise = await this.pool.noise(4, NOISE_SEED + this.iterations.value);
    this.iteration.value = {
      ...{ x0: pair(taken.x0), t: taken.t[0] ?? 1, eps: pair(taken.eps), xt: pair(taken.x_t), epsHat: pair(taken.eps_hat) },
      ...{ z: pair(noise), omega: pair(noise.subarray(2)) },
      ...{ error: taken.errors[0] ?? NaN, loss: taken.loss, gradientNorm: taken.gradientNorm, changeNorm: taken.changeNorm },
    };
  }

  /** On to the next line; after the last, a new iteration begins with new draws. */
  next(): void {
    this.latest.ask(async () => {
      if (this.line.value + 1 < LINES) {
        this.line.value += 1;
        return;
      }
      this.iterations.value += 1;
      await this.draw();
      this.line.value = 0;
    });
  }

  async measure(report: Report<Learnt>): Promise<Learnt | null> {
    const run = await this.run();
    await run.reset();
    this.losses.value = [];
    const early = await this.trainTo(run, EARLY, report, 0, 0.15);
    if (!early) return null;
    const late = await this.trainTo(run, LATE, report, 0.15, 0.85);
    if (!late) return null;
    const total = (await this.pool.schedule(LESSON_CONFIG.schedule)).alphaBar.length - 1;
    const times = Array.from({ length: FLOOR_TIMES }, (_, i) => Math.round(((i + 0.5) / FLOOR_TIMES) * total));
    const { exact } = await run.lossByTime(times, FLOOR_DRAWS);
    const learnt = { early: early.look, late: late.look, floor: exact.reduce((a, b) => a + b, 0) / exact.length, data: late.data };
    this.learnt.value = learnt;
    this.share.value = 1;
    return learnt;
  }

  private async trainTo(
    run: TrainingRun,
    steps: number,
    report: Report<Learnt>,
    from: number,
    to: number,
  ): Promise<{ look: Look; data: number } | null> {
    for (let done = this.losses.value.length; done < steps; done = this.losses.value.length) {
      if (!report.wanted()) return null;
      const { losses } = await run.train(steps - done, SLICE_MS);
      this.losses.value = [...this.losses.value, ...losses];
      report.tell(from + (to - from) * (this.losses.value.length / steps));
    }
    const recent = this.losses.value.slice(-RECENT);
    const cloud = await run.sample({
      ...{ denoiser: 'network', sampler: { kind: 'ddpm', variance: 0 }, steps: STEPS, spacing: 'trailing' },
      ...{ count: SAMPLES, seed: 6, keep: STEPS + 1 },
    });
    if (!report.wanted()) return null;
    this.cloud.value = cloud;
    const { samples, data } = await run.distances(cloud.x.slice(-2 * SAMPLES));
    const loss = recent.reduce((a, b) => a + b, 0) / recent.length;
    return { look: { step: steps, loss, distance: samples.slicedWasserstein }, data: data.slicedWasserstein };
  }
}
