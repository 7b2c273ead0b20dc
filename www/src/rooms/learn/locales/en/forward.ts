/** Lessons 1 to 4. */

/** A mean and a variance, in words. */
type Figures = readonly (readonly [string, string])[];

export const s1 = {
  title1: 'Brick by brick',
  text1:
    'Nobody can say how to turn noise into a picture. But everybody can say how to turn a picture into noise: add a little noise, again and again. That is the forward process, and it needs no learning at all. [points|The points of the drawing] are carried by it when you move [way|the slider].',
  text2:
    'Each demolition step is small, and that is the point. To undo a whole demolition at once one would have to guess a building from its dust. To undo one small step one has to guess one brick. A DDPM learns those small steps, all with the same network: a chain of simple regressions, not an energy model and no game of two networks.',
  downTask: 'Take the building down: move [way|the slider] all the way to t = T.',
  ask: 'Noise is added in a thousand steps. At which t is half of the variance noise? Decide before you look.',
  check: (t: number, total: number) =>
    `With the schedule of Ho et al. it is t = ${t} of ${total}: most of the picture is gone in the first third of the way, though the steps there are the smallest. The rest of the way takes away what little is left, until nothing is.`,
  upTask: 'Now choose [direction|rebuild] and move the slider from noise to the end.',
  text3:
    'What rebuilds here is no network yet: it is the best denoiser that exists for these points, which lesson 10 writes down. A network has to learn it from examples, and the lessons between say how.',
  direction: 'Direction',
  directions: { demolish: 'take down', rebuild: 'rebuild' },
  way: 'Along the way',
  says: {
    demolish: (t: number, bar: string) => `Data with noise at t = ${t}: signal has ${bar} of the variance.`,
    rebuild: (t: number, bar: string) => `Rebuilt from noise as far as t = ${t}: there, signal has ${bar} of the variance.`,
  },
} as const;

export const s2 = {
  title1: 'The dice are thrown first',
  text1:
    'A draw {z} from a normal distribution with mean {mu} and deviation {spread} seems to be a leap: change {mu} a little, and what becomes of the draw? Nothing can be said, if it is thrown anew. So throw [eps|ε] first, from a distribution that has no parameters, and only then shift and stretch it.',
  text2:
    'Now every [z|z] hangs on its own [eps|ε] by a thread. Drag [mu|the mean] and [sigma|the edge of the box]: the threads stay, and each z moves smoothly. Its derivative by {mu} is 1, and its derivative by {spread} is the ε it hangs on.',
  bothTask: 'Drag [mu|μ] and [sigma|σ], on the picture or by the sliders.',
  zeroTask: 'Set [sigma|σ] to 0. All threads meet in one point: a distribution without chance is a special case, not an exception.',
  title2: 'What it is good for',
  text3:
    'Say we want to know how the mean of {z}² changes with {mu}. There are two ways to estimate it from draws. The first follows the thread; the second, which needs no thread, weighs each value by how much more likely it becomes.',
  pathWords: 'along the thread: reparameterization',
  scoreWords: 'without: the score-function estimator, known as REINFORCE',
  ask: (mu: number, sigma: number) =>
    `Both are right on average. With μ = ${mu} and σ = ${sigma}, how much larger is the variance of the second?`,
  options: ['About the same', 'About 3 times', 'More than 10 times'],
  check: (truth: number, path: string, score: string, pathVariance: string, scoreVariance: string, ratio: string) =>
    `Both come to ${truth}: ${path} along the thread, ${score} without, on the same 8,000 draws. But the variances of one draw are ${pathVariance} and ${scoreVariance}: ${ratio} times as much noise for the same answer.`,
  text4:
    'A DDPM uses the trick in two places: in the forward step, where {xt} is written with one {eps}, and in the sampling step, where fresh {z} is added to a mean. Without it the loss of lesson 7 could not be followed downhill.',
  says: (mu: string, sigma: string, mean: string, deviation: string) =>
    `μ = ${mu}, σ = ${sigma}. The 24 draws z have mean ${mean} and deviation ${deviation}; their ε have not changed.`,
  epsRow: 'ε, thrown once',
  zRow: 'z = μ + σε',
  dragMu: 'Mean μ',
  dragSigma: 'Edge of the box, μ + σ',
} as const;

export const s3 = {
  walkTitle: 'Many steps, or one jump',
  step1: 'One step of the forward process shrinks x a little and adds a little fresh noise, just so much that variance 1 stays variance 1.',
  eq2: 'Ho et al. 2020, eq. 2',
  step2:
    'Shrunk noise plus fresh noise is again normal noise. So the noises of all steps can be added up beforehand, and any {xt} comes in one jump from {x0} and a single {eps}:',
  eq4: 'eq. 4. The bar means: product of all steps so far.',
  spreadAsk: (t: number) =>
    `4,000 particles walk ${t} steps, each with fresh noise at every step; 4,000 others jump to t = ${t} with one noise. Which cloud is wider?`,
  spreadOptions: ['The one that walked: it got noise more often', 'The one that jumped', 'They cannot be told apart'],
  spreadCheck: (chainMean: string, chainVariance: string, jumpMean: string, jumpVariance: string, same: boolean) =>
    `By steps: mean ${chainMean}, variance ${chainVariance}. By one jump: mean ${jumpMean}, variance ${jumpVariance}. ${same ? 'The difference is no more than chance allows for so many particles: it is the same distribution.' : 'The difference is more than chance allows for so many particles.'}`,
  endTask: 'Move [slider|t] to its end, then move [start|where they start]: at the end it no longer matters.',
  why: 'This is what makes training cheap. To practise at t = 700 nobody has to walk 700 steps: one draw, one multiplication, one addition.',
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
  end1: 'Sampling will start from pure noise. That is honest only if {xT} really is noise: {alphaBarT} must be next to 0. The gauge below says how near it is: what is left of the signal, signal against noise, and how far q is from N(0, 1).',
  leftAsk:
    'The paper takes T = 1000 with β from 0.0001 to 0.02. Someone wants to save time, sets T = 250 and leaves β as it is. How much of the data’s variance is still in {xT}?',
  leftCheck: (bar: string, percent: string, snr: string, kl: string) =>
    `ᾱ_T = ${bar}: ${percent} of the variance is still signal, SNR ${snr}, KL ${kl} nats. The network is trained on an {xT} that knows the data, and is then given one that does not. It is a mistake that many make: with fewer steps, each must be larger.`,
  end2: 'Try [total|other T] and see how [left|two points of the data], at −2 and 2, become [normal|one hill of noise], or do not.',
  fromTwo: 'x_T from x₀ = −2 and x₀ = 2',
  total: 'T, with β unchanged',
  endSays: (total: number, bar: string, snr: string, kl: string) =>
    `T = ${total}: ᾱ_T = ${bar}, SNR = ${snr}, KL(q(x_T) ‖ N(0, 1)) = ${kl} nats a dimension.`,
} as const;

export const s4 = {
  title1: 'Back one step, knowing the beginning',
  text1:
    'The way forward is easy: {qBack} is the way back, and it is out of reach. By Bayes it would need the density of all noisy pictures there are. But suppose the picture {x0} that we started from is known. Then both ends of the path are fixed, everything is normal, and {qPosterior} can be written down.',
  text2:
    'Two witnesses speak of where x was one step earlier. [prior|The blue one] knows only {x0} and the noise so far. [likelihood|The violet one] knows only {xt} and the last step. [posterior|Where both agree] is the posterior: the product of the two, narrower than either.',
  eq7: 'Ho et al. 2020, eq. 7: a weighted mean of the two ends',
  ask: (t: number, total: number, x0: string, xt: string) =>
    `With T = ${total} steps, at t = ${t}, the data point is x₀ = ${x0} and we stand at {xt} = ${xt}. Where is the mean of the posterior?`,
  check: (mean: string, ofX0: string, ofXt: string, deviation: string) =>
    `It is ${mean}: ${ofX0} of x₀ and ${ofXt} of {xt}, give or take ${deviation}. One step back is one small step: far from the data, {xt} has nearly all the say, and x₀ only pulls a little.`,
  betweenAsk: (t: number, total: number) =>
    `Now in the plane, and near the data: t = ${t} of ${total}. The blue point is x₀, the violet one {xt}. Where is the mean of the posterior? Click on the place.`,
  betweenLabel: (x0: string, xt: string) => `A plane with x₀ at ${x0} and xₜ at ${xt}.`,
  betweenCheck: (mean: string, ofX0: string, ofXt: string) =>
    `It is ${mean}: ${ofX0} of x₀ and ${ofXt} of {xt}. So near the data hardly any noise is left to be there one step earlier; x₀ has the say, and the last steps bring it home.`,
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
