/** Lesson 9, in English. */

export const en = {
  title1: 'Alike, and different',
  text1:
    'Langevin sampling goes uphill on the logarithm of a density and adds noise, for ever. From anywhere, every iterate becomes in the end a sample of that density:',
  text2:
    'It looks just like a step of DDPM, and the network even knows the slope: the noise it sees, turned round, is the score. But DDPM takes exactly T steps, each at its own noise level, and is then finished.',
  ask: (calls: number) =>
    `All three samplers get the exact score, ${calls} calls, and the same start: 400 particles on one and the same data point. The data are eight islands. How many of them does [plain|plain Langevin sampling], at one small noise level, reach?`,
  check: (plain: number, ddpm: number, annealed: number) =>
    `[plain|Plain Langevin]: ${plain} of 8. [ddpm|DDPM]: ${ddpm}. [annealed|Annealed Langevin]: ${annealed}. Between two islands the slope is next to nothing and points back. With much noise the islands flow together and one can cross; with little they are sharp. Plain Langevin has to choose, the other two have both, one after the other.`,
  highAsk: (t: number, calls: number) =>
    `And plain Langevin sampling at a high noise level, t = ${t}? Again ${calls} calls, again 400 particles on one data point, marked x. Where is the middle of the cloud in the end? Click on the place.`,
  highLabel: (start: string) => `Eight islands of data on a ring, and the start of all particles, x, at ${start}.`,
  highCheck: (middle: string, deviation: string) =>
    `At ${middle}, and the cloud is ${deviation} wide either way. With so much noise the islands are one hill, and every particle has forgotten where it began. But what is sampled is that hill, the noised data: no island to be seen. One level forgets and does not draw, the other draws and does not forget.`,
  backTask: 'Move [way|the slider] back to the first half of the way and see when the islands are decided.',
  text3:
    'Annealed Langevin (Song and Ermon 2019) stays at each noise level until the samples fit it, then goes on to a smaller one. DDPM takes one step at each level and is right all the same, because its step was derived for just that. Two roads, one network: the score at every noise level.',
  ways: { ddpm: 'DDPM', plain: 'plain Langevin', annealed: 'annealed Langevin' },
  cloudLabel: (way: string, step: number, reached: number | null) =>
    `${way} after ${step} steps${reached === null ? '' : `; in the end ${reached} of 8 islands reached`}.`,
  at: (t: number) => `t = ${t}`,
  way: 'Along the way',
  stepOf: (step: number, steps: number) => `step ${step} of ${steps}`,
  says: (ddpm: number, plain: number, annealed: number) =>
    `Islands reached in the end: DDPM ${ddpm}, plain Langevin ${plain}, annealed Langevin ${annealed}, of 8.`,
  empty: 'Three samplers, one start. They will be here once you have predicted.',
} as const;
