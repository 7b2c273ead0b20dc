/** Lesson 4, in English. */

export const en = {
  title1: 'Back one step, knowing the beginning',
  text1:
    'The way forward is easy: {qBack} is the way back, and it is out of reach. By Bayes it would need the density of all noisy pictures there are. But suppose the picture {x0} that we started from is known. Then both ends of the path are fixed, everything is normal, and {qPosterior} can be written down.',
  text2:
    'Where was x one step earlier? There are two sources of evidence. [prior|The prior], in blue, knows only {x0} and the noise so far. [likelihood|The likelihood], in violet, knows only {xt} and the last step. [posterior|Their product], normalized, is the posterior. It is narrower than either.',
  eq7: 'The mean of {rootAlphaBarPrev}{x0} (prior) and {xt}/{rootAlpha} (likelihood), each weighed by its precision, which is one over its variance. Of {x0} and {xt} it is a linear combination, whose coefficients need not add up to 1.',
  ask: (t: number, total: number, x0: string, xt: string) =>
    `With T = ${total} steps, at t = ${t}, the data point is x₀ = ${x0} and we stand at {xt} = ${xt}. Where is the mean of the posterior?`,
  check: (mean: string, ofX0: string, ofXt: string, sum: string, deviation: string) =>
    `It is ${mean}: ${ofX0} times x₀ plus ${ofXt} times {xt}, with standard deviation ${deviation}. The coefficients add up to ${sum}, not to 1. One step back is one small step: far from the data nearly all comes from {xt}, and x₀ only pulls a little.`,
  mistakes: {
    data: 'You went all the way to x₀. But the question is where x was one step earlier, not where it began. At t = 15 of 20 it was still far from the data.',
    middle:
      'You gave both ends the same weight. The weights are the precisions: here that of the likelihood is much larger, since one step adds little noise and fourteen steps add much.',
    here: 'You are near {xt}, which is the right side. But a step shrinks x by {rootAlpha}, so going back first stretches: {xt}/{rootAlpha} is the centre of the likelihood, and x₀ pulls it the other way.',
    beyond: 'You went away from x₀. Dividing by {rootAlpha} does lead outwards, but the prior pulls back towards x₀ by more.',
    high: 'x₀ pulls less than that. Its coefficient in eq. 7 is only about 0.08, and that of {xt} is 0.74.',
  },
  betweenMistakes: {
    here: 'You stayed near {xt}, as in the question before. But there t was large. At t = 2 only one step lies between x₀ and {xPrev}, so the prior is very narrow.',
    middle:
      'You gave both ends the same weight. The prior has the variance of one small step, the likelihood that of a larger one, so x₀ counts more.',
    beyond: 'Nearly. But x₀ does not have all of the weight yet: that comes at t = 1.',
    aside:
      'The mean is a combination of x₀ and {xt} with the same two coefficients for both coordinates. Both are positive, so it lies between the two directions, near the line from one to the other.',
  },
  betweenAsk: (t: number, total: number) =>
    `Now in the plane, and near the data: t = ${t} of ${total}. The blue point is x₀, the violet one {xt}. Where is the mean of the posterior? Click on the place.`,
  betweenLabel: (x0: string, xt: string) => `A plane with x₀ at ${x0} and xₜ at ${xt}.`,
  betweenCheck: (mean: string, ofX0: string, ofXt: string) =>
    `It is ${mean}: ${ofX0} times x₀ plus ${ofXt} times {xt}. So near the data {xPrev} contains almost no noise, and x₀ counts most.`,
  dragTask: 'Drag [x0|x₀] and [xt|{xt}] and watch [eq7|both] [eq11|forms] of the mean: they agree to the last digit.',
  firstTask: 'Set [time|t] to 1. The posterior is a single line on x₀, for before the first step there was no noise: β̃₁ = 0.',
  text3:
    'Here is where many a reader trips, the author of our notes among them: in training {x0} is known, for we have just taken it from the data; in sampling it is what we want to have. So the mean must be written without it. Solve the jump for {x0} …',
  eq11: '… and put it in: eq. 11. Two symbols left, {xt} and the noise. Only the noise is unknown.',
  text4:
    'So a network that guesses {eps} from {xt} is all one needs. And a step computed from that guess is the posterior mean with the network’s belief in place of {x0}: two sentences for one number.',
  prior: 'from x₀: q(xₜ₋₁ | x₀)',
  likelihood: 'from xₜ: q(xₜ | xₜ₋₁)',
  posterior: 'both: q(xₜ₋₁ | xₜ, x₀)',
  time: 'Time',
  dragX0: 'x₀',
  dragXt: 'x at t',
  byX0: 'eq. 7, from x₀ and xₜ',
  byEps: (eps: string) => `eq. 11, from xₜ and ε = ${eps}`,
  difference: 'difference',
  says: (t: number, x0: string, xt: string, mean: string, variance: string) =>
    `t = ${t}, x₀ = ${x0}, xₜ = ${xt}: the posterior has mean ${mean} and variance ${variance}.`,
} as const;
