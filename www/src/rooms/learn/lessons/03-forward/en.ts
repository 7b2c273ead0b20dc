/** Lesson 3, in English. */

/** A mean and a variance, in words. */
type Figures = readonly (readonly [string, string])[];

export const en = {
  walkTitle: 'Many steps, or one jump',
  step1: 'One step of the forward process shrinks x a little and adds a little fresh noise, just so much that variance 1 stays variance 1.',
  step2:
    'Shrunk noise plus fresh noise is again normal noise. So the noises of all steps can be added up beforehand, and any {xt} comes in one jump from {x0} and a single {eps}:',
  eq4: 'The bar means: product of all steps so far.',
  spreadAsk: (t: number) =>
    `4,000 particles walk ${t} steps, each with fresh noise at every step; 4,000 others jump to t = ${t} with one noise. Which cloud is wider?`,
  spreadOptions: ['The one that walked: it got noise more often', 'The one that jumped', 'They cannot be told apart'],
  spreadCheck: (chainMean: string, chainVariance: string, jumpMean: string, jumpVariance: string, same: boolean) =>
    `By steps: mean ${chainMean}, variance ${chainVariance}. By one jump: mean ${jumpMean}, variance ${jumpVariance}. ${same ? 'The difference is no more than chance allows for so many particles: it is the same distribution.' : 'The difference is more than chance allows for so many particles.'}`,
  spreadMistakes: [
    'You may have counted the noises and not the shrinking. Each step adds noise, but first it shrinks all the noise that is there by {rootAlpha}. After t steps the variance is {noiseVariance} either way.',
    'You may have thought that one noise for all steps must be a large one. It is: its variance {noiseVariance} is just what the shrunk noises of all steps add up to.',
    'By eq. 4 the two are one distribution. So many particles differ by more than chance allows only rarely.',
  ],
  endTask: 'Move [slider|t] to its end, then move [start|where they start]: at the end it no longer matters.',
  why: 'This is what makes training cheap. To practise at t = 700 nobody has to walk 700 steps: one draw, two multiplications, one addition.',
  density: 'the density of eq. 4',
  byChain: (t: number) => `by ${t} steps`,
  byJump: 'by one jump',
  step: 'Steps',
  start: 'Where all start, x₀',
  walkSays: (t: number, figures: Figures) => {
    const [chain, jump, exact] = figures;
    return `t = ${t}. By steps: mean ${chain?.[0]}, variance ${chain?.[1]}. By one jump: mean ${jump?.[0]}, variance ${jump?.[1]}. By eq. 4: mean ${exact?.[0]}, variance ${exact?.[1]}.`;
  },
  empty: 'Predict first; then it is computed and shown here.',
  endTitle: 'Is it noise at the end?',
  end1: 'Sampling will start from pure noise. That is honest only if {xT} really is noise: {alphaBarT} must be next to 0. The gauge below says how near it is: what is left of the signal, signal against noise, and the KL divergence of q({xT} | {x0}) from N(0, 1), averaged over data of mean square 1. (For q({xT}) itself it is smaller, by what {xT} still tells of {x0}: their mutual information.)',
  leftAsk:
    'The paper takes T = 1000 with β from 0.0001 to 0.02. Someone wants to save time, sets T = 250 and leaves β as it is. How much of the data’s variance is still in {xT}?',
  leftCheck: (bar: string, percent: string, snr: string, kl: string) =>
    `ᾱ_T = ${bar}: ${percent} of the variance is still signal, SNR ${snr}, KL of q({xT} | {x0}) from N(0, 1) ${kl} nats. The network is trained on an {xT} that knows the data, and is then given one that does not. It is a mistake that many make: with fewer steps, each must be larger.`,
  leftMistakes: [
    'That is what T = 1000 leaves. But ᾱ is a product of one factor for each step. A quarter of the steps leaves the fourth root of 0.00004, which is 0.08.',
    'Too little. ᾱ is a product of one factor for each step. A quarter of the steps leaves the fourth root of 0.00004, not its square root.',
    'This is the fourth root of what T = 1000 leaves.',
    'Too much. β still rises to 0.02, only in fewer steps. The product of the 250 factors 1 − β is the fourth root of 0.00004, which T = 1000 leaves.',
  ],
  end2: 'Try [total|other T] and see how [left|two points of the data], at −2 and 2, become [normal|one hill of noise], or do not.',
  fromTwo: 'x_T from x₀ = −2 and x₀ = 2',
  total: 'T, with β unchanged',
  endSays: (total: number, bar: string, snr: string, kl: string) =>
    `T = ${total}: ᾱ_T = ${bar}, SNR = ${snr}, E KL(q(x_T | x₀) ‖ N(0, 1)) = ${kl} nats a dimension.`,
} as const;
