/** Lesson 1, in English. */

export const en = {
  title1: 'Brick by brick',
  text1:
    'Nobody can say how to turn noise into a picture. But everybody can say how to turn a picture into noise: add a little noise, again and again. That is the forward process, and it needs no learning at all. [points|The points of the drawing] are carried by it when you move [way|the slider].',
  text2:
    'Each demolition step is small, and that is the point. To undo a whole demolition at once one would have to guess a building from its dust. To undo one small step one has to guess one brick. A DDPM learns those small steps, all with the same network: a chain of simple regressions, not an energy model and no game of two networks.',
  downTask: 'Take the building down: move [way|the slider] all the way to t = T.',
  ask: 'Noise is added in a thousand steps. At which t is half of the variance noise? Decide before you look.',
  check: (t: number, total: number) =>
    `With the schedule of Ho et al. it is t = ${t} of ${total}: most of the picture is gone in the first third of the way, though the steps there are the smallest. The rest of the way takes away what little is left, until nothing is.`,
  mistakes: {
    middle:
      'You may have taken half of the steps for half of the variance. But the steps grow, and what is left after t steps is a product of t factors, not a sum.',
    late: 'You may have thought that the small first steps hardly count. Each takes little, but there are hundreds of them, and their factors multiply.',
    early: 'You may have taken all steps for equally large. The first ones are up to 200 times smaller than the last.',
    slow: 'You are on the right side of the middle, or near it, and still too late: each step takes its share of what is left, so the signal falls fastest while there is much of it.',
  },
  upTask: 'Now choose [direction|rebuild] and move the slider from noise to the end.',
  text3:
    'What rebuilds here is no network yet: it is the best denoiser that exists for these points, which lesson 10 writes down. A network has to learn it from examples, and the lessons between say how.',
  direction: 'Direction',
  directions: { demolish: 'take down', rebuild: 'rebuild' },
  way: 'Along the way',
  /** Before the prediction: without the share that it asks for. */
  saysFirst: (t: number) => `Data with noise at t = ${t}.`,
  says: {
    demolish: (t: number, bar: string) => `Data with noise at t = ${t}: signal has ${bar} of the variance.`,
    rebuild: (t: number, bar: string) => `Rebuilt from noise as far as t = ${t}: there, signal has ${bar} of the variance.`,
  },
} as const;
