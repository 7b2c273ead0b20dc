/** Lesson 2, in English. */

export const en = {
  title1: 'The dice are thrown first',
  text1:
    'A draw {z} from a normal distribution with mean {mu} and deviation {spread} seems to be a leap: change {mu} a little, and what becomes of the draw? Nothing can be said, if it is thrown anew. So throw [eps|ε] first, from a distribution that has no parameters, and only then shift and stretch it.',
  text2:
    'Now every [z|z] hangs on its own [eps|ε] by a thread. Drag [mu|the mean] and [sigma|the edge of the box]: the threads stay, and each z moves smoothly. Its derivative by {mu} is 1, and its derivative by {spread} is the ε it hangs on.',
  bothTask: 'Drag [mu|μ] and [sigma|σ], on the picture or by the sliders.',
  zeroTask: 'Set [sigma|σ] to 0. All threads meet in one point: a distribution without chance is a special case, not an exception.',
  title2: 'What it is good for',
  text3:
    'Say we want to know how the mean of {z}² changes with {mu}. There are two ways to estimate it from draws. The first follows the thread; the second, which needs no thread, weighs each value by how much more likely it becomes.',
  pathWords: 'along the thread: reparameterization',
  scoreWords: 'without: the score-function estimator, known as REINFORCE',
  ask: (mu: number, sigma: number) =>
    `Both are right on average. With μ = ${mu} and σ = ${sigma}, how much larger is the variance of the second?`,
  options: ['About the same', 'About 3 times', 'More than 10 times'],
  mistakes: [
    'You may have thought: the same draws and the same mean, so the same scatter. But the second multiplies z² by (z − μ)/σ², which for a small σ is a large number of either sign. The mean comes about by large values that cancel.',
    'You saw that the second scatters more, but not how much. It multiplies z² by (z − μ)/σ² = ε/σ. Here 1/σ is 2, so its variance grows with 1/σ².',
    'The second scatters much more, since it multiplies z² by ε/σ.',
  ],
  check: (truth: number, path: string, score: string, pathVariance: string, scoreVariance: string, ratio: string) =>
    `Both come to ${truth}: ${path} along the thread, ${score} without, on the same 8,000 draws. But the variances of one draw are ${pathVariance} and ${scoreVariance}: ${ratio} times as much noise for the same answer.`,
  text4:
    'A DDPM uses it in two places: the forward process writes {xt} with one {eps}, and sampling adds fresh {z} to a mean. Here the gain is not the gradient: q has no parameters, so no gradient goes through a draw. The gain is that {xt} comes in one jump and that {eps} becomes the network’s target. The gradient itself needs the trick where the distribution that is drawn from has parameters: in a VAE, or where β is learned (Ho et al. 2020, sections 2 and 3.1).',
  says: (mu: string, sigma: string, mean: string, deviation: string) =>
    `μ = ${mu}, σ = ${sigma}. The 24 draws z have mean ${mean} and deviation ${deviation}; their ε have not changed.`,
  epsRow: 'ε, thrown once',
  zRow: 'z = μ + σε',
  dragMu: 'Mean μ',
  dragSigma: 'Edge of the box, μ + σ',
} as const;
