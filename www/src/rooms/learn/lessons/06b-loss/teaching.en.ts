/** Goals, recap, exercises and questions of lesson 6b, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'prove that squared error is least at the conditional mean, and say what is left there',
    'go from a divergence of two normal distributions to a weighted squared error of the noise',
    'say what dropping the weight changes, and what it does not',
  ],
  recap: [
    'Squared error splits into the distance to the conditional mean, which can be made 0, and a variance, which cannot.',
    'With fixed variances a divergence of the bound is a weighted squared error between the true noise and the predicted one.',
    'The simple loss drops the weight: the best answer at each t is the same, only how errors at different t are traded is not.',
  ],
  exercises: [
    {
      asks: 'On the first stage, set the probability of x₀ = 2 to 0.5. Where is the least squared error, and where the least distance?',
      answer:
        'The squared error is least at 0.5. The distance is the same for every answer between −1 and 2: with equal shares the median is not unique.',
    },
    {
      asks: 'At which probability is the error that is left largest?',
      answer: 'At 0.5: the variance of a value that is one of two is p(1 − p) times the square of their distance, 9/4 there.',
    },
  ],
  questions: {
    leastAt: {
      kind: 'choice',
      asks: 'Which answer makes the mean squared error least?',
      right: 'the mean',
      wrong: [
        ['the median', 'The median makes the mean distance least, not its square.'],
        ['the likeliest value', 'It is right most often; but rare misses that are far cost much when squared.'],
        ['any value that occurs', 'The mean is in general a value that never occurs.'],
      ],
      because: 'The error is the squared distance to the mean, plus a variance that no answer changes.',
    },
    meanOfTwo: {
      kind: 'number',
      asks: 'x₀ is 0 with probability 0.75 and 4 with probability 0.25. Which answer has the least squared error? (To within 0.05.)',
      value: 1,
      within: 0.05,
      near: [
        [0, 'That is the likeliest value, and the median.'],
        [2, 'That is the middle; it would be right for equal probabilities.'],
      ],
      low: 'The value 4 pulls more: a quarter of 4 is 1.',
      high: 'The value 0 is three times as likely.',
      because: '0.75 · 0 + 0.25 · 4 = 1.',
    },
    leftOver: {
      kind: 'number',
      asks: 'In the question before (0 with 0.75, 4 with 0.25), which squared error is left at the best answer? (To within 0.1.)',
      value: 3,
      within: 0.1,
      near: [
        [0, 'Nothing would be left if x₀ were known. It is not.'],
        [4, 'That is the error of the answer 0: 0.25 · 16.'],
      ],
      low: 'More: 0.75 · 1 + 0.25 · 9.',
      high: 'Less: 0.75 · 1 + 0.25 · 9.',
      because: '0.75 · 1² + 0.25 · 3² = 3, the variance of x₀.',
    },
    crossTerm: {
      kind: 'choice',
      asks: 'Why does the mixed term vanish in the split of the squared error?',
      right: 'The mean of x₀ − m is 0, as m is the mean.',
      wrong: [
        ['The answer a does not depend on x₀.', 'True, and needed to take a − m out of the mean. But it is the other factor that is 0.'],
        ['It is small and is neglected.', 'Nothing is neglected: it is exactly 0.'],
      ],
      because: 'The mean of 2(a − m)(m − x₀) is 2(a − m) times 0.',
    },
    bestNetwork: {
      kind: 'choice',
      asks: 'What does the best network answer when it is asked for {eps}?',
      right: 'the mean of {eps} over all ways in which {xt} may have come about',
      wrong: [
        ['the {eps} that was drawn', 'It cannot know which was drawn: several pairs of data and noise give the same {xt}.'],
        ['0, the mean of the noise', 'Over all draws the mean is 0. Given {xt} it is not.'],
      ],
      because: 'It is trained by squared error, which asks for the conditional mean.',
    },
    twoNormals: {
      kind: 'choice',
      asks: 'The variances of posterior and model are fixed. What of their divergence can a network change?',
      right: 'the squared distance of the means, over twice the model’s variance',
      wrong: [
        ['the ratio of the variances', 'It is fixed beforehand; its part is the constant.'],
        ['the distance of the means, not squared', 'The logarithm of a normal density is a square.'],
        ['nothing', 'The mean of the model’s step is the network’s to choose.'],
      ],
      because: 'All else in the divergence depends on the variances only.',
    },
    sameForm: {
      kind: 'choice',
      asks: 'Why does {xt} drop out of the difference of the two means?',
      right: 'Both have it with the same factor, 1/{rootAlpha}.',
      wrong: [
        ['Because {xt} has mean 0.', 'It is a given number here, not an average.'],
        ['Because the network does not see {xt}.', 'It sees {xt}, and nothing else but t.'],
      ],
      because: 'Both means have the form of eq. 11; they differ in the noise alone.',
    },
    weightChoice: {
      kind: 'choice',
      asks: 'What does the weight of eq. 12 change?',
      right: 'how errors at different t are traded against each other',
      wrong: [
        ['which answer is best at a given t', 'The conditional mean is the best for any positive weight.'],
        ['the number of steps', 'It changes the loss, not the chain.'],
      ],
      because: 'A network of limited size must err somewhere; the weight says where it may.',
    },
    perceptual: {
      kind: 'choice',
      asks: 'With all weights 1 pictures got better, and the likelihood worse. Why?',
      right: 'The bound spends most of its weight on the last traces of noise, which nobody sees.',
      wrong: [
        ['The bound is wrong for pictures.', 'It is a true bound. It counts nats, and nats are not what the eye counts.'],
        ['With equal weights training is longer.', 'It is as long. The effort goes to other t.'],
      ],
      because: 'The weight is largest at the first few t.',
    },
    whichMean: {
      kind: 'choice',
      asks: 'What does the model’s mean approach as training goes on?',
      right: 'the mean of {muTilde} over all {x0} that {xt} may come from',
      wrong: [
        ['{muTilde} of the {x0} that was drawn', 'The network does not see which {x0} was drawn.'],
        ['{xt} over {rootAlpha}', 'That leaves out all that the network knows of the data.'],
      ],
      because: '{muTilde} is linear in {x0}, so its mean is {muTilde} with E[{x0} | {xt}] put in.',
    },
  },
} as const satisfies Teaching;
