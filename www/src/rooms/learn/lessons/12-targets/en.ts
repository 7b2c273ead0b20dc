/** Lesson 12, in English. */

export const en = {
  title1: 'What the network may be asked for',
  text1: 'Given {xt}, the noise and the data determine each other: by eq. 4 each follows from the other.',
  text2:
    'So a network might as well predict {x0} and leave the noise to arithmetic. On paper it is the same. For a network that errs it is not: the arithmetic makes errors larger or smaller.',
  ask: (t: number, error: number) =>
    `At t = ${t} of 1000 a network predicts {eps}, and is off by ${error} in each coordinate. By how much is x̂₀ off?`,
  about: (value: string) => `By about ${value}`,
  check: (off: string, t: number, factor: string, v: string) =>
    `By ${off}. To get {x0} from the noise, one divides by {rootAlphaBar}, and at t = ${t} hardly any signal is left: the error is multiplied by ${factor}. A network that predicts v and errs as much is off by ${v} in x̂₀.`,
  mistakes: [
    'You have carried the error over as it is. But x̂₀ is had from ε̂ by a division by {rootAlphaBar}, and where hardly any signal is left, that is a division by a small number.',
    'The right direction, too small. A factor of 10 would be right near t = 670; further on the signal sinks on, and the factor grows.',
    'It is multiplied by √(1 − ᾱ)/√ᾱ.',
  ],
  text3:
    'Near noise it is better to predict {x0}; near the data it is the other way round, for then {x0} is nearly {xt}, and the noise is the small difference. Salimans and Ho (2022) take a mixture that is good at both ends. They call it v:',
  text4:
    'Think of {x0} and {eps} as two axes at a right angle. Then {xt} is a direction between them, turned by an angle that grows from 0 to a quarter turn, and v is the direction at a right angle to {xt}. So x̂₀ and ε̂ follow from {xt} and [v|v] by factors that are never above 1: no error is ever made larger. Of the targets [epsilon|ε] and [x0|x₀] each has one bad end. The three lose nothing against each other but this: with the weights adjusted they have the same loss.',
  task: 'Move [time|t] to where a network that predicts ε has its errors in x̂₀ divided by ten or more, and to where they are multiplied by ten or more.',
  hidden: 'Predict first; then it is shown how errors grow and shrink.',
  says: (t: number, eps: string, v: string, x0: string) =>
    `t = ${t}: an error of 1 is one of ${eps} in x̂₀ where ε is predicted, ${v} where v is, ${x0} where x₀ is.`,
  charts: { x0: 'Error of x̂₀ over error of the target (log)', eps: 'Error of ε̂ over error of the target (log)' },
  names: { epsilon: 'predicts ε', v: 'predicts v', x0: 'predicts x₀' },
  time: 'Time',
  title2: 'How fast the noise comes',
  text5:
    'β may rise in any way, as long as little signal is left at T. The linear schedule of the paper loses the signal early: for small pictures much of the second half is spent on x that are nearly pure noise. Nichol and Dhariwal (2021) choose ᾱ in place of β, and let it fall like a squared cosine:',
  cosineWords: 'β follows from two neighbours of ᾱ, and is cut at 0.999 near T.',
  halfAsk: 'T = 1000. How much of the variance is still signal at t = 500, with the cosine schedule?',
  halfCheck: (cosine: string, linear: string, cosineAt: number, linearAt: number) =>
    `${cosine}; with the linear schedule it is ${linear}. Half of the signal is left at t = ${cosineAt} with [cosine|the cosine], and at t = ${linearAt} with [linear|the linear schedule].`,
  halfMistakes: {
    linear: 'That is what the linear schedule leaves. The cosine was made to keep more of the signal in the middle.',
    more: 'Too much. A squared cosine falls slowly at both ends and fast in the middle, where it passes one half.',
    less: 'Too little. A squared cosine falls slowly at both ends and fast in the middle, where it passes one half.',
  },
  text6:
    'Why small steps first, and a thousand of them? A step back is normal only if the step is small against the noise that is already there (lesson 5). Near the data there is little, so the first β must be small; later they may grow. And data must be scaled to a variance of about 1, for ᾱ says how much of the variance is signal only if the signal has variance 1.',
  text7:
    'Two habits belong to every training. Samples are drawn not with the last weights but with their running mean over thousands of steps (EMA), which scatters less. And the schedule of training need not be that of sampling: from the same network one may take few of its times (lesson 11).',
  left: 'ᾱ over t: the share of the variance that is signal',
  schedule: 'Schedule',
  halfAt: 'half at t',
  kinds: { linear: 'linear', scaled_linear: 'scaled linear', cosine: 'cosine', sigmoid: 'sigmoid' },
  scheduleOne: (name: string, half: number, middle: string) => `${name}: half of the signal at t = ${half}, ᾱ at t = 500 is ${middle}.`,
  scheduleEmpty: 'Four schedules will be here once you have predicted.',
} as const;
