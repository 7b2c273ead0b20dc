/** Parts that formulas are made of. Pure. */
import type { Notation } from '../../../shared/notation/symbols';

export const norm = (tex: string): string => `\\bigl\\lVert ${tex} \\bigr\\rVert^2`;
export const frac = (top: string, bottom: string): string => `\\frac{${top}}{${bottom}}`;
/** The Kullback–Leibler divergence of the second from the first: the mean is over the first. */
export const kl = (from: string, to: string): string => `\\mathrm{KL}\\bigl(${from}\\,\\Vert\\,${to}\\bigr)`;
/** A quantity as one factor of several: a sum gets parentheses. What stands in braces (indices, arguments) does not make a sum. */
export function factor(tex: string): string {
  let depth = 0;
  for (const sign of tex) {
    if (sign === '{' || sign === '(') depth += 1;
    else if (sign === '}' || sign === ')') depth -= 1;
    else if (depth === 0 && (sign === '-' || sign === '+')) return `\\bigl(${tex}\\bigr)`;
  }
  return tex;
}
/** The same quantity at a time that has a number: x_t becomes x_2, and x_{t−1} becomes x_1. */
export const atTime = (tex: string, time: number): string => tex.replaceAll('t-1', String(time - 1)).replaceAll(/_t(?![a-z])/g, `_${time}`);
/** Always symbols: for what is only named, to be given one of several values. */
export const named = (n: Notation): Notation => n.symbols ?? n;
/** A condition on t, of which there is a first. */
export const after = (n: Notation, relation = '>'): string => `${named(n).time}${relation}${n.firstTime}`;
export const normal = (mean: string, variance: string): string => `\\mathcal{N}\\bigl(${mean},\\; ${factor(variance)} I\\bigr)`;
