/** Lesson 8, in English. */

export const en = {
  title1: 'Two noises turned into one',
  text1:
    'Taken literally, the loss of one step draws four things: {x0}, t, the noise up to the step before, and the noise of the step itself, which is the target. Put together:',
  text2:
    'Two independent normal noises are like two axes: they may be rotated. Choose the first new axis, [eps|{eps}], to be just the mixture that enters {xt}. The second, [omega|{omega}], stands at a right angle to it and does not enter {xt} at all: [same|all draws on the orange line] make the same {xt}.',
  endsTask:
    'Move [time|t] to both ends. At t = 1 there is no noise but this step’s, and {eps} is {epsStep}. Later the steps before outweigh it, and {eps} turns towards {epsBar}.',
  time: 'Time',
  rotationSays: (t: number, angle: string, eps: string, omega: string, epsSquare: string, omegaSquare: string, correlation: string) =>
    `t = ${t}: the axes are turned by ${angle}°. This draw has ε = ${eps}, ω = ${omega}. Over 4,000 draws ε has variance ${epsSquare}, ω ${omegaSquare}, correlation ${correlation}: still two independent standard normal noises.`,
  title2: 'What it saves',
  text3:
    'So whatever the network does, {omega} can only shake its target; no look at {xt} can tell it. Its mean can be taken by hand, exactly, and what is left has one noise, the same gradient on average, and less variance:',
  ask: 'Both gradients are right on average. How much more does the one with two noises scatter?',
  options: ['Hardly more', 'Between 1 and 5 times', 'More than 5 times'],
  mistakes: [
    'You may have thought: the same mean, so about the same scatter. But the noise {omega} shakes the target of every example, and no look at {xt} can remove it.',
    'You may have counted: two noises in place of one, so about twice as much. But the noise of one step is a tiny part of {xt}. To teach as much, its gradient is multiplied by {blowUp}, and the useless part with it.',
    'In this measurement the two differ by less.',
  ],
  check: (two: string, stratified: string, importance: string, antithetic: string, repeats: number) =>
    `Measured over ${repeats} batches, against [one_noise|one noise]: [two_noises|two noises] have ${two} times the variance, [stratified|stratified t] ${stratified} times, [importance|importance-sampled t] ${importance} times, [antithetic|antithetic pairs] ${antithetic} times.`,
  text4:
    'Why so much? The noise of one step, {epsStep}, is a tiny part of {xt}. To teach the network as much as {eps} does, its gradient must be multiplied by the large number {blowUp}, and what {omega} does to it is multiplied as well. Less variance means fewer steps for the same result. The others are cheap tricks of the same kind: draw t more evenly (Kingma et al. 2021), draw it more often where the loss is large (Nichol and Dhariwal 2021), use each noise with both signs. Not all of them pay on every problem; measure before you believe.',
  empty: 'The variances will stand here once they have been measured on a network in the middle of its training.',
  one: (name: string, ratio: string) => `${name}: ${ratio} times the variance of one noise.`,
  estimators: {
    two_noises: 'two noises',
    one_noise: 'one noise',
    stratified: 'stratified t',
    importance: 'importance of t',
    antithetic: 'antithetic ε',
  },
} as const;
