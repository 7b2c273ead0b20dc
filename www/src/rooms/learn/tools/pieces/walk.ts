/** A run as it is shown and measured, of points or of pictures: every moment from noise to data. Pure. */

export interface Walk {
  /** The t of each moment there is: noise first, 0 last. */
  times: readonly number[];
  /** Moments that there will be. */
  whole: number;
  /** Numbers of one moment. */
  size: number;
  /** moments × size; those that are not there yet are 0. */
  x: Float32Array;
}

/** An empty walk, to which moments are added as they come. */
export function emptyWalk(whole: number, size: number): Walk {
  return { times: [], whole, size, x: new Float32Array(whole * size) };
}

/** The walk with one more moment. It shares its numbers with the one before, which does not look at the new ones. */
export function longer(walk: Walk, t: number, x: Float32Array): Walk {
  walk.x.set(x, walk.times.length * walk.size);
  return { ...walk, times: [...walk.times, t] };
}

/** The index of the moment at a share of the whole way, or the last there is. */
export function positionAt(walk: Walk, share: number): number {
  return Math.min(walk.times.length - 1, Math.round(share * (walk.whole - 1)));
}

export function momentOf(walk: Walk, position: number): { t: number; x: Float32Array } {
  const at = Math.max(0, position);
  return { t: walk.times[at] ?? 0, x: walk.x.subarray(at * walk.size, (at + 1) * walk.size) };
}

export function isWhole(walk: Walk): boolean {
  return walk.times.length === walk.whole;
}

/** The index of the time that is nearest to t, of those where a step is still to come. */
export function nearestStep(times: readonly number[], t: number): number {
  let best = 0;
  times.forEach((time, i) => {
    if (time > 0 && Math.abs(time - t) < Math.abs((times[best] ?? 0) - t)) best = i;
  });
  return best;
}
