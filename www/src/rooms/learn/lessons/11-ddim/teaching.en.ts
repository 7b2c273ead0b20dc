/** Goals, recap, exercises and questions of lesson 11, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'use a trained network at only some of its times',
    'say why DDIM may leave out the noise that Algorithm 2 must add',
    'write DDPM and DDIM as one step with a free σ',
  ],
  recap: [
    'A network that was trained for all t can be used at few of them, if α is computed anew from the two values of ᾱ.',
    'The noise in an x of time t must have variance 1 − ᾱ; a step keeps some of the predicted noise and adds the rest anew.',
    'DDIM keeps all and adds none; Algorithm 2 keeps less and adds the rest, so without z its samples shrink.',
  ],
  exercises: [
    {
      asks: 'On the second stage, go on from the start one step at a time. After how many steps has the cloud without z less than half of the mean square that it should have?',
      answer: 'After two: at t = 48 it has 0.37 of it, and by t = 40 about a hundredth. Each step takes away the same entry anew.',
    },
    {
      asks: 'Compare where DDPM and DDIM end. The clouds agree. Do the single points?',
      answer:
        'No. Both start from the same x_T, but DDPM draws new noise on the way, so its points end elsewhere. The distribution is the same.',
    },
  ],
  questions: {
    alphaAnew: {
      kind: 'choice',
      asks: 'One leaps from t = 500 to t = 400. Which α belongs to the leap?',
      right: 'the ratio of ᾱ at 500 to ᾱ at 400',
      wrong: [
        ['α at 500', 'That is the factor of one step of the long chain. The leap takes a hundred of them.'],
        ['the mean of the α between', 'Factors multiply; they do not average.'],
      ],
      because: 'ᾱ is the product of all α so far, so the product of those between is a ratio.',
    },
    networkCalls: {
      kind: 'choice',
      asks: 'Ten steps of DDIM with a network that was trained for 1000. What must be trained anew?',
      right: 'nothing',
      wrong: [
        ['the network, for ten steps', 'The network is told t and knows every t. It is asked at ten of them.'],
        ['the last layer', 'No layer knows how many steps will be taken.'],
      ],
      because: 'The loss has no step in it, only single times.',
    },
    marginal: {
      kind: 'choice',
      asks: 'What must hold of the noise in {xPrev}, whatever the step?',
      right: 'Its variance is {noiseVariancePrev}.',
      wrong: [
        ['Its variance is β.', 'That is what one forward step adds. In {xPrev} the noise of all steps so far is contained.'],
        ['It is drawn anew.', 'It may be kept from {xt} as well, as DDIM does.'],
      ],
      because: 'That is eq. 4 at t − 1.',
    },
    ledger: {
      kind: 'number',
      asks: 'At some step 1 − ᾱ is 0.5 at the earlier time, and σ² = 0.2. By which factor is the predicted noise multiplied? (To two digits.)',
      value: 0.55,
      within: 0.015,
      near: [
        [0.3, 'That is the variance that is kept. The factor is its root.'],
        [0.71, 'That is DDIM’s factor, with σ = 0.'],
      ],
      low: 'The root of 0.5 − 0.2.',
      high: 'The root of 0.5 − 0.2.',
      because: '√(0.5 − 0.2) = 0.55.',
    },
    eta: {
      kind: 'choice',
      asks: 'Which η gives DDPM with σ² = β̃?',
      right: '1',
      wrong: [
        ['0', 'With 0 no noise is added: that is DDIM as it is mostly meant.'],
        ['one half', 'η multiplies σ. The whole σ belongs to 1.'],
      ],
      because: 'η is the share of DDPM’s σ that is taken.',
    },
    silent: {
      kind: 'choice',
      asks: 'In Algorithm 2, z = 0 at every step. What goes wrong first?',
      right: 'x has too little noise for its t.',
      wrong: [
        ['The network is fed a wrong t.', 't is right; x does not fit it.'],
        ['The mean of the step is wrong.', 'The mean is right. What is missing is the spread about it.'],
      ],
      because: 'The mean keeps only part of the old noise, and z was to bring the rest.',
    },
    deterministic: {
      kind: 'choice',
      asks: 'What does it mean that DDIM with η = 0 is deterministic?',
      right: 'The same x_T gives the same sample.',
      wrong: [
        ['All samples are the same.', 'They differ as their starts differ.'],
        ['The network is not random.', 'It never is. The point is that the sampler draws nothing.'],
      ],
      because: 'Nothing is drawn after the start.',
    },
    when: {
      kind: 'choice',
      asks: 'When is the noise on the way an advantage?',
      right: 'with many calls: it corrects errors made before',
      wrong: [
        ['with few calls', 'In a few long steps much noise comes in, and little time is left to take it out.'],
        ['never', 'With 200 calls DDPM is no worse than DDIM here, and mends the network’s errors.'],
      ],
      because: 'Each new noise makes the chain forget a little of what it did before.',
    },
    heun: {
      kind: 'choice',
      asks: 'With the same number of calls, Heun’s method takes …',
      right: 'half as many steps',
      wrong: [
        ['as many steps', 'It calls the network twice a step.'],
        ['twice as many steps', 'The other way round.'],
      ],
      because: 'It looks at the slope at both ends of a step.',
    },
    process: {
      kind: 'choice',
      asks: 'The forward process behind DDIM is not Markov. What does its step depend on?',
      right: 'on the x before it and on {x0}',
      wrong: [
        ['on the x before it only', 'Then it would be Markov, and σ would follow from β.'],
        ['on all later x', 'That would be of no use for going backwards.'],
      ],
      because: 'So σ becomes free, while the marginals stay those of eq. 4.',
    },
  },
} as const satisfies Teaching;
