/** Lesson 8, in English. */

export const en = {
  title1: 'Two noises turned into one',
  text1:
    'Taken literally, the loss of one step draws four random quantities: {x0}, t, the noise up to the previous step, and the noise of the step itself, which is the target. Together:',
  text2:
    'Two independent standard normal noises can be rotated like two axes, and stay independent standard normal. Let the first new axis, [eps|{eps}], be exactly the combination that enters {xt}. The second axis, [omega|{omega}], is orthogonal to it and does not enter {xt} at all: [same|all draws on the orange line] give the same {xt}.',
  endsTask:
    'Move [time|t] to both ends. At t = 1 the only noise is that of this step, so {eps} is {epsStep}. At large t the earlier steps dominate, and {eps} rotates towards {epsBar}.',
  time: 'Time',
  rotationSays: (t: number, angle: string, eps: string, omega: string, epsSquare: string, omegaSquare: string, correlation: string) =>
    `t = ${t}: the axes are rotated by ${angle}°. This draw has ε = ${eps}, ω = ${omega}. Over 4,000 draws ε has variance ${epsSquare}, ω ${omegaSquare}, correlation ${correlation}: still two independent standard normal noises.`,
  title2: 'What it saves',
  text3:
    'So {omega} only adds variance to the target: it cannot be predicted from {xt}, whatever the network does. We can take the expectation over {omega} by hand, exactly. What is left has one noise, the same expected gradient, and less variance:',
  ask: 'Both gradients are unbiased. How much larger is the variance of the one with two noises?',
  options: ['About the same', 'Up to 5 times', 'More than 5 times'],
  mistakes: [
    'You may have thought that the same mean gives about the same variance. But the noise {omega} adds variance to the target of every example, and it cannot be predicted from {xt}.',
    'You may have counted: two noises instead of one, so about twice the variance. But the noise of one step is a tiny part of {xt}. To give the same expected gradient, it is multiplied by {blowUp}, and the useless part with it.',
    'In this measurement the difference is smaller.',
  ],
  check: (two: string, stratified: string, importance: string, antithetic: string, repeats: number) =>
    `Measured over ${repeats} batches, compared with [one_noise|one noise]: [two_noises|two noises] have ${two} times the variance, [stratified|stratified t] ${stratified} times, [importance|importance-sampled t] ${importance} times, [antithetic|antithetic pairs] ${antithetic} times.`,
  text4:
    'Why so much? The noise of one step, {epsStep}, is a tiny part of {xt}. To give the same expected gradient as {eps}, its gradient must be multiplied by the large number {blowUp}, and the contribution of {omega} is multiplied as well. Less variance means fewer training steps for the same result. The other estimators are cheap methods of the same kind: draw t more evenly (Kingma et al. 2021), draw it more often where the loss is large (Nichol and Dhariwal 2021), or use each noise with both signs. Not every method helps on every problem, so measure first.',
  empty: 'Predict first; then the variances are measured on a half-trained network and shown here.',
  one: (name: string, ratio: string) => `${name}: ${ratio} times the variance of one noise.`,
  estimators: {
    two_noises: 'two noises',
    one_noise: 'one noise',
    stratified: 'stratified t',
    importance: 'importance-sampled t',
    antithetic: 'antithetic ε',
  },
  integral: {
    title: 'The mean over {omega}, in full:',
    solve: {
      title: 'Write the noise of the step in the new axes',
      because:
        'The two equations above are a rotation, so they are undone by the rotation back: the coefficients are the same, and the second has the other sign.',
      numbers: (t: number, ofEps: string, ofOmega: string) => `at t = ${t} of 100: ${ofEps} times ε, minus ${ofOmega} times ω.`,
    },
    square: {
      title: 'Take the mean over {omega}',
      because:
        '{xt} and with it the network’s answer do not depend on {omega}, so {omega} occurs once. Square: the mixed term has mean 0, because {omega} has mean 0 and is independent of all else. Its own square has mean d, one for each dimension.',
      numbers: (t: number, constant: string) => `the constant is ${constant} a dimension at t = ${t}: no network can reduce it.`,
    },
    factor: {
      title: 'Take the factor out',
      because:
        'Divide by the factor of {eps} inside, and multiply by its square outside. What the network must answer is now the merged noise, times a number that depends on t alone: Ho’s network is that number times this one.',
      numbers: (t: number, weight: string, scale: string) =>
        `at t = ${t}: weight ${weight}, and the network’s answer is multiplied by ${scale}.`,
    },
  },
} as const;
