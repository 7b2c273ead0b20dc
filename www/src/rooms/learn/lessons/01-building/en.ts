/** Lesson 1, in English. */

export const en = {
  title1: 'Step by step',
  text1:
    'Nobody can write down how to turn noise into a picture. But everybody can turn a picture into noise: add a little noise, again and again. This is the forward process, and it needs no learning at all. Move [way|the slider] to see what it does to [points|the points of the drawing].',
  text2:
    'Think of a building that is taken down. Each step is small, and that is what helps. To undo the whole demolition at once, we would have to rebuild it from dust. To undo one small step is a much easier task. A DDPM learns these small steps, all with the same network: a chain of simple regressions. It is not an energy-based model, and it needs no second network as an opponent, as a GAN does.',
  downTask: 'Run the forward process: move [way|the slider] all the way to t = T.',
  ask: 'Noise is added in a thousand steps. At which t is half of the variance noise? Decide before you look.',
  check: (t: number, total: number) =>
    `With the schedule of Ho et al. it is t = ${t} of ${total}: most of the picture is lost in the first third of the steps, although these are the smallest ones. The remaining steps remove what is left.`,
  mistakes: {
    middle:
      'You may have thought that half of the steps give half of the variance. But the steps grow, and what is left after t steps is a product of t factors, not a sum.',
    late: 'You may have thought that the small first steps hardly count. Each removes little, but there are hundreds of them, and their factors multiply.',
    early: 'You may have thought that all steps are equally large. The first ones are up to 200 times smaller than the last.',
    slow: 'You are on the right side of the middle, or near it, but still too late: each step removes a fraction of what is left, so the signal falls fastest while there is much of it.',
  },
  upTask: 'Now choose [direction|rebuild] and move the slider from noise to the end.',
  text3:
    'There is no network here yet. The points are rebuilt by the optimal denoiser for these points, which lesson 10 derives. A network has to learn it from examples, and the lessons in between explain how.',
  direction: 'Direction',
  directions: { demolish: 'take down', rebuild: 'rebuild' },
  way: 'Progress',
  /** Before the prediction: without the share that it asks for. */
  saysFirst: (t: number) => `Data with noise at t = ${t}.`,
  says: {
    demolish: (t: number, bar: string) => `Data with noise at t = ${t}: the signal has ${bar} of the variance.`,
    rebuild: (t: number, bar: string) => `Rebuilt from noise down to t = ${t}: here the signal has ${bar} of the variance.`,
  },
} as const;
