/** Lesson 2, in English. */

export const en = {
  title1: 'Draw ε first',
  text1:
    'Draw {z} from a normal distribution with mean {mu} and standard deviation {spread}. If we change {mu} a little, how does {z} change? If we redraw, we cannot compare. So we first draw [eps|ε] from a distribution without parameters, and then scale it and shift it.',
  text2:
    'Now each [z|z] belongs to its own [eps|ε]; the lines on the stage show the pairs. Drag [mu|the mean] and [sigma|the edge of the box]: the pairs stay the same, and each z moves smoothly. Its derivative with respect to {mu} is 1, and its derivative with respect to {spread} is its ε.',
  bothTask: 'Drag [mu|μ] and [sigma|σ], on the picture or with the sliders.',
  zeroTask: 'Set [sigma|σ] to 0. All lines meet at one point. σ = 0 is a degenerate case; the formula still holds.',
  title2: 'What it is good for',
  text3:
    'Suppose we want to know how the mean of {z}² changes with {mu}. There are two ways to estimate this from draws. The first differentiates through z = μ + σε. The second differentiates the density: it weights each value by the derivative of its log-density.',
  pathWords: 'through the draw: reparameterization',
  scoreWords: 'through the density: the score-function estimator, known as REINFORCE',
  ask: (mu: number, sigma: number) =>
    `Both are correct on average. With μ = ${mu} and σ = ${sigma}, how much larger is the variance of the second?`,
  options: ['About the same', 'About 3 times', 'More than 10 times'],
  mistakes: [
    'You may have thought that the same draws and the same mean give the same variance. But the second multiplies z² by (z − μ)/σ², which for small σ is a large number of either sign. Its mean is the result of large values that cancel.',
    'The second does have the larger variance, but you underestimated it. It multiplies z² by (z − μ)/σ² = ε/σ. Here 1/σ is 2, and the variance grows with 1/σ².',
    'The variance of the second is much larger, because it multiplies z² by ε/σ.',
  ],
  check: (truth: number, path: string, score: string, pathVariance: string, scoreVariance: string, ratio: string) =>
    `The exact value is ${truth}. Reparameterization gives ${path} and the score-function estimator ${score}, with the same 8,000 draws. But the variances of one draw are ${pathVariance} and ${scoreVariance}: ${ratio} times as large for the same answer.`,
  text4:
    'A DDPM uses reparameterization in two places: the forward process writes {xt} with one {eps}, and sampling adds fresh {z} to a mean. Here the benefit is not the gradient: q has no parameters, so no gradient goes through a draw. The benefit is that we reach {xt} in one jump and that {eps} becomes the target of the network. The gradient needs reparameterization only if the distribution that we draw from has parameters: in a VAE, or if β is learned (Ho et al. 2020, sections 2 and 3.1).',
  says: (mu: string, sigma: string, mean: string, deviation: string) =>
    `μ = ${mu}, σ = ${sigma}. The 24 draws z have mean ${mean} and standard deviation ${deviation}; their ε have not changed.`,
  epsRow: 'ε, drawn once',
  zRow: 'z = μ + σε',
  dragMu: 'Mean μ',
  dragSigma: 'Edge of the box, μ + σ',
} as const;
