import type { Glossary } from '../glossary';

/** The terms of the field, in English. */
export const glossary: Glossary = {
  forwardProcess: { term: 'forward process', says: 'The fixed chain that adds a little normal noise to the data at each of T steps.' },
  reverseProcess: {
    term: 'reverse process',
    says: 'The learned chain that leads from noise back to data, one step for each step of the forward process.',
  },
  schedule: {
    term: 'noise schedule',
    says: 'The variances β of the noise that each step adds, for t = 1 to T.',
    forms: ['schedule', 'schedules'],
  },
  reparameterization: {
    term: 'reparameterization',
    says: 'Writing a draw as a fixed function of the parameters and of noise that has none: z = μ + σε.',
  },
  reinforce: {
    term: 'score-function estimator',
    says: 'An estimate of a gradient from values weighted by the derivative of their log density; unbiased, with a large variance.',
    forms: ['REINFORCE'],
  },
  normal: {
    term: 'normal distribution',
    says: 'The distribution N(μ, σ²) with mean μ and variance σ²; sums of independent normal draws are normal.',
  },
  snr: { term: 'signal-to-noise ratio', says: 'The variance of the signal over that of the noise at time t.', forms: ['SNR'] },
  kl: {
    term: 'KL divergence',
    says: 'The mean of log p/q under p: zero where two distributions agree, positive otherwise; not symmetric.',
    forms: ['KL'],
  },
  mutualInformation: {
    term: 'mutual information',
    says: 'How much information one quantity carries about another, in nats or bits; zero if they are independent.',
  },
  posterior: {
    term: 'posterior',
    says: 'The distribution of a quantity after an observation that depends on it; here that of the x one step earlier.',
  },
  prior: { term: 'prior', says: 'What is known of a quantity before the observation at hand.' },
  likelihood: { term: 'likelihood', says: 'The probability of the observation, as a function of the quantity that it depends on.' },
  precision: { term: 'precision', says: 'One over the variance; in a product of normal densities the precisions add up.' },
  estimate: {
    term: 'estimate of x₀',
    says: 'The estimate of the data point from the noisy x: a mean over all data that x can come from.',
    forms: ['x̂₀', 'the estimate'],
  },
  posteriorVariance: {
    term: 'posterior variance',
    says: 'The variance β̃ of one step back where x₀ is known; smaller than β.',
    forms: ['β̃'],
  },
  elbo: {
    term: 'ELBO',
    says: 'The evidence lower bound: a lower bound on log p(x₀). Its negative is the bound that training can minimize.',
    forms: ['variational bound', 'evidence lower bound'],
  },
  simpleLoss: { term: 'simple loss', says: 'The bound without its weights: the mean squared error of the predicted noise.' },
  jensen: { term: 'Jensen’s inequality', says: 'The logarithm of a mean is at least the mean of the logarithm.', forms: ['Jensen'] },
  floor: { term: 'floor', says: 'The loss of the optimal denoiser: no network goes below it on average.' },
  batch: { term: 'batch', says: 'The examples whose mean gradient makes one training step.', forms: ['batches'] },
  gradientVariance: {
    term: 'variance of the gradient',
    says: 'The variance of the gradient of a batch about its mean; with more of it, training needs more or smaller steps.',
    forms: ['less variance'],
  },
  stratified: {
    term: 'stratified t',
    says: 'Times drawn one from each of equal parts of the range, so that a batch covers all of it.',
    forms: ['stratified'],
  },
  importance: {
    term: 'importance sampling',
    says: 'Drawing more often where the loss is large, and dividing by how much more often.',
    forms: ['importance-sampled t'],
  },
  antithetic: { term: 'antithetic pairs', says: 'Using each noise with both signs, so that odd errors cancel.', forms: ['antithetic'] },
  score: { term: 'score', says: 'The gradient of the log density with respect to x: it points to where the density grows.' },
  langevin: {
    term: 'Langevin sampling',
    says: 'An endless chain that follows the score and adds noise, so that its distribution tends to the density.',
    forms: ['Langevin dynamics', 'Langevin'],
  },
  annealed: { term: 'annealed Langevin', says: 'Langevin sampling at one noise level after another, from high to low.' },
  scoreMatching: { term: 'denoising score matching', says: 'Learning the score of noised data by predicting the noise that was added.' },
  mode: {
    term: 'mode',
    says: 'A place where the density has a local maximum.',
    forms: ['modes'],
  },
  exactDenoiser: {
    term: 'exact denoiser',
    says: 'The best estimate of x₀ for a finite set of points, in closed form: a mean of the points with softmax weights.',
    forms: ['optimal denoiser', 'best denoiser'],
  },
  memorisation: { term: 'memorisation', says: 'Samples that are copies of training data.', forms: ['memorised', 'memorises'] },
  generalisation: { term: 'generalisation', says: 'Samples that are new and fit the distribution from which the training data come.' },
  vae: { term: 'VAE', says: 'The variational autoencoder: a learned encoder and decoder trained by the ELBO.' },
  gan: {
    term: 'GAN',
    says: 'A generative adversarial network: one network makes pictures, another judges them.',
    forms: ['GANs'],
  },
  energy: {
    term: 'energy-based model',
    says: 'A density written as exp(−E(x))/Z with a learned energy E, whose constant Z is unknown.',
    forms: ['energy model'],
  },
  ddim: { term: 'DDIM', says: 'A sampler for the same network that can do without noise and with few steps (Song et al. 2021).' },
  guidance: {
    term: 'classifier-free guidance',
    says: 'Pushing the prediction with the condition away from that without it, by a factor.',
    forms: ['guidance'],
  },
  velocity: {
    term: 'v-prediction',
    says: 'Training the network to predict a mixture of noise and data whose size is the same at every t.',
  },
  policy: {
    term: 'Diffusion Policy',
    says: 'The same chain over a sequence of a robot’s actions, given what it has observed (Chi et al. 2023).',
  },
};
