/**
 * The same quantities as four traditions write them. Every formula of the page is a function of one of these tables, so
 * that a switch of notation sets all of them anew. Colours carry the page's meanings: data, noise, prediction.
 */

export const NOTATIONS = ['ho', 'su', 'diffusers', 'score'] as const;
export type NotationName = (typeof NOTATIONS)[number];

export const data = (tex: string): string => `\\htmlClass{tex-data}{${tex}}`;
export const noise = (tex: string): string => `\\htmlClass{tex-noise}{${tex}}`;
export const prediction = (tex: string): string => `\\htmlClass{tex-prediction}{${tex}}`;

/** TeX of each quantity. One that is a sum in some notation is set in parentheses where it is a factor: see `factor`. */
export interface Notation {
  /** x at no time in particular, x before any noise, and x at t and t − 1. */
  x: string;
  x0: string;
  xt: string;
  xPrev: string;
  /** x at the first step, and at the last. */
  x1: string;
  xT: string;
  /** The merged noise, and the noise of one step. */
  eps: string;
  epsStep: string;
  z: string;
  /** What the network says of the merged noise ε, whatever it is taught there, and of x_0. */
  epsTheta: string;
  x0Hat: string;
  /** Of one step: α_t and β_t as Ho et al. mean them, with their roots and the root of 1/α. */
  alpha: string;
  beta: string;
  rootAlpha: string;
  rootBeta: string;
  /** 1/√α_t, which stretches a step back. */
  stretch: string;
  /** Of all steps up to t, up to t − 1, and up to T. */
  alphaBar: string;
  rootAlphaBar: string;
  noiseVariance: string;
  rootNoiseVariance: string;
  alphaBarPrev: string;
  rootAlphaBarPrev: string;
  noiseVariancePrev: string;
  rootNoiseVariancePrev: string;
  alphaBarT: string;
  /** σ_t and σ_t² of the reverse step, β̃_t, and the two means. */
  sigma: string;
  sigmaSquared: string;
  betaTilde: string;
  muTilde: string;
  muTheta: string;
  /** ∇ log q(x_t), and what the network says of it where a tradition writes that more simply than −ε_θ/√(1−ᾱ_t). */
  score: string;
  scoreOfNetwork?: string;
  /** What a reverse step takes out of x_t, where a tradition writes that more simply than β_t/√(1−ᾱ_t) · ε_θ. */
  takenOut?: string;
  /** Classifier-free guidance: what the sampler is given in place of ε_θ. */
  guided: string;
  /** The two noises of section 8 that are merged: that of all steps before, what is orthogonal to ε; and what is taught there. */
  epsBar: string;
  omega: string;
  epsStepHat: string;
  /** Of the thread of section 2: a draw, what it is made into, and by what. */
  drawn: string;
  made: string;
  mu: string;
  spread: string;
  /** The time of Algorithm 1's second line, and the first there is. */
  time: string;
  firstTime: 0 | 1;
  /** Between two factors; numbers side by side would run into one. */
  times: string;
  /** What a side of an equation comes to; nothing where symbols stand. */
  is(what: Result): string;
  /** Where numbers stand in place of symbols: the symbols, for what a formula only names. */
  symbols?: Notation;
}

/** Quantities without a symbol of their own, whose value is worth a look. */
export type Result = 'snr' | 'posteriorVariance';

/** Ho and Salimans 2022, eq. 6: an extrapolation from the unconditional answer through the conditional one. */
const guidedBy = (name: string, conditional: string, free: string): string =>
  `${prediction(name)} = (1+w)\\,${prediction(conditional)} - w\\,${prediction(free)}`;

const ho: Notation = {
  x: 'x',
  x0: data('x_0'),
  xt: 'x_t',
  xPrev: 'x_{t-1}',
  x1: 'x_1',
  xT: 'x_T',
  eps: noise('\\epsilon'),
  epsStep: noise('\\epsilon_t'),
  z: noise('z'),
  epsTheta: prediction('\\epsilon_\\theta(x_t,t)'),
  x0Hat: prediction('\\hat x_0'),
  alpha: '\\alpha_t',
  beta: '\\beta_t',
  rootAlpha: '\\sqrt{\\alpha_t}',
  rootBeta: '\\sqrt{\\beta_t}',
  stretch: '\\frac{1}{\\sqrt{\\alpha_t}}',
  alphaBar: '\\bar\\alpha_t',
  rootAlphaBar: '\\sqrt{\\bar\\alpha_t}',
  noiseVariance: '1-\\bar\\alpha_t',
  rootNoiseVariance: '\\sqrt{1-\\bar\\alpha_t}',
  alphaBarPrev: '\\bar\\alpha_{t-1}',
  rootAlphaBarPrev: '\\sqrt{\\bar\\alpha_{t-1}}',
  noiseVariancePrev: '1-\\bar\\alpha_{t-1}',
  rootNoiseVariancePrev: '\\sqrt{1-\\bar\\alpha_{t-1}}',
  alphaBarT: '\\bar\\alpha_T',
  sigma: '\\sigma_t',
  sigmaSquared: '\\sigma_t^2',
  betaTilde: '\\tilde\\beta_t',
  muTilde: '\\tilde\\mu_t',
  muTheta: prediction('\\mu_\\theta(x_t,t)'),
  score: '\\nabla_{x_t}\\log q(x_t)',
  guided: guidedBy('\\tilde\\epsilon', '\\epsilon_\\theta(x_t,t,c)', '\\epsilon_\\theta(x_t,t,\\varnothing)'),
  epsBar: noise('\\bar\\epsilon'),
  omega: noise('\\omega'),
  epsStepHat: prediction("\\epsilon'_\\theta(x_t,t)"),
  drawn: noise('\\epsilon'),
  made: 'z',
  mu: '\\mu',
  spread: '\\sigma',
  time: 't',
  firstTime: 1,
  times: '\\,',
  is: () => '',
};

/**
 * Su Jianlin writes the roots as α_t and β_t, with α_t² + β_t² = 1, and bars them likewise. The network of his first article
 * predicts the noise of one step, ε_t: x_{t−1} = (x_t − β_t ε_θ)/α_t. What Ho et al. call ε_θ is β̄_t/β_t times that.
 */
const suNetwork = '\\boldsymbol{\\epsilon}_{\\boldsymbol{\\theta}}(\\boldsymbol{x}_t,t)';
const su: Notation = {
  ...ho,
  x: '\\boldsymbol{x}',
  x0: data('\\boldsymbol{x}_0'),
  xt: '\\boldsymbol{x}_t',
  xPrev: '\\boldsymbol{x}_{t-1}',
  x1: '\\boldsymbol{x}_1',
  xT: '\\boldsymbol{x}_T',
  eps: noise('\\boldsymbol{\\varepsilon}'),
  epsStep: noise('\\boldsymbol{\\varepsilon}_t'),
  z: noise('\\boldsymbol{z}'),
  epsTheta: `\\tfrac{\\bar\\beta_t}{\\beta_t}${prediction(suNetwork)}`,
  takenOut: `\\beta_t\\,${prediction(suNetwork)}`,
  x0Hat: prediction('\\bar{\\boldsymbol{\\mu}}(\\boldsymbol{x}_t)'),
  alpha: '\\alpha_t^2',
  beta: '\\beta_t^2',
  rootAlpha: '\\alpha_t',
  rootBeta: '\\beta_t',
  stretch: '\\frac{1}{\\alpha_t}',
  alphaBar: '\\bar\\alpha_t^2',
  rootAlphaBar: '\\bar\\alpha_t',
  noiseVariance: '\\bar\\beta_t^2',
  rootNoiseVariance: '\\bar\\beta_t',
  alphaBarPrev: '\\bar\\alpha_{t-1}^2',
  rootAlphaBarPrev: '\\bar\\alpha_{t-1}',
  noiseVariancePrev: '\\bar\\beta_{t-1}^2',
  rootNoiseVariancePrev: '\\bar\\beta_{t-1}',
  alphaBarT: '\\bar\\alpha_T^2',
  betaTilde: '\\frac{\\bar\\beta_{t-1}^2}{\\bar\\beta_t^2}\\beta_t^2',
  muTilde: '\\tilde{\\boldsymbol{\\mu}}_t',
  muTheta: prediction('\\boldsymbol{\\mu}_{\\boldsymbol{\\theta}}(\\boldsymbol{x}_t)'),
  score: '\\nabla_{\\boldsymbol{x}_t}\\log q(\\boldsymbol{x}_t)',
  scoreOfNetwork: `-\\frac{${prediction(suNetwork)}}{\\beta_t}`,
  guided: guidedBy(
    '\\tilde{\\boldsymbol{\\epsilon}}_{\\boldsymbol{\\theta}}',
    '\\boldsymbol{\\epsilon}_{\\boldsymbol{\\theta}}(\\boldsymbol{x}_t,\\boldsymbol{y},t)',
    suNetwork,
  ),
  epsBar: noise('\\bar{\\boldsymbol{\\varepsilon}}_{t-1}'),
  omega: noise('\\boldsymbol{\\omega}'),
  epsStepHat: prediction(suNetwork),
};

const code = (name: string): string => `\\texttt{${name.replaceAll('_', '\\_')}}`;
const root = (name: string): string => `\\sqrt{${code(name)}}`;

/** The names in diffusers' `scheduling_ddpm.py`. Its t counts from 0: its `timestep` is t − 1. */
const diffusers: Notation = {
  ...ho,
  x: code('sample'),
  x0: data(code('original_samples')),
  xt: code('sample'),
  xPrev: code('prev_sample'),
  x1: code('sample[0]'),
  xT: code('sample[T-1]'),
  eps: noise(code('noise')),
  epsStep: noise(code('noise_t')),
  z: noise(code('variance_noise')),
  epsTheta: prediction(code('model_output')),
  x0Hat: prediction(code('pred_original_sample')),
  alpha: code('current_alpha_t'),
  beta: code('current_beta_t'),
  rootAlpha: root('current_alpha_t'),
  rootBeta: root('current_beta_t'),
  stretch: `\\frac{1}{${root('current_alpha_t')}}`,
  alphaBar: code('alpha_prod_t'),
  rootAlphaBar: root('alpha_prod_t'),
  noiseVariance: code('beta_prod_t'),
  rootNoiseVariance: root('beta_prod_t'),
  alphaBarPrev: code('alpha_prod_t_prev'),
  rootAlphaBarPrev: root('alpha_prod_t_prev'),
  noiseVariancePrev: code('beta_prod_t_prev'),
  rootNoiseVariancePrev: root('beta_prod_t_prev'),
  alphaBarT: code('alphas_cumprod[-1]'),
  sigma: root('variance'),
  sigmaSquared: code('variance'),
  betaTilde: `\\frac{${code('beta_prod_t_prev')}}{${code('beta_prod_t')}}\\,${code('current_beta_t')}`,
  muTilde: code('pred_prev_sample'),
  muTheta: prediction(code('pred_prev_sample')),
  score: '\\nabla\\log q(\\texttt{sample})',
  // The pipelines' guidance_scale is 1 + w
  guided: `${prediction(code('noise_pred'))} = ${prediction(code('noise_pred_uncond'))} + ${code('guidance_scale')}\\,\\bigl(${prediction(code('noise_pred_text'))} - ${prediction(code('noise_pred_uncond'))}\\bigr)`,
  time: code('timestep'),
  firstTime: 0,
};

const ratio = '\\tfrac{s_t^2}{s_{t-1}^2}';

/** Score SDEs and EDM: a signal scale s and a noise level σ beside it, x_t = s_t(x_0 + σ_t ε). The reverse step's σ is ς. */
const score: Notation = {
  ...ho,
  x0: data('x_0'),
  xt: 'x_t',
  epsTheta: prediction('\\bigl(-s_t\\sigma_t\\,\\mathbf{s}_\\theta(x_t,t)\\bigr)'),
  x0Hat: prediction('D_\\theta(x_t,t)'),
  alpha: ratio,
  beta: `1-${ratio}`,
  rootAlpha: '\\tfrac{s_t}{s_{t-1}}',
  rootBeta: `\\sqrt{1-${ratio}}`,
  stretch: '\\frac{s_{t-1}}{s_t}',
  alphaBar: 's_t^2',
  rootAlphaBar: 's_t',
  noiseVariance: 's_t^2\\sigma_t^2',
  rootNoiseVariance: 's_t\\sigma_t',
  alphaBarPrev: 's_{t-1}^2',
  rootAlphaBarPrev: 's_{t-1}',
  noiseVariancePrev: 's_{t-1}^2\\sigma_{t-1}^2',
  rootNoiseVariancePrev: 's_{t-1}\\sigma_{t-1}',
  alphaBarT: 's_T^2',
  sigma: '\\varsigma_t',
  sigmaSquared: '\\varsigma_t^2',
  betaTilde: '\\tilde\\varsigma_t^{\\,2}',
  scoreOfNetwork: prediction('\\mathbf{s}_\\theta(x_t,t)'),
  guided: guidedBy('\\tilde{\\mathbf{s}}', '\\mathbf{s}_\\theta(x_t,t,c)', '\\mathbf{s}_\\theta(x_t,t)'),
};

export const TABLES: Readonly<Record<NotationName, Notation>> = { ho, su, diffusers, score };

/** All times from the first to the last, as a notation counts them. */
export const timeRange = (n: Notation): string => (n.firstTime === 1 ? '1,\\dots,T' : '0,\\dots,T-1');

/** A formula: its TeX in a notation. */
export type Formula = (n: Notation) => string;
