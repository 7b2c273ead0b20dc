/** Of lessons 6 and 6b: every term of the bound, for a network trained on the spot. */
import { signal } from '@preact/signals';
import type { ScheduleCurves, TrainingRun, VlbTerms } from '../../../../../pkg/src/types';
import type { Report } from '../../../shared/state/job';
import { LESSON_CONFIG, LESSON_SOURCE, LESSON_STEPS, type RunPool } from './run-pool';

const TIMES = 60;
const DRAWS = 256;
/** Points whose likelihood is computed by the probability-flow ODE, and steps of that. */
const LIKELY = 200;
const ODE_STEPS = 60;
/** The t whose term is taken apart in the derivation. */
export const SHOWN = 100;

export interface Measured {
  bound: VlbTerms;
  curves: ScheduleCurves;
  dims: number;
  /** −log p(x_0) in nats a point, by the probability-flow ODE of the same network. */
  negativeLog: number;
  /** Mean ‖ε − ε̂‖² a dimension at SHOWN, of the network and of the exact denoiser, and of the network at T. */
  errorAt: number;
  floorAt: number;
  errorLast: number;
  steps: number;
  /** Σ_t L_{t−1}. */
  sum: number;
  /** Share of Σ L_{t−1} that comes from the tenths of 1..T, nearest to the data first. */
  tenths: readonly number[];
}

/** How a sum over t is shared out among equal stretches of t. `terms[t − 1]`. */
export function shares(terms: ArrayLike<number>, parts: number): number[] {
  const sums = new Array<number>(parts).fill(0);
  let all = 0;
  for (let i = 0; i < terms.length; i += 1) {
    const part = Math.min(parts - 1, Math.floor((i / terms.length) * parts));
    sums[part] = (sums[part] ?? 0) + (terms[i] ?? 0);
    all += terms[i] ?? 0;
  }
  return sums.map((sum) => sum / all);
}

/** The t from 2 on at which an error weighs least in the bound. `weights[t]`. */
export function leastWeight(weights: ArrayLike<number>): number {
  let least = 2;
  for (let t = 3; t < weights.length; t += 1) if ((weights[t] ?? 0) < (weights[least] ?? 0)) least = t;
  return least;
}

export class Bound {
  readonly measured = signal<Measured | null>(null);
  readonly curves = signal<ScheduleCurves | null>(null);

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<ScheduleCurves> {
    const curves = await this.pool.schedule(LESSON_CONFIG.schedule);
    this.curves.value = curves;
    return curves;
  }

  /** Trains the network where it is not trained yet, and measures all there is. */
  async measure<R>(report: Report<R>): Promise<Measured | null> {
    const curves = await this.load();
    const run = await this.pool.trained(report, 0.7);
    if (!run) return null;
    const bound = await run.bound(TIMES, DRAWS, 0);
    if (!report.wanted()) return null;
    report.tell(0.85);
    const negativeLog = await this.likelihood(run);
    if (!report.wanted()) return null;
    const { network, exact } = await run.lossByTime([SHOWN, bound.terms.length], 20 * DRAWS);
    const measured: Measured = {
      ...{ bound, curves, dims: run.data.dims, negativeLog, steps: LESSON_STEPS },
      ...{ errorAt: network[0] ?? NaN, floorAt: exact[0] ?? NaN, errorLast: network[1] ?? NaN },
      sum: bound.terms.reduce((a, b) => a + b, 0),
      tenths: shares(bound.terms, 10),
    };
    this.measured.value = measured;
    return measured;
  }

  private async likelihood(run: TrainingRun): Promise<number> {
    const engine = await this.pool.engine();
    // Fresh points of the same distribution: the training points' own likelihood would flatter
    const fresh = LESSON_SOURCE.kind === 'shape' ? { ...LESSON_SOURCE, count: LIKELY, seed: LESSON_SOURCE.seed + 1 } : LESSON_SOURCE;
    const { values } = await engine.points(fresh);
    const log = await run.density('network', values, ODE_STEPS);
    return -log.reduce((a, b) => a + b, 0) / log.length;
  }
}
