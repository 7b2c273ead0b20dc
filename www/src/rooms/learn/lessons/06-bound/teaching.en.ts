/** Goals, recap, exercises and questions of lesson 6, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'derive the variational bound by Jensen’s inequality, line by line',
    'derive it again from a divergence that is never negative, and say what the gap is',
    'name the three kinds of terms of the bound, and say which of them can be learned',
  ],
  recap: [
    'The likelihood of a diffusion model is an integral over all paths and cannot be computed; L, the negative ELBO, is never smaller than the negative log-likelihood, and can be computed.',
    'By Bayes with {x0} as a condition the bound becomes a sum of divergences, each of which compares one step of the model with the posterior.',
    'The gap is the divergence of the forward paths from the model’s own paths to the same {x0}; it is 0 only where the two agree.',
  ],
  exercises: [
    {
      asks: 'In the last part, set the standard deviation of q to 0.71 and move only its middle. Where is the gap 0.25 nats?',
      answer: 'With the right width the gap is (m − 0.75)², since twice the variance is 1. So it is 0.25 at 0.25 and at 1.25.',
    },
    {
      asks: 'Now leave the middle at 0.75 and make q narrower and narrower. What happens to L, and why does it not stop?',
      answer:
        'L grows without end, as −log of the width. A q that is too narrow is sure of one path; the bound charges for every path of the model that it leaves out.',
    },
  ],
  questions: {
    intractable: {
      kind: 'choice',
      asks: 'Why can −log p_θ({x0}) not be computed?',
      right: 'It needs an integral over all paths from noise to {x0}.',
      wrong: [
        [
          'The network is not known exactly.',
          'Every weight of the network is known. What is out of reach is the sum over all ways in which it may reach {x0}.',
        ],
        ['The forward process has no density.', 'It has one, and a simple one: every step is normal.'],
        [
          'The logarithm of a small number is not accurate.',
          'Computers handle small logarithms well. It is the integral that has too many dimensions.',
        ],
      ],
      because: 'With T = 1000 and two coordinates the integral has 2000 dimensions for a single point.',
    },
    sign: {
      kind: 'choice',
      asks: 'What is the relation of L to the ELBO?',
      right: 'L is its negative: L is made small, the ELBO large.',
      wrong: [
        ['They are the same number.', 'The ELBO bounds log p from below, L bounds −log p from above. The sign differs.'],
        ['The ELBO is the gap between L and −log p.', 'The gap is a divergence of its own. The ELBO is −L.'],
      ],
      because: 'ELBO stands for evidence lower bound: a lower bound on log p_θ({x0}).',
    },
    direction: {
      kind: 'choice',
      asks: 'A bound is to be used for training by making it small. It must lie …',
      right: 'above −log p_θ({x0})',
      wrong: [
        ['below it', 'A number that is known to be smaller tells nothing of how large the true one is.'],
        ['on either side, as long as it is near', 'What is pushed down must carry the other down with it. That is so only from above.'],
      ],
      because: 'What is smaller than something small is small.',
    },
    onlyInequality: {
      kind: 'choice',
      asks: 'How many inequalities does the first derivation have?',
      right: 'one, Jensen’s',
      wrong: [
        ['one for each step of the chain', 'The steps are split by equations: a product becomes a sum, and neighbours cancel.'],
        [
          'two: Jensen’s, and that divergences are never negative',
          'That the terms are divergences is an equation. That they are not negative is true, but the derivation does not need it.',
        ],
      ],
      because: 'After Jensen’s inequality all that follows only writes L in other words.',
    },
    whyX0: {
      kind: 'choice',
      asks: 'Why is {x0} slipped in as a condition when the forward step is turned round?',
      right: 'With it all three densities are known normal distributions.',
      wrong: [
        [
          'Because the forward step depends on {x0}.',
          'It does not: the chain is Markov. That is why the condition may be added for nothing.',
        ],
        ['Because the model knows {x0}.', 'The model does not. Only the posterior, in training, has it.'],
        ['To make the bound tighter.', 'Both forms are equal, so nothing gets tighter. One can be computed, the other cannot.'],
      ],
      because: 'Without {x0} one would need {qBack}, which depends on all data there are.',
    },
    telescope: {
      kind: 'choice',
      asks: 'The sum over t of log q({xPrev} | {x0}) − log q({xt} | {x0}), from t = 2 to T, comes to …',
      right: 'log q({x1} | {x0}) − log q({xT} | {x0})',
      wrong: [
        ['log q({xT} | {x0}) − log q({x1} | {x0})', 'The first term of the sum has {x1} with a plus, the last has {xT} with a minus.'],
        ['0', 'The first and the last have no partner.'],
        ['T − 1 times the mean difference', 'True of any sum, and no help: the point is that neighbours cancel.'],
      ],
      because: 'What is subtracted at t is added at t + 1. Only the ends are left.',
    },
    learnable: {
      kind: 'choice',
      asks: 'Which term of the bound has nothing to learn?',
      right: 'L_T, the divergence of q({xT} | {x0}) from N(0, I)',
      wrong: [
        ['L_0', 'It is the last step of the model, which has parameters.'],
        ['the terms of the middle', 'Each of them compares a step of the model with the posterior, and the step has parameters.'],
      ],
      because: 'The forward process is fixed, and so is the prior; only the schedule can make L_T small.',
    },
    klZero: {
      kind: 'choice',
      asks: 'Can L_{t−1} become 0 when the data are many points?',
      right: 'No: the model does not see {x0}, and the posterior depends on it.',
      wrong: [
        ['Yes, with a large enough network', 'However large, it gives one answer for {xt}, and {xt} may come from several {x0}.'],
        ['Yes, if T is large enough', 'More steps make each term smaller, not 0.'],
      ],
      because: 'The best mean is that of the posterior’s mean over all {x0} that {xt} may come from; what is left is the floor.',
    },
    klNumber: {
      kind: 'number',
      asks: 'Two normal distributions on a line, both of standard deviation 0.5, with means 0.5 apart. Their divergence in nats? (To within 0.02.)',
      value: 0.5,
      within: 0.02,
      near: [
        [0.25, 'That is the square of the distance alone. It must be divided by twice the variance, which is 0.5.'],
        [1, 'The factor 2 below is missing: the square of the distance over twice the variance.'],
      ],
      low: 'Larger: the means are a whole standard deviation apart.',
      high: 'Smaller: square of the distance, 0.25, over twice the variance, 0.5.',
      because: '0.25 / (2 · 0.25) = 0.5.',
    },
    middle: {
      kind: 'number',
      asks: 'In the chain of one step, {x1} from N(0, 1) and {x0} from N({x1}, 1), we see x₀ = 2. Where is the mean of p({x1} | {x0})? (To within 0.05.)',
      value: 1,
      within: 0.05,
      near: [
        [2, 'That would be so without a prior. It pulls towards 0 as strongly as {x0} pulls towards 2.'],
        [0, 'That is the prior’s mean. {x0} tells something, too.'],
      ],
      low: 'Nearer to {x0}: prior and likelihood have the same precision.',
      high: 'Nearer to 0: prior and likelihood have the same precision.',
      because: 'Both sources have variance 1, so the mean lies half-way.',
    },
    gapIs: {
      kind: 'choice',
      asks: 'The gap of the bound is the divergence of q({wholePath} | {x0}) from …',
      right: 'p_θ({wholePath} | {x0}), the model’s own paths to this {x0}',
      wrong: [
        ['p_θ({wholePath}), all paths of the model', 'Then {x0} would play no part, and the sum could not be computed.'],
        ['N(0, I)', 'That is L_T, one of the terms, which is about the end of the path alone.'],
      ],
      because: '−log p_θ({x0}) plus this divergence is L.',
    },
  },
} as const satisfies Teaching;
