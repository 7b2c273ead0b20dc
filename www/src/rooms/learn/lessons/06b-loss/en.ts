/** Lesson 6b, in English. */

export const en = {
  title1: 'The optimum of the squared error',
  text1:
    'The bound will reduce to squared errors. So first: which estimate minimizes the mean squared error? Suppose that {xt} can come from [values|two data points], one more likely than the other. We must give one number for {x0}, and the loss is the square of its error.',
  ask: (low: string, high: string, lowShare: string, highShare: string) =>
    `x₀ is ${low} with probability ${lowShare}, and ${high} with probability ${highShare}. Which estimate has the smallest mean squared error?`,
  check: (measured: string, mean: string, left: string, likely: string) =>
    `Over 4,000 draws of x₀ it is ${measured}. By the formula it is the mean, ${mean}, and there the squared error is ${left}. The most likely value has the error ${likely}. The mean is a value that x₀ never takes.`,
  mistakes: {
    likely:
      'You have given the most likely value. It has the smallest mean distance (it is the median), and it is exactly right most of the time. But its rare errors are large, and the square makes large errors expensive.',
    middle: 'You have given the middle between the two values. That is the mean only if both are equally likely.',
    other:
      'Move the estimate a little: the error grows on one side and shrinks on the other, each in proportion to distance times probability. The two balance at the mean.',
  },
  task: 'Change the probability, and move the estimate to the smallest [squared|squared error] again. It is always at [mean|the mean]; the smallest [absolute|distance] jumps from one value to the other.',
  text2: 'Why the mean, and what error is left there:',
  mse: {
    split: {
      title: 'The error splits in two',
      because:
        'Write a − x₀ as (a − m) + (m − x₀) and square. The mixed term is 2(a − m) times m − x₀, whose mean is 0, because m is the mean of x₀.',
      numbers: (answer: string, mean: string, first: string, left: string, all: string) =>
        `at a = ${answer}, m = ${mean}: ${first} + ${left} = ${all}.`,
    },
    least: {
      title: 'Only the first part depends on the estimate',
      because:
        'It is 0 if a = m. The second part is the variance of {x0} given {xt}: no estimate makes it smaller. A network gives one output for each {xt}, so the optimal network gives the conditional mean at each {xt}.',
      numbers: (mean: string, left: string) => `the optimal estimate is ${mean}, and ${left} is left.`,
    },
    mean: {
      title: 'So the optimal mean of a step is a mean of means',
      because:
        'The same holds for the means of the steps: the posterior’s mean {muTilde} depends on the {x0} that we drew in training, the network sees {xt} alone. The best it can learn is the mean of {muTilde} over all {x0} that {xt} can come from. {muTilde} is linear in {x0}, so this is the posterior mean with E[{x0} | {xt}] in place of {x0}. Predicting {eps} is equivalent, because {eps} is linear in {x0}, too. What is left is the floor of lesson 10.',
      numbers: () => 'nothing new to compute: for a linear function the mean of the values is the value at the mean.',
    },
  },
  squared: {
    values: 'values of x₀, height = probability',
    squaredName: 'mean squared error of each estimate',
    absoluteName: 'mean distance',
    answer: 'Estimate a',
    share: (high: number) => `Probability of x₀ = ${high}`,
    hidden: (low: string, high: string) => `x₀ is −1 with probability ${low}, and 2 with probability ${high}.`,
    says: (answer: string, squared: string, mean: string, left: string, absolute: string) =>
      `The estimate ${answer} has mean squared error ${squared}; the smallest is ${left}, at ${mean}. Its mean distance is ${absolute}.`,
  },
  title2: 'From the bound to {simpleName}',
  text3:
    'Lesson 6 ended with a sum of divergences, one for each step. Three more steps lead to the loss of one line. Choose the lines again. When the experiment below has run, they show its numbers.',
  steps: {
    gaussians: {
      title: '1. Two normal distributions with different means',
      asks: 'Posterior and model step are both normal, with variances that are fixed beforehand. What does their divergence depend on?',
      because:
        'The divergence of two normal distributions with fixed variances is the squared distance of their means over twice the model’s variance, plus a constant that no network can change. No probabilities are left, only a regression.',
      wrong: [
        'The logarithm of a normal density is a square, not a distance: −‖x − μ‖²/(2σ²).',
        'The variance is missing. Means that are 0.1 apart are far apart for distributions of width 0.01, and close for distributions of width 10.',
      ],
    },
    eps: {
      title: '2. Replace the mean by the noise',
      asks: 'Both means have the form of eq. 11: one with the true {eps}, one with {epsTheta}. Which factor comes out of the square?',
      because:
        'In the difference of the means {xt} cancels. What remains is the difference of the noises, times {beta} over {rootAlpha} {rootNoiseVariance}. Squared, the factor becomes the weight.',
      wrong: [
        'The factor is inside the square, so it must be squared, too.',
        'In eq. 11 the whole bracket is divided by {rootAlpha}. After squaring, {alpha} is in the denominator.',
      ],
    },
    simple: {
      title: '3. Drop the weight',
      asks: 'Ho et al. set all weights to 1 and draw t at random. What is left?',
      because:
        'The weight does not change the optimum at each t: the optimal {epsTheta} at a given t is the conditional mean, whatever the weight. It only decides how errors at different t are traded against each other. The bound gives most weight to the times with the least noise, which nobody can see. With all weights equal to 1, the pictures became better, although the likelihood became worse. This is a choice, not a derivation.',
      wrong: [
        'The distance without the square has another optimum: in one dimension the median, not the mean. Then the step would not be the posterior mean any more.',
        'The network predicts the noise, so its output is compared with the noise. To compare it with {x0}, it would have to predict {x0}. This is possible, too: see lesson 12.',
      ],
    },
  },
  floorAsk: (t: number) =>
    `A small network has been trained. At t = ${t}, replace it by the optimal function, the exact denoiser of lesson 10. How much of the term L_{t−1} is left?`,
  floorOptions: ['Nothing: the optimum has no error', 'About a third', 'Most of it'],
  floorCheck: (share: string, t: number, error: string, floor: string, term: string, weight: string) =>
    `${share} is left. At t = ${t} the network’s squared error is ${error} per dimension, that of the exact denoiser ${floor}. With [weights|the weight] ${weight} and two dimensions, the network’s error gives a term of ${term} nats. What remains is the uncertainty about {x0} given {xt}.`,
  floorMistakes: [
    'That would be true if the model saw {x0}. It sees only {xt}, and the same {xt} can come from several {x0}. The optimum is their mean, and it does not equal any of them.',
    'You may have thought that the training is far from finished. But most of the error is now the variance of the noise given {xt}, which no function can remove.',
    'Most of the error is the variance of the noise given {xt}.',
  ],
  says: (second: string, least: string, leastAt: number, last: string) =>
    `The weight in the bound is ${second} at t = 2, falls to ${least} at t = ${leastAt}, and rises to ${last} at T.`,
  saysMeasured: (t: number, weight: string, error: string, floor: string) =>
    `At t = ${t} the weight is ${weight}; the network’s squared error ${error} per dimension, the floor ${floor}.`,
  numbers: {
    gaussians: (t: number, deviation: string, apart: string, term: string, floor: string) =>
      `at t = ${t} both have standard deviation ${deviation}, and their means are ${apart} apart (root of the mean square): ${apart}² / (2 · ${deviation}²) = ${term} nats. With the exact denoiser of lesson 10, ${floor} nats would still be left.`,
    eps: (t: number, weight: string, dims: number, error: string, product: string, term: string) =>
      `at t = ${t}: weight ${weight} × ${dims} dimensions × mean squared error ${error} = ${product} nats. The bound’s own term there is ${term}; the difference is sampling error.`,
    simple: (first: string, shown: string, t: number, least: string, leastAt: number, last: string, total: number) =>
      `weight ${first} at t = 1, ${shown} at t = ${t}, ${least} at t = ${leastAt}, ${last} at t = ${total}; in L_simple, 1 for all.`,
  },
} as const;
