/** Lesson 7, in English. */

export const en = {
  title1: 'Algorithm 1, line by line',
  text1: (batch: number) =>
    `Training is five lines of code. Go through them with one point of a batch of ${batch}: beside each line are its numbers in this iteration. Line 5 really updates the weights, with the mean gradient of the batch.`,
  turnTask: 'Go through two complete iterations of the loop.',
  text2: 'A batch changes nothing else: each of its points has its own t and its own noise.',
  repeat: 'repeat:',
  until: 'until converged.',
  nextLine: 'Next line',
  loopSays: (iteration: number, line: number, value: string) => `Iteration ${iteration}, line ${line}: ${value}`,
  step: (loss: string, gradient: string, change: string) =>
    `Whole batch: loss ${loss}, gradient norm ${gradient}. The weights have moved by ${change}.`,
  title2: 'Algorithm 2, and what the loss does not show',
  text3: 'Sampling starts from noise and repeats one line T times, from t = T down to 1:',
  loop2: 'for t = T, …, 1',
  ask: (early: number, late: number) =>
    `A network is trained on two moons for ${late} steps. How does the final loss compare with the loss after only ${early} steps?`,
  options: ['It is almost zero', 'It is clearly lower, but far from zero', 'It has hardly changed'],
  mistakes: [
    'You may have thought of a network that fits its data perfectly. But the same {xt} can come from many pairs of data and noise, and the network sees only {xt}. Which noise it was cannot be known, so the loss has a floor.',
    'You may have thought that better samples need a clearly lower loss. After a few hundred steps, most of the loss is the floor. The samples depend on the small part above it.',
    'In this run the loss changed more than that.',
  ],
  check: (early: string, late: string, floor: string, earlyDistance: string, lateDistance: string, data: string, verdict: string) =>
    `[loss|The loss] went from ${early} to ${late}. [floor|The dashed line] at ${floor} is the floor: on average, no network can go below it. The distance between [samples|the samples] and the data went from ${earlyDistance} to ${lateDistance} (data and other data: ${data}). ${verdict}`,
  verdicts: {
    gone: 'The loss is almost zero, and the samples are closer to the data.',
    lower: 'The loss is clearly lower, and the samples are closer to the data.',
    same: 'The loss seems to stop, but the samples still improve. Most of the loss is the floor; the samples depend on the small part above it.',
    notNearer: 'In this run the samples did not come closer to the data.',
  },
  learntSays: (early: string, late: string, floor: string, earlyDistance: string, lateDistance: string) =>
    `Loss ${early} early and ${late} late, floor ${floor}. Distance between samples and data ${earlyDistance} early and ${lateDistance} late.`,
  learntEmpty: 'Samples and loss appear here when the network has been trained.',
  samplesLabel: (t: number) => `Samples at t = ${t}, drawn over the data.`,
  way: 'Algorithm 2, from T to 0',
} as const;
