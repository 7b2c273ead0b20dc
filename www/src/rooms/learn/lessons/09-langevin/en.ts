/** Lesson 9, in English. */

export const en = {
  title1: 'What is the same, and what is different',
  text1:
    'Langevin sampling follows the gradient of a log-density, adds noise at each step, and never stops. In the limit of many steps and small δ, every iterate is a sample from that density, wherever the chain started:',
  text2:
    'A Langevin step looks just like a DDPM step, and the network even gives the gradient: minus its predicted noise, divided by the standard deviation of the noise, estimates the score of the noised data. But DDPM takes exactly T steps, each at its own noise level, and then it is finished.',
  ask: (calls: number) =>
    `All three samplers use the exact score, ${calls} calls, and the same start: 400 particles, all on the same data point. The data have eight modes. How many modes does [plain|plain Langevin sampling] reach at one small noise level?`,
  check: (plain: number, ddpm: number, annealed: number, density: string, t: number, left: string) =>
    `[plain|Plain Langevin]: ${plain} of 8. [ddpm|DDPM]: ${ddpm}. [annealed|Annealed Langevin]: ${annealed}. Near a mode with mean μ the score is −(x − μ)/σ²: it points back to the mode, and grows with the distance. Only on the mid-line between two modes do the two contributions cancel. What is almost zero there is the density: ${density} of its value on a mode, at the noise level of plain Langevin. This is a barrier that the chain crosses exponentially rarely. With much noise the modes merge and the barrier disappears; with little noise the modes are sharp. Plain Langevin has only one of the two; the other samplers have both, one after the other. DDPM can even start at a data point, although lesson 3 asked for noise: each step scales x down and adds fresh noise, so at t = ${t} only about ${left} of the start is left.`,
  mistakes: {
    all: 'You may have thought of the limit: an endless chain does reach all modes. But 500 steps are far from that limit, because between two modes the density is almost zero.',
    many: 'You may have relied on the noise that every step adds. At this level a step is short compared with the gap between two modes, and the score pulls each particle back before it gets across.',
    few: 'A few particles do cross to a neighbouring mode: the density between two modes is small, but not zero.',
  },
  highMistakes: {
    start:
      'You left the cloud at its starting point, as at the low noise level. But at t = 500 the modes have merged: there is no barrier, and nothing keeps the particles there.',
    mode: 'Your mark is on a mode of the data. But the chain samples the noised data, in which the eight modes have merged. Their centre is the centre of all data.',
    other:
      'The noised data at t = 500 are almost normal, with the centre of the data, the origin, as their mean. After 500 steps the cloud does not depend on its starting point any more.',
  },
  highAsk: (t: number, calls: number) =>
    `Now plain Langevin sampling at a high noise level, t = ${t}: again ${calls} calls and 400 particles on one data point, marked x. Where is the centre of the cloud at the end? Click on the place.`,
  highLabel: (start: string) => `Eight modes of the data on a ring, and the starting point of all particles, x, at ${start}.`,
  highCheck: (middle: string, deviation: string, own: string) =>
    `At ${middle}, and the cloud has standard deviation ${deviation} in each direction. (The density itself has ${own}: with a finite δ the cloud is too wide.) With so much noise the eight modes merge into one, and no particle depends on its starting point any more. But the samples are noised data, and the eight modes are not visible. A high noise level mixes well but gives no sharp samples; a low one gives sharp samples but does not mix.`,
  backTask: 'Move [way|the slider] back to the first half and see when the modes are decided.',
  text3:
    'Annealed Langevin sampling (Song and Ermon 2019) stays at each noise level until the samples fit it, and then goes on to a smaller one. DDPM takes one step at each level. This is enough, because its step was derived for exactly this purpose.',
  text4:
    'Are they the same or not? Su Jianlin, whom our notes follow, calls DDPM and Langevin sampling completely different. This is a view, and there are reasons for it: DDPM has T fixed steps, each with its own t; Langevin sampling is an endless chain at one density. The connection is just as exact. Ho et al. (2020, section 3.2) show that the loss is weighted denoising score matching over many noise levels, and that the sampler resembles Langevin dynamics with the network as its score. Song et al. (2021) treat both ways of adding noise as discretizations of two stochastic differential equations. The same score reverses each of them in time, and Langevin steps can then correct the samples at each noise level.',
  ways: { ddpm: 'DDPM', plain: 'plain Langevin', annealed: 'annealed Langevin' },
  cloudLabel: (way: string, step: number, reached: number | null) =>
    `${way} after ${step} steps${reached === null ? '' : `; ${reached} of 8 modes reached at the end`}.`,
  at: (t: number) => `t = ${t}`,
  way: 'Progress',
  stepOf: (step: number, steps: number) => `step ${step} of ${steps}`,
  says: (ddpm: number, plain: number, annealed: number) =>
    `Modes reached at the end: DDPM ${ddpm}, plain Langevin ${plain}, annealed Langevin ${annealed}, of 8.`,
  empty: 'Three samplers with the same start. Predict first; then they appear here.',
} as const;
