/** Lesson 7, in English. */

export const en = {
  title1: 'Algorithm 1, a line at a time',
  text1: (batch: number) =>
    `All of training is five lines. Go through them with one point of a batch of ${batch}: beside each line are its numbers in this iteration. Line 5 really takes its step, with the mean gradient of the batch.`,
  turnTask: 'Go through two whole iterations of the loop.',
  text2: 'A batch changes nothing else: each of its points has a t and a noise of its own.',
  repeat: 'repeat:',
  until: 'until converged.',
  nextLine: 'Next line',
  loopSays: (iteration: number, line: number, value: string) => `Iteration ${iteration}, line ${line}: ${value}`,
  step: (loss: string, gradient: string, change: string) =>
    `Of the whole batch: loss ${loss}, gradient of norm ${gradient}. The weights have moved by ${change}.`,
  title2: 'Algorithm 2, and what the loss does not say',
  text3: 'Sampling begins with noise and repeats one line T times, from t = T down to 1:',
  loop2: 'for t = T, …, 1',
  ask: (early: number, late: number) =>
    `A network is trained on two moons for ${late} steps. How does the loss at the end compare to the loss after only ${early}?`,
  options: ['It is next to nothing', 'It is clearly lower, but not next to nothing', 'It has hardly changed'],
  mistakes: [
    'You may have thought of a network that fits its data perfectly. But the same {xt} can come from many pairs of data and noise, and the network sees only {xt}. Which noise it was cannot be known, so the loss has a floor.',
    'You may have thought that better samples need a clearly lower loss. After a few hundred steps most of what is left is the floor. The samples follow the small rest above it.',
    'The loss did move more than that in this run.',
  ],
  check: (early: string, late: string, floor: string, earlyDistance: string, lateDistance: string, data: string, verdict: string) =>
    `[loss|The loss] went from ${early} to ${late}; [floor|the dashed line], below which no network can go on average, is at ${floor}. The distance of [samples|the samples] to the data went from ${earlyDistance} to ${lateDistance} (data to other data: ${data}). ${verdict}`,
  verdicts: {
    gone: 'The loss is nearly gone, and the samples have come nearer to the data.',
    lower: 'The loss is clearly lower, and the samples have come nearer to the data.',
    same: 'The loss seems to stop, and still the samples improve: most of the loss is the floor, and they follow the small rest.',
    notNearer: 'In this run the samples have not come nearer to the data.',
  },
  learntSays: (early: string, late: string, floor: string, earlyDistance: string, lateDistance: string) =>
    `Loss ${early} early and ${late} late, floor ${floor}. Distance of samples to data ${earlyDistance} early and ${lateDistance} late.`,
  learntEmpty: 'Samples and loss will be here once the network has been trained.',
  samplesLabel: (t: number) => `Samples at t = ${t} over the data.`,
  way: 'Algorithm 2, from T to 0',
} as const;
