/** Lesson 14, in English. */

export const en = {
  title1: 'A landscape, and its slope',
  text1:
    'Long before DDPM, densities were modelled as landscapes. An energy-based model gives every x an energy; x of low energy are likely. The trouble is the constant Z, which makes the density integrate to 1: an integral over all x there are.',
  text2:
    'Much can be done without Z. The score is the gradient of the logarithm of the density, the direction in which x becomes more likely. It is the downhill slope of the energy:',
  scaleAsk: (factor: number) =>
    `Somebody gets Z wrong, and takes a density ${factor} times too large everywhere. What happens to the score?`,
  scaleOptions: ['It is 5 times too large, too', 'It is off by log 5', 'Nothing'],
  scaleCheck: (place: string, energy: string, shifted: string, factor: number, before: string, after: string) =>
    `Measured at ${place}: the energy goes from ${energy} to ${shifted}, lower by log ${factor}. Its slope was ${before} and is ${after}. What is the same everywhere has no slope.`,
  scaleMistakes: [
    'The gradient of the density is 5 times as large. But the score is the gradient of the logarithm: the gradient over the density, and both have the factor.',
    'The energy is off by log 5, everywhere by the same amount. The score is its slope, and a landscape that is lifted as a whole has the slopes that it had.',
    'The constant has no slope.',
  ],
  text3:
    'So a network may learn the score alone. But how, when nobody can tell it the score of the data? Add noise, and ask for the noise. Denoising score matching (Vincent 2011) takes a point, adds noise, and trains the network by squared error to answer −{eps}/{rootNoiseVariance}, the direction back to where that very point came from.',
  matchAsk: (place: string, t: number) =>
    `We draw many data points and noises, and keep those whose x_t, t = ${t}, comes to lie near ${place}. Each has its own −ε/√(1 − ᾱ). What is the best single answer there, by squared error?`,
  matchOptions: [
    'Almost zero: noise has mean 0',
    'The score of the noised data at that place',
    'There is none: each draw wants another',
  ],
  matchCheck: (count: number, mean: string, scatter: string, score: string) =>
    `${count} draws came to lie there. The mean of their targets is ${mean}; a single one scatters about it by ${scatter}. The score there, from the landscape, is ${score}. So who predicts noise learns a slope.`,
  matchMistakes: [
    'Over all draws noise has mean 0. Over those that came to lie at this place it has not: that they are here tells something about their noise.',
    'The mean of the targets is the score.',
    'Each draw wants another, and squared error answers with their mean (lesson 6b). That mean is a definite vector.',
  ],
  text4:
    'On the stage: [exact|the landscape] of 2,000 training points noised to t, with its slope, and beside it [network|what the trained network says], turned from noise into a slope. At the point that you place, the slope is computed in two ways: [byEnergy|from the landscape], by taking differences, and [byEps|from the exact denoiser] of lesson 10. Change [time|t]: with much noise there is one valley, with little there are eight.',
  task: 'Find a place where the slope is next to zero (below 0.08).',
  title2: 'The tie, and where it ends',
  text5:
    'What the network of a DDPM predicts is the score, but for a factor. Where the two come from is different; that they are the same can be shown in five steps.',
  proof: {
    mixture: {
      title: 'Noised data are a mixture',
      because:
        'Every data point becomes a Gaussian component around {rootAlphaBar}{x0}, and the density of the noised data is the mean of all components.',
      numbers: (count: number, t: number, width: string) => `${count} components of standard deviation ${width} at t = ${t}.`,
    },
    conditional: {
      title: 'The slope of a single component is its noise',
      because:
        'The logarithm of a normal density is −‖x − μ‖²/(2σ²), and its gradient −(x − μ)/σ². What {xt} is off from {rootAlphaBar}{x0} is the noise times {rootNoiseVariance}; one of the two roots cancels.',
      numbers: (t: number, factor: string, scatter: string) =>
        `at t = ${t} the factor is ${factor}; over the draws of the experiment these slopes scatter by ${scatter}.`,
    },
    mean: {
      title: 'The slope of the mixture is a mean of slopes',
      because:
        'Differentiate the mixture and divide by it: each component’s slope is weighted by the share that it has of the density at {xt}, which is the probability that {xt} came from it. So the score is the conditional mean of the slopes of the components.',
      numbers: (count: number, mean: string, score: string) => `mean over ${count} draws: ${mean}; the mixture’s own slope: ${score}.`,
    },
    loss: {
      title: 'Squared error finds that mean',
      because:
        'By lesson 6b squared error is least at the conditional mean. So a network that is trained on −{eps}/{rootNoiseVariance} learns the score of the noised data. Multiply by −{rootNoiseVariance}, and it is the network of a DDPM; the loss differs by the weight 1/({noiseVariance}).',
      numbers: (t: number, weight: string) => `at t = ${t} this weight is ${weight}.`,
    },
    tweedie: {
      title: 'Tweedie: the score gives the best estimate',
      because:
        'Solve eq. 4 for {x0} and take the mean given {xt}. The exact denoiser, the score and the best estimate are three names for one thing.',
      numbers: (place: string, guess: string) => `at ${place} the best estimate of {x0} is ${guess}.`,
    },
  },
  text6:
    'Where they meet. Song and Ermon (2019) trained one network on the scores of many noise levels and sampled by annealed Langevin dynamics. Ho et al. (2020, section 3.2) found that the bound of a chain of steps leads to the same loss, with other weights. Song et al. (2021) gave both one frame: the forward process is a stochastic differential equation, and any sampler follows its score backwards. Their two kinds differ in what becomes of the signal: in NCSN it stays and the noise grows beside it, in DDPM it shrinks so that the variance stays 1.',
  text7:
    'Where they do not. An energy model gives a number, from which the slope follows, and two energies can be compared; a network that gives ε or a score need not be the slope of anything. The chain of DDPM bounds the likelihood; a score alone does not. Langevin dynamics has no last step; DDPM has T of them. And the name: Sohl-Dickstein et al. (2015) built the chain five years before, and called it diffusion.',
  toLangevin: 'Langevin sampling and DDPM from the same start:',
  exactTitle: 'Landscape and slope, exact',
  networkTitle: (steps: number) => (steps === 0 ? 'Slope by the network, untrained' : `Slope by the network, ${steps} steps`),
  time: 'Time',
  byEnergy: '−∇E, by differences of the landscape',
  byEps: '−ε*/√(1 − ᾱ), from the exact denoiser',
  says: (t: number, x: string, energy: string, score: string) =>
    `t = ${t}, at ${x}: energy ${energy} (but for a constant), score ${score}.`,
  hidden: (t: number) => `The landscape of the noised data at t = ${t}: dark is low energy.`,
} as const;
