import type { Widen } from '../../../../../shared/i18n/en';

/** Every string of the page in English. The other language has the same keys: the compiler checks it. */
export const en = {
  mode: 'What to do',
  modes: { look: 'Look at each', quiz: 'Guess: the quiz' },
  choose: 'One line is wrong',
  wrongLine: 'as written:',
  rightLine: 'as it should be:',
  tell: 'I have looked: what is there to see, and why?',
  look: 'Look for:',
  why: 'Why:',
  right: 'Nothing wrong',
  unknown: 'What is wrong here?',
  comparison: 'The wrong run beside the right one',
  empty: 'Both sides begin with the same noise, and draw the same noise on the way.',
  notYet: 'not yet',
  compute: 'Compute',
  percent: (share: number) => `${Math.round(100 * share)} % of the way`,
  at: (t: number) => `t = ${t}`,
  sideLabel: (name: string, when: string, size: string) => `${name}, ${when}: root mean square of x ${size}.`,
  sideEmpty: (name: string) => `${name}: nothing computed yet.`,
  says: (measure: string, name: string, wrong: string, right: string, data: string) =>
    `${measure}: ${name} ${wrong}, right ${right}, data ${data}.`,
  saysAlone: (measure: string, wrong: string, data: string) => `${measure}: ${wrong} here, ${data} for data.`,
  columns: { wrong: 'wrong', hidden: 'to be guessed', right: 'right', data: 'data' },
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
      'Of the finished samples. Distance: sliced Wasserstein, to fresh data. Spread: root mean square of a coordinate. Off the shape: mean distance to the nearest training point.',
    pictures:
      'Of the finished pictures. Contrast: standard deviation of all pixels. Grain and edges: root mean square of the step to the pixel beside it. Data: the real pictures that come with the model.',
  },
  course: 'Mean square of x on the way',
  courseSays: (name: string, wrong: string, right: string, forward: string) =>
    `Mean square of x along the way. At the end: ${name} ${wrong}, right ${right}; the forward process has ${forward}.`,
  courseAlone: (wrong: string, forward: string) =>
    `Mean square of x along the way. At the end: ${wrong}; the forward process has ${forward}.`,
  noise: 'noise',
  samples: 'samples',
  forward: 'forward process',
  toldHalf: 'How it is made here: the same denoiser is asked, but told t = T/2 at every step, whatever t is.',
  blindNetwork:
    'How it is made here: a second network is trained beside the right one, as long and on the same data, with no time at its input.',
  faults: {
    no_noise: {
      name: 'No noise in sampling',
      look: {
        points: 'The cloud is far too narrow. It huddles where the data are densest, or in the middle of them.',
        pictures: 'Too smooth and too much alike: the detail is gone, as in an average.',
      },
      why: 'The mean of a step is an average over all data that x may come from. Without fresh noise one walks from average to average.',
    },
    last_noise: {
      name: 'Noise at t = 1, too',
      look: {
        points: 'The right shape under an even grain. The fewer the steps, the coarser the grain.',
        pictures: 'A good picture under an even grain. The fewer the steps, the coarser the grain.',
      },
      why: 'What any other step adds, the steps after it take out again. After the last step there is none.',
    },
    beta_for_sigma: {
      name: 'β where √β belongs',
      look: {
        points: 'Like no noise at all, only milder: the cloud is too narrow, and the ends of the shape are missing.',
        pictures: 'Like no noise at all, only milder: flat as a poster, without detail.',
      },
      why: 'β is a variance, and σ its root. As β is far below 1, it is far smaller than its root: 0.01 is taken where 0.1 belongs.',
    },
    shifted_alpha_bar: {
      name: 'ᾱ off by one',
      look: {
        points:
          'A grain, as of noise at t = 1, and a coarser one. But there each point ends beside its right place; here points end in other places, as the way was another from the first step on.',
        pictures:
          'A grain, as of noise at t = 1. But there it lies over the pictures of the right side; here they are other pictures, as the way was another from the first step on.',
      },
      why: 'Each step divides by the root of a smaller number than it should and takes too much noise out. In the first place of the table the index is −1: Python reads the last entry, and the last step takes out far too little.',
    },
    unspaced_beta: {
      name: 'Steps left out, β of single steps',
      look: {
        points: 'When t has come to 0, the cloud has not: it is hardly more than the noise it was.',
        pictures: 'Noise, at the end as at the beginning.',
      },
      why: 'Twenty steps that are each as long as one of a thousand go a fiftieth of the way. Between the visited times α must be recomputed from ᾱ.',
    },
    one_time: {
      name: 'No time embedding',
      look: {
        points: 'Neither shape nor noise: a blurred cloud, and too small.',
        pictures: 'Overdone: contrasts are far too strong, and much noise is left.',
      },
      why: 'How much of x is noise depends on t. Who is not told t takes out the same share from noise and from finished data.',
    },
    short_schedule: {
      name: 'A chain started late',
      look: {
        points: 'Sharp, and only a little wrong: parts of the shape are crowded, others thin. The numbers tell.',
        pictures: 'Patches that make no whole: what should have been decided earlier never was.',
      },
      why: 'The chain begins at T/4 with pure noise. But at T/4 signal should still have 0.52 of the variance with the linear schedule of the points, and 0.85 with the cosine schedule of the models of pictures. The network takes the noise for it.',
    },
    marginal_sigma: {
      name: 'The wrong σ',
      look: {
        points:
          'Nearly right at the end, so play it: too wide all the way. Samples jump about until late, and too many end at the tips and outer edges.',
        pictures: 'Harsh and restless: pixels beyond black and white, and no calm surface.',
      },
      why: 'The root of 1 − ᾱ is the deviation of all noise in x, not of one step’s. Each step adds as much as all steps that are still to come can take out.',
    },
  },
  quiz: {
    title: (deal: number) => `Deal no. ${deal}`,
    ask: 'The right side is as it should be. What is wrong with the left one? Play it, look at the end, read the numbers; then commit.',
    askAlone: 'Only one side is shown, and perhaps it is wrong. What do you see? Play it, look at the end, read the numbers; then commit.',
    answers: 'Possible answers',
    nothing: 'Nothing is wrong',
    commit: 'I commit to it',
    said: 'You said:',
    found: 'Found.',
    missed: 'Not this one.',
    was: 'It was:',
    nothingWhy: 'Both sides are the same run. To see a fault where there is none is a mistake, too.',
    another: 'Deal another',
    level: 'What is shown',
    levels: { both: 'wrong and right', alone: 'one side only (harder)' },
    score: (right: number, asked: number) =>
      asked === 0 ? 'Nothing guessed yet on this device.' : `Found on this device: ${right} of ${asked}.`,
    reset: 'Forget the score',
    class: (deal: number) => `A link to this page deals no. ${deal} to everybody. The score stays on this device.`,
  },
  keys: { play: 'play from noise to samples, pause', deal: 'deal the quiz' },
  helpTitle: 'How to break it',
  helpText: [
    'Both sides sample with DDPM and σ² = β, from the same noise and with the same noise on the way. One line of the left one is wrong.',
    'Choose a fault, play both sides, and compare: what is seen, and what the numbers say.',
    'The quiz deals one of the eight at random, or none. Commit to what you think it is; then it is told.',
  ],
} as const;

export type BreakDictionary = Widen<typeof en>;
