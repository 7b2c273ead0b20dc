/** Lesson 3, in English. */

/** A mean and a variance, in words. */
type Figures = readonly (readonly [string, string])[];

export const en = {
  walkTitle: 'Many steps, or one jump',
  step1:
    'One step of the forward process scales x down a little and adds a little fresh noise. The two are balanced so that unit variance stays unit variance.',
  step2:
    'A sum of independent normal noises is again normal. So we can merge the noises of all steps, and reach any {xt} in one jump from {x0} with a single {eps}:',
  eq4: 'The bar denotes the product over all steps so far.',
  spreadAsk: (t: number) =>
    `4,000 particles take ${t} steps, each with fresh noise at every step. Another 4,000 jump to t = ${t} with one noise. Which cloud is wider?`,
  spreadOptions: ['The one that took many steps: noise was added more often', 'The one that jumped', 'They have the same width'],
  spreadCheck: (chainMean: string, chainVariance: string, jumpMean: string, jumpVariance: string, same: boolean) =>
    `By steps: mean ${chainMean}, variance ${chainVariance}. By one jump: mean ${jumpMean}, variance ${jumpVariance}. ${same ? 'The difference is no larger than sampling error: the two have the same distribution.' : 'The difference is larger than the sampling error expected for so many particles.'}`,
  spreadMistakes: [
    'You may have counted the noises but not the scaling. Each step adds noise, but first it multiplies all earlier noise by {rootAlpha}. After t steps the variance is {noiseVariance} in both cases.',
    'You may have thought that one noise for all steps must be large. It is: its variance {noiseVariance} is exactly the sum of the scaled variances of all steps.',
    'By eq. 4 the two have the same distribution. With so many particles, a difference larger than the sampling error is rare.',
  ],
  endTask: 'Move [slider|t] to its end, then move [start|the starting point]: at the end it no longer matters.',
  why: 'This makes training cheap. For a training example at t = 700 we need not take 700 steps: one draw, two multiplications and one addition are enough.',
  density: 'the density of eq. 4',
  byChain: (t: number) => `by ${t} steps`,
  byJump: 'by one jump',
  step: 'Steps',
  start: 'Common starting point x₀',
  walkSays: (t: number, figures: Figures) => {
    const [chain, jump, exact] = figures;
    return `t = ${t}. By steps: mean ${chain?.[0]}, variance ${chain?.[1]}. By one jump: mean ${jump?.[0]}, variance ${jump?.[1]}. By eq. 4: mean ${exact?.[0]}, variance ${exact?.[1]}.`;
  },
  empty: 'Predict first; then the result is computed and shown here.',
  endTitle: 'Is it noise at the end?',
  end1: 'Sampling starts from pure noise. This is valid only if {xT} really is noise: {alphaBarT} must be close to 0. The gauge below shows three measures: the signal that is left, the signal-to-noise ratio, and the KL divergence of q({xT} | {x0}) from N(0, 1), averaged over data of mean square 1. (For q({xT}) itself the KL divergence is smaller, by the mutual information of {xT} and {x0}.)',
  leftAsk:
    'The paper uses T = 1000 with β from 0.0001 to 0.02. To save time, someone sets T = 250 and leaves β unchanged. What fraction of the variance of {xT} is still signal?',
  leftCheck: (bar: string, percent: string, snr: string, kl: string) =>
    `ᾱ_T = ${bar}: ${percent} of the variance is still signal, SNR ${snr}, KL of q({xT} | {x0}) from N(0, 1) ${kl} nats. In training the network gets an {xT} that contains information about the data; in sampling it gets one that does not. This is a common mistake: with fewer steps, each step must be larger.`,
  leftMistakes: [
    'This is the value for T = 1000. But ᾱ is a product with one factor for each step. A quarter of the steps leaves the fourth root of 0.00004, which is 0.08.',
    'Too small. ᾱ is a product with one factor for each step. A quarter of the steps leaves the fourth root of 0.00004, not its square root.',
    'This is the fourth root of the value for T = 1000.',
    'Too large. β still rises to 0.02, only in fewer steps. The product of the 250 factors 1 − β is the fourth root of 0.00004, the value for T = 1000.',
  ],
  end2: 'Try [total|other values of T]. See for which of them [left|the two data points] at −2 and 2 end in [normal|the same normal density].',
  fromTwo: 'x_T from x₀ = −2 and x₀ = 2',
  total: 'T, with β unchanged',
  endSays: (total: number, bar: string, snr: string, kl: string) =>
    `T = ${total}: ᾱ_T = ${bar}, SNR = ${snr}, E KL(q(x_T | x₀) ‖ N(0, 1)) = ${kl} nats per dimension.`,
  induction: {
    title: 'Eq. 4, by two steps and then by all:',
    two: {
      title: 'Put one step into the next',
      because: 'Two steps from {x0}, each with a noise of its own. The second step shrinks the noise of the first, too.',
      numbers: (rootOne: string, rootTwo: string, signal: string) =>
        `√α₁ = ${rootOne} and √α₂ = ${rootTwo}: the factor of {x0} is ${signal}.`,
    },
    add: {
      title: 'Add up the variances',
      because:
        'The two noises are independent and normal, so their sum is normal, and its variance is the sum of the variances. Write β as 1 − α, and all but the product of the α cancels.',
      numbers: (old: string, fresh: string, sum: string) => `${old} of the first noise, ${fresh} of the second: ${sum}.`,
    },
    one: {
      title: 'Write one noise for both',
      because: 'A normal variable of mean 0 is its standard deviation times a standard normal one. This is eq. 4 for two steps.',
      numbers: (bar: string, variance: string) => `ᾱ₂ = ${bar}, and the variance of the noise is ${variance}.`,
    },
    all: {
      title: 'From t − 1 to t',
      because:
        'Suppose eq. 4 holds at t − 1. One more step shrinks that noise and adds fresh noise; the variances add up as before. So it holds at t. It holds at t = 1, where it is eq. 2, and hence everywhere.',
      numbers: (t: number, old: string, fresh: string, sum: string) => `at t = ${t}: ${old} + ${fresh} = ${sum}.`,
    },
  },
} as const;
