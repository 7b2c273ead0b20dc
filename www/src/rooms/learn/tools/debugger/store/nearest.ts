/** Which of many points of the plane is meant. All are counted from 1, as the page counts them. */

/** The one at the least distance. */
export function nearestOf(points: Float32Array, away: (x: number, y: number) => number): number | null {
  let best: { at: number; distance: number } | null = null;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const distance = away(points[i] ?? 0, points[i + 1] ?? 0);
    if (distance < (best?.distance ?? Infinity)) best = { at: i / 2 + 1, distance };
  }
  return best?.at ?? null;
}

/** The next one from a point in a direction, within 45 degrees of it. */
export function neighbourOf(points: Float32Array, from: number, [right, up]: readonly [number, number]): number | null {
  const [x, y] = [points[2 * from - 2] ?? 0, points[2 * from - 1] ?? 0];
  return nearestOf(points, (u, v) => {
    const along = (u - x) * right + (v - y) * up;
    const across = Math.abs((u - x) * up - (v - y) * right);
    return along > 0 && across <= along ? along + 2 * across : Infinity;
  });
}
