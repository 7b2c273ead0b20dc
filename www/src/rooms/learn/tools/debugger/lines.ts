/** Algorithms 1 and 2 as Ho et al. 2020 print them, line by line, with the symbols of each line that have a value. */

import { type Formula, type Notation, noise, timeRange } from '../../../../shared/notation/symbols';
import { drawData, drawNoise, drawZ, startNoise } from '../../notation/formulas';
import type { SymbolName } from './store/values';

export interface AlgorithmLine {
  number: number;
  /** `t` is the symbol, or its value. */
  formula(n: Notation, t: string): string;
  symbols: readonly SymbolName[];
  /** Within the loop. */
  inner: boolean;
}

/** ε_θ with the place where it is asked written out, in notations that name it. */
const epsOfJump = (n: Notation): string =>
  n.epsTheta.replace(`${n.xt},`, `${n.rootAlphaBar}${n.times}${n.x0} + ${n.rootNoiseVariance}${n.times}${n.eps},\\,`);

/** Once t is a number, only one of the two cases is left. */
function drawStep(n: Notation, t: string): string {
  if (t === 't') return drawZ(n);
  return t === '1' ? `${n.z} = 0` : `${n.z} \\sim ${noise('\\mathcal{N}(0,I)')}`;
}

/** The letter t, where numbers stand in place of symbols too. */
const symbol = (n: Notation): string => (n.symbols ?? n).time;
/** t as a notation counts it. */
const time = (n: Notation, t: string): string => (t === 't' ? symbol(n) : String(Number(t) - 1 + n.firstTime));
/** All times, the last first. */
const fall = (n: Notation): string => (n.firstTime === 1 ? 'T,\\dots,1' : 'T-1,\\dots,0');

const plain = (tex: string) => (): string => tex;
const line = (number: number, inner: boolean, formula: AlgorithmLine['formula'], symbols: readonly SymbolName[] = []): AlgorithmLine => ({
  ...{ number, inner, formula, symbols },
});

/** Training. */
const TRAINING: readonly AlgorithmLine[] = [
  line(1, false, plain('\\textbf{repeat}')),
  line(2, true, drawData, ['x0']),
  line(3, true, (n, t) => `${time(n, t)} \\sim \\mathrm{Uniform}(\\{${timeRange(n)}\\})`, ['t']),
  line(4, true, drawNoise, ['eps']),
  line(
    5,
    true,
    (n) =>
      `\\begin{aligned}&\\text{Take gradient descent step on}\\\\&\\quad\\nabla_\\theta\\,\\bigl\\lVert ${n.eps} - ${epsOfJump(n)}\\bigr\\rVert^2\\end{aligned}`,
    ['eps', 'rootAlphaBar', 'x0', 'rootNoiseVariance', 'xt', 'epsTheta', 'square', 'loss', 'gradient', 'change'],
  ),
  line(6, false, plain('\\textbf{until}\\text{ converged}')),
];

/** Sampling. */
const SAMPLING: readonly AlgorithmLine[] = [
  line(1, false, startNoise, ['xT']),
  line(2, false, (n, t) => `\\textbf{for }\\,${symbol(n)} = ${t === 't' ? fall(n) : time(n, t)}\\,\\textbf{ do}`, ['t']),
  line(3, true, drawStep, ['z']),
  line(
    4,
    true,
    (n) =>
      `${n.xPrev} = ${n.stretch}\\Bigl(${n.xt} - \\frac{1-${n.alpha}}{${n.rootNoiseVariance}}${n.times}${n.epsTheta}\\Bigr) + ${n.sigma}${n.times}${n.z}`,
    ['xPrev', 'stretch', 'xt', 'share', 'epsTheta', 'sigma', 'z'],
  ),
  line(5, false, plain('\\textbf{end for}')),
  line(6, false, (n) => `\\textbf{return }\\,${n.x0}`, ['x0']),
];

export const ALGORITHMS: Readonly<Record<1 | 2, readonly AlgorithmLine[]>> = { 1: TRAINING, 2: SAMPLING };

/** How each symbol is set beside its value. */
export const SYMBOLS: Readonly<Record<SymbolName, Formula>> = {
  xT: (n) => n.xT,
  t: () => 't',
  xt: (n) => n.xt,
  z: (n) => n.z,
  stretch: (n) => n.stretch.replace('\\frac', '\\tfrac'),
  share: (n) => `\\tfrac{1-${n.alpha}}{${n.rootNoiseVariance}}`,
  alpha: (n) => n.alpha,
  epsTheta: (n) => n.epsTheta,
  sigma: (n) => n.sigma,
  xPrev: (n) => n.xPrev,
  x0: (n) => n.x0,
  eps: (n) => n.eps,
  rootAlphaBar: (n) => n.rootAlphaBar,
  rootNoiseVariance: (n) => n.rootNoiseVariance,
  square: (n) => `\\lVert ${n.eps} - ${n.epsTheta}\\rVert^2`,
  loss: () => 'L_{\\mathrm{simple}}',
  gradient: () => '\\lVert\\nabla_\\theta L\\rVert',
  change: () => '\\lVert\\Delta\\theta\\rVert',
};
