/** The lines of lesson 6b that do not follow, each beside the right one of its step. */
import type { Formula } from '../../../../shared/notation/symbols';
import { factor, named, norm } from '../../notation/tex';

/** Of the divergence of two normal distributions. */
export const notSquared: Formula = (n) =>
  `L_{t-1} = \\mathbb{E}_q\\Bigl[\\frac{1}{2${n.times}${n.sigma}}\\bigl\\lVert ${n.muTilde} - ${n.muTheta}\\bigr\\rVert\\Bigr] + C`;
export const withoutVariance: Formula = (n) =>
  `L_{t-1} = \\mathbb{E}_q\\Bigl[\\frac{1}{2}${norm(`${n.muTilde} - ${n.muTheta}`)}\\Bigr] + C`;

const weightedBy =
  (weight: Formula): Formula =>
  (n) =>
    `L_{t-1} - C = \\mathbb{E}\\biggl[${weight(n)}${n.times}${norm(`${n.eps} - ${n.epsTheta}`)}\\biggr]`;
/** Of the noise in place of the mean. */
export const factorNotSquared = weightedBy(
  (n) => `\\frac{${n.beta}}{2${n.times}${n.sigmaSquared}${n.times}${n.rootAlpha}${n.times}${n.rootNoiseVariance}}`,
);
export const withoutStretch = weightedBy(
  (n) => `\\frac{\\bigl(${n.beta}\\bigr)^2}{2${n.times}${n.sigmaSquared}${n.times}${factor(n.noiseVariance)}}`,
);

/** Of the weight that is dropped. */
export const distance: Formula = (n) =>
  `L_{\\mathrm{simple}} = \\mathbb{E}_{${named(n).time},${n.x0},${n.eps}}\\Bigl[\\bigl\\lVert ${n.eps} - ${n.epsTheta}\\bigr\\rVert\\Bigr]`;
export const ofX0: Formula = (n) =>
  `L_{\\mathrm{simple}} = \\mathbb{E}_{${named(n).time},${n.x0},${n.eps}}\\Bigl[${norm(`${n.x0} - ${n.epsTheta}`)}\\Bigr]`;
