import type { Widen } from '../../../../../shared/i18n/en';

/** Every string of the page in English. The other language has the same keys: the compiler checks it. */
export const en = {
  stageLabel: 'The frozen run and its fork',
  freeze: 'Freeze at',
  particle: 'Point to follow',
  particleOf: (n: number, all: number) => `point ${n} of ${all}`,
  particleHint: 'Or click a point on the stage.',
  draws: 'Pictures per fork',
  redraw: 'Draw new z fifty times',
  forkPictures: (n: number) => `Continue from here ${n} times`,
  redrawPictures: 'Repeat with new z',
  forking: (n: number) => `Sampling ${n} pictures …`,
  compute: 'Compute',
  empty: 'A run is frozen at t. It continues fifty times from the point with the ring, each time with new noise z.',
  emptyPictures: 'A run is frozen at t. It continues many times from that picture, each time with new noise z.',
  stageSays: (says: string) => `Points in the plane; one is followed. ${says}`,
  says: (t: number, n: number, spread: string) => `Frozen at t = ${t}. The ${n} end points have spread ${spread}.`,
  saysEight: (t: number, n: number, spread: string, fullest: number) =>
    `Frozen at t = ${t}. The ${n} end points have spread ${spread}; ${fullest} of them are in the same mode of the eight.`,
  saysPictures: (t: number, n: number, spread: string) =>
    `Frozen at t = ${t}. The ${n} pictures have spread ${spread}: the root mean square of the standard deviations of the pixels, where black is −1 and white is 1.`,
  legend: { data: 'data', frozen: 'all points, frozen at t', ends: 'fifty paths from one of them, with their end points' },
  sheet: (n: number) => `${n} pictures from the same x`,
  sheetEmpty: 'Pictures from the same x',
  sheetLabel: (n: number, t: number, deviation: string) => `${n} pictures that start from the same x, at t = ${t}; spread ${deviation}.`,
  frozen: (t: number) => `x, frozen at t = ${t}`,
  went: 'Result of the original run',
  mean: 'Mean of the pictures',
  deviation: 'Standard deviation: where they differ',
  course: 'When is it decided?',
  courseLead:
    'Repeat this for several t: freeze there, continue many times, and measure how far the end points lie apart. As long as the spread is as large as that of the data, new noise can still change everything.',
  measure: 'Measure the spread against t',
  measureAgain: 'Measure again',
  measuring: 'Freezing at one t after another …',
  courseSays: (list: string) => `Spread of the end points against the t of freezing. ${list}.`,
  lines: {
    chosen: 'the point that is followed',
    picture: 'this picture',
    crowd: 'mean of sixteen points',
    data: 'spread of the data',
  },
  decided: (first: string, t: number, share: string) =>
    `The spread starts at ${first}. At t ≈ ${t}, after ${share} of the steps, it has fallen to half of that, and it stays below. At about this t the outcome of this x is decided.`,
  undecided: (first: string, last: string) =>
    `The spread starts at ${first} and is ${last} at the last t measured. It does not fall to half and stay there: the outcome of this x is either decided from the start or open until the end.`,
  numbers: 'The numbers',
  spread: 'spread',
  fullest: 'in the fullest mode',
  keys: { redraw: 'draw new z', freeze: 'freeze earlier, later', measure: 'measure the spread against t' },
  helpTitle: 'How to fork',
  helpText: [
    'A DDPM run is stopped at some t. From its x at that t it continues many times, each time with new noise z.',
    'Move t: near T the end points differ as much as the data do; near 0 they are all the same. In between, the outcome is decided.',
    'The spread is the root mean square distance of the end points from their mean, per coordinate or pixel.',
  ],
} as const;

export type ForkDictionary = Widen<typeof en>;
