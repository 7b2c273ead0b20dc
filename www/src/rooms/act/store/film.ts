/** One rollout of each policy as a film: in every plan the chunk is denoised, then executed. Pure. */
import type { Position, Rollout, Side } from '../../../../../pkg/src/types';

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

/** Of places of so many moments those of one: a view of Tp places for each chunk. */
export function threadsOf(places: Float32Array, moments: number, moment: number, predicted: number): Float32Array[] {
  const size = PLACE * predicted;
  const chunks = places.length / (moments * size);
  const at = Math.min(moment, moments - 1) * chunks;
  return Array.from({ length: chunks }, (_, i) => places.subarray((at + i) * size, (at + i + 1) * size));
}

export function placesOf(thread: Float32Array): Position[] {
  return Array.from({ length: thread.length / PLACE }, (_, i): Position => [thread[PLACE * i] ?? 0, thread[PLACE * i + 1] ?? 0]);
}

/** What of a plan was executed, and what was dropped when the robot looked again, or its episode was over. */
export interface Span {
  step: number;
  /** The steps up to which it was executed, and planned. */
  executed: number;
  planned: number;
  side: Side | null;
  /** Whether it leads past the disc on another side than the last plan before it that led past. */
  turned: boolean;
}

/** The plans of a rollout over its steps; `whole`: actions that a plan has to come. */
export function spansOf({ plans, path }: Rollout, whole: number): Span[] {
  let last: Side | null = null;
  return plans.map(({ step, side }, i) => {
    const turned: boolean = side !== null && last !== null && side !== last;
    last = side ?? last;
    return { step, executed: Math.min(plans[i + 1]?.step ?? path.length - 1, step + whole), planned: step + whole, side, turned };
  });
}
