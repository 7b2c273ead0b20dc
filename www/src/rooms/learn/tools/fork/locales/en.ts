import type { Widen } from '../../../../../shared/i18n/en';

/** Every string of the page in English. The other language has the same keys: the compiler checks it. */
export const en = {
  stageLabel: 'The frozen run and its fork',
  freeze: 'Freeze at',
  particle: 'Follow',
  particleOf: (n: number, all: number) => `point ${n} of ${all}`,
  particleHint: 'Or click a point on the stage.',
  draws: 'Pictures of a fork',
  redraw: 'Redraw z fifty times',
  forkPictures: (n: number) => `Go on from here ${n} times`,
  redrawPictures: 'The same with other z',
  forking: (n: number) => `${n} pictures on their way …`,
  compute: 'Compute',
  empty: 'A run is frozen at t. From the point with the ring it goes on fifty times, each time with new noise z.',
  emptyPictures: 'A run is frozen at t. From that picture one goes on many times, each time with new noise z.',
  stageSays: (says: string) => `Points in the plane; one is followed. ${says}`,
  says: (t: number, n: number, spread: string) => `Frozen at t = ${t}. The ${n} ends have spread ${spread}.`,
  saysEight: (t: number, n: number, spread: string, fullest: number) =>
    `Frozen at t = ${t}. The ${n} ends have spread ${spread}; ${fullest} of them are at the same one of the eight Gaussians.`,
  saysPictures: (t: number, n: number, spread: string) =>
    `Frozen at t = ${t}. The ${n} pictures have spread ${spread}: the root mean square of the deviation of a pixel, where black is −1 and white 1.`,
  legend: { data: 'data', frozen: 'all points, frozen at t', ends: 'fifty ways from one of them, and their ends' },
  sheet: (n: number) => `${n} pictures from the same x`,
  sheetEmpty: 'Pictures from the same x',
  sheetLabel: (n: number, t: number, deviation: string) => `${n} pictures that set out from the same x, at t = ${t}; spread ${deviation}.`,
  frozen: (t: number) => `x, frozen at t = ${t}`,
  went: 'What the run made of it',
  mean: 'Mean of the pictures',
  deviation: 'Deviation: where they differ',
  course: 'When is it decided?',
  courseLead:
    'The same for several t: freeze there, go on many times, measure how far the ends lie apart. As long as the spread is that of data, x holds nothing that the noise could not still overturn.',
  measure: 'Measure the spread over t',
  measureAgain: 'Measure again',
  measuring: 'Freezing at one t after the other …',
  courseSays: (list: string) => `Spread of the ends by the t of freezing. ${list}.`,
  lines: {
    chosen: 'the point that is followed',
    picture: 'this picture',
    crowd: 'mean of sixteen points',
    data: 'spread of the data',
  },
  decided: (first: string, t: number, share: string) =>
    `The spread begins at ${first} and has fallen to half of that, for good, at t ≈ ${t}, after ${share} of the way: about there it was decided what becomes of this x.`,
  undecided: (first: string, last: string) =>
    `The spread begins at ${first} and is ${last} at the last t measured. It does not fall to half and stay there: this x leaves nothing open from the start, or everything to the end.`,
  numbers: 'The numbers',
  spread: 'spread',
  fullest: 'at the fullest Gaussian',
  keys: { redraw: 'redraw z', freeze: 'freeze earlier, later', measure: 'measure the spread over t' },
  helpTitle: 'How to fork',
  helpText: [
    'A run of DDPM is stopped at some t. From its x at that t one goes on many times, each time with new noise z.',
    'Move t: near T the ends are as different as data are; near 0 they are the same. Between the two something is decided.',
    'The spread is the root mean square distance of the ends from their mean, per coordinate or pixel.',
  ],
} as const;

export type ForkDictionary = Widen<typeof en>;
