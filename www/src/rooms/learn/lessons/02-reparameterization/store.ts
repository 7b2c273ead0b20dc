/** Lesson 2: z = μ + σε with ε held fast, and what that does to gradients. */
import { computed, signal } from '@preact/signals';
import type { ScheduleCurves } from '../../../../../../pkg/src/types';
import type { Specimen } from '../../notation/numbers';
import { type Moments, moments } from '../../store/moments';
import { paperBetas, type RunPool } from '../../store/run-pool';

/** Draws on the stage, and draws of the measurement. */
export const DRAWS = 24;
export const MANY = 8000;
const SEED = 21;

export interface Gradients {
  /** d/dμ E[z²] through the path z = μ + σε, and by the score function: means and variances of one draw's estimate. */
  path: Moments;
  score: Moments;
  /** What both should be on average: 2μ. */
  truth: number;
}

/** Both estimators of d/dμ E[z²] on the same ε. */
export function gradients(eps: ArrayLike<number>, mu: number, sigma: number): Gradients {
  const z = Array.from({ length: eps.length }, (_, i) => mu + sigma * (eps[i] ?? 0));
  return {
    path: moments(z.map((value) => 2 * value)),
    score: moments(z.map((value) => value ** 2 * ((value - mu) / sigma ** 2))),
    truth: 2 * mu,
  };
}

export class Reparameterized {
  readonly mu = signal(0.5);
  readonly sigma = signal(1);
  readonly eps = signal<Float32Array | null>(null);
  readonly z = computed(() => this.eps.value?.map((eps) => this.mu.value + this.sigma.value * eps) ?? null);
  private readonly course = signal<ScheduleCurves | null>(null);
  /** The first thread of the stage, for the formulas. */
  readonly specimen = computed<Specimen | null>(() => {
    const [course, eps] = [this.course.value, this.eps.value?.[0]];
    return course && eps !== undefined ? { course, t: 1, thread: { mu: this.mu.value, sigma: this.sigma.value, eps } } : null;
  });
  readonly moved = signal<ReadonlySet<'mu' | 'sigma'>>(new Set());

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<void> {
    this.eps.value = await this.pool.noise(DRAWS, SEED);
    this.course.value = await this.pool.schedule(paperBetas(1000));
  }

  async measure(mu: number, sigma: number): Promise<Gradients> {
    return gradients(await this.pool.noise(MANY, SEED + 1), mu, sigma);
  }

  set(which: 'mu' | 'sigma', value: number): void {
    this[which].value = value;
    this.moved.value = new Set([...this.moved.value, which]);
  }
}
