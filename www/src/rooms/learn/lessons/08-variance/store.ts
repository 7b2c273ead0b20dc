/** Lesson 8: how far the gradient scatters, by the way it is estimated. */
import { signal } from '@preact/signals';
import type { GradientVariance } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import type { RunPool } from '../../store/run-pool';

export const ESTIMATORS = [
  'two_noises',
  'one_noise',
  'stratified',
  'importance',
  'antithetic',
] as const satisfies readonly GradientVariance['estimator'][];
const REPEATS = 64;
/** The comparison is for a network in the middle of its training, where gradients still matter. */
const STEPS = 300;

export class Variance {
  readonly rows = signal<readonly GradientVariance[]>([]);

  constructor(private readonly pool: RunPool) {}

  async measure(report: Report<readonly GradientVariance[]>): Promise<readonly GradientVariance[] | null> {
    const run = await this.pool.trained(report, 0.3, STEPS);
    if (!run) return null;
    const rows: GradientVariance[] = [];
    for (const [i, estimator] of ESTIMATORS.entries()) {
      rows.push(await run.gradientVariance(estimator, REPEATS));
      if (!report.wanted()) return null;
      this.rows.value = [...rows];
      report.tell(0.3 + (0.7 * (i + 1)) / ESTIMATORS.length);
    }
    return rows;
  }
}

/** How many times more the first scatters than the second. */
export function times(
  rows: readonly GradientVariance[],
  first: GradientVariance['estimator'],
  second: GradientVariance['estimator'],
): number {
  const of = (name: string): number => rows.find(({ estimator }) => estimator === name)?.variance ?? NaN;
  return of(first) / of(second);
}
