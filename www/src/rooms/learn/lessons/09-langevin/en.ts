/** Lesson 9, in English. */

export const en = {
  title1: 'Alike, and different',
  text1:
    'Langevin sampling goes uphill on the logarithm of a density, adds noise, and never stops. In the limit of many steps and a small δ every iterate is a sample of that density, wherever the chain began:',
  text2:
    'A step of it looks just like a step of DDPM, and the network even knows the slope: its noise, turned round and divided by the noise’s standard deviation, estimates the score of the noised data. But DDPM takes exactly T steps, each at its own noise level, and is then finished.',
  ask: (calls: number) =>
    `All three samplers get the exact score, ${calls} calls, and the same start: 400 particles on one and the same data point. The data are eight islands. How many of them does [plain|plain Langevin sampling], at one small noise level, reach?`,
  check: (plain: number, ddpm: number, annealed: number, density: string, t: number, left: string) =>
    `[plain|Plain Langevin]: ${plain} of 8. [ddpm|DDPM]: ${ddpm}. [annealed|Annealed Langevin]: ${annealed}. Near an island with mean μ the score is −(x − μ)/σ²: it points back, and is stronger the farther away x is. Only on the mid-line between two islands do the two pulls cancel. What is next to nothing there is the density: ${density} of that on an island, at the noise level of plain Langevin. It is a barrier that the chain crosses exponentially rarely. With much noise the islands flow together and the barrier is gone; with little they are sharp. Plain Langevin has to choose; the other two have both, one after the other. DDPM may even start at a data point, though lesson 3 asked for noise: each step shrinks x and adds fresh noise, so at t = ${t} only about ${left} of the start is left.`,
  mistakes: {
    all: 'You may have thought of the limit: a chain without end does reach all islands. But 500 steps are far from it, for between two islands the density is next to nothing.',
    many: 'You may have counted on the noise that every step adds. At this level a step is short against the gap between two islands, and the score draws each particle back before it is across.',
    few: 'A few particles do cross to a neighbour: the density between two islands is small, but not zero.',
  },
  highMistakes: {
    start:
      'You left the cloud where it began, as at the small noise level. But at t = 500 the islands have flowed together: there is no barrier, and nothing holds the particles there.',
    island:
      'Your mark is on an island. But what is sampled is the noised data, in which no island is left. Their middle is the middle of all the data.',
    other:
      'The noised data at t = 500 are nearly one normal hill around the middle of the data, which is the origin. After 500 steps the cloud has forgotten where it began.',
  },
  highAsk: (t: number, calls: number) =>
    `And plain Langevin sampling at a high noise level, t = ${t}? Again ${calls} calls, again 400 particles on one data point, marked x. Where is the middle of the cloud in the end? Click on the place.`,
  highLabel: (start: string) => `Eight islands of data on a ring, and the start of all particles, x, at ${start}.`,
  highCheck: (middle: string, deviation: string, own: string) =>
    `At ${middle}, and the cloud has standard deviation ${deviation} either way. (The density itself has ${own}: with a finite δ the cloud is too wide.) With so much noise the islands are one hill, and every particle has forgotten where it began. But what is sampled is that hill, the noised data: no island to be seen. One level forgets and does not draw, the other draws and does not forget.`,
  backTask: 'Move [way|the slider] back to the first half of the way and see when the islands are decided.',
  text3:
    'Annealed Langevin (Song and Ermon 2019) stays at each noise level until the samples fit it, then goes on to a smaller one. DDPM takes one step at each level and is right all the same, because its step was derived for just that.',
  text4:
    'Are they one thing or two? Su Jianlin, whom our notes follow, calls DDPM and Langevin sampling altogether different. That is a view, and there is something to it: T fixed steps, each with its own t, against a chain without end at one density. The tie is just as exact. Ho et al. (2020, section 3.2) show that the loss is denoising score matching over many noise levels, with weights, and that the sampler resembles Langevin dynamics with the network as its score. Song et al. (2021) read both ways of adding noise as discretizations of two stochastic differential equations, which the same score runs backwards; Langevin steps can then correct the samples at each noise level.',
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
