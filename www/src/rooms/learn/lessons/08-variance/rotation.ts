/** Lesson 8: the two noises of a step as axes, and the same noises along axes turned. */
import { computed, signal } from '@preact/signals';
import type { ScheduleCurves } from '../../../../../../pkg/src/types';
import { meanSquare } from '../../store/moments';
import { coarse, type RunPool } from '../../store/run-pool';

/** Fewer and larger steps than a thousand, so that the angle can be seen. */
export const TOTAL = 100;
/** Draws that are measured; so many are drawn. */
export const DRAWS = 4000;
export const SHOWN = 500;
const SEED = 81;

/** The direction of ε in the plane of (ε̄, ε_t): cosine and sine of the angle that the axes are turned by. */
export function directionOfEps(curves: Pick<ScheduleCurves, 'beta' | 'alphaBar'>, t: number): readonly [number, number] {
  const beta = curves.beta[t] ?? 0;
  const [bar, before] = [curves.alphaBar[t] ?? 1, curves.alphaBar[t - 1] ?? 1];
  return [Math.sqrt(((1 - beta) * (1 - before)) / (1 - bar)), Math.sqrt(beta / (1 - bar))];
}

export interface Turned {
  /** A draw's coordinates along the new axes. */
  eps: number;
  omega: number;
}

/** (ε̄, ε_t) along the axes ε and ω. */
export function turned([c, s]: readonly [number, number], epsBar: number, epsStep: number): Turned {
  return { eps: c * epsBar + s * epsStep, omega: s * epsBar - c * epsStep };
}

/** Measured over all draws: both variances, and how the two noises go together. */
export interface Sameness {
  eps: number;
  omega: number;
  correlation: number;
}

export function sameness(direction: readonly [number, number], draws: ArrayLike<number>): Sameness {
  const all = Array.from({ length: draws.length / 2 }, (_, i) => turned(direction, draws[2 * i] ?? 0, draws[2 * i + 1] ?? 0));
  const [eps, omega] = [meanSquare(all.map((one) => one.eps)), meanSquare(all.map((one) => one.omega))];
  return { eps, omega, correlation: all.reduce((sum, one) => sum + one.eps * one.omega, 0) / (all.length * Math.sqrt(eps * omega)) };
}

export class Rotation {
  readonly t = signal(10);
  /** The draw that is looked at: (ε̄, ε_t). */
  readonly point = signal<readonly [number, number]>([1.4, 0.9]);
  readonly draws = signal<Float32Array | null>(null);
  private readonly curves = signal<ScheduleCurves | null>(null);
  readonly direction = computed(() => (this.curves.value ? directionOfEps(this.curves.value, this.t.value) : null));
  readonly measured = computed<Sameness | null>(() => {
    const [direction, draws] = [this.direction.value, this.draws.value];
    return direction && draws ? sameness(direction, draws) : null;
  });
  /** The times that have been looked at: the first, where all is this step's noise, and the last. */
  private readonly seen = signal<ReadonlySet<number>>(new Set());
  readonly bothEnds = computed(() => this.seen.value.has(1) && this.seen.value.has(TOTAL));

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<void> {
    this.curves.value = await this.pool.schedule(coarse(TOTAL));
    this.draws.value = await this.pool.noise(2 * DRAWS, SEED);
  }

  seek(t: number): void {
    this.t.value = t;
    this.seen.value = new Set([...this.seen.value, t]);
  }

  place(x: number, y: number): void {
    this.point.value = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
  }
}
