/** Goals, recap, exercises and questions of lesson 5, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'take one reverse step apart: predicted noise, estimate of {x0}, mean, fresh noise',
    'explain why one does not go to {x0Hat} at once',
    'say for which data σ² = β and σ² = β̃ are each exactly right',
  ],
  recap: [
    'The network predicts the noise; from it follow the estimate {x0Hat} and the mean of the step, and fresh noise is added.',
    '{x0Hat} is a mean over all data that {xt} may come from, so it is a blur at large t and sharpens step by step.',
    'σ² = β is right for data N(0, I), σ² = β̃ for a single point; with many steps the two hardly differ.',
  ],
  exercises: [
    {
      asks: 'After the predictions: place {xt} between two modes, a little nearer to one, and lower t. When does the estimate choose?',
      answer:
        'Not at once: the odds of the two modes grow as the noise variance shrinks, so the estimate moves over bit by bit and is decided when the noise is narrower than the gap.',
    },
    {
      asks: 'Take the same step several times with other noise z. What stays, and what changes?',
      answer:
        'Estimate and mean stay, since they depend on {xt} only. Only where the step ends changes, with standard deviation {sigma} about the mean.',
    },
  ],
  questions: {
    output: {
      kind: 'choice',
      asks: 'What does the network of a DDPM output?',
      right: 'its prediction of the noise in {xt}',
      wrong: [
        ['{xPrev} itself', 'It follows by arithmetic and a fresh draw. The network is asked for the noise only.'],
        ['the variance of the step', 'It is fixed by the schedule here.'],
        ['a probability that {xt} is real', 'That would be the judge of a GAN.'],
      ],
      because: 'Ho et al. train it to predict {eps}. All else is arithmetic.',
    },
    estimate: {
      kind: 'number',
      asks: 'x_t = 1, the predicted noise is 0.5 and ᾱ = 0.64. What is x̂₀?',
      value: 0.875,
      within: 0.01,
      near: [
        [0.7, 'The noise has been taken out, but the data are still shrunk by √ᾱ = 0.8: divide by it.'],
        [0.56, 'Divide by √ᾱ = 0.8, not multiply.'],
        [1.025, 'The noise counts with √(1 − ᾱ) = 0.6, not with 1 − ᾱ = 0.36.'],
        [0.625, 'The noise counts with √(1 − ᾱ) = 0.6, not fully.'],
      ],
      low: 'First take out 0.6 · 0.5, then divide by 0.8.',
      high: 'First take out 0.6 · 0.5, then divide by 0.8.',
      because: '(1 − 0.6 · 0.5)/0.8 = 0.875.',
    },
    notAtOnce: {
      kind: 'choice',
      asks: 'Why not go to {x0Hat} in one step?',
      right: 'It is a mean of all that is possible, and in general no data point.',
      wrong: [
        ['The computer would need too much memory.', 'It would be the cheapest way of all. The result is the trouble.'],
        ['It would overshoot the data.', 'A mean of data lies among the data. It falls short rather than over.'],
        ['The network gives {x0Hat} only at t = 1.', 'It can be computed at every t. It is only uncertain at large t.'],
      ],
      because: 'At large t {x0Hat} is blurred. Small steps let the next estimates correct it.',
    },
    between: {
      kind: 'choice',
      asks: 'Why may {x0Hat} lie where no data are?',
      right: 'A squared error is least at the mean, and a mean of two modes lies between them.',
      wrong: [
        ['The network is not trained well enough.', 'The best network does the same. It is the loss that asks for the mean.'],
        ['Noise has been added to it.', 'Noise is added to x, after the mean of the step. {x0Hat} has none.'],
        ['The data were scaled.', 'Scaling moves data and estimate alike.'],
      ],
      because: 'The best prediction under a squared error is the conditional mean.',
    },
    last: {
      kind: 'choice',
      asks: 'Why is no noise added in the last step?',
      right: 'At t = 1 the posterior has no width: any noise would only stay in the sample.',
      wrong: [
        [
          'Because the network has learned to stop.',
          'The network does not know which step is the last of a run. The algorithm sets z = 0.',
        ],
        ['To save one random number.', 'It is not about cost. The noise would be seen.'],
        ['Because β is 0 at t = 1.', 'β is small there but not 0. It is β̃ that is 0.'],
      ],
      because: '{betaTilde} at t = 1 is 0, and noise that is added last is never taken out.',
    },
    beta: {
      kind: 'choice',
      asks: 'For which data is σ² = β exactly right?',
      right: 'for data N(0, I)',
      wrong: [
        ['for a single point', 'There β̃ is right: nothing is unknown but the noise of the step.'],
        ['for any data', 'In general the right variance lies between β̃ and β, and the step is not quite normal.'],
        ['for pictures', 'They are neither of the two extremes.'],
      ],
      because: 'If the data are N(0, I), so is every {xt}, and the step back mirrors the step forward.',
    },
    tilde: {
      kind: 'choice',
      asks: 'For which data is σ² = β̃ exactly right?',
      right: 'for a single point',
      wrong: [
        ['for data N(0, I)', 'There β is right. With β̃ the samples come out too narrow.'],
        ['for data with two modes', 'Which mode is meant is unknown, and that adds to the variance.'],
        ['for no data', 'If all data are one point, {x0} is known, and the posterior of lesson 4 is the reverse step.'],
      ],
      because: '{betaTilde} is the variance that is left when {x0} is known.',
    },
    ratio: {
      kind: 'number',
      asks: 'T = 1000 with Ho’s schedule. How many percent of β is β̃ at t = 2? (To within 5.)',
      value: 45,
      within: 5,
      near: [[98, 'That is the ratio at t = 100. Near the data the two differ most.']],
      low: 'It is (1 − ᾱ at t = 1)/(1 − ᾱ at t = 2): one step’s noise over that of two, of which the second is a little larger.',
      high: 'It is one step’s noise over that of two, so below one half.',
      because: '0.0001/0.00022 is 0.45.',
    },
    noNoise: {
      kind: 'choice',
      asks: 'Somebody leaves out z in every step of Algorithm 2. What becomes of the samples?',
      right: 'They are too narrow: each step moves to its mean and the spread is never put back.',
      wrong: [
        [
          'They are the same, only without randomness.',
          'That is so for DDIM, whose mean keeps more of the predicted noise. The mean of Algorithm 2 does not.',
        ],
        ['They are sharper and otherwise right.', 'They shrink towards the means of the data; details are lost.'],
        ['They stay pure noise.', 'The means do lead to the data. It is the width that is missing.'],
      ],
      because: 'The reverse step is a distribution. Its mean alone has too little variance.',
    },
    normal: {
      kind: 'choice',
      asks: 'When may one reverse step be taken for normal?',
      right: 'when β is small',
      wrong: [
        ['when the data are normal, and only then', 'Then it is exactly normal for every β. But small β is enough for other data, too.'],
        ['always', 'With a large β and two modes the true step back has two humps.'],
        ['when T is small', 'Few steps have to be large ones: just the other case.'],
      ],
      because: 'For a small step the likelihood is much narrower than the density varies (Feller 1949; Sohl-Dickstein et al. 2015).',
    },
    manySteps: {
      kind: 'choice',
      asks: 'Why does the choice between β and β̃ matter little at T = 1000?',
      right: 'But for the first few t, 1 − ᾱ hardly changes from one step to the next, so the two are nearly equal.',
      wrong: [
        ['Both are almost 0.', 'They are small, but a thousand of them add up. It is their ratio that is near 1.'],
        ['The network adapts to either.', 'It predicts the noise and knows nothing of σ.'],
        ['The noise averages out over so many steps.', 'It does not: the variances add up.'],
      ],
      because: 'At t = 100 the ratio is 0.98 already.',
    },
  },
} as const satisfies Teaching;
