/** Lesson 4, in English. */

export const en = {
  title1: 'One step back, given x₀',
  text1:
    'The forward step is easy. The reverse step {qBack} is intractable: Bayes’ rule would need the density of all noisy pictures. But suppose that we know the picture {x0} that we started from. Then every density in Bayes’ rule is normal, and we can write down {qPosterior}.',
  text2:
    'Where was x one step earlier? There are two sources of evidence: prior and likelihood. [prior|The prior], in blue, uses only {x0} and the noise so far. [likelihood|The likelihood], in violet, uses only {xt} and the last step. [posterior|Their product], normalized, is the posterior. It is narrower than either of them.',
  eq7: 'The mean of {rootAlphaBarPrev}{x0} (prior) and {xt}/{rootAlpha} (likelihood), each weighted by its precision, that is, one over its variance. Written in {x0} and {xt}, it is a linear combination whose coefficients need not add up to 1.',
  ask: (t: number, total: number, x0: string, xt: string) =>
    `With T = ${total} steps, at t = ${t}, the data point is x₀ = ${x0} and the current point is {xt} = ${xt}. Where is the mean of the posterior?`,
  check: (mean: string, ofX0: string, ofXt: string, sum: string, deviation: string) =>
    `It is ${mean}: ${ofX0} times x₀ plus ${ofXt} times {xt}, with standard deviation ${deviation}. The coefficients add up to ${sum}, not to 1. One step back is a small step: at large t the mean depends almost only on {xt}, and x₀ has a small weight.`,
  mistakes: {
    data: 'You went all the way to x₀. But the question is where x was one step earlier, not where it started. At t = 15 of 20 it was still far from the data.',
    middle:
      'You gave both ends the same weight. The weights are the precisions. Here the precision of the likelihood is much larger, because one step adds little noise and fourteen steps add much.',
    here: 'You are near {xt}, which is the right side. But a forward step multiplies x by {rootAlpha}, so the centre of the likelihood is {xt}/{rootAlpha}, and x₀ pulls the mean the other way.',
    beyond: 'You went away from x₀. Dividing by {rootAlpha} does move outwards, but the prior pulls back towards x₀ by more.',
    high: 'x₀ has less weight than that. Its coefficient in eq. 7 is only about 0.08, and that of {xt} is 0.74.',
  },
  betweenMistakes: {
    here: 'You stayed near {xt}, as in the question before. But there t was large. At t = 2 only one step lies between x₀ and {xPrev}, so the prior is very narrow.',
    middle:
      'You gave both ends the same weight. The prior has the variance of one small step, the likelihood that of a larger one, so x₀ has more weight.',
    beyond: 'Nearly. But x₀ does not have all of the weight yet: that comes at t = 1.',
    aside:
      'The mean is a combination of x₀ and {xt} with the same two coefficients for both coordinates. Both are positive, so it lies between the two directions, near the line from one to the other.',
  },
  betweenAsk: (t: number, total: number) =>
    `Now in the plane, and close to the data: t = ${t} of ${total}. The blue point is x₀, the violet one {xt}. Where is the mean of the posterior? Click on the place.`,
  betweenLabel: (x0: string, xt: string) => `A plane with x₀ at ${x0} and xₜ at ${xt}.`,
  betweenCheck: (mean: string, ofX0: string, ofXt: string) =>
    `It is ${mean}: ${ofX0} times x₀ plus ${ofXt} times {xt}. This close to the data, {xPrev} contains almost no noise, so x₀ has most of the weight.`,
  dragTask: 'Drag [x0|x₀] and [xt|{xt}] and compare [eq7|the two] [eq11|forms] of the mean: they agree to the last digit.',
  firstTask: 'Set [time|t] to 1. The posterior is a single line at x₀, because before the first step there was no noise: β̃₁ = 0.',
  text3:
    'Many readers go wrong here, including the author of our notes. In training {x0} is known, because we have just drawn it from the data. In sampling {x0} is what we are looking for. So we must write the mean without it. Solve eq. 4 for {x0} …',
  eq11: '… and substitute it: eq. 11. Only {xt} and the noise are left, and of these only the noise is unknown.',
  text4:
    'So we only need a network that predicts {eps} from {xt}. A step computed from this prediction is the posterior mean with the estimate x̂₀ in place of {x0}: the two formulas give the same number.',
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
  square: {
    title: 'Where eq. 6 and 7 come from: Bayes, and a square that is completed.',
    bayes: {
      title: 'Bayes, with {x0} as a condition throughout',
      because:
        'The forward step does not depend on {x0}, so it may stand without it. All three on the right are normal; the one below does not depend on {xPrev}.',
      numbers: (t: number, prior: string, likelihood: string) =>
        `at t = ${t} the prior has variance ${prior}, and the forward step variance ${likelihood}.`,
    },
    squares: {
      title: 'Write down the exponents',
      because:
        'The logarithm of a product is a sum, and that of a normal density a square. As a function of {xPrev} the sum of two squares is one square and a constant: so the posterior is normal, too.',
      numbers: (x0: string, xt: string) => `here x₀ = ${x0} and xₜ = ${xt}.`,
    },
    precision: {
      title: 'The factor of {xPrev} squared is one over the variance',
      because:
        'Collect what multiplies the square of {xPrev}. The precisions of likelihood and prior add up; with {alpha} + {beta} = 1 the sum becomes the fraction on the right, which is one over β̃.',
      numbers: (likelihood: string, prior: string, sum: string, variance: string) =>
        `${likelihood} + ${prior} = ${sum}, and one over that is ${variance}.`,
    },
    mean: {
      title: 'The factor of {xPrev} gives the mean',
      because:
        'A square (x − μ)²/v has 2μ/v before x. So μ is v times half of what stands there: the mean of both sources, each weighed by its precision. Multiply out, and it is eq. 7.',
      numbers: (mean: string) => `the mean is ${mean}, as by eq. 7.`,
    },
  },
} as const;
