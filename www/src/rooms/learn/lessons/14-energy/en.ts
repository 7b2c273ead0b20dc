/** Lesson 14, in English. */

export const en = {
  title1: 'Energy and score',
  text1:
    'Long before DDPM, densities were modelled by energies. An energy-based model assigns an energy to every x; low energy means high density. The difficulty is the constant Z, which makes the density integrate to 1: it is an integral over all x.',
  text2:
    'Many things do not need Z. The score is the gradient of the log-density: it points in the direction in which the density grows. It is the negative gradient of the energy:',
  scaleAsk: (factor: number) =>
    `Suppose that Z is wrong, and the density is ${factor} times too large everywhere. What happens to the score?`,
  scaleOptions: ['It is 5 times too large, too', 'It is off by log 5', 'Nothing'],
  scaleCheck: (place: string, energy: string, shifted: string, factor: number, before: string, after: string) =>
    `Measured at ${place}: the energy goes from ${energy} to ${shifted}, lower by log ${factor}. The score was ${before} and is ${after}. The gradient of a constant is zero.`,
  scaleMistakes: [
    'The gradient of the density is 5 times as large. But the score is the gradient of the logarithm, that is, the gradient divided by the density, and both have the factor.',
    'The energy does change by log 5, by the same amount everywhere. The score is its negative gradient, and adding a constant does not change a gradient.',
    'The gradient of a constant is zero.',
  ],
  text3:
    'So a network can learn the score alone. But how, if the score of the data is not known? Add noise, and predict the noise. Denoising score matching (Vincent 2011) takes a data point, adds noise, and trains the network with squared error to predict −{eps}/{rootNoiseVariance}, the direction back to that data point.',
  matchAsk: (place: string, t: number) =>
    `We draw many data points and noises, and keep those whose x_t at t = ${t} lies near ${place}. Each has its own target −ε/√(1 − ᾱ). Which single prediction has the smallest squared error there?`,
  matchOptions: [
    'Almost zero: noise has mean 0',
    'The score of the noised data at that place',
    'There is none: each draw has another target',
  ],
  matchCheck: (count: number, mean: string, scatter: string, score: string) =>
    `${count} draws lie there. The mean of their targets is ${mean}; a single target deviates from it by ${scatter}. The score there, from the energy, is ${score}. So predicting the noise is learning the score.`,
  matchMistakes: [
    'Over all draws the noise has mean 0, but not over the draws that lie at this place: their position carries information about their noise.',
    'The mean of the targets is the score.',
    'Each draw has another target, and the optimum of the squared error is their mean (lesson 6b). This mean is a definite vector.',
  ],
  text4:
    'On the stage: [exact|the energy] of 2,000 training points with noise at t, and its negative gradient. Beside it is [network|the prediction of the trained network], converted from noise to score. At the point that you place, the score is computed in two ways: [byEnergy|from the energy], with finite differences, and [byEps|from the exact denoiser] of lesson 10. Change [time|t]: with much noise the energy has one minimum, with little noise it has eight.',
  task: 'Find a place where the score is almost zero (below 0.08).',
  title2: 'The connection, and its limits',
  text5:
    'The network of a DDPM predicts the score, up to a factor. The two have different origins. Five steps show that they are the same.',
  proof: {
    mixture: {
      title: 'Noised data are a mixture',
      because:
        'Every data point becomes a normal density with mean {rootAlphaBar}{x0}, and the density of the noised data is the mean of all these components.',
      numbers: (count: number, t: number, width: string) => `${count} components with standard deviation ${width} at t = ${t}.`,
    },
    conditional: {
      title: 'The score of a single component is its noise',
      because:
        'The logarithm of a normal density is −‖x − μ‖²/(2σ²), and its gradient −(x − μ)/σ². The difference between {xt} and {rootAlphaBar}{x0} is the noise times {rootNoiseVariance}; one of the two square roots cancels.',
      numbers: (t: number, factor: string, scatter: string) =>
        `at t = ${t} the factor is ${factor}; over the draws of the experiment these scores vary by ${scatter}.`,
    },
    mean: {
      title: 'The score of the mixture is a mean of scores',
      because:
        'Differentiate the mixture and divide by it: the score of each component is weighted by its fraction of the density at {xt}, which is the probability that {xt} came from it. So the score is the conditional mean of the scores of the components.',
      numbers: (count: number, mean: string, score: string) => `mean over ${count} draws: ${mean}; the score of the mixture: ${score}.`,
    },
    loss: {
      title: 'The squared error finds this mean',
      because:
        'By lesson 6b the squared error is smallest at the conditional mean. So a network that is trained on −{eps}/{rootNoiseVariance} learns the score of the noised data. Multiply by −{rootNoiseVariance}, and it is the network of a DDPM; the loss differs by the weight 1/({noiseVariance}).',
      numbers: (t: number, weight: string) => `at t = ${t} this weight is ${weight}.`,
    },
    tweedie: {
      title: 'Tweedie’s formula: the score gives the optimal estimate',
      because:
        'Solve eq. 4 for {x0} and take the mean given {xt}. The exact denoiser, the score and the optimal estimate are three forms of the same thing.',
      numbers: (place: string, guess: string) => `at ${place} the optimal estimate of {x0} is ${guess}.`,
    },
  },
  text6:
    'What they have in common. Song and Ermon (2019) trained one network on the scores of many noise levels and sampled with annealed Langevin dynamics. Ho et al. (2020, section 3.2) found that the bound of a chain of steps leads to the same loss with other weights. Song et al. (2021) put both into one framework: the forward process is a stochastic differential equation, and every sampler reverses it with the score. The two kinds treat the signal differently: in NCSN the signal stays and the noise grows; in DDPM the signal shrinks so that the variance stays 1.',
  text7:
    'Where they differ. An energy-based model gives a number whose gradient is the score, and two energies can be compared; the output of a network that predicts ε or a score need not be the gradient of anything. The chain of DDPM gives a bound on the likelihood; the score of one noise level gives none (the scores of all levels do, by the probability-flow ODE). Langevin dynamics has no last step; DDPM has T steps. And the name: Sohl-Dickstein et al. (2015) introduced the chain five years earlier, and called it diffusion.',
  toLangevin: 'Langevin sampling and DDPM from the same start:',
  exactTitle: 'Energy and score, exact',
  networkTitle: (steps: number) => (steps === 0 ? 'Score from the network, untrained' : `Score from the network, ${steps} steps`),
  time: 'Time',
  byEnergy: '−∇E, by finite differences',
  byEps: '−ε*/√(1 − ᾱ), from the exact denoiser',
  says: (t: number, x: string, energy: string, score: string) => `t = ${t}, at ${x}: energy ${energy} (up to a constant), score ${score}.`,
  hidden: (t: number) => `The energy of the noised data at t = ${t}: dark means low energy.`,
} as const;
