/** Lesson 6b, in English. */

export const en = {
  title1: 'What a squared error asks for',
  text1:
    'The bound will come down to squared errors. So first: which answer makes a squared error least? Suppose that we stand at some {xt}, and it may come from [values|two data points], one more likely than the other. We must give one number for {x0}, and pay the square of how far it is off.',
  ask: (low: string, high: string, lowShare: string, highShare: string) =>
    `x₀ is ${low} with probability ${lowShare}, and ${high} with probability ${highShare}. Which answer has the least mean squared error?`,
  check: (measured: string, mean: string, left: string, likely: string) =>
    `Over 4,000 draws of x₀ it is ${measured}. By the formula it is the mean, ${mean}, and there the squared error is ${left}. The likeliest value would cost ${likely}. The mean is a number that x₀ never is.`,
  mistakes: {
    likely:
      'You have given the likeliest value. It has the least mean distance (it is the median), and is exactly right most of the time. But the rare misses are far, and a square makes far misses dear.',
    middle: 'You have given the middle between both values. That is the mean only where both are equally likely.',
    other:
      'Move the answer by a little: the error grows on one side and shrinks on the other, each in proportion to distance times probability. The two are in balance at the mean.',
  },
  task: 'Change the probability, and bring the answer to the least [squared|squared error] again. It is always [mean|the mean]; the least [absolute|distance] jumps from one value to the other.',
  text2: 'Why the mean, and what is left of the error there:',
  mse: {
    split: {
      title: 'The error splits in two',
      because:
        'Write a − x₀ as (a − m) + (m − x₀) and square. The mixed term is 2(a − m) times m − x₀, whose mean is 0, because m is the mean of x₀.',
      numbers: (answer: string, mean: string, first: string, left: string, all: string) =>
        `at a = ${answer}, m = ${mean}: ${first} + ${left} = ${all}.`,
    },
    least: {
      title: 'Only the first part depends on the answer',
      because:
        'It is 0 where a = m. The second part is the variance of {x0} given {xt}: no answer makes it smaller. A network answers each {xt} for itself, so the best network gives the conditional mean at each {xt}.',
      numbers: (mean: string, left: string) => `the best answer is ${mean}, and ${left} is left.`,
    },
    mean: {
      title: 'So the best mean of a step is a mean of means',
      because:
        'The same holds for the means of the steps: the posterior’s mean {muTilde} depends on the {x0} that we drew in training, the network sees {xt} alone. What it can learn at best is the mean of {muTilde} over all {x0} that {xt} may come from. {muTilde} is linear in {x0}, so this is the posterior’s mean with E[{x0} | {xt}] put in; and predicting {eps} is the same again, since {eps} is linear in {x0}, too. What is left is the floor of lesson 10.',
      numbers: () => 'nothing new to compute: for a linear function the mean of the values is the value at the mean.',
    },
  },
  squared: {
    values: 'values of x₀, as high as likely',
    squaredName: 'mean squared error of each answer',
    absoluteName: 'mean distance',
    answer: 'Answer a',
    share: (high: number) => `Probability of x₀ = ${high}`,
    hidden: (low: string, high: string) => `x₀ is −1 with probability ${low}, and 2 with probability ${high}.`,
    says: (answer: string, squared: string, mean: string, left: string, absolute: string) =>
      `The answer ${answer} has mean squared error ${squared}; least is ${left}, at ${mean}. Its mean distance is ${absolute}.`,
  },
  title2: 'From the bound to {simpleName}',
  text3:
    'Lesson 6 ended with a sum of divergences, one for each step. Three steps more, and it is the loss of one line. Choose the lines again. Once the experiment below has run, they show its numbers.',
  steps: {
    gaussians: {
      title: '1. Two normal distributions differ by their means',
      asks: 'Posterior and model step are both normal, with variances that are fixed beforehand. What does their divergence depend on?',
      because:
        'The divergence of two normal distributions with fixed variances is the squared distance of their means over twice the model’s variance, plus a constant that no network can change. The probabilities are gone; what is left is a regression.',
      wrong: [
        'The logarithm of a normal density is a square, not a distance: −‖x − μ‖²/(2σ²).',
        'The variance is missing. Means that are a tenth apart differ much if the distributions are a hundredth wide, and hardly at all if they are ten wide.',
      ],
    },
    eps: {
      title: '2. Put the noise in place of the mean',
      asks: 'Both means have the form of eq. 11: one with the true {eps}, one with {epsTheta}. Which factor comes out of the square?',
      because:
        'In the difference of the means {xt} cancels. What remains is the difference of the noises, times {beta} over {rootAlpha} {rootNoiseVariance}. Squared, the factor becomes the weight.',
      wrong: [
        'The factor stands inside the square, so it must be squared with the noises.',
        'In eq. 11 the whole bracket is divided by {rootAlpha}. Squared, {alpha} goes below.',
      ],
    },
    simple: {
      title: '3. Drop the weight',
      asks: 'Ho et al. set all weights to 1 and draw t at random. What is left?',
      because:
        'The weight does not decide what is right at each t: the best {epsTheta} at a given t is the conditional mean, whatever the weight. It decides only how errors at different t are traded against each other. The bound cares most for the last traces of noise, which nobody sees. With all weights 1 pictures got better, though the likelihood got worse. It is a choice, not a derivation.',
      wrong: [
        'A distance in place of its square asks for another answer: in one dimension the median, not the mean. Then the step would not be the posterior’s mean any more.',
        'The network predicts the noise, so it is held against the noise. Against {x0} it would have to predict {x0}, which can be done: lesson 12.',
      ],
    },
  },
  floorAsk: (t: number) =>
    `At t = ${t} a small network has been trained. Put the best function there is in its place, the exact denoiser of lesson 10. How much of the term L_{t−1} is left?`,
  floorOptions: ['Nothing: the best has no error', 'About a third', 'Most of it'],
  floorCheck: (share: string, t: number, error: string, floor: string, term: string, weight: string) =>
    `${share} is left. At t = ${t} the network’s squared error is ${error} a dimension, that of the exact denoiser ${floor}. With [weights|the weight] ${weight} and two dimensions the network’s error makes a term of ${term} nats. The rest is what {xt} does not tell about {x0}.`,
  floorMistakes: [
    'That would be so if the model saw {x0}. It sees {xt}, and the same {xt} comes from several {x0}. The best is their mean, and a mean is not each of them.',
    'You may have thought that training had far to go. By now most of the error is the variance of the noise given {xt}, which no function can remove.',
    'Most of the error is the variance of the noise given {xt}.',
  ],
  says: (second: string, least: string, leastAt: number, last: string) =>
    `The weight in the bound is ${second} at t = 2, falls to ${least} at t = ${leastAt}, and rises to ${last} at T.`,
  saysMeasured: (t: number, weight: string, error: string, floor: string) =>
    `At t = ${t} the weight is ${weight}; the network’s squared error ${error} a dimension, the floor ${floor}.`,
  numbers: {
    gaussians: (t: number, deviation: string, apart: string, term: string, floor: string) =>
      `at t = ${t} both have standard deviation ${deviation}, and their means are ${apart} apart (root of the mean square): ${apart}² / (2 · ${deviation}²) = ${term} nats. With the exact denoiser of lesson 10, ${floor} nats would still be left.`,
    eps: (t: number, weight: string, dims: number, error: string, product: string, term: string) =>
      `at t = ${t}: weight ${weight} × ${dims} dimensions × mean squared error ${error} = ${product} nats. The bound’s own term there is ${term}; what differs is the scatter of the draws.`,
    simple: (first: string, shown: string, t: number, least: string, leastAt: number, last: string, total: number) =>
      `weight ${first} at t = 1, ${shown} at t = ${t}, ${least} at t = ${leastAt}, ${last} at t = ${total}; in L_simple, 1 for all.`,
  },
} as const;
