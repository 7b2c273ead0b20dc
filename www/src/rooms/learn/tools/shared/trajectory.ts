/** A run as it is shown and measured, of points or of pictures: every moment from noise to data. Pure. */

export interface Trajectory {
  /** The t of each moment there is: noise first, 0 last. */
  times: readonly number[];
  /** Moments that there will be. */
  whole: number;
  /** Numbers of one moment. */
  size: number;
  /** moments × size; those that are not there yet are 0. */
  x: Float32Array;
}

/** An empty trajectory, to which moments are added as they come. */
export function emptyTrajectory(whole: number, size: number): Trajectory {
  return { times: [], whole, size, x: new Float32Array(whole * size) };
}

/** The trajectory with one more moment. It shares its numbers with the one before, which does not look at the new ones. */
export function longer(trajectory: Trajectory, t: number, x: Float32Array): Trajectory {
  trajectory.x.set(x, trajectory.times.length * trajectory.size);
  return { ...trajectory, times: [...trajectory.times, t] };
}

/** The index of the moment at a share of the whole way, or the last there is. */
export function positionAt(trajectory: Trajectory, share: number): number {
  return Math.min(trajectory.times.length - 1, Math.round(share * (trajectory.whole - 1)));
}

export function momentOf(trajectory: Trajectory, position: number): { t: number; x: Float32Array } {
  const at = Math.max(0, position);
  return { t: trajectory.times[at] ?? 0, x: trajectory.x.subarray(at * trajectory.size, (at + 1) * trajectory.size) };
}

export function isWhole(trajectory: Trajectory): boolean {
  return trajectory.times.length === trajectory.whole;
}

/** The index of the time that is nearest to t, of those where a step is still to come. */
export function nearestStep(times: readonly number[], t: number): number {
  let best = 0;
  times.forEach((time, i) => {
    if (time > 0 && Math.abs(time - t) < Math.abs((times[best] ?? 0) - t)) best = i;
  });
  return best;
}
