/** Lesson 7, in English. */

export const en = {
  title1: 'Algorithm 1, a line at a time',
  text1:
    'All of training is five lines. Go through them with a single point: on each line stand the very numbers of this turn. The network here is the one below, as far as it has been trained.',
  turnTask: 'Go through two whole turns of the loop.',
  text2: 'In practice a few hundred points take each turn together, and the gradient is their mean. Nothing else changes.',
  repeat: 'repeat:',
  until: 'until converged.',
  nextLine: 'Next line',
  loopSays: (turn: number, line: number, value: string) => `Turn ${turn}, line ${line}: ${value}`,
  title2: 'Algorithm 2, and what the loss does not say',
  text3: 'Sampling begins with noise and repeats one line T times, from t = T down to 1:',
  loop2: 'for t = T, …, 1',
  ask: (early: number, late: number) =>
    `A network is trained on two moons for ${late} steps. How does the loss at the end compare to the loss after only ${early}?`,
  options: ['It is next to nothing', 'It is clearly lower, but not next to nothing', 'It has hardly changed'],
  check: (early: string, late: string, floor: string, earlyDistance: string, lateDistance: string, data: string) =>
    `[loss|The loss] went from ${early} to ${late}; [floor|the dashed line], below which no network can go on average, is at ${floor}. But the distance of [samples|the samples] to the data went from ${earlyDistance} to ${lateDistance} (data to other data: ${data}). The loss seems to stop while the samples still improve.`,
  learntSays: (early: string, late: string, floor: string, earlyDistance: string, lateDistance: string) =>
    `Loss ${early} early and ${late} late, floor ${floor}. Distance of samples to data ${earlyDistance} early and ${lateDistance} late.`,
  learntEmpty: 'Samples and loss will be here once the network has been trained.',
  samplesLabel: (t: number) => `Samples at t = ${t} over the data.`,
  way: 'Algorithm 2, from T to 0',
} as const;
