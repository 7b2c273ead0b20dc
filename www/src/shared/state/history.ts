/** The frames of one run, by their position in the run's times. Memory is bounded: beyond the limit the numbers are thinned. */
import type { BackendName } from '../../../../pkg/src/types';

/** One moment of a run. Arrays are batch × height × width × channels. */
export interface Moment {
  /** Index into the run's times: 0 is T, the last is t = 0. */
  position: number;
  t: number;
  tNext: number | null;
  x: Float32Array;
  /** x̂_0 on the way back, the real x_0 on the way forward; null at t = 0 of a run. */
  x0: Float32Array | null;
  /** ε̂ on the way back, the true ε on the way forward; null at t = 0 of a run. */
  eps: Float32Array | null;
  sigma: number;
  /** null: nothing but eq. 4 was computed. */
  backend: BackendName | null;
}

/** 96 MiB: every number of 1000 steps of a single picture, and every eighth of a sheet of 64. */
export const MEMORY_LIMIT = 96 * 1024 * 1024;

export class History {
  /** 1: every moment is kept; n: every n-th. */
  stride = 1;
  private readonly moments = new Map<number, Moment>();
  private bytes = 0;
  private newest = -1;

  constructor(
    readonly times: readonly number[],
    private readonly limit = MEMORY_LIMIT,
  ) {}

  get size(): number {
    return this.moments.size;
  }

  /** The moment added last. */
  get head(): Moment | undefined {
    return this.moments.get(this.newest);
  }

  /** Positions kept, in order. */
  get positions(): number[] {
    return [...this.moments.keys()].sort((a, b) => a - b);
  }

  at(position: number): Moment | undefined {
    return this.moments.get(position);
  }

  add(moment: Moment): void {
    const before = this.head;
    this.drop(moment.position);
    this.moments.set(moment.position, moment);
    this.bytes += weight(moment);
    this.newest = moment.position;
    // A head that is not on the stride was kept only while it was the head
    if (before && before.position !== moment.position && !this.onStride(before.position)) this.drop(before.position);
    while (this.bytes > this.limit && this.stride < this.times.length) this.thin();
  }

  /** The kept moment nearest to a position. */
  nearest(position: number): Moment | undefined {
    let best: Moment | undefined;
    for (const moment of this.moments.values()) {
      if (!best || Math.abs(moment.position - position) < Math.abs(best.position - position)) best = moment;
    }
    return best;
  }

  /** The first kept moment after a position. */
  after(position: number): Moment | undefined {
    const found = this.positions.find((kept) => kept > position);
    return found === undefined ? undefined : this.moments.get(found);
  }

  /** The last kept moment before a position. */
  before(position: number): Moment | undefined {
    const found = this.positions.filter((kept) => kept < position).pop();
    return found === undefined ? undefined : this.moments.get(found);
  }

  /** A history that shares the moments before a position, for a run that forks there. */
  branch(position: number): History {
    const copy = new History(this.times, this.limit);
    copy.stride = this.stride;
    for (const kept of this.positions) {
      const moment = this.moments.get(kept);
      if (moment && kept < position) copy.add(moment);
    }
    return copy;
  }

  /** Whether a position survives thinning; the end of a run always does. */
  private onStride(position: number): boolean {
    return position % this.stride === 0 || position === this.times.length - 1;
  }

  private thin(): void {
    this.stride *= 2;
    for (const position of this.positions) {
      if (position !== this.newest && !this.onStride(position)) this.drop(position);
    }
  }

  private drop(position: number): void {
    const moment = this.moments.get(position);
    if (!moment) return;
    this.moments.delete(position);
    this.bytes -= weight(moment);
  }
}

function weight(moment: Moment): number {
  return moment.x.byteLength + (moment.x0?.byteLength ?? 0) + (moment.eps?.byteLength ?? 0);
}
