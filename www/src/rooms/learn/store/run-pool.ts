/** The engine as the lessons use it: schedules, standard normal numbers, runs that are made once and kept. */
import { TRAIN_DEFAULTS } from '../../../../../pkg/src/names';
import type { DataSource, MlpTrainConfig, PointsSource, ScheduleConfig, ScheduleCurves, TrainingRun } from '../../../../../pkg/src/types';
import type { EngineHost, WholeEngine } from '../../../shared/state/engine-host';
import type { Report } from '../../../shared/state/job';

/** The network of the lessons: small enough to be trained while one waits. */
export const LESSON_CONFIG: MlpTrainConfig = {
  ...TRAIN_DEFAULTS,
  network: { ...TRAIN_DEFAULTS.network, width: 64, depth: 3, timeWidth: 64 },
  schedule: { kind: 'linear', steps: 1000 },
  batch: 256,
  learningRate: 2e-3,
};
/** The data that it learns. */
export const LESSON_SOURCE: PointsSource = { kind: 'shape', shape: 'eight_gaussians', count: 2000, seed: 1 };
export const LESSON_STEPS = 1500;
/** Milliseconds of training between two looks at whether it is still wanted. */
const SLICE_MS = 60;
/** Numbers that one run can hand out. */
const NOISE_POINTS = 4000;

/** Ho et al.'s β, rising from 1e-4 to 0.02, in any number of steps: what is left when T is changed and nothing else. */
export function paperBetas(steps: number): ScheduleConfig {
  return { kind: 'linear', steps };
}

/** The same course in fewer, larger steps, so that about as much noise is added in all: β_t is 1000/steps times the paper's. */
export function coarse(steps: number): ScheduleConfig {
  const scale = 1000 / steps;
  const [low, high] = [1e-4 * scale, Math.min(0.02 * scale, 0.6)];
  return { kind: 'custom', betas: Array.from({ length: steps }, (_, i) => low + ((high - low) * i) / Math.max(1, steps - 1)) };
}

export class RunPool {
  private readonly runs = new Map<string, Promise<TrainingRun>>();
  private readonly curves = new Map<string, Promise<ScheduleCurves>>();
  private readonly noises = new Map<string, Promise<Float32Array>>();

  constructor(private readonly host: EngineHost) {}

  engine(): Promise<WholeEngine> {
    return this.host.ready();
  }

  /** The numbers of a schedule; asked for once. */
  schedule(schedule: ScheduleConfig): Promise<ScheduleCurves> {
    const name = schedule.kind === 'custom' ? `custom ${schedule.betas.join()}` : `${schedule.kind} ${schedule.steps}`;
    return once(this.curves, name, async () => (await this.engine()).schedule(schedule));
  }

  /** A run of this name, made where there is none yet. */
  run(name: string, config: MlpTrainConfig, source: DataSource): Promise<TrainingRun> {
    return once(this.runs, name, async () => (await this.engine()).train(config, source));
  }

  /** Standard normal numbers, the same for the same seed: the ε that the engine adds to points. */
  noise(count: number, seed: number): Promise<Float32Array> {
    return once(this.noises, `${count} ${seed}`, async () => {
      const schedule = paperBetas(1000);
      const run = await this.run(
        'zeros',
        { ...LESSON_CONFIG, schedule },
        { kind: 'shape', shape: 'gaussian', count: NOISE_POINTS, seed: 1 },
      );
      const { eps } = await run.noised(run.data.values.slice(0, 2 * Math.ceil(count / 2)), 1000, seed);
      return eps.slice(0, count);
    });
  }

  /** The network of the lessons, trained for at least so many steps; null where it has been cancelled. */
  async trained<R>(report: Report<R>, share: number, steps = LESSON_STEPS): Promise<TrainingRun | null> {
    const run = await this.run('lesson', LESSON_CONFIG, LESSON_SOURCE);
    return (await this.train(run, steps, report, share)) ? run : null;
  }

  /** Closes every run there is, or that is being made. */
  dispose(): void {
    // One that could not be made has nothing to close, and its error has been reported
    for (const run of this.runs.values()) run.then((made) => made.close()).catch(() => undefined);
    this.runs.clear();
  }

  /** Steps that runs have been trained for. */
  private readonly steps = new WeakMap<TrainingRun, number>();

  /** Steps that a run has been trained for here. */
  stepsOf(run: TrainingRun): number {
    return this.steps.get(run) ?? 0;
  }

  /** Trains a run up to so many steps, telling its progress as this share of the whole. */
  async train<R>(run: TrainingRun, steps: number, report: Report<R>, share: number): Promise<boolean> {
    for (let done = this.steps.get(run) ?? 0; done < steps; ) {
      if (!report.wanted()) return false;
      done = (await run.train(steps - done, SLICE_MS)).step;
      this.steps.set(run, done);
      report.tell(share * Math.min(1, done / steps));
    }
    return report.wanted();
  }
}

/** What is asked for once is kept, unless it failed. */
function once<T>(kept: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const before = kept.get(name);
  if (before) return before;
  const made = make();
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
}
