/** Means and variances. Pure. */

export interface Moments {
  mean: number;
  variance: number;
}

export function moments(values: ArrayLike<number>): Moments {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  const mean = sum / Math.max(1, values.length);
  for (let i = 0; i < values.length; i += 1) squares += ((values[i] ?? 0) - mean) ** 2;
  return { mean, variance: squares / Math.max(1, values.length) };
}

/** Mean square, where the mean is known to be 0. */
export function meanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += (values[i] ?? 0) ** 2;
  return sum / Math.max(1, values.length);
}
