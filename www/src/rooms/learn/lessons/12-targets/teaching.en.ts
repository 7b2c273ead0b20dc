/** Goals, recap, exercises and questions of lesson 12, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'convert a prediction of noise, data or v into each of the others',
    'say at which t each target makes errors larger',
    'compare schedules by what is left of the signal',
  ],
  recap: [
    'Given {xt}, noise, data and v determine each other, so a network may predict any of them.',
    'What differs is what becomes of its errors: from noise to data they are multiplied by the root of (1 − ᾱ)/ᾱ, from v never by more than 1.',
    'Schedules differ in how fast ᾱ falls; the cosine keeps half of the signal until the middle, the linear one has lost most by then.',
  ],
  exercises: [
    {
      asks: 'On the first stage, find the t at which predicting ε and predicting x₀ are equally good for x̂₀.',
      answer: 'Where the factor is 1: half of the variance is noise, near t = 260.',
    },
    {
      asks: 'Run the second prediction and look at the table: which schedule has the largest first step?',
      answer:
        'The scaled linear one, with β₁ = 0.00085. Half of its signal is left until about t = 350 all the same, for its later steps are smaller than those of the linear one.',
    },
  ],
  questions: {
    solve: {
      kind: 'choice',
      asks: 'How does one get x̂₀ from ε̂?',
      right: 'subtract {rootNoiseVariance} ε̂ from {xt}, then divide by {rootAlphaBar}',
      wrong: [
        ['subtract ε̂ from {xt}', 'The noise in {xt} is scaled, and so is the signal.'],
        ['divide ε̂ by {rootAlphaBar}', 'That is its error, not the estimate.'],
      ],
      because: 'Eq. 4, solved for {x0}.',
    },
    factor: {
      kind: 'number',
      asks: 'ᾱ = 0.01. By which factor does an error in ε̂ grow in x̂₀? (To within 0.6.)',
      value: 9.95,
      within: 0.6,
      near: [
        [100, 'That is 1/ᾱ. The signal has the factor of its root.'],
        [0.1, 'The other way round: one divides by 0.1.'],
      ],
      low: 'The root of 0.99 over the root of 0.01.',
      high: 'The root of 0.99 over the root of 0.01.',
      because: '√0.99/√0.01 = 9.95.',
    },
    badEnd: {
      kind: 'choice',
      asks: 'Where is predicting ε a bad target?',
      right: 'near noise: x̂₀ is had by a large factor',
      wrong: [
        ['near the data', 'There ε is the small difference that must be found, and x̂₀ follows with a small factor.'],
        ['in the middle', 'There the factor is about 1.'],
      ],
      because: 'The factor grows as the signal vanishes.',
    },
    x0End: {
      kind: 'choice',
      asks: 'Where is predicting x₀ a bad target?',
      right: 'near the data: ε̂ is had by a large factor',
      wrong: [
        ['near noise', 'There it is good: the mean of the data is a fair answer.'],
        ['nowhere', 'ε̂ = ({xt} − √ᾱ x̂₀)/√(1 − ᾱ), and near the data the divisor is small.'],
      ],
      because: 'An error of x̂₀ is divided by a small number.',
    },
    vGeometry: {
      kind: 'choice',
      asks: 'In the plane of {x0} and {eps}, how do v and {xt} lie?',
      right: 'at a right angle',
      wrong: [
        ['in the same direction', 'Then v would tell nothing that {xt} does not.'],
        ['at half a right angle', 'The angle between them does not depend on t.'],
      ],
      because: '{xt} = cos φ x₀ + sin φ ε, v = cos φ ε − sin φ x₀.',
    },
    vAtEnds: {
      kind: 'choice',
      asks: 'What is v near the data, where ᾱ is nearly 1?',
      right: 'nearly ε',
      wrong: [
        ['nearly x₀', 'That is near noise, and with a minus.'],
        ['nearly 0', 'Its variance is always that of data and noise, 1.'],
      ],
      because: 'v = √ᾱ ε − √(1 − ᾱ) x₀.',
    },
    sameLoss: {
      kind: 'choice',
      asks: 'A loss on x₀ with weights 1 is a loss on ε with weights …',
      right: '(1 − ᾱ)/ᾱ',
      wrong: [
        ['1', 'An error of ε̂ is multiplied on its way to x̂₀.'],
        ['ᾱ/(1 − ᾱ)', 'That is the way from x₀ to ε, the reverse.'],
      ],
      because: 'The squared factor is the weight.',
    },
    cosineMiddle: {
      kind: 'number',
      asks: 'With the cosine schedule, which percentage of the variance is signal at T/2? (To within 3.)',
      value: 49,
      within: 3,
      near: [[8, 'That is the linear schedule.']],
      low: 'More: the cosine passes one half in the middle.',
      high: 'Less: the cosine passes one half in the middle.',
      because: 'The square of the cosine of an eighth of a turn is one half.',
    },
    smallFirst: {
      kind: 'choice',
      asks: 'Why are the first β the smallest?',
      right: 'Near the data there is little noise, and a step must be small against it to be undone by a normal one.',
      wrong: [
        [
          'Because pictures are more sensitive to noise at first.',
          'What the eye sees is not what decides; it is whether a step back is nearly normal.',
        ],
        ['So that T can be smaller.', 'Small steps make T larger.'],
      ],
      because: 'The reverse of a step is nearly normal only if the density hardly bends over its width.',
    },
    scaling: {
      kind: 'choice',
      asks: 'Why are data scaled to a variance of about 1?',
      right: 'Only then does ᾱ say which share of the variance is signal.',
      wrong: [
        [
          'Because the network needs numbers between −1 and 1.',
          'Networks can scale their input. But the schedule assumes that signal and noise are of one size.',
        ],
        ['To save memory.', 'The numbers take as much room as before.'],
      ],
      because: 'The variance of {xt} is ᾱ times that of the data, plus 1 − ᾱ.',
    },
    ema: {
      kind: 'choice',
      asks: 'Which weights are used for sampling?',
      right: 'a running mean over thousands of steps',
      wrong: [
        ['those of the step with the least loss', 'The loss of one batch scatters so much that the least tells little.'],
        ['the last', 'They scatter from step to step; their mean does less.'],
      ],
      because: 'The mean takes out the scatter of the gradients.',
    },
  },
} as const satisfies Teaching;
