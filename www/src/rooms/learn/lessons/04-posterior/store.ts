/** Lesson 4: the posterior of one coordinate. */
import { computed, signal } from '@preact/signals';
import type { ScheduleCurves } from '../../../../../../pkg/src/types';
import type { Specimen } from '../../notation/numbers';
import { coarse, type RunPool } from '../../store/run-pool';

/** Few and large steps, so that one is wide enough to be seen. */
export const TOTAL = 20;

export interface PosteriorNumbers {
  /** N(mean, variance) of x_{t−1} given x_0 alone. */
  prior: { mean: number; variance: number };
  /** q(x_t|x_{t−1}) as a function of x_{t−1}, with the centre and width it has as such. */
  likelihood: { mean: number; variance: number };
  /** Of x_0, and of x_t, in the mean (Ho et al. 2020, eq. 7). */
  ofX0: number;
  ofXt: number;
  /** The mean by eq. 7, and by eq. 11 from ε. */
  mean: number;
  meanOfEps: number;
  eps: number;
  variance: number;
}

export function posteriorNumbers(curves: Pick<ScheduleCurves, 'beta' | 'alphaBar'>, t: number, x0: number, xt: number): PosteriorNumbers {
  const beta = curves.beta[t] ?? 0;
  const [bar, before] = [curves.alphaBar[t] ?? 1, curves.alphaBar[t - 1] ?? 1];
  const alpha = 1 - beta;
  const ofX0 = (Math.sqrt(before) * beta) / (1 - bar);
  const ofXt = (Math.sqrt(alpha) * (1 - before)) / (1 - bar);
  const eps = (xt - Math.sqrt(bar) * x0) / Math.sqrt(1 - bar);
  return {
    prior: { mean: Math.sqrt(before) * x0, variance: 1 - before },
    likelihood: { mean: xt / Math.sqrt(alpha), variance: beta / alpha },
    ofX0,
    ofXt,
    mean: ofX0 * x0 + ofXt * xt,
    meanOfEps: (xt - (beta / Math.sqrt(1 - bar)) * eps) / Math.sqrt(alpha),
    eps,
    variance: ((1 - before) / (1 - bar)) * beta,
  };
}

export class Posterior {
  readonly curves = signal<ScheduleCurves | null>(null);
  readonly t = signal(10);
  readonly x0 = signal(1);
  readonly xt = signal(-1);
  readonly moved = signal<ReadonlySet<string>>(new Set());
  readonly numbers = computed<PosteriorNumbers | null>(() => {
    const curves = this.curves.value;
    return curves ? posteriorNumbers(curves, this.t.value, this.x0.value, this.xt.value) : null;
  });

  /** The stage's one coordinate, for the formulas. */
  readonly specimen = computed<Specimen | null>(() => {
    const course = this.curves.value;
    return course ? { course, t: this.t.value, x0: [this.x0.value], xt: [this.xt.value] } : null;
  });

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<ScheduleCurves> {
    const curves = await this.pool.schedule(coarse(TOTAL));
    this.curves.value = curves;
    return curves;
  }

  move(which: 'x0' | 'xt', value: number): void {
    this[which].value = value;
    this.moved.value = new Set([...this.moved.value, which]);
  }
}
