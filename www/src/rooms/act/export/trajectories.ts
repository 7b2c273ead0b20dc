/** The ways of robots as tables and arrays. */
import type { Outcome, Position } from '../../../../../pkg/src/types';
import type { Table } from '../../../shared/export/csv';
import type { NamedArray } from '../../../shared/export/npz';
import type { Measured, Rolled } from '../store/act';
import type { Policy } from '../store/disturbances';

/** Numbers of policies and outcomes in files: their places in these lists. */
export const POLICIES: readonly Policy[] = ['diffusion', 'cloning'];
export const OUTCOMES: readonly Outcome[] = ['arrived', 'collided', 'late'];

export interface Trajectory {
  policy: Policy;
  episode: number;
  path: readonly Position[];
  outcome: Outcome;
}

/** Those of the last measurement; where there is none, the two on the planes. */
export function trajectories(rolled: Rolled | null, measured: Measured | null): Trajectory[] {
  return POLICIES.flatMap((policy) => {
    const ways = measured ? measured[policy].paths : rolled ? [rolled[policy]] : [];
    return ways.map(({ path, outcome }, episode) => ({ policy, episode, path, outcome }));
  });
}

/** A row for each robot and step. */
export function table(all: readonly Trajectory[]): Table {
  const rows = all.flatMap((one) => one.path.map((place, step) => ({ one, place, step })));
  return {
    header: ['policy', 'episode', 'step', 'x', 'y', 'outcome'],
    rows: rows.length,
    row: (index) => {
      const found = rows[index];
      if (!found) return [];
      const { one, place, step } = found;
      return [POLICIES.indexOf(one.policy), one.episode, step, ...place, OUTCOMES.indexOf(one.outcome)];
    },
  };
}

/**
 * path: robots x steps x 2, NaN behind a robot's end; length, outcome and policy of each. Of the rollout on the planes each plan
 * of the diffusion policy too: t, x_t, x0_hat and eps_hat, moments x chunks x Tp x 2.
 */
export function arrays(all: readonly Trajectory[], rolled: Rolled | null): Record<string, NamedArray> {
  const longest = Math.max(1, ...all.map(({ path }) => path.length));
  const path = new Float32Array(all.length * longest * 2).fill(NaN);
  for (const [i, one] of all.entries()) path.set(one.path.flat(), i * longest * 2);
  const each = (of: (one: Trajectory) => number): NamedArray => ({ values: Int32Array.from(all, of), shape: [all.length] });
  const found: Record<string, NamedArray> = {
    path: { values: path, shape: [all.length, longest, 2] },
    length: each((one) => one.path.length),
    policy: each((one) => POLICIES.indexOf(one.policy)),
    outcome: each((one) => OUTCOMES.indexOf(one.outcome)),
  };
  for (const [i, plan] of (rolled?.diffusion.plans ?? []).entries()) {
    const predicted = rolled?.predicted ?? 1;
    const shape = [plan.times.length, plan.places.length / (plan.times.length * predicted * 2), predicted, 2];
    found[`plan_${i}_t`] = { values: Int32Array.from(plan.times), shape: [plan.times.length] };
    found[`plan_${i}_x`] = { values: plan.places, shape };
    found[`plan_${i}_x0_hat`] = { values: plan.x0Hat, shape };
    found[`plan_${i}_eps_hat`] = { values: plan.epsHat, shape };
  }
  return found;
}
