/** The runs of the page: one chain, and what becomes of it from a time on with other noise. */
import type { SampleRequest, SampleSettings, StartFrom, TrainingRun } from '../../../../../../../pkg/src/types';
import type { Report } from '../../../../../shared/state/job';
import type { RunPool } from '../../../store/run-pool';
import { TOOL_CONFIG, TRAINING_STEPS } from '../../shared/network';
import type { PictureModel, Pictures } from '../../shared/pictures';
import { sourceOf } from '../../shared/shapes';
import { emptyTrajectory, longer, type Trajectory } from '../../shared/trajectory';
import { PARTICLES, type Settings, seedOfRedraw } from './settings';

/** Points of a fork, as the page promises. */
export const FIFTY = 50;
/** Moments kept of a fork in the plane: its paths are drawn through them. */
const PATH_MOMENTS = 26;
const SAMPLER = { kind: 'ddpm', variance: 0 } as const;

export function pointsRun(pool: RunPool, settings: Settings): Promise<TrainingRun> {
  return pool.run(`fork ${settings.shape}`, TOOL_CONFIG, sourceOf(settings.shape));
}

/** Trains what is sampled with, where that is a network; false where it has been cancelled. */
export async function trained(pool: RunPool, settings: Settings, report: Report<true>): Promise<boolean> {
  return settings.eps === 'exact' || pool.train(await pointsRun(pool, settings), TRAINING_STEPS, report, 0.95);
}

const sampleOf = ({ eps, steps }: Settings): Pick<SampleRequest, 'denoiser' | 'sampler' | 'steps' | 'spacing'> => ({
  ...{ denoiser: eps, sampler: SAMPLER, steps, spacing: 'trailing' },
});

/** The run that is frozen, with all its moments. */
export async function pointsBase(run: TrainingRun, settings: Settings): Promise<Trajectory> {
  const cloud = await run.sample({ ...sampleOf(settings), count: PARTICLES, seed: settings.seed, keep: settings.steps + 1 });
  return { times: cloud.times, whole: cloud.times.length, size: 2 * PARTICLES, x: cloud.x };
}

/** From x at time t on, every point with z of its own. `paths`: with moments on the way, and not the end alone. */
export async function pointsFork(
  run: TrainingRun,
  settings: Settings,
  t: number,
  start: Float32Array,
  paths: boolean,
): Promise<Trajectory> {
  const count = start.length / 2;
  const cloud = await run.sample({
    ...{ ...sampleOf(settings), count, seed: seedOfRedraw(settings), keep: paths ? PATH_MOMENTS : 1, start: { t, x: start } },
  });
  return { times: cloud.times, whole: cloud.times.length, size: 2 * count, x: cloud.x };
}

/** A whole run of pictures, reported moment by moment; null where it has been cancelled. */
export async function pictureTrajectory(
  pictures: Pictures,
  model: PictureModel,
  { settings, seed, count, start }: { settings: Settings; seed: number; count: number; start?: StartFrom },
  wanted: () => boolean,
  put: (trajectory: Trajectory) => void,
): Promise<Trajectory | null> {
  const anything = model.info.card.network.attributes.map(() => null);
  const config: SampleSettings = {
    ...{ sampler: SAMPLER, steps: settings.steps, spacing: 'trailing', seed },
    ...{ count, conditions: Array.from({ length: count }, () => anything), guidance: 0, clip: true },
  };
  const run = await pictures.sampler(model.name, config, start);
  let trajectory = emptyTrajectory(run.times.length, count * model.size);
  try {
    for (;;) {
      const frame = await run.next();
      if (!wanted()) return null;
      if (frame === null) return trajectory;
      trajectory = longer(trajectory, frame.t, frame.x_t);
      put(trajectory);
    }
  } finally {
    run.cancel();
  }
}
