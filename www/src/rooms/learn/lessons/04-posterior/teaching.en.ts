/** Goals, recap, exercises and questions of lesson 4, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'say why one step back is known in closed form once {x0} is given, and not without it',
    'combine a normal prior and a normal likelihood by their precisions',
    'rewrite the posterior mean in terms of the noise',
  ],
  recap: [
    'Given {x0} and {xt}, the x one step earlier is normal: posterior ∝ prior × likelihood.',
    'Its mean weighs {rootAlphaBarPrev}{x0} and {xt}/{rootAlpha} by their precisions; its variance {betaTilde} is smaller than {beta}.',
    'Put in the jump, and the mean needs only {xt} and {eps}: in sampling {eps} is the one thing that is not known.',
  ],
  exercises: [
    {
      asks: 'After the predictions: keep x₀ and {xt} and move t from 20 to 1. How does the width of the posterior change, and which of the two curves sets it?',
      answer:
        'It narrows towards t = 1. At large t it is set by the likelihood, whose variance is about that of one step; at small t by the prior, which becomes very narrow.',
    },
    {
      asks: 'Choose t = 15 and place {xt} so that the mean of the posterior lies at 0 for x₀ = 2.',
      answer: 'Both contributions must cancel: 0.080 · 2 + 0.735 · x = 0, so x is about −0.22.',
    },
  ],
  questions: {
    known: {
      kind: 'choice',
      asks: 'Why is {qBack} out of reach?',
      right: 'By Bayes it needs the density of all noised data.',
      wrong: [
        [
          'The noise of the step was thrown away.',
          'It is gone, but a distribution does not need it. What is missing is how likely each x was beforehand.',
        ],
        ['It is not a probability distribution.', 'It is one. It only cannot be written down without knowing the data.'],
        ['β is too large.', 'For small β it is nearly normal, but its mean is still unknown.'],
      ],
      because: 'q({xPrev} | {xt}) ∝ q({xt} | {xPrev}) q({xPrev}), and q({xPrev}) depends on all data.',
    },
    mean: {
      kind: 'number',
      asks: 'Prior N(0, 0.5), likelihood centred at 3 with variance 0.25. Where is the mean of their normalized product?',
      value: 2,
      within: 0.02,
      near: [
        [1.5, 'That weighs both alike. The weights are the precisions, 2 and 4.'],
        [1, 'That weighs by the variances. The narrower one must count more.'],
      ],
      low: 'The likelihood is the narrower one, so the mean lies nearer to 3.',
      high: 'The prior still counts: its precision is 2 against 4.',
      because: '(2 · 0 + 4 · 3)/(2 + 4) = 2.',
    },
    variance: {
      kind: 'number',
      asks: 'The same two, with variances 0.5 and 0.25. What is the variance of the product? (To within 0.005.)',
      value: 0.1667,
      within: 0.005,
      near: [
        [0.75, 'Variances add up for sums. In a product of densities the precisions add up.'],
        [0.375, 'That is the mean of the two. The product is narrower than either.'],
        [0.125, 'That is the product of the variances. It still has to be divided by their sum.'],
      ],
      low: 'The precisions add up: 2 + 4 = 6, and the variance is one over that.',
      high: 'It must be smaller than either variance: the precisions add up.',
      because: '1/(1/0.5 + 1/0.25) = 1/6.',
    },
    tilde: {
      kind: 'number',
      asks: 'ᾱ is 0.5 one step earlier and β = 0.2. What is β̃? (To within 0.005.)',
      value: 0.1667,
      within: 0.005,
      near: [
        [0.2, 'That is β. β̃ is β times (1 − ᾱ before)/(1 − ᾱ now).'],
        [0.24, 'The fraction is upside down: 1 − ᾱ before the step is the smaller one.'],
        [0.1, 'That uses 1 − ᾱ before alone. It is divided by 1 − ᾱ now, which is 0.6.'],
      ],
      low: 'ᾱ now is 0.5 · 0.8 = 0.4, so β̃ = 0.5/0.6 · 0.2.',
      high: 'β̃ is smaller than β = 0.2.',
      because: '0.5/0.6 · 0.2 = 0.167.',
    },
    first: {
      kind: 'choice',
      asks: 'What is {betaTilde} at t = 1?',
      right: '0: before the first step there was no noise, so x is {x0}.',
      wrong: [
        ['β at t = 1', 'That is the noise added by the step. But {x0} is given, so where x was is known exactly.'],
        ['1, as for pure noise', 'Pure noise is at t = T, not at t = 1.'],
        ['It is not defined: one divides by 0.', 'The numerator is 0 and the denominator is β at t = 1, which is not 0.'],
      ],
      because: '1 − ᾱ_0 = 0, so {betaTilde} = 0.',
    },
    smaller: {
      kind: 'choice',
      asks: 'Why is {betaTilde} smaller than {beta}?',
      right: '{x0} gives evidence of its own, and more evidence makes the posterior narrower.',
      wrong: [
        ['Because noise is removed on the way back.', 'The posterior is a distribution of where x was. Nothing has been removed yet.'],
        ['Because α is smaller than 1.', 'Dividing by α alone would make it wider: the likelihood has variance β/α.'],
        ['Because the network has learned it.', 'No network is involved. It follows from the schedule.'],
      ],
      because: 'The precision of the prior is added to that of the likelihood.',
    },
    coefficients: {
      kind: 'choice',
      asks: 'The coefficients of {x0} and {xt} in eq. 7 do not add up to 1. Why?',
      right: 'What is averaged are {rootAlphaBarPrev}{x0} and {xt}/{rootAlpha}: there the weights do add up to 1.',
      wrong: [
        ['Some of the probability is lost.', 'The posterior is normalized. Its mean need not be an average of {x0} and {xt}.'],
        ['It is an approximation for small β.', 'Eq. 7 is exact for every β.'],
        ['The rest is the noise z.', 'The noise has mean 0. It does not enter the mean.'],
      ],
      because: 'Prior and likelihood are centred at scaled versions of {x0} and {xt}.',
    },
    near: {
      kind: 'choice',
      asks: 'At t = 2, which of the two counts more in the mean?',
      right: '{x0}: the prior has the variance of one small step only.',
      wrong: [
        ['{xt}: it is nearer in time.', 'One step from either side. But the step on the side of {x0} has the smaller β.'],
        ['Both alike.', 'The weights are precisions, and that of the prior is the larger one here.'],
      ],
      because: 'Near the data hardly any noise separates {xPrev} from {x0}.',
    },
    far: {
      kind: 'choice',
      asks: 'And at large t?',
      right: '{xt}: one step adds little noise, all steps before add much.',
      wrong: [
        ['{x0}: it is what one wants in the end.', 'The weights do not know what one wants. The prior is wide there, so it says little.'],
        ['Neither: the mean is 0.', 'At T the prior is centred near 0, but the likelihood is centred at {xt}/{rootAlpha}.'],
      ],
      because: 'The precision of the likelihood is {alpha}/{beta}, that of the prior about 1.',
    },
    trap: {
      kind: 'choice',
      asks: 'Where is {x0} known?',
      right: 'in training, and not in sampling',
      wrong: [
        ['in both', 'In sampling it is what one wants to have. It can only be estimated.'],
        ['in sampling, and not in training', 'The other way round: in training it has just been taken from the data.'],
        ['in neither', 'In training it has been drawn from the data, and all else is made from it.'],
      ],
      because: 'This is why the mean is rewritten with {eps}, which a network can be trained to predict.',
    },
    unknown: {
      kind: 'choice',
      asks: 'In eq. 11, what must the network supply?',
      right: 'the noise in {xt}',
      wrong: [
        ['β', 'It comes from the schedule.'],
        ['the variance of the step', 'In a DDPM it is fixed: β or β̃.'],
        ['z', 'z is drawn fresh. Nothing has to predict it.'],
      ],
      because: 'All else in it is known: {xt} and numbers of the schedule.',
    },
  },
} as const satisfies Teaching;
