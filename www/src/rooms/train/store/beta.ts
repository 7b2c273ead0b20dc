/** A β curve of the visitor's own: handles at even distances in t, between them straight in log β. Pure. */

export const CONTROL_POINTS = 6;
export const MIN_BETA = 1e-5;
/** As Nichol and Dhariwal 2021: the cosine schedule's β is cut off here, too. */
export const MAX_BETA = 0.999;

/** β for t = 1..=total. */
export function curveBetas(handles: readonly number[], total: number): number[] {
  const last = handles.length - 1;
  return Array.from({ length: total }, (_, i) => {
    const at = total > 1 ? (i / (total - 1)) * last : last;
    const left = Math.min(Math.floor(at), last - 1);
    const [from, to] = [handles[left] ?? MIN_BETA, handles[left + 1] ?? MIN_BETA];
    return Math.exp(Math.log(from) + (at - left) * (Math.log(to) - Math.log(from)));
  });
}

/** Handles on a schedule as it is, to begin one's own from. `betas[t]` with index 0 unused. */
export function handlesOf(betas: Float64Array): number[] {
  const total = betas.length - 1;
  return Array.from({ length: CONTROL_POINTS }, (_, i) => {
    const t = 1 + Math.round((i / (CONTROL_POINTS - 1)) * (total - 1));
    return limited(betas[t] ?? MIN_BETA);
  });
}

export function limited(beta: number): number {
  return Number(Math.min(MAX_BETA, Math.max(MIN_BETA, beta)).toPrecision(3));
}
