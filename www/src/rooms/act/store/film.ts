/** One rollout of each policy as a film: in every plan the chunk is denoised, then executed. Pure. */
import type { Rollout, ShownPlan } from '../../../../../pkg/src/types';

export interface Both<T> {
  diffusion: T;
  cloning: T;
}

export interface Shot {
  /** Which plan, from 0. */
  plan: number;
  /** Which moment of the plan's denoising. */
  moment: number;
  /** The robot's step. */
  step: number;
}

/** The shots of two rollouts that look again at the same steps; where one is over, the other goes on alone. */
export function shotsOf({ diffusion, cloning }: Both<Rollout>): Shot[] {
  const shots: Shot[] = [];
  const last = Math.max(diffusion.path.length, cloning.path.length) - 1;
  const longer = diffusion.plans.length >= cloning.plans.length ? diffusion : cloning;
  for (const [plan, { step: first }] of longer.plans.entries()) {
    const moments = diffusion.plans[plan]?.times.length ?? 1;
    for (let moment = 0; moment < moments; moment += 1) shots.push({ plan, moment, step: first });
    const end = longer.plans[plan + 1]?.step ?? last;
    for (let step = first + 1; step <= end; step += 1) shots.push({ plan, moment: moments - 1, step });
  }
  return shots;
}

/** Numbers of one place. */
const PLACE = 2;

/** The ways of a plan at a moment, one for each of its chunks: views of Tp places each. */
export function threadsOf({ times, places }: ShownPlan, moment: number, predicted: number): Float32Array[] {
  const size = PLACE * predicted;
  const chunks = places.length / (times.length * size);
  const at = Math.min(moment, times.length - 1) * chunks;
  return Array.from({ length: chunks }, (_, i) => places.subarray((at + i) * size, (at + i + 1) * size));
}
