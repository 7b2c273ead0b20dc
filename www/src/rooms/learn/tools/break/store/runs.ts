/** The runs of the page: the same chain from the same noise, as it should be or with a fault. */
import type { MlpTrainConfig, SamplerRun, SampleSettings, TrainingRun } from '../../../../../../../pkg/src/types';
import type { Report } from '../../../../../shared/state/job';
import type { RunPool } from '../../../store/run-pool';
import { TOOL_CONFIG, TRAINING_STEPS } from '../../shared/network';
import type { PictureModel, Pictures } from '../../shared/pictures';
import { sourceOf } from '../../shared/shapes';
import { emptyTrajectory, longer, type Trajectory } from '../../shared/trajectory';
import type { Fault } from '../faults';
import type { Settings } from './settings';

/** Samples of points. */
export const COUNT = 1000;
/** Pictures on a sheet. */
export const SHEET = 4;
/** σ² = β: the simplest right line there is, so that the wrong one differs from it in one place. */
const SAMPLER = { kind: 'ddpm', variance: 1 } as const;

const BLIND: MlpTrainConfig = { ...TOOL_CONFIG, network: { ...TOOL_CONFIG.network, time: 'none' } };

/** The network with a time embedding, and the one without. */
export type Sight = 'seeing' | 'blind';

export function pointsRun(pool: RunPool, settings: Settings, sight: Sight): Promise<TrainingRun> {
  const config = sight === 'blind' ? BLIND : TOOL_CONFIG;
  return pool.run(`break ${sight} ${settings.shape}`, config, sourceOf(settings.shape));
}

/** Trains what a run with this fault samples with, as this share of the whole; false where it has been cancelled. */
export async function trained(
  pool: RunPool,
  settings: Settings,
  fault: Fault | null,
  report: Report<true>,
  share: number,
): Promise<boolean> {
  if (settings.eps === 'exact') return true;
  const seeing = await pointsRun(pool, settings, 'seeing');
  const blind = fault === 'one_time';
  if (!(await pool.train(seeing, TRAINING_STEPS, report, blind ? share / 2 : share))) return false;
  if (!blind) return true;
  const halfway: Report<true> = { wanted: report.wanted, tell: (progress) => report.tell(share / 2 + progress / 2) };
  return pool.train(await pointsRun(pool, settings, 'blind'), TRAINING_STEPS, halfway, share);
}

/** Points on their way from noise to data. A network without a time embedding is the fault itself; ε* is given a wrong t instead. */
export async function pointsTrajectory(pool: RunPool, settings: Settings, fault: Fault | null): Promise<Trajectory> {
  const { eps, steps, seed } = settings;
  const blind = fault === 'one_time' && eps === 'network';
  const run = await pointsRun(pool, settings, blind ? 'blind' : 'seeing');
  const cloud = await run.sample({
    ...{ denoiser: eps, sampler: SAMPLER, steps, spacing: 'trailing', count: COUNT, seed, keep: steps + 1 },
    ...(fault === null || blind ? {} : { fault }),
  });
  return { times: cloud.times, whole: cloud.times.length, size: 2 * COUNT, x: cloud.x };
}

/** A run of pictures. x̂_0 is not limited: Algorithm 2 does not, and a limit would hide what a fault does. */
export function pictureRun(pictures: Pictures, model: PictureModel, settings: Settings, fault: Fault | null): Promise<SamplerRun> {
  const anything = model.info.card.network.attributes.map(() => null);
  const config: SampleSettings = {
    ...{ sampler: SAMPLER, steps: settings.steps, spacing: 'trailing', seed: settings.seed },
    ...{ count: SHEET, conditions: Array.from({ length: SHEET }, () => anything), guidance: 0, clip: false },
    ...(fault === null ? {} : { fault }),
  };
  return pictures.sampler(model.name, config);
}

/** The next moment of a run put to its trajectory; false where there is none. */
export async function further(
  run: SamplerRun,
  trajectory: Trajectory | null,
  size: number,
  put: (trajectory: Trajectory) => void,
): Promise<boolean> {
  const frame = await run.next();
  if (frame === null) return false;
  put(longer(trajectory ?? emptyTrajectory(run.times.length, SHEET * size), frame.t, frame.x_t));
  return true;
}
