/** Every formula of the room, each with its equation in Ho et al. 2020 unless another paper is named. */
import { data, type Formula, type Notation, noise, prediction, timeRange } from '../../../shared/notation/symbols';
import { after, atTime, factor, frac, kl, named, norm, normal } from './tex';

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

// Lesson 3: eq. 4, of two steps and then of all
const first = (n: Notation, tex: keyof Notation): string => atTime(String(named(n)[tex]), 1);
const second = (n: Notation, tex: keyof Notation): string => atTime(String(named(n)[tex]), 2);
export const twoSteps: Formula = (n) =>
  `${second(n, 'xt')} = ${second(n, 'rootAlpha')}\\,\\bigl(${first(n, 'rootAlpha')}\\,${named(n).x0} + ${first(n, 'rootBeta')}\\,${first(n, 'epsStep')}\\bigr) + ${second(n, 'rootBeta')}\\,${second(n, 'epsStep')}`;
export const twoVariances: Formula = (n) =>
  `${factor(second(n, 'alpha'))}\\,${factor(first(n, 'beta'))} + ${second(n, 'beta')} = 1 - ${factor(second(n, 'alpha'))}\\,${factor(first(n, 'alpha'))} = ${second(n, 'noiseVariance')}`;
export const twoAsOne: Formula = (n) =>
  `${second(n, 'xt')} = ${second(n, 'rootAlphaBar')}\\,${named(n).x0} + ${second(n, 'rootNoiseVariance')}\\,${named(n).eps}`;
export const induction: Formula = (n) => `${factor(n.alpha)}${n.times}${factor(n.noiseVariancePrev)} + ${n.beta} = ${n.noiseVariance}`;

// Lesson 4: eq. 6 and 7 by completing the square
export const bayesBack: Formula = (n) =>
  `q(${n.xPrev}\\mid ${n.xt},${n.x0}) = ${frac(`q(${n.xt}\\mid ${n.xPrev})\\;q(${n.xPrev}\\mid ${n.x0})`, `q(${n.xt}\\mid ${n.x0})`)}`;
export const twoSquares: Formula = (n) =>
  `-2\\log q = \\frac{\\lVert ${n.xt} - ${n.rootAlpha}${n.times}${n.xPrev}\\rVert^2}{${n.beta}} + \\frac{\\lVert ${n.xPrev} - ${n.rootAlphaBarPrev}${n.times}${n.x0}\\rVert^2}{${n.noiseVariancePrev}} + C`;
export const precisions: Formula = (n) =>
  `\\frac{1}{${n.betaTilde}} = \\frac{${n.alpha}}{${n.beta}} + \\frac{1}{${n.noiseVariancePrev}} = \\frac{${n.noiseVariance}}{${factor(n.beta)}${n.times}${factor(n.noiseVariancePrev)}}`;
export const weighedMean: Formula = (n) =>
  `${n.muTilde} = ${n.betaTilde}${n.times}\\Bigl(\\frac{${n.rootAlpha}}{${n.beta}}${n.times}${n.xt} + \\frac{${n.rootAlphaBarPrev}}{${n.noiseVariancePrev}}${n.times}${n.x0}\\Bigr)`;

// Lesson 5: the reverse of a small step
export const logOfStep: Formula = (n) =>
  `\\log q(${named(n).xPrev}\\mid ${named(n).xt}) = -\\frac{\\lVert ${named(n).xt} - ${named(n).rootAlpha}\\,${named(n).xPrev}\\rVert^2}{2\\,${factor(named(n).beta)}} + \\log q(${named(n).xPrev}) + C`;
export const straightLine: Formula = (n) =>
  `\\log q(${named(n).xPrev}) \\approx \\log q(c) + g\\cdot(${named(n).xPrev} - c),\\qquad c = \\frac{${named(n).xt}}{${named(n).rootAlpha}},\\quad g = \\nabla\\log q(c)`;
export const smallStep: Formula = (n) =>
  `q(${named(n).xPrev}\\mid ${named(n).xt}) \\approx ${normal(`c + \\frac{${named(n).beta}}{${named(n).alpha}}\\,g`, `\\frac{${named(n).beta}}{${named(n).alpha}}\\,`)}`;

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
// The other way to it, by a divergence that is never negative
const forwardPath = (n: Notation): string => `q(x_{1:T}\\mid ${n.x0})`;
const modelPath = (n: Notation): string => `p_\\theta(x_{1:T}\\mid ${n.x0})`;
const pathFraction = (n: Notation): string => `\\mathbb{E}_q\\biggl[\\log\\frac{${forwardPath(n)}}{p_\\theta(x_{0:T})}\\biggr]`;
export const addedDivergence: Formula = (n) =>
  `-\\log p_\\theta(${n.x0}) \\;\\le\\; -\\log p_\\theta(${n.x0}) + ${kl(forwardPath(n), modelPath(n))}`;
export const divergenceWritten: Formula = (n) => `${kl(forwardPath(n), modelPath(n))} = ${pathFraction(n)} + \\log p_\\theta(${n.x0})`;
export const boundByDivergence: Formula = (n) => `-\\log p_\\theta(${n.x0}) \\;\\le\\; ${pathFraction(n)} = L`;
export const gap: Formula = (n) => `L - \\bigl(-\\log p_\\theta(${n.x0})\\bigr) = ${kl(forwardPath(n), modelPath(n))} \\;\\ge\\; 0`;
export const elbo: Formula = (n) => `\\mathrm{ELBO} = -L \\;\\le\\; \\log p_\\theta(${n.x0})`;

// Squared error and the conditional mean
export const splitError: Formula = (n) =>
  `\\mathbb{E}\\bigl[\\lVert a - ${named(n).x0}\\rVert^2 \\,\\big|\\, ${named(n).xt}\\bigr] = \\lVert a - m \\rVert^2 + \\mathbb{E}\\bigl[\\lVert ${named(n).x0} - m\\rVert^2 \\,\\big|\\, ${named(n).xt}\\bigr],\\qquad m = \\mathbb{E}[${named(n).x0}\\mid ${named(n).xt}]`;
export const bestAnswer: Formula = (n) => `\\hat a(${named(n).xt}) = \\mathbb{E}[${named(n).x0}\\mid ${named(n).xt}]`;
export const bestMean: Formula = (n) =>
  `${named(n).muTheta} \\;\\to\\; \\mathbb{E}\\bigl[${named(n).muTilde} \\,\\big|\\, ${named(n).xt}\\bigr]`;
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
export const stepNoise: Formula = (n) =>
  `${n.rootNoiseVariance}${n.times}${n.epsStep} = ${n.rootBeta}${n.times}${n.eps} - ${n.rootAlpha}${n.times}${n.rootNoiseVariancePrev}${n.times}${n.omega}`;
export const overOmega: Formula = (n) =>
  `\\mathbb{E}_{${named(n).omega}}${norm(`a - c\\,${named(n).omega}`)} = \\lVert a\\rVert^2 + c^2 d,\\qquad a = \\frac{${named(n).rootBeta}}{${named(n).rootNoiseVariance}}\\,${named(n).eps} - ${named(n).epsStepHat},\\quad c = \\frac{${named(n).rootAlpha}\\,${named(n).rootNoiseVariancePrev}}{${named(n).rootNoiseVariance}}`;
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

// Lesson 11
/** Song et al. 2021, eq. 12 with σ = 0 */
export const ddim: Formula = (n) =>
  `${n.xPrev} = ${n.rootAlphaBarPrev}${n.times}${n.x0Hat} + ${n.rootNoiseVariancePrev}${n.times}${n.epsTheta}`;
const keptNoise: Formula = (n) => `${n.noiseVariancePrev}-${n.sigmaSquared}`;
/** Song et al. 2021, eq. 12; with σ² = β̃ it is the step of Algorithm 2 */
export const ddimStep: Formula = (n) =>
  `${n.xPrev} = ${n.rootAlphaBarPrev}${n.times}${n.x0Hat} + \\sqrt{${keptNoise(n)}}${n.times}${n.epsTheta} + ${n.sigma}${n.times}${n.z}`;
export const noiseLedger: Formula = (n) => `\\bigl(${keptNoise(n)}\\bigr) + ${n.sigmaSquared} = ${n.noiseVariancePrev}`;
export const silentStep: Formula = (n) =>
  `${named(n).xPrev} = ${n.rootAlphaBarPrev}${n.times}${n.x0Hat} + \\sqrt{${keptNoise(n)}}${n.times}${n.epsTheta}`;

// Lesson 12
/** Salimans and Ho 2022, section 4 */
export const velocity: Formula = (n) => `v = ${n.rootAlphaBar}${n.times}${n.eps} - ${n.rootNoiseVariance}${n.times}${n.x0}`;
export const x0OfV: Formula = (n) => `${n.x0} = ${n.rootAlphaBar}${n.times}${n.xt} - ${n.rootNoiseVariance}${n.times}v`;
export const epsOfV: Formula = (n) => `${n.eps} = ${n.rootNoiseVariance}${n.times}${n.xt} + ${n.rootAlphaBar}${n.times}v`;
export const errorOfX0: Formula = (n) =>
  `${n.x0Hat} - ${n.x0} = -\\,${frac(n.rootNoiseVariance, n.rootAlphaBar)}\\,\\bigl(${n.epsTheta} - ${n.eps}\\bigr)`;
/** Nichol and Dhariwal 2021, eq. 17 */
export const cosine: Formula = (n) =>
  `${named(n).alphaBar} = \\frac{h(t)}{h(0)},\\qquad h(t) = \\cos^2\\Bigl(\\frac{t/T + 0.008}{1 + 0.008}\\cdot\\frac{\\pi}{2}\\Bigr)`;

// Lesson 13
/** Ho and Salimans 2022, eq. 6 */
export const guided: Formula = (n) => n.guided;
export const bayesOfClass: Formula = (n) =>
  `\\log q(${named(n).xt}\\mid c) = \\log q(c\\mid ${named(n).xt}) + \\log q(${named(n).xt}) - \\log q(c)`;
const slope = (n: Notation, of: string): string => `\\nabla_{\\!${named(n).xt}}\\log ${of}`;
export const slopeOfClass: Formula = (n) =>
  `${slope(n, `q(c\\mid ${named(n).xt})`)} = ${slope(n, `q(${named(n).xt}\\mid c)`)} - ${slope(n, `q(${named(n).xt})`)}`;
export const slopeGuided: Formula = (n) =>
  `${slope(n, `q(${named(n).xt}\\mid c)`)} + w\\,${slope(n, `q(c\\mid ${named(n).xt})`)} = (1+w)\\,${slope(n, `q(${named(n).xt}\\mid c)`)} - w\\,${slope(n, `q(${named(n).xt})`)}`;

// Lesson 14
export const boltzmann: Formula = (n) => `p(${n.x}) = \\frac{e^{-E(${n.x})}}{Z},\\qquad Z = \\int e^{-E(${n.x})}\\,d${n.x}`;
export const scoreOfEnergy: Formula = (n) =>
  `\\nabla_{\\!${n.x}}\\log p(${n.x}) = -\\nabla_{\\!${n.x}}E(${n.x}) - \\underbrace{\\nabla_{\\!${n.x}}\\log Z}_{0}`;
export const mixture: Formula = (n) =>
  `q(${named(n).xt}) = \\int q(${named(n).xt}\\mid ${named(n).x0})\\,q(${named(n).x0})\\,d${named(n).x0}`;
export const conditionalSlope: Formula = (n) =>
  `\\nabla_{\\!${named(n).xt}}\\log q(${named(n).xt}\\mid ${named(n).x0}) = -\\frac{${named(n).xt} - ${named(n).rootAlphaBar}\\,${named(n).x0}}{${named(n).noiseVariance}} = -\\frac{${named(n).eps}}{${named(n).rootNoiseVariance}}`;
export const slopeAsMean: Formula = (n) =>
  `${named(n).score} = \\mathbb{E}\\bigl[\\nabla_{\\!${named(n).xt}}\\log q(${named(n).xt}\\mid ${named(n).x0}) \\,\\big|\\, ${named(n).xt}\\bigr] = -\\frac{\\mathbb{E}[${named(n).eps}\\mid ${named(n).xt}]}{${named(n).rootNoiseVariance}}`;
/** Denoising score matching (Vincent 2011) */
export const scoreMatching: Formula = (n) =>
  `\\mathbb{E}\\Bigl[\\Bigl\\lVert \\mathbf{s}_\\theta(${named(n).xt},t) + \\frac{${named(n).eps}}{${named(n).rootNoiseVariance}}\\Bigr\\rVert^2\\Bigr]`;
export const tweedie: Formula = (n) =>
  `\\mathbb{E}[${named(n).x0}\\mid ${named(n).xt}] = \\frac{${named(n).xt} + \\bigl(${named(n).noiseVariance}\\bigr)\\,${named(n).score}}{${named(n).rootAlphaBar}}`;

// Lesson 16
/** Chi et al. 2023, eq. 4; α, γ and σ are numbers for each k */
export const actionStep: Formula = () =>
  `A^{k-1} = \\alpha_k\\Bigl(A^{k} - \\gamma_k\\,${prediction('\\epsilon_\\theta(O, A^{k}, k)')} + ${noise('\\mathcal{N}(0,\\sigma_k^2 I)')}\\Bigr)`;
/** Chi et al. 2023, eq. 5 */
export const actionLoss: Formula = (n) =>
  `\\mathbb{E}\\Bigl[\\bigl\\lVert ${named(n).eps} - ${prediction('\\epsilon_\\theta(O, A^{k}, k)')}\\bigr\\rVert^2\\Bigr],\\qquad A^k = ${named(n).rootAlphaBar.replaceAll('_t', '_k')}\\,${data('A^0')} + ${named(n).rootNoiseVariance.replaceAll('_t', '_k')}\\,${named(n).eps}`;
export const cloning: Formula = () => `\\hat A(O) = \\mathbb{E}[A\\mid O]`;

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
  rootNoiseVariancePrev: (n) => n.rootNoiseVariancePrev,
  noiseVariancePrev: (n) => n.noiseVariancePrev,
  keptNoise,
  energy: (n) => `E(${n.x})`,
  guidedName: () => '\\tilde\\epsilon',
} satisfies Readonly<Record<string, Formula>>;

export type InlineName = keyof typeof INLINE;
