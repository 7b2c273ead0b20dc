/** Algorithm 2 on points: a cloud on its way from noise to data, and one of its particles with every number of every step. */
import { computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../../../pkg/src/latest';
import type { DataSource, SampleRequest, Samples, ScheduleCurves, Trace, TrainingRun } from '../../../../../../../pkg/src/types';
import { Job } from '../../../../../shared/state/job';
import { coarse, LESSON_CONFIG, type RunPool } from '../../../store/run-pool';
import { nearestOf, neighbourOf } from './nearest';
import { ReverseProgram, type ReverseValues } from './reverse';
import { COUNT, type Settings } from './settings';
import type { Stepper } from './stepper';

/** Training steps after which samples look like the data. */
const TRAINING = 1500;

export function sourceOf({ shape }: Pick<Settings, 'shape'>): DataSource {
  return { kind: 'shape', shape, count: 1500, seed: 1 };
}

/** What there is to look at, once it has been computed. */
interface Computed {
  data: Float32Array;
  cloud: Samples;
  curves: ScheduleCurves;
  program: ReverseProgram;
}

export class Points {
  readonly all = signal<Computed | null>(null);
  readonly trace = signal<Trace | null>(null);
  readonly training;
  /** The step that is shown. */
  readonly values = computed<ReverseValues | null>(() => {
    const { all, trace } = { all: this.all.value, trace: this.trace.value };
    if (!all || !trace) return null;
    return stepOf(trace, Math.min(all.program.step(this.stepper.place.value), all.program.steps - 1));
  });
  private run: TrainingRun | null = null;
  private readonly openings = new LastWins();

  constructor(
    private readonly pool: RunPool,
    private readonly stepper: Stepper,
    failed: (error: unknown) => void,
  ) {
    this.training = new Job<null>(failed);
  }

  /** Computes a run of these settings and begins the stepper at a place of it. */
  async open(settings: Settings, place: (program: ReverseProgram) => number): Promise<void> {
    const opening = this.openings.begin();
    this.forget();
    const schedule = coarse(settings.total);
    const run = await this.pool.run(`debugger ${settings.shape} ${settings.total}`, { ...LESSON_CONFIG, schedule }, sourceOf(settings));
    if (!opening.current) return;
    if (settings.eps === 'network') {
      await this.training.run(async (report) => {
        if (await this.pool.train(run, TRAINING, report, 1)) report.tell(1, null);
      });
      if (!opening.current || this.training.phase.value !== 'done') return;
    }
    const curves = await this.pool.schedule(schedule);
    const what = sampleOf(settings);
    const cloud = await run.sample({ ...what, keep: settings.total + 1 });
    const trace = await run.trace(what, settings.particle - 1);
    if (!opening.current) return;
    this.run = run;
    const program = new ReverseProgram(trace.times);
    this.trace.value = trace;
    this.all.value = { data: run.data.values, cloud, curves, program };
    this.stepper.take(program, place(program));
  }

  /** Another particle of the same run, at the same place. */
  async follow(settings: Settings): Promise<void> {
    const { run } = this;
    const opening = this.openings.now();
    if (!run || !this.all.value) return;
    const trace = await run.trace(sampleOf(settings), settings.particle - 1);
    if (opening.current) this.trace.value = trace;
  }

  /** Whatever is under way is for nothing. */
  forget(): void {
    this.training.clear();
    this.all.value = null;
    this.trace.value = null;
    this.run = null;
  }

  /** Gives up what is being opened; what is open stays. */
  cancel(): void {
    this.openings.cancel();
    this.training.clear();
  }

  /** x_T of the particle that is followed. */
  first(): readonly number[] {
    return [...(this.trace.value?.x.subarray(0, 2) ?? [])];
  }

  /** All particles at a step's beginning, `steps` for the end. */
  moment(step: number): Float32Array {
    return this.all.value?.cloud.x.subarray(2 * COUNT * step, 2 * COUNT * (step + 1)) ?? new Float32Array(0);
  }

  /** The particle nearest to a place of the plane, counted from 1. */
  nearest(step: number, x: number, y: number): number | null {
    return nearestOf(this.moment(step), (u, v) => Math.hypot(u - x, v - y));
  }

  /** The nearest particle in a direction from the one that is followed, counted from 1. */
  neighbour(step: number, particle: number, way: readonly [number, number]): number | null {
    return neighbourOf(this.moment(step), particle, way);
  }
}

function sampleOf({ eps, total, variance, seed }: Settings): Omit<SampleRequest, 'keep' | 'start'> {
  return { denoiser: eps, sampler: { kind: 'ddpm', variance }, steps: total, spacing: 'leading', count: COUNT, seed };
}

function stepOf(trace: Trace, step: number): ReverseValues {
  const row = (values: Float32Array, i = step): number[] => [...values.subarray(2 * i, 2 * i + 2)];
  return {
    ...{ t: trace.times[step] ?? 0, tNext: trace.times[step + 1] ?? 0, sigma: trace.sigma[step] ?? 0 },
    ...{
      xt: row(trace.x),
      eps: row(trace.eps_hat),
      x0: row(trace.x0_hat),
      mean: row(trace.mean),
      z: row(trace.noise),
      next: row(trace.x, step + 1),
    },
  };
}
