/** Lesson 6b: the answer that a squared error asks for, of a number that is one of two. */
import { computed, signal } from '@preact/signals';

/** x_0 is LOW or HIGH; HIGH with this probability at first. */
export const LOW = -1;
export const HIGH = 2;
export const SHARE = 0.3;
/** Draws that the prediction is measured on. */
export const DRAWS = 4000;

export interface Errors {
  /** E (a − x_0)² and E |a − x_0|. */
  squared: number;
  absolute: number;
}

export function errorsAt(answer: number, share: number): Errors {
  const [low, high] = [Math.abs(answer - LOW), Math.abs(answer - HIGH)];
  return { squared: (1 - share) * low ** 2 + share * high ** 2, absolute: (1 - share) * low + share * high };
}

/** The mean of x_0, where the squared error is least, and its variance, which is left there. */
export function best(share: number): { mean: number; left: number } {
  const mean = (1 - share) * LOW + share * HIGH;
  return { mean, left: errorsAt(mean, share).squared };
}

/** The place of least mean squared error over draws of x_0, in steps of a hundredth. */
export function leastOver(draws: ArrayLike<number>): number {
  let [found, least] = [LOW, Infinity];
  for (let answer = 100 * LOW; answer <= 100 * HIGH; answer += 1) {
    let sum = 0;
    for (let i = 0; i < draws.length; i += 1) sum += (answer / 100 - (draws[i] ?? 0)) ** 2;
    if (sum < least) [found, least] = [answer / 100, sum];
  }
  return found;
}

export class SquaredError {
  readonly share = signal(SHARE);
  readonly answer = signal(0.5);
  readonly errors = computed(() => errorsAt(this.answer.value, this.share.value));
  readonly best = computed(() => best(this.share.value));
  /** The answer has been brought to the least squared error of another share than the first. */
  readonly followed = signal(false);

  move(which: 'share' | 'answer', value: number): void {
    this[which].value = value;
    const moved = Math.abs(this.share.value - SHARE) > 0.05;
    if (moved && Math.abs(this.answer.value - this.best.value.mean) < 0.05) this.followed.value = true;
  }
}
