/** Goals, recap, exercises and questions of lesson 9, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'write down a Langevin step, and read off a score from predicted noise',
    'explain why Langevin sampling at one noise level fails between far modes',
    'name what ties DDPM to Langevin sampling, and what keeps them apart',
  ],
  recap: [
    'The score is the gradient of the log density; the predicted noise over −{rootNoiseVariance} estimates it for the noised data.',
    'At one small noise level the chain crosses from mode to mode exponentially rarely, because the density between them is almost zero.',
    'Annealed Langevin and DDPM go from much noise to little; DDPM takes T fixed steps, each derived for its own noise level.',
  ],
  exercises: [
    {
      asks: 'After the prediction: move the slider to where DDPM has reached about half of the way. How do its particles differ from those of plain Langevin?',
      answer:
        'Those of DDPM are spread over the whole plane by then: they have forgotten the start. Those of plain Langevin are still near the mode they began at.',
    },
    {
      asks: 'Find the moment at which annealed Langevin has its particles at all eight modes. Is it early or late?',
      answer: 'Late: as long as the noise is large, there are no modes. They appear when the noise becomes smaller than the gaps.',
    },
  ],
  questions: {
    needs: {
      kind: 'choice',
      asks: 'What does Langevin sampling need to know of a density?',
      right: 'its score',
      wrong: [
        ['its values, normalized', 'The gradient of the logarithm does not see a constant factor. That is why it is so useful.'],
        ['its modes', 'It finds them, or fails to. It is not told.'],
        ['samples of it', 'Samples are what it makes.'],
      ],
      because: 'Each step uses ∇ log p and fresh noise, and nothing else.',
    },
    normalScore: {
      kind: 'number',
      asks: 'p = N(2, 0.25). What is its score at x = 3?',
      value: -4,
      within: 0.02,
      near: [
        [4, 'The score points back to the mean, which is to the left of 3.'],
        [-2, 'That divides by the standard deviation. It is the variance that counts.'],
        [-1, 'That is −(x − μ), not yet divided by the variance.'],
        [-0.25, 'That multiplies by the variance. It is divided by it.'],
      ],
      low: 'It is −(x − μ)/σ².',
      high: 'It is −(x − μ)/σ².',
      because: '−(3 − 2)/0.25 = −4.',
    },
    fromNoise: {
      kind: 'number',
      asks: 'The predicted noise is 0.6 and ᾱ = 0.64. Which score of the noised data does that estimate?',
      value: -1,
      within: 0.01,
      near: [
        [1, 'The sign: noise points away from the data, the score towards them.'],
        [-1.67, 'That divides by 1 − ᾱ. It is the root of it, the standard deviation of the noise.'],
        [-0.75, 'That divides by √ᾱ, which belongs to the data.'],
        [-0.6, 'That only changes the sign. It is still to be divided by √(1 − ᾱ).'],
      ],
      low: 'It is −ε over √(1 − ᾱ).',
      high: 'It is −ε over √(1 − ᾱ).',
      because: '−0.6/√0.36 = −1.',
    },
    barrier: {
      kind: 'choice',
      asks: 'Why does plain Langevin rarely get from one mode to the next?',
      right: 'Between them the density is almost zero.',
      wrong: [
        [
          'Between them the score is almost zero.',
          'It is 0 only on the mid-line. On the way there it grows with the distance from the mode.',
        ],
        ['The steps are too large and jump over the modes.', 'They are small. That is part of the trouble.'],
        ['Langevin sampling adds no noise.', 'It adds noise at every step. It is just not enough to cross.'],
      ],
      because: 'A chain whose law is p is at a place as often as p says, so it is nearly never half-way.',
    },
    finite: {
      kind: 'choice',
      asks: 'What does a step size δ that is not small do?',
      right: 'The law of the chain is too wide.',
      wrong: [
        ['It makes the chain deterministic.', 'The noise grows with δ, too.'],
        ['It makes the law too narrow.', 'In the lesson’s measurement the cloud is too wide.'],
        ['Nothing, if one waits long enough.', 'Waiting brings the chain to its own law, which for a finite δ is not p.'],
      ],
      because: 'Only in the limit δ → 0 is every iterate a sample of p.',
    },
    noNoise: {
      kind: 'choice',
      asks: 'The noise is left out of the Langevin step. Where do the particles end?',
      right: 'at modes of the density',
      wrong: [
        ['they are samples all the same', 'Without noise it is gradient ascent: all particles of one mode end at the same point.'],
        ['at the mean of the data', 'They follow the slope to the nearest mode, not to the mean.'],
        ['they do not move', 'The score still moves them.'],
      ],
      because: 'It is the noise that keeps them from gathering at the top.',
    },
    annealed: {
      kind: 'choice',
      asks: 'In which order does annealed Langevin take the noise levels?',
      right: 'from much noise to little',
      wrong: [
        ['from little to much', 'In the end the modes would be gone: that is the forward process.'],
        ['at random', 'In training the levels come at random. In sampling each level starts from where the one before ended.'],
        ['all at once', 'A particle is at one noise level at a time.'],
      ],
      because: 'Much noise joins the modes, so the chain can choose; little noise makes them sharp.',
    },
    perLevel: {
      kind: 'choice',
      asks: 'How many steps does DDPM take at each noise level?',
      right: 'one',
      wrong: [
        ['as many as it takes until the samples fit', 'That is annealed Langevin.'],
        ['T', 'T is the number of levels.'],
        ['none: it goes straight to x̂₀', 'It takes a small step towards x̂₀ and adds noise.'],
      ],
      because: 'Its step is derived to lead from the law at t to that at t − 1.',
    },
    high: {
      kind: 'choice',
      asks: 'Why not run plain Langevin at a high noise level?',
      right: 'It forgets its start, but what it samples is the noised data.',
      wrong: [
        ['It would take too long.', 'It is faster there, for nothing is in its way.'],
        ['The score is unknown there.', 'The network knows it at every t.'],
        ['It would get stuck at one mode.', 'At a high level there are no modes.'],
      ],
      because: 'One level forgets and does not draw, the other draws and does not forget.',
    },
    tie: {
      kind: 'choice',
      asks: 'What ties DDPM to score matching?',
      right: 'Its loss is denoising score matching over many noise levels, with weights.',
      wrong: [
        [
          'Nothing: they are altogether different.',
          'As samplers they differ in the number and the kind of steps. But what is learned is the same function up to a factor.',
        ],
        ['Both use the same step size.', 'DDPM has no δ. Its steps follow from the schedule.'],
        ['Both are energy-based models.', 'Neither of them learns an energy.'],
      ],
      because: 'Predicting the noise is estimating the score of the noised data (Ho et al. 2020, section 3.2).',
    },
    end: {
      kind: 'choice',
      asks: 'When is Langevin sampling finished?',
      right: 'Never: one stops when the law seems to have been reached.',
      wrong: [
        ['after T steps', 'That is DDPM.'],
        ['when the score is 0', 'At a mode the score is 0, and the noise moves the particle on.'],
        ['when x no longer changes', 'The noise changes it at every step.'],
      ],
      because: 'It is a chain without end at one law. DDPM has T steps and is then done.',
    },
  },
} as const satisfies Teaching;
