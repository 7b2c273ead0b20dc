/** Algorithm 2 as a program: line 1, then lines 2 to 4 for every t, then line 6. */
import type { Program } from './stepper';

/** Every number of one step, of the one particle or pixel that is followed: a number for each coordinate or channel. */
export interface ReverseValues {
  t: number;
  tNext: number;
  xt: readonly number[];
  eps: readonly number[];
  x0: readonly number[];
  mean: readonly number[];
  z: readonly number[];
  sigma: number;
  next: readonly number[];
}

/** Lines of a round: for, z, x_{t−1}. */
const ROUND = 3;

/** `times` are those of the moments, T first and 0 last. */
export class ReverseProgram implements Program {
  readonly steps: number;

  constructor(
    readonly times: readonly number[],
    private readonly computed: (step: number) => boolean | Promise<boolean> = () => true,
  ) {
    this.steps = times.length - 1;
  }

  last(): number {
    return ROUND * this.steps + 1;
  }

  line(place: number): number {
    if (place === 0) return 1;
    return place === this.last() ? 6 : 2 + ((place - 1) % ROUND);
  }

  /** Which step a place belongs to, from 0; the number of steps at the end. */
  step(place: number): number {
    return place === 0 ? 0 : Math.floor((place - 1) / ROUND);
  }

  t(place: number): number | null {
    return place === 0 ? null : (this.times[this.step(place)] ?? null);
  }

  /** Where a step's line 2 is. */
  begin(step: number): number {
    return 1 + ROUND * step;
  }

  roundOf(place: number): number {
    return place === 0 ? 0 : this.begin(this.step(place));
  }

  nextRound(place: number): number {
    return place === 0 ? 1 : this.begin(this.step(place) + 1);
  }

  beginsT(place: number): boolean {
    return this.line(place) === 2;
  }

  reach(place: number): boolean | Promise<boolean> {
    return this.computed(this.step(place));
  }

  /** The place of a t and a line; the step of the nearest t where no step begins at this one. */
  find(t: number, line: number): number {
    if (line === 1) return 0;
    if (line === 6) return this.last();
    let best = 0;
    for (let i = 1; i < this.steps; i += 1) if (Math.abs((this.times[i] ?? 0) - t) < Math.abs((this.times[best] ?? 0) - t)) best = i;
    return this.begin(best) + (line - 2);
  }
}
