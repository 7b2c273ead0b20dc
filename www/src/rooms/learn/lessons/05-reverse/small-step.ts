/** Lesson 5: the reverse of one forward step from two modes, on a line, and the normal distribution that stands for it. */
import { computed, signal } from '@preact/signals';

/** x_{t−1} is at −1 or 1, each with this standard deviation. */
export const DEVIATION = 0.35;
/** The steps that the prediction compares, and the x_t that it is about. */
export const SMALL = 0.01;
export const LARGE = 0.6;
/** Differences in nats below this are none, above that are large. */
export const NONE = 0.01;
/** The line is ±REACH. */
export const REACH = 3;
const PLACES = 1200;

export interface Shape {
  /** Where its density has been computed, and the density, which integrates to 1. */
  at: Float64Array;
  density: Float64Array;
  mean: number;
  variance: number;
  /** KL from the density to the normal distribution of the same mean and variance, in nats. */
  away: number;
  /** Its humps. */
  modes: number;
  /** The mean by a straight line in place of log q(x_{t−1}). */
  byLine: number;
}

/** q(x_{t−1}), and the slope of its logarithm. */
export function before(x: number): { density: number; slope: number } {
  const bump = (mode: number): number => Math.exp(-((x - mode) ** 2) / (2 * DEVIATION ** 2)) / (2 * DEVIATION * Math.sqrt(2 * Math.PI));
  const [left, right] = [bump(-1), bump(1)];
  const density = left + right;
  return { density, slope: -((x + 1) * left + (x - 1) * right) / (DEVIATION ** 2 * density) };
}

/** q(x_{t−1} given x_t) after one step of variance β. */
export function reverseOf(beta: number, xt: number): Shape {
  const [root, step] = [Math.sqrt(1 - beta), (2 * REACH) / PLACES];
  const at = Float64Array.from({ length: PLACES }, (_, i) => -REACH + (i + 0.5) * step);
  const logs = at.map((x) => Math.log(before(x).density) - (xt - root * x) ** 2 / (2 * beta));
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const sizes = logs.map((log) => Math.exp(log - most));
  const all = sizes.reduce((a, b) => a + b, 0) * step;
  const density = sizes.map((size) => size / all);
  const over = (of: (x: number, p: number) => number): number => density.reduce((sum, p, i) => sum + of(at[i] ?? 0, p) * p * step, 0);
  const mean = over((x) => x);
  const variance = over((x) => (x - mean) ** 2);
  const away = over((x, p) => (p > 0 ? Math.log(p) + (x - mean) ** 2 / (2 * variance) + Math.log(2 * Math.PI * variance) / 2 : 0));
  const modes = density.filter((p, i) => p > (density[i - 1] ?? 0) && p >= (density[i + 1] ?? 0) && p > 0.02).length;
  const centre = xt / root;
  return { at, density, mean, variance, away, modes, byLine: centre + (beta / (1 - beta)) * before(centre).slope };
}

export class SmallStep {
  readonly beta = signal(0.05);
  readonly xt = signal(0);
  readonly shape = computed(() => reverseOf(this.beta.value, this.xt.value));
  readonly split = signal(false);

  move(which: 'beta' | 'xt', value: number): void {
    this[which].value = value;
    if (this.shape.value.modes > 1) this.split.value = true;
  }
}
