/** Goals, recap, exercises and questions of lesson 8, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'say why two independent normal noises may be rotated',
    'show which part of the two noises {xt} depends on, and which it does not',
    'explain why the loss with one noise has the same gradient on average and less variance',
  ],
  recap: [
    'Two noises enter {xt} only through one mixture of them, {eps}; the mixture at a right angle, {omega}, is independent of it.',
    'The mean over {omega} can be taken by hand, which leaves the gradient the same on average and takes its noise away.',
    'A smaller variance means fewer steps for the same result; other ways to it are stratified t, importance sampling and antithetic pairs.',
  ],
  exercises: [
    {
      asks: 'Move t to its middle and find a second draw on the orange line. What do the two draws have in common?',
      answer: 'The same {eps}, and so the same {xt}. They differ in {omega}, of which {xt} knows nothing.',
    },
    {
      asks: 'At which t do the new axes make the largest angle with the old ones?',
      answer:
        'Near t = 35, a third of the way: about 72°. There the noise of the single step is the smallest part of the whole. Later the steps are larger, so its share grows again.',
    },
  ],
  questions: {
    rotate: {
      kind: 'choice',
      asks: 'Why may two independent standard normal noises be rotated?',
      right: 'Their joint density depends on the distance from the origin only.',
      wrong: [
        [
          'Every pair of independent numbers can be rotated.',
          'For two uniform numbers the density is a square: turned, they are no longer independent.',
        ],
        ['Because both enter {xt}.', 'That is why one wants to rotate, not why one may.'],
        ['Because the angle is small.', 'Any angle will do.'],
      ],
      because: 'A round normal density looks the same in all directions, so the new coordinates are independent standard normal again.',
    },
    omega: {
      kind: 'choice',
      asks: 'What does {xt} tell of {omega}?',
      right: 'nothing',
      wrong: [
        ['its sign', '{xt} depends on {eps}, and the two are independent: not even the sign is told.'],
        ['its mean over the batch', 'A mean of numbers that one cannot see is no better known.'],
        ['all of it, for a network that is large enough', 'What is not in the input cannot be computed by any network.'],
      ],
      because: '{xt} is a function of {x0} and {eps}, and {omega} is independent of both.',
    },
    mean: {
      kind: 'choice',
      asks: 'What happens to the mean of the gradient when {omega} is averaged out by hand?',
      right: 'It stays the same.',
      wrong: [
        ['It becomes smaller.', 'Only the scatter becomes smaller.'],
        ['It becomes 0.', 'Only the part that {omega} contributes has mean 0.'],
        ['It is biased, but less noisy.', 'The average is taken exactly, so there is no bias.'],
      ],
      because: 'Taking part of a mean exactly leaves the whole mean as it is.',
    },
    target: {
      kind: 'choice',
      asks: 'With two noises, what is the network’s target?',
      right: 'the noise of the single step',
      wrong: [
        ['the merged noise', 'That is the target after the rotation.'],
        ['{x0}', 'Neither form of this loss asks for it.'],
        ['the sum of both noises', 'The sum has no meaning here. {xt} holds a weighted mixture.'],
      ],
      because: 'The step from t − 1 to t adds {epsStep}, and that is what the step back has to remove.',
    },
    factor: {
      kind: 'number',
      asks: '1 − ᾱ = 0.5 and β = 0.01. By which factor must the gradient of the two-noise loss be multiplied to teach as much?',
      value: 50,
      within: 0.5,
      near: [
        [0.02, 'That is the factor the other way: the share that the step’s noise has.'],
        [0.005, 'That is the product. It is the ratio that is asked for.'],
        [7.07, 'That is the root, by which the prediction itself is scaled. The loss is squared.'],
      ],
      low: 'It is (1 − ᾱ)/β.',
      high: 'It is (1 − ᾱ)/β.',
      because: '0.5/0.01 = 50.',
    },
    part: {
      kind: 'number',
      asks: 'With the same numbers, how many percent of the variance of the noise in {xt} come from the last step?',
      value: 2,
      within: 0.1,
      near: [
        [1, 'That is β itself in percent. It is asked as a share of 1 − ᾱ = 0.5.'],
        [50, 'That is 1 − ᾱ in percent.'],
      ],
      low: 'It is β/(1 − ᾱ).',
      high: 'It is β/(1 − ᾱ).',
      because: '0.01/0.5 = 2 %.',
    },
    why: {
      kind: 'choice',
      asks: 'Why is the variance with two noises so much larger, and not only twice as large?',
      right: 'The step’s noise is a tiny part of {xt}, so the useful part of the target is tiny, and both parts are scaled up.',
      wrong: [
        [
          'Because two random numbers are drawn in place of one.',
          'That alone would make a small difference. It is the scaling that makes it large.',
        ],
        ['Because the two noises are correlated.', 'They are independent.'],
        ['Because the network has to be larger.', 'The network is the same.'],
      ],
      because: 'Nearly all of {epsStep} is {omega}, of which nothing can be learned.',
    },
    batch: {
      kind: 'number',
      asks: 'A batch is made four times as large. By which factor is the variance of its mean gradient divided?',
      value: 4,
      within: 0.05,
      near: [
        [2, 'That is the factor of the standard deviation.'],
        [16, 'The variance falls with the number of examples, not with its square.'],
      ],
      low: 'The variance of a mean of n independent examples is that of one over n.',
      high: 'The variance of a mean of n independent examples is that of one over n.',
      because: 'Four times the examples, a quarter of the variance. So a factor of 700 in variance would cost 700 times the batch.',
    },
    stratified: {
      kind: 'choice',
      asks: 'What does stratified t do?',
      right: 'It spreads the times of a batch evenly over 1 to T.',
      wrong: [
        ['It draws more often where the loss is large.', 'That is importance sampling.'],
        ['It uses each noise with both signs.', 'Those are antithetic pairs.'],
        ['It lets all examples of a batch have the same t.', 'That would make the variance larger.'],
      ],
      because: 'One t from each of equal parts: no batch has by chance too many small or large t.',
    },
    importance: {
      kind: 'choice',
      asks: 'Times are drawn more often where the loss is large. What must be done so that the gradient stays right on average?',
      right: 'Each example is divided by how much more often it is drawn.',
      wrong: [
        ['Nothing: the average takes care of it.', 'The average would then count these times too much.'],
        ['Each example is multiplied by it.', 'That counts them twice over.'],
        ['The learning rate is lowered.', 'It changes the length of all gradients alike, and the bias stays.'],
      ],
      because: 'Weights 1/p undo the choice of p in the mean. What remains of it is the variance.',
    },
    antithetic: {
      kind: 'choice',
      asks: 'When do antithetic pairs help?',
      right: 'when what scatters changes its sign with the noise',
      wrong: [
        ['always, by a factor of two', 'In the lesson’s measurement they hardly help. Even parts do not cancel.'],
        ['when the batch is large', 'The size of the batch does not matter for it.'],
        ['when t is drawn evenly', 'That is another means, and independent of it.'],
      ],
      because: 'Odd parts cancel between ε and −ε. Even parts come twice.',
    },
  },
} as const satisfies Teaching;
