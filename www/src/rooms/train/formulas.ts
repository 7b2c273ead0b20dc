/** The formulas of room Train, Algorithm 1 of Ho et al. 2020 before all, in whatever notation. */
import type { Prediction } from '../../../../pkg/src/types';
import { data, type Formula, type Notation, noise, prediction, timeRange } from '../../shared/notation/symbols';

/** A sum that stands beside other factors. */
const grouped = (tex: string): string => (/^[^{(]*-/.test(tex) ? `(${tex})` : tex);

export const drawData: Formula = (n) => `${n.x0} \\sim ${data('q(x_0)')}`;
export const drawTime: Formula = (n) => `${n.time} \\sim \\mathrm{Uniform}\\{${timeRange(n)}\\}`;
export const drawNoise: Formula = (n) => `${n.eps} \\sim ${noise('\\mathcal{N}(0, I)')}`;
/** Ho et al. 2020, eq. 4 */
export const mix: Formula = (n) => `${n.xt} = ${n.rootAlphaBar}\\,${n.x0} + ${n.rootNoiseVariance}\\,${n.eps}`;

/** What the network is taught: ε (eq. 14), x_0, or v of Salimans and Ho 2022. */
export function loss(target: Prediction, weighted: boolean, n: Notation): string {
  const weight = weighted ? 'w_t\\,' : '';
  const norm = (truth: string, guess: string): string => `\\nabla_\\theta\\; ${weight}\\bigl\\lVert ${truth} - ${guess} \\bigr\\rVert^2`;
  switch (target) {
    case 'epsilon':
      return norm(n.eps, n.epsTheta);
    case 'x0':
      return norm(n.x0, n.x0Hat);
    case 'v':
      return norm(`(${n.rootAlphaBar}\\,${n.eps} - ${n.rootNoiseVariance}\\,${n.x0})`, prediction('v_\\theta(x_t, t)'));
  }
}

/** Ho et al. 2020, eq. 12: a term of the bound and the weight in it. */
export const boundTerm: Formula = (n) =>
  `L_{t-1} = \\frac{(${n.beta})^2}{2\\,${n.sigmaSquared}\\,${grouped(n.alpha)}\\,${grouped(n.noiseVariance)}}\\;\\lVert${n.eps} - ${n.epsTheta}\\rVert^2 + \\text{const}`;

/** The score, from what the network says. */
export const scoreOfNetwork: Formula = (n) => `${n.score} \\approx -\\,${n.epsTheta} / ${grouped(n.rootNoiseVariance)}`;

/** The exact denoiser of a finite data set. */
export const exact: Formula = (n) =>
  `\\epsilon^{*}(${n.xt}, t) = \\frac{${n.xt} - ${n.rootAlphaBar}\\sum_i w_i\\,${data('x^{i}')}}{${n.rootNoiseVariance}},\\quad w = \\mathrm{softmax}_i\\Bigl(-\\tfrac{\\lVert ${n.xt} - ${n.rootAlphaBar}\\,${data('x^{i}')}\\rVert^2}{2\\,${grouped(n.noiseVariance)}}\\Bigr)`;
