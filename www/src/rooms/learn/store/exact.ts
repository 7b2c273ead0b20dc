/** The exact denoiser of a finite set of points of the plane, by its formula. Pure. */

export interface Softmax {
  /** One for each training point; they sum to 1. */
  weights: Float64Array;
  /** Σ w_i x^i. */
  mean: readonly [number, number];
}

/** w_i = softmax_i(−‖x − √ᾱ x^i‖²/(2(1 − ᾱ))), and the mean under it. `points`: count × 2. */
export function exactWeights(points: Float32Array, x: readonly [number, number], alphaBar: number): Softmax {
  const keep = Math.sqrt(alphaBar);
  const logs = Float64Array.from({ length: points.length / 2 }, (_, i) => {
    const [dx, dy] = [x[0] - keep * (points[2 * i] ?? 0), x[1] - keep * (points[2 * i + 1] ?? 0)];
    return -(dx * dx + dy * dy) / (2 * (1 - alphaBar));
  });
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  // Less the largest, so that no exponential overflows
  const sizes = logs.map((log) => Math.exp(log - most));
  const all = sizes.reduce((a, b) => a + b, 0);
  const weights = sizes.map((size) => size / all);
  let [u, v] = [0, 0];
  weights.forEach((w, i) => {
    u += w * (points[2 * i] ?? 0);
    v += w * (points[2 * i + 1] ?? 0);
  });
  return { weights, mean: [u, v] };
}

/** ε* of a set of points at places x, count × 2 each: what the mean under the weights leaves of x. */
export function epsOf(points: Float32Array, x: Float32Array, alphaBar: number): Float32Array {
  const found = new Float32Array(x.length);
  for (let k = 0; k + 1 < x.length; k += 2) {
    const at = [x[k] ?? 0, x[k + 1] ?? 0] as const;
    const { mean } = exactWeights(points, at, alphaBar);
    found[k] = (at[0] - Math.sqrt(alphaBar) * mean[0]) / Math.sqrt(1 - alphaBar);
    found[k + 1] = (at[1] - Math.sqrt(alphaBar) * mean[1]) / Math.sqrt(1 - alphaBar);
  }
  return found;
}
