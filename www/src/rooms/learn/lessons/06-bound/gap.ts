/** Lesson 6: the gap of the bound, on a chain of a single step between two numbers, where everything is known. */
import { computed, signal } from '@preact/signals';
import type { RunPool } from '../../store/run-pool';

/** p(x_1) = N(0, 1), p(x_0 given x_1) = N(x_1, 1); the x_0 that is looked at. */
export const X0 = 1.5;
/** p(x_1 given x_0) = N(x_0/2, 1/2), by the precisions of both. */
export const POSTERIOR = { mean: X0 / 2, variance: 0.5 } as const;
/** −log p(x_0), p(x_0) being N(0, 2). */
export const NEGATIVE_LOG = (Math.log(2 * Math.PI * 2) + X0 ** 2 / 2) / 2;
/** Draws of q over which both sides of Jensen's inequality are measured. */
export const DRAWS = 4000;
const SEED = 61;

export interface Gap {
  /** KL(q ‖ p(x_1 given x_0)) in nats. */
  gap: number;
  /** L = −log p(x_0) + gap. */
  bound: number;
}

/** Of q = N(mean, deviation²). */
export function gapOf(mean: number, deviation: number): Gap {
  const share = deviation ** 2 / POSTERIOR.variance;
  const gap = (share + (mean - POSTERIOR.mean) ** 2 / POSTERIOR.variance - 1 - Math.log(share)) / 2;
  return { gap, bound: NEGATIVE_LOG + gap };
}

/** Both sides of Jensen's inequality over draws of q: the mean of −log p(x_0, x_1)/q(x_1), and −log of the mean. */
export function measured(mean: number, deviation: number, noise: ArrayLike<number>): { ofLogs: number; ofMean: number } {
  let [logs, fractions] = [0, 0];
  for (let i = 0; i < noise.length; i += 1) {
    const eps = noise[i] ?? 0;
    const x1 = mean + deviation * eps;
    // The normal factors: two of p, one of q
    const log = -(x1 ** 2 + (X0 - x1) ** 2 - eps ** 2) / 2 - Math.log(2 * Math.PI) / 2 + Math.log(deviation);
    logs -= log;
    fractions += Math.exp(log);
  }
  return { ofLogs: logs / noise.length, ofMean: -Math.log(fractions / noise.length) };
}

export class GapStore {
  readonly mean = signal(-0.5);
  readonly deviation = signal(1);
  private readonly noise = signal<Float32Array | null>(null);
  readonly now = computed(() => gapOf(this.mean.value, this.deviation.value));
  readonly measured = computed(() => {
    const noise = this.noise.value;
    return noise && measured(this.mean.value, this.deviation.value, noise);
  });
  readonly closed = signal(false);

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<void> {
    this.noise.value = await this.pool.noise(DRAWS, SEED);
  }

  move(which: 'mean' | 'deviation', value: number): void {
    this[which].value = value;
    if (this.now.value.gap < 0.005) this.closed.value = true;
  }
}
