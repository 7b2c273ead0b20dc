/** Lesson 12, in English. */

export const en = {
  title1: 'What the network can predict',
  text1: 'Given {xt}, the noise and the data determine each other: by eq. 4, each follows from the other.',
  text2:
    'So a network can also predict {x0}, and the noise follows by arithmetic. On paper this is the same. For a network with errors it is not: the arithmetic makes errors larger or smaller.',
  ask: (t: number, error: number) =>
    `At t = ${t} of 1000 a network predicts {eps} with an error of ${error} in each coordinate. How large is the error of x̂₀?`,
  about: (value: string) => `About ${value}`,
  check: (off: string, t: number, factor: string, v: string) =>
    `It is ${off}. To get {x0} from the noise, we divide by {rootAlphaBar}, and at t = ${t} hardly any signal is left: the error is multiplied by ${factor}. If a network predicts v with the same error, the error of x̂₀ is ${v}.`,
  mistakes: [
    'You have carried the error over unchanged. But we compute x̂₀ from ε̂ by dividing by {rootAlphaBar}. If hardly any signal is left, this is a division by a small number.',
    'The right direction, but too small. A factor of 10 would be right near t = 670; beyond that the signal decreases further, and the factor grows.',
    'It is multiplied by √(1 − ᾱ)/√ᾱ.',
  ],
  text3:
    'Near pure noise it is better to predict {x0}. Near the data it is the other way round, because then {x0} is almost {xt}, and the noise is the small difference. Salimans and Ho (2022) use a combination that is good at both ends. They call it v:',
  text4:
    'Think of {x0} and {eps} as two orthogonal axes. Then {xt} is a direction between them, at an angle that grows from 0 to 90°, and v is the direction orthogonal to {xt}. So x̂₀ and ε̂ follow from {xt} and [v|v] with factors that are never above 1: no error is made larger. The targets [epsilon|ε] and [x0|x₀] are each bad at one end. This is the only difference between the three: with adjusted weights they have the same loss.',
  task: 'Let the network predict ε. Move [time|t] to where the errors of x̂₀ are divided by ten or more, and to where they are multiplied by ten or more.',
  hidden: 'Predict first; then the page shows how errors grow and shrink.',
  says: (t: number, eps: string, v: string, x0: string) =>
    `t = ${t}: an error of 1 gives an error of x̂₀ of ${eps} if ε is predicted, ${v} for v, ${x0} for x₀.`,
  charts: { x0: 'Error of x̂₀ divided by that of the target (log)', eps: 'Error of ε̂ divided by that of the target (log)' },
  names: { epsilon: 'predicts ε', v: 'predicts v', x0: 'predicts x₀' },
  time: 'Time',
  title2: 'How fast the noise is added',
  text5:
    'β can rise in any way, as long as little signal is left at T. The linear schedule of the paper loses the signal early: for small pictures, much of the second half is spent on x that are almost pure noise. Nichol and Dhariwal (2021) choose ᾱ instead of β, and let it fall like a squared cosine:',
  cosineWords: 'Nichol and Dhariwal 2021, eq. 17; β follows from two neighbouring values of ᾱ, and is clipped at 0.999 near T',
  halfAsk: 'T = 1000. How much of the variance is still signal at t = 500, with the cosine schedule?',
  halfCheck: (cosine: string, linear: string, cosineAt: number, linearAt: number) =>
    `${cosine}; with the linear schedule it is ${linear}. Half of the signal is left at t = ${cosineAt} with [cosine|the cosine], and at t = ${linearAt} with [linear|the linear schedule].`,
  halfMistakes: {
    linear: 'That is the value of the linear schedule. The cosine schedule was designed to keep more signal in the middle.',
    more: 'Too large. A squared cosine falls slowly at both ends and fast in the middle, where it passes one half.',
    less: 'Too small. A squared cosine falls slowly at both ends and fast in the middle, where it passes one half.',
  },
  text6:
    'Why small steps first, and why a thousand? A reverse step is normal only if the step is small compared with the noise that is already there (lesson 5). Near the data there is little noise, so the first β must be small; later they can grow. The data must be scaled to a variance of about 1, because ᾱ is the signal’s fraction of the variance only if the signal has variance 1.',
  text7:
    'Two practices are common. Samples are not drawn with the last weights but with their running average over thousands of steps (EMA), which fluctuates less. And sampling need not use all the times of training: the same network can be used at a few of them (lesson 11).',
  left: 'ᾱ against t: the fraction of the variance that is signal',
  schedule: 'Schedule',
  halfAt: 'half at t',
  kinds: { linear: 'linear', scaled_linear: 'scaled linear', cosine: 'cosine', sigmoid: 'sigmoid' },
  scheduleOne: (name: string, half: number, middle: string) => `${name}: half of the signal at t = ${half}, ᾱ at t = 500 is ${middle}.`,
  scheduleEmpty: 'Predict first; then four schedules appear here.',
} as const;
