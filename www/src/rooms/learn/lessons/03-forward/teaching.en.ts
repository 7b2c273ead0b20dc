/** Goals, recap, exercises and questions of lesson 3, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'write one step of the forward process, and the jump to any t',
    'compute {alphaBar} and the signal-to-noise ratio from a schedule',
    'tell whether {xT} may pass for pure noise',
  ],
  recap: [
    'Each step shrinks x by {rootAlpha} and adds noise of variance {beta}, so unit variance stays unit variance.',
    'All noises so far add up to one, so {xt} comes in one jump: {rootAlphaBar} times {x0} plus {rootNoiseVariance} times {eps}.',
    'Sampling may start from noise only if {alphaBarT} is almost 0: with fewer steps, each must be larger.',
  ],
  exercises: [
    {
      asks: 'After the first prediction: set the number of steps to its end and move x₀ from −2.5 to 2.5. How far does the mean of either cloud move?',
      answer: 'By 5 times {rootAlphaBar} at the last step, which is almost zero: the start has been forgotten.',
    },
    {
      asks: 'After the second prediction: find the smallest T in the list at which less than 1 % of the variance is signal.',
      answer: 'T = 500: {alphaBarT} is 0.0064 there. At T = 250 it is still 0.080.',
    },
  ],
  questions: {
    shrink: {
      kind: 'choice',
      asks: 'Why is x multiplied by {rootAlpha} before noise is added?',
      right: 'Otherwise its variance would grow with every step.',
      wrong: [
        [
          'So that the mean of the data becomes 0 at once.',
          'It does shrink the mean, but only slowly. The factor is chosen for the variance.',
        ],
        ['So that the noise is smaller than the signal.', 'In the end the noise is to be all that is left.'],
        [
          'So that the network sees pictures of the same brightness.',
          'Brightness is not what is kept. It is the variance, for data of unit variance.',
        ],
      ],
      because: 'With unit variance before it, a step gives {alpha} + {beta} = 1.',
    },
    keep: {
      kind: 'number',
      asks: 'x has variance 1. What is its variance after one step with β = 0.1?',
      value: 1,
      within: 0.01,
      near: [
        [1.1, 'That forgets the shrinking: the old variance becomes 0.9 first.'],
        [0.9, 'That forgets the noise, which adds 0.1.'],
      ],
      low: 'The old part has variance 0.9, and the noise adds 0.1.',
      high: 'The old part is shrunk to variance 0.9 before 0.1 is added.',
      because: '0.9 · 1 + 0.1 = 1.',
    },
    three: {
      kind: 'number',
      asks: 'Three steps, each with β = 0.5. What is ᾱ after them?',
      value: 0.125,
      within: 0.005,
      near: [
        [0.5, 'That is α of a single step. ᾱ is the product over all steps.'],
        [0.875, 'That is 1 − ᾱ, the variance of the noise.'],
        [0.354, 'That is the root of ᾱ, by which the data are multiplied.'],
      ],
      low: 'ᾱ is the product 0.5 · 0.5 · 0.5.',
      high: 'ᾱ is the product 0.5 · 0.5 · 0.5, so less than each factor.',
      because: '0.5³ = 0.125.',
    },
    deviation: {
      kind: 'number',
      asks: 'ᾱ = 0.36. What is the standard deviation of the noise in {xt}?',
      value: 0.8,
      within: 0.01,
      near: [
        [0.64, 'That is the variance of the noise. The standard deviation is its root.'],
        [0.6, 'That is the factor of the data, √ᾱ.'],
      ],
      low: 'It is the root of 1 − ᾱ, and the root of a number below 1 is larger than the number.',
      high: 'It is the root of 1 − ᾱ = 0.64.',
      because: '√(1 − 0.36) = 0.8.',
    },
    snr: {
      kind: 'number',
      asks: 'ᾱ = 0.2. What is the signal-to-noise ratio?',
      value: 0.25,
      within: 0.01,
      near: [
        [0.2, 'That is the signal’s share of the whole variance, not its ratio to the noise.'],
        [4, 'That is noise to signal.'],
        [0.5, 'That is the ratio of the standard deviations. The SNR is that of the variances.'],
      ],
      low: 'It is ᾱ over 1 − ᾱ, so 0.2 over 0.8.',
      high: 'There is less signal than noise, so it is below 1: 0.2 over 0.8.',
      because: '0.2 / 0.8 = 0.25.',
    },
    fewer: {
      kind: 'number',
      asks: 'T = 1000 with Ho’s β leaves ᾱ_T = 0.00004. What is left at T = 500 with β over the same range? (To within 0.001.)',
      value: 0.0064,
      within: 0.001,
      near: [
        [0.08, 'That is the fourth root, which belongs to T = 250.'],
        [0.00008, 'Half of the steps do not leave twice as much: ᾱ is a product of one factor a step.'],
      ],
      low: 'Half of the factors leaves the square root of 0.00004.',
      high: 'Half of the factors leaves the square root of 0.00004.',
      because: 'The square root of 0.00004 is 0.0063; the exact product is 0.0064.',
    },
    jump: {
      kind: 'choice',
      asks: 'Why can many steps be replaced by one jump?',
      right: 'Sums of independent normal noises are normal, and their variances add up.',
      wrong: [
        ['The steps are so small that they can be neglected.', 'The jump is exact, also for large steps.'],
        ['All steps use the same noise.', 'Each step has a fresh one. They are merged into one with the same distribution.'],
        ['The network has learned to jump.', 'The forward process has no network.'],
      ],
      because: 'Shrunk noise plus fresh noise is normal again, so the whole way has one normal distribution.',
    },
    cheap: {
      kind: 'choice',
      asks: 'What does one training example at t = 700 cost in the forward process?',
      right: 'one draw of noise, whatever t is',
      wrong: [
        ['700 draws, one a step', 'The jump replaces them by one.'],
        ['300 draws, for the rest of the way', 'Training does not go on to T. It stops at the t that was drawn.'],
        ['one pass through the network for each step', 'Noise is added without the network.'],
      ],
      because: 'The jump needs {x0}, one {eps} and two numbers of the schedule.',
    },
    markov: {
      kind: 'choice',
      asks: 'What does it mean that the forward process is a Markov chain?',
      right: 'Given the x before it, a step does not depend on anything earlier.',
      wrong: [
        ['All steps have the same β.', 'β changes with t. A Markov chain may do that.'],
        ['x_t does not depend on x_0.', 'It does, through the steps between. Only given the step before is there nothing more to know.'],
        [
          'The chain can be run backwards just as easily.',
          'Backwards it is a Markov chain as well, but its steps need the distribution of the data.',
        ],
      ],
      because: 'Each step uses the x before it and a fresh noise.',
    },
    always: {
      kind: 'choice',
      asks: 'T is only 10 and β is small. Is x_T given x_0 normal?',
      right: 'Yes, but not N(0, I): its mean still shows x_0.',
      wrong: [
        [
          'No: it becomes normal only after many steps.',
          'No limit is needed. A scaled point plus normal noise is normal after a single step.',
        ],
        ['Yes, and it is N(0, I).', 'Its mean is √ᾱ_T x_0, and ᾱ_T is far from 0.'],
        ['Only if the data are normal.', 'Given x_0 there is only one point. The distribution of the data does not enter.'],
      ],
      because: 'Given {x0} it is always normal. What must be checked is whether it is N(0, I).',
    },
    tooShort: {
      kind: 'choice',
      asks: 'What goes wrong if {alphaBarT} is 0.08 and sampling starts from N(0, I)?',
      right: 'The network gets at T what it was never trained on: noise without a trace of data.',
      wrong: [
        ['The loss cannot be computed.', 'Training runs as ever. The fault shows only in the samples.'],
        ['Nothing: the network corrects it.', 'It reads the trace of data that it is used to, finds chance, and takes it for data.'],
        ['The samples are exact copies of the data.', 'Copies come from the exact denoiser. Here the samples have a wrong distribution.'],
      ],
      because: 'In training {xT} holds some data, in sampling none. The two distributions differ.',
    },
  },
} as const satisfies Teaching;
