/** Lesson 7: Algorithm 1 a line at a time on one point, and as a whole; Algorithm 2 on what it has learnt. */
import { computed, signal } from '@preact/signals';
import type { Samples, ScheduleCurves, TrainingRun } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { Latest } from '../../../../shared/state/pace';
import type { Specimen } from '../../notation/numbers';
import { type Bench, LESSON_CONFIG } from '../../store/bench';

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

/** One turn of the loop, for one point. */
export interface Turn {
  x0: readonly [number, number];
  t: number;
  eps: readonly [number, number];
  xt: readonly [number, number];
  epsHat: readonly [number, number];
  /** Of a step of Algorithm 2 from x_t, and the noise orthogonal to ε. */
  z: readonly [number, number];
  omega: readonly [number, number];
  /** ‖ε − ε̂‖² a dimension. */
  loss: number;
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
  readonly turn = signal<Turn | null>(null);
  /** The line that is lit, 0 to LINES − 1. */
  readonly line = signal(0);
  readonly turns = signal(0);
  readonly learnt = signal<Learnt | null>(null);
  readonly cloud = signal<Samples | null>(null);
  readonly share = signal(0);
  readonly data = signal<Float32Array | null>(null);
  private readonly course = signal<ScheduleCurves | null>(null);
  /** The turn on the stage, for the formulas. */
  readonly specimen = computed<Specimen | null>(() => {
    const [course, turn] = [this.course.value, this.turn.value];
    return course && turn ? { course, ...turn } : null;
  });
  readonly losses = signal<readonly number[]>([]);

  private readonly latest;

  constructor(
    private readonly bench: Bench,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
  }

  private run(): Promise<TrainingRun> {
    return this.bench.run('algorithms', LESSON_CONFIG, { kind: 'shape', shape: 'two_moons', count: 2000, seed: 2 });
  }

  async load(): Promise<void> {
    this.data.value = (await this.run()).data.values;
    if (this.turn.value === null) await this.newTurn();
  }

  /** Draws x_0, t and ε for the next turn of the loop. */
  async newTurn(): Promise<void> {
    const run = await this.run();
    const curves: ScheduleCurves = await this.bench.schedule(LESSON_CONFIG.schedule);
    const total = curves.alphaBar.length - 1;
    const n = this.turns.value;
    const [a = 0, b = 0, c = 0, e = 0] = await this.bench.noise(4, 500 + n);
    // Numbers between 0 and 1 from normal ones, by the angle they span
    const uniform = (u: number, v: number): number => (Math.atan2(u, v) / Math.PI + 1) / 2;
    const points = run.data.values.length / 2;
    const i = Math.min(points - 1, Math.floor(uniform(a, b) * points));
    const t = 1 + Math.min(total - 1, Math.floor(uniform(c, e) * total));
    const noise = await this.bench.noise(6, 5000 + n);
    const pair = (k: number): readonly [number, number] => [noise[2 * k] ?? 0, noise[2 * k + 1] ?? 0];
    const [eps, z, omega] = [pair(0), pair(1), pair(2)];
    const x0 = [run.data.values[2 * i] ?? 0, run.data.values[2 * i + 1] ?? 0] as const;
    const bar = curves.alphaBar[t] ?? 1;
    const at = (k: 0 | 1): number => Math.sqrt(bar) * x0[k] + Math.sqrt(1 - bar) * eps[k];
    const xt = [at(0), at(1)] as const;
    const field = await run.field('network', t, Float32Array.from(xt));
    const epsHat = [field.eps_hat[0] ?? 0, field.eps_hat[1] ?? 0] as const;
    this.course.value = curves;
    this.turn.value = { x0, t, eps, xt, epsHat, z, omega, loss: ((eps[0] - epsHat[0]) ** 2 + (eps[1] - epsHat[1]) ** 2) / 2 };
  }

  /** On to the next line; after the last, a new turn begins with new draws. */
  next(): void {
    this.latest.ask(async () => {
      if (this.line.value + 1 < LINES) {
        this.line.value += 1;
        return;
      }
      this.turns.value += 1;
      await this.newTurn();
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
    const total = (await this.bench.schedule(LESSON_CONFIG.schedule)).alphaBar.length - 1;
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
