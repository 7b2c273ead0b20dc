/** Reverse steps by any ε̂, with the page's own arithmetic: DDPM, DDPM without its noise, and DDIM. Pure but for what it calls. */

export type Field = (t: number, x: Float32Array) => Promise<Float32Array>;

/** What a step from ᾱ to ᾱ′ keeps of ε̂, and how much new noise it adds; of x̂_0 it keeps √ᾱ′. */
export interface Shares {
  eps: number;
  sigma: number;
}

/**
 * The step of Song et al. 2021, eq. 12: x′ = √ᾱ′ x̂_0 + √(1 − ᾱ′ − σ²) ε̂ + σ z.
 * ddpm: σ² = β̃, which is Algorithm 2 of Ho et al. 2020. silent: the same step with z = 0. ddim: σ = 0.
 */
export const WAYS = ['ddpm', 'silent', 'ddim'] as const;
export type Way = (typeof WAYS)[number];

export function sharesOf(way: Way, bar: number, after: number): Shares {
  const variance = ((1 - after) / (1 - bar)) * (1 - bar / after);
  if (way === 'ddim') return { eps: Math.sqrt(1 - after), sigma: 0 };
  return { eps: Math.sqrt(Math.max(0, 1 - after - variance)), sigma: way === 'silent' ? 0 : Math.sqrt(variance) };
}

export interface Walk {
  alphaBar: ArrayLike<number>;
  /** Begin with T and end in 0. */
  times: readonly number[];
  start: Float32Array;
  eps: Field;
  /** z of step number `i`, as many numbers as x has; unread where σ = 0. */
  noise?: (i: number) => Promise<Float32Array>;
  /** Told x at every time, the start first. */
  seen?: (t: number, x: Float32Array) => void;
}

export async function walk(way: Way, { alphaBar, times, start, eps, noise, seen }: Walk): Promise<Float32Array> {
  let x = start;
  seen?.(times[0] ?? 0, x);
  for (let i = 0; i + 1 < times.length; i += 1) {
    const [t, next] = [times[i] ?? 0, times[i + 1] ?? 0];
    const [bar, after] = [alphaBar[t] ?? 1, alphaBar[next] ?? 1];
    const e = await eps(t, x);
    const shares = sharesOf(way, bar, after);
    const z = shares.sigma > 0 ? await noise?.(i) : undefined;
    const keep = Math.sqrt(after / bar);
    const add = shares.eps - keep * Math.sqrt(1 - bar);
    x = x.map((value, k) => keep * value + add * (e[k] ?? 0) + shares.sigma * (z?.[k] ?? 0));
    seen?.(next, x);
  }
  return x;
}
