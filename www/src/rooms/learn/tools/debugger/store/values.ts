/** What each symbol of an algorithm stands for at a place of it. Coefficients are reckoned from ᾱ, in double precision. */
import { data, type Notation, noise, prediction } from '../../../../../shared/notation/symbols';
import type { ReverseValues } from './reverse';
import type { OneTurn } from './turns';

/** Everything on the lines of both algorithms that has a value. */
export type SymbolName =
  | 'xT'
  | 't'
  | 'xt'
  | 'z'
  | 'stretch'
  | 'share'
  | 'alpha'
  | 'epsTheta'
  | 'sigma'
  | 'xPrev'
  | 'x0'
  | 'eps'
  | 'rootAlphaBar'
  | 'rootNoiseVariance'
  | 'square'
  | 'loss'
  | 'gradient'
  | 'change';

export type Value = number | readonly number[];
export type Values = Partial<Readonly<Record<SymbolName, Value>>>;

/**
 * Line 4 of Algorithm 2: α_t, 1/√α_t and (1 − α_t)/√(1 − ᾱ_t). α_t is ᾱ_t/ᾱ_{t'}, which is the paper's where the step leads
 * to t' = t − 1, and what takes its place where it leads further.
 */
export function coefficients(alphaBar: Float64Array, t: number, tNext: number): { alpha: number; stretch: number; share: number } {
  const [bar, next] = [alphaBar[t] ?? 1, alphaBar[tNext] ?? 1];
  const alpha = bar / next;
  return { alpha, stretch: 1 / Math.sqrt(alpha), share: (1 - alpha) / Math.sqrt(1 - bar) };
}

/** The values of a step of Algorithm 2. `first` is x_T. */
export function reverseValues(step: ReverseValues, first: readonly number[], alphaBar: Float64Array): Values {
  const { alpha, stretch, share } = coefficients(alphaBar, step.t, step.tNext);
  return {
    ...{ xT: first, t: step.t, xt: step.xt, z: step.z, epsTheta: step.eps, sigma: step.sigma, xPrev: step.next },
    ...{ alpha, stretch, share, rootNoiseVariance: Math.sqrt(1 - (alphaBar[step.t] ?? 1)) },
    ...(step.tNext === 0 ? { x0: step.next } : {}),
  };
}

/** The values of a turn of Algorithm 1. The paper's line 5 has ‖ε − ε_θ‖², the loss its mean over batch and dimensions. */
export function turnValues(turn: OneTurn, alphaBar: Float64Array): Values {
  const bar = alphaBar[turn.t] ?? 1;
  return {
    ...{ x0: turn.x0, t: turn.t, eps: turn.eps, xt: turn.xt, epsTheta: turn.epsHat },
    ...{ rootAlphaBar: Math.sqrt(bar), rootNoiseVariance: Math.sqrt(1 - bar) },
    ...{ square: turn.error * turn.x0.length, loss: turn.loss, gradient: turn.gradientNorm, change: turn.changeNorm },
  };
}

/** The line from which on a symbol has its value in a round. */
const FROM: Readonly<Record<1 | 2, Partial<Record<SymbolName, number>>>> = {
  1: {
    ...{ x0: 2, t: 3, rootAlphaBar: 3, rootNoiseVariance: 3, eps: 4 },
    ...{ xt: 5, epsTheta: 5, square: 5, loss: 5, gradient: 5, change: 5 },
  },
  2: { xT: 1, t: 2, xt: 2, alpha: 2, stretch: 2, share: 2, rootNoiseVariance: 2, sigma: 2, z: 3, epsTheta: 4, xPrev: 4, x0: 6 },
};

/** Those of the values that are known when a line has been done. */
export function known(values: Values, algorithm: 1 | 2, line: number): Values {
  const from = FROM[algorithm];
  return Object.fromEntries(Object.entries(values).filter(([name]) => (from[name as SymbolName] ?? Infinity) <= line));
}

/** Whether a value was made by this very line. */
export function isFresh(name: SymbolName, algorithm: 1 | 2, line: number): boolean {
  return FROM[algorithm][name] === line;
}

/** Four decimals, or a power of ten where they would not tell. */
export function decimals(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return String(value).replace('-', '−');
  const text = Math.abs(value) < 0.0001 || Math.abs(value) >= 10_000 ? value.toExponential(2) : value.toFixed(4);
  return text.replace('e+', 'e').replaceAll('-', '−');
}

export function words(value: Value): string {
  return typeof value === 'number' ? decimals(value) : value.length === 1 ? decimals(value[0] ?? 0) : `(${value.map(decimals).join(', ')})`;
}

/** A value as TeX: a column for several numbers. */
function tex(value: Value): string {
  const one = (number: number): string =>
    decimals(number)
      .replaceAll('−', '-')
      .replace(/e(-?\d+)$/, '\\cdot 10^{$1}');
  if (typeof value !== 'number' && value.length > 1)
    return `\\Bigl(\\begin{smallmatrix}${value.map(one).join('\\\\')}\\end{smallmatrix}\\Bigr)`;
  const number = typeof value === 'number' ? value : (value[0] ?? 0);
  return number < 0 ? `\\left(${one(number)}\\right)` : one(number);
}

/** The colour of a symbol's value is the symbol's own. */
const COLOUR: Partial<Record<SymbolName, (tex: string) => string>> = { x0: data, eps: noise, z: noise, epsTheta: prediction };

/** A notation in which the known symbols are their values. */
export function numbered(notation: Notation, values: Values): Notation {
  const found: Partial<Record<SymbolName & keyof Notation, string>> = {};
  for (const [name, value] of Object.entries(values) as [SymbolName, Value][]) {
    if (name in notation) found[name as SymbolName & keyof Notation] = (COLOUR[name] ?? ((plain: string) => plain))(tex(value));
  }
  // Numbers side by side would run into one
  return { ...notation, ...found, ...(Object.keys(found).length > 0 ? { times: '\\cdot ' } : {}) };
}
