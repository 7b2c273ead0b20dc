/** Settings of a run that came as a file: all that it is a function of is in it, but not the name of its data. */
import type { ToyRun } from '../../engine/toy';
import { handlesOf } from './beta';
import { BATCHES, fit, type Settings } from './settings';

/** The run's own settings over those that are the view's; its points count as the visitor's own. */
export function settingsOf(run: ToyRun, view: Settings): { settings: Settings; own: { dims: number; values: Float32Array } } {
  const { network, schedule, ...rest } = run.config;
  const custom = schedule.kind === 'custom';
  const settings = fit({
    ...view,
    ...network,
    ...rest,
    batch: BATCHES.find((batch) => batch >= rest.batch) ?? view.batch,
    data: 'own',
    schedule: schedule.kind,
    total: custom ? schedule.betas.length : schedule.steps,
    curve: custom ? handlesOf(Float64Array.from([0, ...schedule.betas])) : view.curve,
  });
  return { settings, own: { dims: run.data.dims, values: run.data.values } };
}
