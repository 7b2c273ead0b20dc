import type { Widen } from '../../../../../shared/i18n/en';

/** Every string of the page in English. The other language has the same keys: the compiler checks it. */
export const en = {
  mode: 'What to do',
  modes: { look: 'Look at each fault', quiz: 'Quiz: find the fault' },
  choose: 'One line is wrong',
  wrongLine: 'wrong:',
  rightLine: 'correct:',
  tell: 'I have looked: show what to see, and why',
  look: 'Look for:',
  why: 'Why:',
  right: 'Nothing wrong',
  unknown: 'What is wrong here?',
  comparison: 'The wrong run next to the correct one',
  empty: 'Both sides start from the same noise and use the same noise in every step.',
  notYet: 'not yet',
  compute: 'Compute',
  percent: (share: number) => `${Math.round(100 * share)} % done`,
  at: (t: number) => `t = ${t}`,
  sideLabel: (name: string, when: string, size: string) => `${name}, ${when}: root mean square of x ${size}.`,
  sideEmpty: (name: string) => `${name}: nothing computed yet.`,
  says: (measure: string, name: string, wrong: string, right: string, data: string) =>
    `${measure}: ${name} ${wrong}, correct ${right}, data ${data}.`,
  saysAlone: (measure: string, wrong: string, data: string) => `${measure}: ${wrong} here, ${data} for the data.`,
  columns: { wrong: 'wrong', hidden: 'hidden', right: 'correct', data: 'data' },
  measures: {
    distance: 'Distance to data',
    spread: 'Spread',
    off: 'Off the shape',
    contrast: 'Contrast',
    grain: 'Grain and edges',
    beyond: 'Beyond black or white',
  },
  measuresHint: {
    points:
      'Measured on the finished samples. Distance: sliced Wasserstein distance to fresh data. Spread: root mean square of a coordinate. Off the shape: mean distance to the nearest training point.',
    pictures:
      'Measured on the finished pictures. Contrast: standard deviation of all pixels. Grain and edges: root mean square difference of neighbouring pixels. Data: the real pictures that come with the model.',
  },
  course: 'Mean square of x during sampling',
  courseSays: (name: string, wrong: string, right: string, forward: string) =>
    `Mean square of x during sampling. At the end: ${name} ${wrong}, correct ${right}; the forward process has ${forward}.`,
  courseAlone: (wrong: string, forward: string) =>
    `Mean square of x during sampling. At the end: ${wrong}; the forward process has ${forward}.`,
  noise: 'noise',
  samples: 'samples',
  forward: 'forward process',
  toldHalf: 'How the fault is made here: the same denoiser gets t = T/2 at every step, whatever t is.',
  blindNetwork:
    'How the fault is made here: a second network is trained on the same data for the same number of steps, but without t as input.',
  faults: {
    no_noise: {
      name: 'No noise in sampling',
      look: {
        points: 'The cloud is far too narrow. It gathers where the data are densest, or in the middle of the data.',
        pictures: 'The pictures are too smooth and too similar. Details are lost, as in an average.',
      },
      why: 'The mean of a step is an average over all data that x may come from. Without fresh noise, the run only goes from average to average.',
    },
    last_noise: {
      name: 'Noise at t = 1, too',
      look: {
        points: 'The right shape with uniform grain on it. With fewer steps the grain is coarser.',
        pictures: 'A good picture with uniform grain on it. With fewer steps the grain is coarser.',
      },
      why: 'The noise of any other step is removed again by the later steps. After the last step there is no later step.',
    },
    beta_for_sigma: {
      name: 'β in place of √β',
      look: {
        points: 'Similar to no noise at all, but weaker: the cloud is too narrow, and the ends of the shape are missing.',
        pictures: 'Similar to no noise at all, but weaker: flat pictures without detail.',
      },
      why: 'β is a variance, and σ is its square root. β is far below 1, so it is much smaller than its square root: 0.01 is used in place of 0.1.',
    },
    shifted_alpha_bar: {
      name: 'ᾱ off by one',
      look: {
        points:
          'Grain, as with noise at t = 1, but coarser. With that fault each point ends next to its correct place. Here the points end in other places, because the paths differ from the first step on.',
        pictures:
          'Grain, as with noise at t = 1. With that fault the grain lies over the correct pictures. Here the pictures are different ones, because the paths differ from the first step on.',
      },
      why: 'Each step divides by the square root of a number that is too small, and so removes too much noise. At the first entry of the table the index is −1: Python reads the last entry instead, and the last step removes far too little.',
    },
    unspaced_beta: {
      name: 'Skipped steps, β of single steps',
      look: {
        points: 'At t = 0 the cloud is still almost the noise it started from.',
        pictures: 'Noise, at the end as at the start.',
      },
      why: 'Twenty steps, each as long as one of a thousand, cover only a fiftieth of the way. When times are skipped, α must be recomputed from ᾱ.',
    },
    one_time: {
      name: 'No time embedding',
      look: {
        points: 'Neither the shape nor noise: a blurred cloud that is too small.',
        pictures: 'The contrast is far too strong, and much noise is left.',
      },
      why: 'The amount of noise in x depends on t. Without t, the network removes the same fraction from pure noise and from finished data.',
    },
    short_schedule: {
      name: 'A chain started late',
      look: {
        points: 'Sharp, and only slightly wrong: some parts of the shape have too many points, others too few. Look at the numbers.',
        pictures: 'Patches that do not fit together: what earlier steps should have decided was never decided.',
      },
      why: 'The chain starts at T/4 with pure noise. But at T/4 the signal should have 0.52 of the variance with the linear schedule of the points, and 0.85 with the cosine schedule of the image models. The network treats noise as signal.',
    },
    marginal_sigma: {
      name: 'The wrong σ',
      look: {
        points:
          'Nearly right at the end, so play the run: the cloud is too wide all the time. Samples jump around until late, and too many end at the tips and outer edges.',
        pictures: 'Harsh pictures: many pixels lie beyond black and white, and no area is smooth.',
      },
      why: 'The square root of 1 − ᾱ is the standard deviation of all noise in x, not of the noise of one step. Each step adds as much noise as all steps still to come can remove.',
    },
  },
  quiz: {
    title: (deal: number) => `Question no. ${deal}`,
    ask: 'The right side is correct. What is wrong with the left side? Play it, look at the result, read the numbers, then answer.',
    askAlone: 'Only one side is shown, and it may be wrong. What do you see? Play it, look at the result, read the numbers, then answer.',
    answers: 'Possible answers',
    nothing: 'Nothing is wrong',
    commit: 'Lock in my answer',
    said: 'You said:',
    found: 'Correct.',
    missed: 'Not correct.',
    was: 'It was:',
    nothingWhy: 'Both sides are the same run. Seeing a fault where there is none is also a mistake.',
    another: 'Next question',
    level: 'What is shown',
    levels: { both: 'wrong and right', alone: 'one side only (harder)' },
    score: (right: number, asked: number) =>
      asked === 0 ? 'No answers yet on this device.' : `Correct on this device: ${right} of ${asked}.`,
    reset: 'Reset the score',
    class: (deal: number) => `A link to this page gives question no. ${deal} to everybody. The score stays on this device.`,
  },
  keys: { play: 'play from noise to samples, pause', deal: 'next quiz question' },
  helpTitle: 'How to use Break it',
  helpText: [
    'Both sides sample with DDPM and σ² = β, from the same noise and with the same noise in every step. On the left side one line is wrong.',
    'Choose a fault, play both sides, and compare what you see and what the numbers show.',
    'The quiz chooses one of the eight faults at random, or none. Give your answer first; then the page shows the solution.',
  ],
} as const;

export type BreakDictionary = Widen<typeof en>;
