/** Lesson 16: a policy that denoises its actions, and one that regresses them, from the same demonstrations. */
import { computed, signal } from '@preact/signals';
import { TRAIN_DEFAULTS } from '../../../../../../pkg/src/names';
import type {
  Demonstration,
  Generator,
  MlpTrainConfig,
  RolloutConfig,
  Rollouts,
  SampleConfig,
  ShownPlan,
  TrainingRun,
} from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import type { RunPool } from '../../store/run-pool';

export const WHOSE = ['diffusion', 'cloning'] as const;
export type Whose = (typeof WHOSE)[number];

/** To, Tp, and how many of a chunk are executed before the robot looks again: all that are to come, or one. */
export const HORIZONS = { observed: 2, predicted: 16 } as const;
export const LOOPS = ['open', 'closed'] as const;
export type Loop = (typeof LOOPS)[number];
const EXECUTED: Readonly<Record<Loop, number>> = { open: HORIZONS.predicted + 1 - HORIZONS.observed, closed: 1 };
export const DEMONSTRATIONS = 200;
export const ROBOTS = 60;
/** On the axis, where both ways are equally near. */
const START: [number, number] = [-0.8, 0];
/** Steps of training of each. */
export const STEPS = 1500;
const LIMIT = 60;
const GENERATOR: Generator = {
  ...{ count: DEMONSTRATIONS, left: 0.5, clearance: 0.2, spread: 0.25, noise: 0.004, varyDisc: false, varyGoal: false, seed: 0 },
};

/** The same network, batches and optimizer for both; only what is asked of them differs. */
function configOf(objective: 'denoise' | 'regress'): MlpTrainConfig {
  return {
    ...TRAIN_DEFAULTS,
    objective,
    prediction: 'x0',
    schedule: { kind: 'cosine', steps: 100 },
    optimizer: 'adamw',
    learningRate: 2e-3,
    weightDecay: 1e-6,
    emaDecay: 0.995,
    batch: 128,
  };
}

const SAMPLING: SampleConfig = { sampler: { kind: 'ddim', eta: 0 }, steps: 16, spacing: 'trailing', seed: 0, count: 1, clip: true };
/** Chunks of one plan that are shown as they are denoised. */
export const CHUNKS = 16;

export type Both = Readonly<Record<Whose, Rollouts>>;

export class Policy {
  readonly demonstrations = signal<readonly Demonstration[]>([]);
  /** What came of robots that start on the axis, where both ways are equally near. */
  readonly rolled = signal<Readonly<Record<Loop, Both | null>>>({ open: null, closed: null });
  readonly loop = signal<Loop>('open');
  /** The first plan of a robot on the axis, from noise to actions. */
  readonly plan = signal<ShownPlan | null>(null);
  /** Which of its moments is shown. */
  readonly moment = signal(0);
  private readonly seen = signal<ReadonlySet<number>>(new Set());
  readonly bothEnds = computed(() => {
    const last = (this.plan.value?.times.length ?? 0) - 1;
    return last > 0 && this.seen.value.has(0) && this.seen.value.has(last);
  });

  constructor(private readonly pool: RunPool) {}

  private run(whose: Whose): Promise<TrainingRun> {
    const config = configOf(whose === 'diffusion' ? 'denoise' : 'regress');
    return this.pool.run(`policy ${whose}`, config, { kind: 'demonstrations', horizons: HORIZONS, generator: GENERATOR });
  }

  async load(): Promise<void> {
    this.demonstrations.value = (await this.run('diffusion')).demonstrations;
  }

  /** Trains both where they are not trained yet, and lets robots go that look again after so many actions. */
  async measure(loop: Loop, report: Report<Both>): Promise<Both | null> {
    await this.load();
    const found: Partial<Record<Whose, Rollouts>> = {};
    for (const [i, whose] of WHOSE.entries()) {
      const run = await this.run(whose);
      const told = { ...report, tell: (progress: number) => report.tell(0.45 * i + progress) };
      if (!(await this.pool.train(run, STEPS, told, 0.4))) return null;
      const config: RolloutConfig = { executed: EXECUTED[loop], limit: LIMIT, candidates: 1, disturbance: 0, seed: 1 };
      found[whose] = await run.rollouts({
        ...{ from: 'axis', generator: GENERATOR, config, count: ROBOTS },
        sampling: SAMPLING,
      });
      if (!report.wanted()) return null;
    }
    const { diffusion, cloning } = found;
    if (!diffusion || !cloning) return null;
    const both = { diffusion, cloning };
    this.plan.value = await this.planned();
    if (!report.wanted()) return null;
    this.rolled.value = { ...this.rolled.value, [loop]: both };
    this.loop.value = loop;
    return both;
  }

  seek(moment: number): void {
    this.moment.value = moment;
    this.seen.value = new Set([...this.seen.value, moment]);
  }

  /** The chunks of the first plan of a robot on the axis, moment by moment. */
  private async planned(): Promise<ShownPlan | null> {
    const run = await this.run('diffusion');
    const scene = run.demonstrations[0]?.scene;
    if (!scene) return null;
    const { plans } = await run.rollout({
      episode: { scene, start: START },
      config: { executed: EXECUTED.open, limit: LIMIT, candidates: 1, disturbance: 0, seed: 1 },
      ...{ sampling: SAMPLING, shown: CHUNKS },
    });
    return plans[0] ?? null;
  }
}

/** How many of a plan's chunks pass the disc on the left at a moment: those whose places beside the disc lie above it. */
export function leftAt({ times, places }: ShownPlan, moment: number): number {
  const size = 2 * HORIZONS.predicted;
  const chunks = places.length / (times.length * size);
  let left = 0;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const own = places.subarray((moment * chunks + chunk) * size, (moment * chunks + chunk + 1) * size);
    let height = 0;
    for (let i = 1; i < own.length; i += 2) height += own[i] ?? 0;
    if (height > 0) left += 1;
  }
  return left;
}
