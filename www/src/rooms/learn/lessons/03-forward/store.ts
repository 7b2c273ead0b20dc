/** Lesson 3: one coordinate walked forward a step at a time and in one jump, and what is left of it at T. */
import { computed, signal } from '@preact/signals';
import type { ScheduleCurves } from '../../../../../../pkg/src/types';
import { type Moments, moments } from '../../store/moments';
import { coarse, paperBetas, type RunPool } from '../../store/run-pool';

/** Steps of the chains: few and large, so that each is seen. */
export const CHAIN_STEPS = 50;
export const PARTICLES = 4000;
const JUMP_SEED = 900;

/** T that people take, with the paper's β left as they are. */
export const TOTALS = [10, 50, 100, 250, 500, 1000] as const;

export interface Chains {
  curves: ScheduleCurves;
  /** What the noises of the first t steps have added up to, for each t. */
  chain: readonly Float32Array[];
  /** ε of the jump. */
  eps: Float32Array;
}

export interface Ends {
  total: number;
  alphaBar: number;
  snr: number;
  kl: number;
}

/** The noise of many steps, added up step by step: n_t = √α_t n_{t−1} + √β_t ε_t (Ho et al. 2020, eq. 2). */
export function chained(beta: ArrayLike<number>, noises: readonly Float32Array[]): Float32Array[] {
  const found = [new Float32Array(noises[0]?.length ?? 0)];
  noises.forEach((eps, i) => {
    const b = beta[i + 1] ?? 0;
    const [keep, add] = [Math.sqrt(1 - b), Math.sqrt(b)];
    const before = found[i] ?? eps;
    found.push(eps.map((value, k) => keep * (before[k] ?? 0) + add * value));
  });
  return found;
}

export class Forward {
  readonly chains = signal<Chains | null>(null);
  readonly t = signal(10);
  readonly x0 = signal(1.5);
  readonly ends = signal<readonly Ends[]>([]);
  readonly total = signal<number>(1000);

  /** x_t of every particle by t steps, and by one jump. */
  readonly byChain = computed(() => {
    const chains = this.chains.value;
    if (!chains) return null;
    const mean = this.mean.value;
    return (chains.chain[this.t.value] ?? new Float32Array(0)).map((noise) => mean + noise);
  });
  readonly byJump = computed(() => {
    const chains = this.chains.value;
    if (!chains) return null;
    const [mean, spread] = [this.mean.value, Math.sqrt(this.variance.value)];
    // Ho et al. 2020, eq. 4
    return chains.eps.map((eps) => mean + spread * eps);
  });
  readonly mean = computed(() => Math.sqrt(this.chains.value?.curves.alphaBar[this.t.value] ?? 1) * this.x0.value);
  readonly variance = computed(() => 1 - (this.chains.value?.curves.alphaBar[this.t.value] ?? 1));
  readonly measured = computed<{ chain: Moments; jump: Moments } | null>(() => {
    const [chain, jump] = [this.byChain.value, this.byJump.value];
    return chain && jump ? { chain: moments(chain), jump: moments(jump) } : null;
  });

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<Chains> {
    const before = this.chains.value;
    if (before) return before;
    const curves = await this.pool.schedule(coarse(CHAIN_STEPS));
    const noises: Float32Array[] = [];
    for (let t = 1; t <= CHAIN_STEPS; t += 1) noises.push(await this.pool.noise(PARTICLES, JUMP_SEED + t));
    const chains = { curves, chain: chained(curves.beta, noises), eps: await this.pool.noise(PARTICLES, JUMP_SEED) };
    this.chains.value = chains;
    return chains;
  }

  /** What is left at T, for every T of the list. */
  async measureEnds(): Promise<readonly Ends[]> {
    if (this.ends.value.length > 0) return this.ends.value;
    this.ends.value = await Promise.all(TOTALS.map((total) => this.end(total)));
    return this.ends.value;
  }

  private async end(total: number): Promise<Ends> {
    const curves = await this.pool.schedule(paperBetas(total));
    return { total, alphaBar: curves.alphaBar[total] ?? NaN, snr: curves.snr[total] ?? NaN, kl: curves.priorKl };
  }
}

/** 0: the first scatters more, 1: less, 2: they cannot be told apart by so many particles. */
export function compared(first: Moments, second: Moments, count: number): 0 | 1 | 2 {
  // The variance of a normal sample's variance is 2σ⁴/n
  const tolerance = 4 * Math.sqrt(2 / count) * (first.variance + second.variance) * Math.SQRT1_2;
  const difference = first.variance - second.variance;
  if (Math.abs(difference) <= tolerance) return 2;
  return difference > 0 ? 0 : 1;
}
