/** Goals, recap, exercises and questions of lesson 14, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'say what energy, Z and score are, and why the score needs no Z',
    'explain why a network that predicts noise learns a score',
    'say where score-based models and DDPM meet, and where they do not',
  ],
  recap: [
    'The score is the gradient of the logarithm of a density, the downhill slope of its energy; the constant Z has no slope.',
    'Denoising score matching asks for the noise that was added, and squared error answers with the score of the noised data.',
    'So the network of a DDPM is a score but for the factor −{rootNoiseVariance}; what differs is the chain of T steps, which bounds the likelihood.',
  ],
  exercises: [
    {
      asks: 'Set t = 1000 and place the point at (2, 0). What is the score there, and why?',
      answer: 'About (−2, 0): at t = 1000 the noised data are nearly N(0, I), whose score is −x.',
    },
    {
      asks: 'Set t = 100 and move the point from one Gaussian towards its neighbour. Where does the score turn round?',
      answer: 'On the line half-way between the two. Up to there it grows with the distance from the first; there both pulls cancel.',
    },
  ],
  questions: {
    energySign: {
      kind: 'choice',
      asks: 'x of low energy are …',
      right: 'likely',
      wrong: [
        ['unlikely', 'The density is e to the minus energy: low energy, high density.'],
        ['near 0', 'The energy says nothing of the size of x.'],
      ],
      because: 'p is proportional to e^(−E).',
    },
    needsZ: {
      kind: 'choice',
      asks: 'Which of these needs Z?',
      right: 'the probability of a region',
      wrong: [
        ['the score', 'Z is the same for all x and has no gradient.'],
        ['which of two x is likelier', 'The ratio of two densities has Z above and below.'],
      ],
      because: 'A probability is an integral of the normalized density.',
    },
    normalScore: {
      kind: 'number',
      asks: 'What is the score of N(1, 4) at x = 5? (Variance 4. To within 0.05.)',
      value: -1,
      within: 0.05,
      near: [
        [1, 'The score points back to the mean: a minus is missing.'],
        [-2, 'You have divided by the standard deviation; it is the variance.'],
        [-4, 'The distance must be divided by the variance.'],
      ],
      low: 'Minus the distance, over the variance.',
      high: 'Minus the distance, over the variance.',
      because: '−(5 − 1)/4 = −1.',
    },
    target: {
      kind: 'choice',
      asks: 'What is the target of denoising score matching?',
      right: 'the slope of the Gaussian component that the noised point came from',
      wrong: [
        ['the score of the clean data', 'Nobody has it. That is why noise is added.'],
        ['the energy of the noised point', 'The loss knows no energy.'],
      ],
      because: 'That slope is −{eps}/{rootNoiseVariance}, which is known, since the noise was drawn.',
    },
    which: {
      kind: 'choice',
      asks: 'Of which density is the network’s answer the score?',
      right: 'of the data noised to t',
      wrong: [
        ['of the clean data', 'Only in the limit of no noise.'],
        ['of the noise', 'The noise is N(0, I) at every t; its score would know nothing of the data.'],
      ],
      because: 'It is trained on noised data, at that level.',
    },
    factor: {
      kind: 'number',
      asks: '1 − ᾱ = 0.25 and the network says ε̂ = 1. What is the score? (To within 0.05.)',
      value: -2,
      within: 0.05,
      near: [
        [2, 'The sign: noise points away from the data, the score back.'],
        [-4, 'One divides by the root, 0.5.'],
        [-0.5, 'One divides by 0.5; that was a multiplication.'],
      ],
      low: 'Minus 1 over the root of 0.25.',
      high: 'Minus 1 over the root of 0.25.',
      because: '−1/0.5 = −2.',
    },
    meanNotZero: {
      kind: 'choice',
      asks: 'Noise has mean 0. Why is the best answer not 0?',
      right: 'Given where {xt} is, the noise does not have mean 0.',
      wrong: [
        ['Because the network cannot represent 0.', 'It could, and would do worse.'],
        ['Because the noise of each draw is large.', 'Its size does not matter; its mean given {xt} does.'],
      ],
      because: 'That {xt} lies there makes some noises likelier than others.',
    },
    tweedie: {
      kind: 'choice',
      asks: 'Where does Tweedie’s formula lead from {xt}?',
      right: 'along the score, by its variance of noise, to E[{x0} | {xt}]',
      wrong: [
        ['to the nearest data point', 'It is a mean, and in general no data point.'],
        ['against the score', 'The score points to where the data are.'],
      ],
      because: 'E[{x0} | {xt}] = ({xt} + (1 − ᾱ) score)/√ᾱ.',
    },
    conservative: {
      kind: 'choice',
      asks: 'Is the answer of a network that predicts ε always the slope of some energy?',
      right: 'No: nothing forces a field of vectors to be a gradient.',
      wrong: [
        ['Yes, since the true score is one', 'The true one is. A network’s errors need not be.'],
        ['Yes, since it was trained by squared error', 'That brings it near the score, not into the class of gradients.'],
      ],
      because: 'A gradient has no circulation; a network’s field may have some.',
    },
    kinds: {
      kind: 'choice',
      asks: 'NCSN (Song and Ermon 2019) and DDPM treat the signal differently. How?',
      right: 'NCSN leaves it and adds more noise; DDPM shrinks it so that the variance stays 1.',
      wrong: [
        ['DDPM leaves it; NCSN shrinks it.', 'The other way round.'],
        ['Both leave it.', 'In DDPM it has the factor {rootAlphaBar}.'],
      ],
      because: 'They are the two kinds of stochastic differential equations of Song et al. (2021).',
    },
    likelihood: {
      kind: 'choice',
      asks: 'What does the chain of DDPM have that the score of one noise level does not?',
      right: 'a bound on the likelihood',
      wrong: [
        ['a way to draw samples', 'Langevin dynamics draws samples with a score.'],
        ['a loss without Z', 'Score matching has that, too.'],
      ],
      because: 'The bound is a sum over the steps of the chain.',
    },
  },
} as const satisfies Teaching;
