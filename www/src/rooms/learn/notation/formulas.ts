/** Every formula of the room, each with its equation in Ho et al. 2020 unless another paper is named. */
import { data, type Formula, type Notation, noise, timeRange } from '../../../shared/notation/symbols';

const norm = (tex: string): string => `\\bigl\\lVert ${tex} \\bigr\\rVert^2`;
const frac = (top: string, bottom: string): string => `\\frac{${top}}{${bottom}}`;
/** A quantity as one factor of several: a sum gets parentheses. What stands in braces (indices, arguments) does not make a sum. */
function factor(tex: string): string {
  let depth = 0;
  for (const sign of tex) {
    if (sign === '{' || sign === '(') depth += 1;
    else if (sign === '}' || sign === ')') depth -= 1;
    else if (depth === 0 && (sign === '-' || sign === '+')) return `\\bigl(${tex}\\bigr)`;
  }
  return tex;
}
/** Always symbols: for what is only named, to be given one of several values. */
const named = (n: Notation): Notation => n.symbols ?? n;
/** A condition on t, of which there is a first. */
const after = (n: Notation, relation = '>'): string => `${named(n).time}${relation}${n.firstTime}`;
const normal = (mean: string, variance: string): string => `\\mathcal{N}\\bigl(${mean},\\; ${factor(variance)} I\\bigr)`;

/** z = μ + σε */
export const reparameterized: Formula = (n) =>
  `${n.made} = ${n.mu} + ${n.spread}${n.times}${n.drawn},\\qquad ${n.drawn}\\sim${noise('\\mathcal{N}(0,1)')}`;
export const pathGradient: Formula = (n) =>
  `\\frac{\\partial}{\\partial\\mu}\\,\\mathbb{E}[z^2] = \\mathbb{E}\\bigl[2${n.times}(${n.mu}+${n.spread}${n.times}${n.drawn})\\bigr]`;
export const scoreGradient: Formula = (n) =>
  `\\frac{\\partial}{\\partial\\mu}\\,\\mathbb{E}[z^2] = \\mathbb{E}\\Bigl[{${n.made}}^2${n.times}\\frac{${n.made}-${n.mu}}{{${n.spread}}^2}\\Bigr]`;

/** eq. 2 */
export const forwardStep: Formula = (n) => `q(${n.xt}\\mid ${n.xPrev}) = ${normal(`${n.rootAlpha}${n.times}${n.xPrev}`, n.beta)}`;
export const forwardDraw: Formula = (n) => `${n.xt} = ${n.rootAlpha}${n.times}${n.xPrev} + ${n.rootBeta}${n.times}${n.epsStep}`;
/** eq. 4 */
export const jump: Formula = (n) => `${n.xt} = ${n.rootAlphaBar}${n.times}${n.x0} + ${n.rootNoiseVariance}${n.times}${n.eps}`;
export const terminal: Formula = (n) => `\\mathrm{SNR}(T) = \\frac{${n.alphaBarT}}{1-${n.alphaBarT}}${n.is('snr')}`;

/** eq. 6 */
export const posterior: Formula = (n) => `q(${n.xPrev}\\mid ${n.xt},${n.x0}) = ${normal(n.muTilde, `${n.betaTilde}\\,`)}`;
/** eq. 7 */
export const posteriorMean: Formula = (n) =>
  `${n.muTilde} = ${frac(`${n.rootAlphaBarPrev}${n.times}${factor(n.beta)}`, n.noiseVariance)}${n.times}${n.x0} + ${frac(`${n.rootAlpha}${n.times}${factor(n.noiseVariancePrev)}`, n.noiseVariance)}${n.times}${n.xt}`;
export const posteriorVariance: Formula = (n) =>
  `\\mathrm{Var} = ${frac(n.noiseVariancePrev, n.noiseVariance)}${n.times}${factor(n.beta)}${n.is('posteriorVariance')}`;
/** eq. 11, with the true ε */
export const meanOfEps: Formula = (n) =>
  `${n.muTilde} = ${n.stretch}\\Bigl(${n.xt} - ${frac(n.beta, n.rootNoiseVariance)}${n.times}${n.eps}\\Bigr)`;
export const x0OfEps: Formula = (n) => `${n.x0} = ${frac(`${n.xt} - ${n.rootNoiseVariance}${n.times}${n.eps}`, n.rootAlphaBar)}`;

/** eq. 11, and the line of Algorithm 2 */
export const reverseStep: Formula = (n) =>
  `${n.xPrev} = ${n.stretch}\\Bigl(${n.xt} - ${n.takenOut ?? `${frac(n.beta, n.rootNoiseVariance)}${n.times}${n.epsTheta}`}\\Bigr) + ${n.sigma}${n.times}${n.z}`;
export const belief: Formula = (n) => `${n.x0Hat} = ${frac(`${n.xt} - ${n.rootNoiseVariance}${n.times}${n.epsTheta}`, n.rootAlphaBar)}`;
export const variances: Formula = (n) =>
  `${named(n).sigmaSquared} = ${n.beta}\\qquad\\text{or}\\qquad ${named(n).sigmaSquared} = ${frac(n.noiseVariancePrev, n.noiseVariance)}${n.times}${factor(n.beta)}`;

// Section 6, from −log p to L_simple, a line each
export const wish: Formula = (n) => `-\\log p_\\theta(${n.x0}) = -\\log \\int p_\\theta(x_{0:T})\\,dx_{1:T}`;
export const importance: Formula = (n) =>
  `p_\\theta(${n.x0}) = \\mathbb{E}_{q(x_{1:T}\\mid ${n.x0})}\\biggl[\\frac{p_\\theta(x_{0:T})}{q(x_{1:T}\\mid ${n.x0})}\\biggr]`;
export const jensen: Formula = (n) =>
  `-\\log p_\\theta(${n.x0}) \\;\\le\\; \\mathbb{E}_q\\biggl[-\\log\\frac{p_\\theta(x_{0:T})}{q(x_{1:T}\\mid ${n.x0})}\\biggr] = L`;
export const factors: Formula = (n) =>
  `L = \\mathbb{E}_q\\biggl[-\\log p(${n.xT}) - \\sum_{${after(n, '\\ge ')}}\\log\\frac{p_\\theta(${n.xPrev}\\mid ${n.xt})}{q(${n.xt}\\mid ${n.xPrev})}\\biggr]`;
export const turned: Formula = (n) =>
  `q(${n.xt}\\mid ${n.xPrev}) = q(${n.xt}\\mid ${n.xPrev},${n.x0}) = \\frac{q(${n.xPrev}\\mid ${n.xt},${n.x0})\\;q(${n.xt}\\mid ${n.x0})}{q(${n.xPrev}\\mid ${n.x0})}\\qquad(${after(n)})`;
export const telescoped: Formula = (n) =>
  `\\sum_{${after(n)}}\\log\\frac{q(${n.xPrev}\\mid ${n.x0})}{q(${n.xt}\\mid ${n.x0})} = \\log q(${n.x1}\\mid ${n.x0}) - \\log q(${n.xT}\\mid ${n.x0})`;
/** eq. 5 */
export const bound: Formula = (n) =>
  `\\begin{aligned}L = \\mathbb{E}_q\\Bigl[\\;&\\underbrace{\\mathrm{KL}\\bigl(q(${n.xT}\\mid ${n.x0})\\,\\Vert\\,p(${n.xT})\\bigr)}_{L_T}\\\\ {}+\\sum_{${after(n)}}\\;&\\underbrace{\\mathrm{KL}\\bigl(q(${n.xPrev}\\mid ${n.xt},${n.x0})\\,\\Vert\\,p_\\theta(${n.xPrev}\\mid ${n.xt})\\bigr)}_{L_{t-1}}\\\\ &\\underbrace{{}-\\log p_\\theta(${n.x0}\\mid ${n.x1})}_{L_0}\\;\\Bigr]\\end{aligned}`;
/** eq. 8 */
export const meansDistance: Formula = (n) =>
  `L_{t-1} = \\mathbb{E}_q\\Bigl[\\frac{1}{2${n.times}${n.sigmaSquared}}${norm(`${n.muTilde} - ${n.muTheta}`)}\\Bigr] + C`;
/** eq. 12 */
export const weighted: Formula = (n) =>
  `L_{t-1} - C = \\mathbb{E}\\biggl[\\frac{\\bigl(${n.beta}\\bigr)^2}{2${n.times}${n.sigmaSquared}${n.times}${n.alpha}${n.times}${factor(n.noiseVariance)}}${n.times}${norm(`${n.eps} - ${n.epsTheta}`)}\\biggr]`;
/** eq. 14 */
export const simple: Formula = (n) =>
  `L_{\\mathrm{simple}} = \\mathbb{E}_{${named(n).time},${n.x0},${n.eps}}\\Bigl[${norm(`${n.eps} - ${n.epsTheta}`)}\\Bigr]`;

// Algorithms 1 and 2
export const drawData: Formula = (n) => `${n.x0} \\sim ${data('q(x_0)')}`;
export const drawTime: Formula = (n) => `${n.time} \\sim \\mathrm{Uniform}\\{${timeRange(n)}\\}`;
export const drawNoise: Formula = (n) => `${n.eps} \\sim ${noise('\\mathcal{N}(0,I)')}`;
export const gradientStep: Formula = (n) => `\\nabla_\\theta\\,${norm(`${n.eps} - ${n.epsTheta}`)}`;
export const startNoise: Formula = (n) => `${n.xT} \\sim ${noise('\\mathcal{N}(0,I)')}`;
export const drawZ: Formula = (n) => `${n.z} \\sim ${noise('\\mathcal{N}(0,I)')}\\;\\text{ if } ${after(n)},\\;\\text{ else }\\; ${n.z}=0`;

// Section 8: two noises rotated into one
export const twoNoises: Formula = (n) =>
  `${n.xt} = ${n.rootAlphaBar}${n.times}${n.x0} + ${n.rootAlpha}${n.times}${n.rootNoiseVariancePrev}${n.times}${n.epsBar} + ${n.rootBeta}${n.times}${n.epsStep}`;
export const merged: Formula = (n) =>
  `${n.rootNoiseVariance}${n.times}${n.eps} = ${n.rootAlpha}${n.times}${n.rootNoiseVariancePrev}${n.times}${n.epsBar} + ${n.rootBeta}${n.times}${n.epsStep}`;
export const orthogonal: Formula = (n) =>
  `${n.rootNoiseVariance}${n.times}${n.omega} = ${n.rootBeta}${n.times}${n.epsBar} - ${n.rootAlpha}${n.times}${n.rootNoiseVariancePrev}${n.times}${n.epsStep}`;
export const oneNoiseLoss: Formula = (n) =>
  `\\mathbb{E}\\,${norm(`${n.epsStep} - ${n.epsStepHat}`)} = \\frac{${n.beta}}{${n.noiseVariance}}\\,\\mathbb{E}\\,\\Bigl\\lVert ${n.eps} - \\frac{${n.rootNoiseVariance}}{${n.rootBeta}}${n.times}${n.epsStepHat}\\Bigr\\rVert^2 + C`;

// Section 9
export const langevin: Formula = (n) =>
  `${n.x} \\leftarrow ${n.x} + \\frac{\\delta}{2}\\,${n.symbols ? n.score : `\\nabla_{\\!${n.x}}\\log p(${n.x})`} + \\sqrt{\\delta}\\,${n.z}`;
/** Denoising score matching (Vincent 2011): the network's answer is an estimate, and of the noised data's score. */
export const scoreOfEps: Formula = (n) =>
  `${named(n).score} \\;\\approx\\; ${n.scoreOfNetwork ?? `-\\,${frac(n.epsTheta, n.rootNoiseVariance)}`}`;

// Section 10
export const exactWeights: Formula = (n) =>
  `w_i = \\mathrm{softmax}_i\\Bigl(-\\frac{\\lVert ${n.xt} - ${n.rootAlphaBar}${n.times}${data('x^{i}')}\\rVert^2}{2${n.times}${factor(n.noiseVariance)}}\\Bigr)`;
export const exactMean: Formula = (n) => `\\mathbb{E}[${n.x0}\\mid ${n.xt}] = \\sum_i w_i\\,${data('x^{i}')}`;

// Section 11
/** Song et al. 2021, eq. 12 with σ = 0 */
export const ddim: Formula = (n) =>
  `${n.xPrev} = ${n.rootAlphaBarPrev}${n.times}${n.x0Hat} + ${n.rootNoiseVariancePrev}${n.times}${n.epsTheta}`;
/** Ho and Salimans 2022, eq. 6 */
export const guided: Formula = (n) => n.guided;
export const velocity: Formula = (n) => `v = ${n.rootAlphaBar}${n.times}${n.eps} - ${n.rootNoiseVariance}${n.times}${n.x0}`;

/** Symbols that stand in running text, as {name}. */
export const INLINE = {
  x0: (n) => n.x0,
  xt: (n) => n.xt,
  xPrev: (n) => n.xPrev,
  x1: (n) => n.x1,
  xT: (n) => n.xT,
  eps: (n) => n.eps,
  epsStep: (n) => n.epsStep,
  z: (n) => n.z,
  epsTheta: (n) => n.epsTheta,
  x0Hat: (n) => n.x0Hat,
  alpha: (n) => n.alpha,
  beta: (n) => n.beta,
  rootAlpha: (n) => n.rootAlpha,
  rootBeta: (n) => n.rootBeta,
  alphaBar: (n) => n.alphaBar,
  rootAlphaBar: (n) => n.rootAlphaBar,
  rootAlphaBarPrev: (n) => n.rootAlphaBarPrev,
  rootNoiseVariance: (n) => n.rootNoiseVariance,
  noiseVariance: (n) => n.noiseVariance,
  alphaBarT: (n) => n.alphaBarT,
  sigma: (n) => n.sigma,
  sigmaSquared: (n) => n.sigmaSquared,
  betaTilde: (n) => n.betaTilde,
  muTilde: (n) => n.muTilde,
  muTheta: (n) => n.muTheta,
  score: (n) => n.score,
  mu: () => '\\mu',
  spread: () => '\\sigma',
  blowUp: (n) => `\\tfrac{${n.noiseVariance}}{${n.beta}}`,
  omega: (n) => n.omega,
  epsBar: (n) => n.epsBar,
  delta: () => '\\delta',
  w: () => 'w',
  weights: () => 'w_i',
  wholePath: () => 'x_{1:T}',
  target: (n) => n.eps,
  simpleName: () => 'L_{\\mathrm{simple}}',
  boundName: () => 'L',
  priorName: () => 'L_T',
  termName: () => 'L_{t-1}',
  decoderName: () => 'L_0',
  qForward: (n) => `q(${n.xt}\\mid ${n.xPrev})`,
  qBack: (n) => `q(${n.xPrev}\\mid ${n.xt})`,
  qPosterior: (n) => `q(${n.xPrev}\\mid ${n.xt},${n.x0})`,
  pTheta: (n) => `p_\\theta(${n.xPrev}\\mid ${n.xt})`,
  boundGap: (n) => `\\mathrm{KL}\\bigl(q(x_{1:T}\\mid ${n.x0})\\,\\Vert\\,p_\\theta(x_{1:T}\\mid ${n.x0})\\bigr)`,
  logp: (n) => `-\\log p_\\theta(${n.x0})`,
  step: (n) => `${n.xPrev}-${n.xt}`,
} satisfies Readonly<Record<string, Formula>>;

export type InlineName = keyof typeof INLINE;
