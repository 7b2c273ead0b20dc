/** Lesson 6, in English. */

/** The weight of the squared error in the bound, in words: at t = 2, where it is least, and at T. */
interface Weights {
  second: string;
  least: string;
  leastAt: number;
  last: string;
  total: number;
}

/** Mean squared error of the network, a dimension, in words: at one t, and at T. */
interface Errors {
  shown: string;
  shownAt: number;
  last: string;
}

export const en = {
  title1: 'What we want, and what we can have',
  text1:
    'A model of data should make the data likely: {logp} should be small on average. A diffusion model cannot compute that number, for it would have to add up all paths from noise to this picture. What it can compute is a number that is never smaller: the variational bound on {logp}, which is the negative ELBO. Its terms are many, and simple:',
  eq5: 'Ho et al. 2020, eq. 5',
  text2:
    '[prior|{priorName}] says how far the end of the forward process is from pure noise; nothing in it can be learnt. [sum|Each {termName}] compares one step of the model with the true step back of lesson 4. [decoder|{decoderName}] says how well the very last step finds the data. Now train a small network on the spot and see how large they are.',
  ask: 'There are 999 terms in the sum, one for each t from 2 to 1000. Where does most of the sum come from?',
  options: [
    'From small t: the last traces of noise',
    'From the middle, where shapes are decided',
    'From large t, where everything is noise',
  ],
  check: (steps: number, first: string, last: string, prior: string, total: string, weights: Weights, errors: Errors) =>
    `Trained for ${steps} steps and measured: the tenth of t nearest to the data holds ${first} of the sum, the tenth nearest to noise ${last}. L_T is ${prior} nats, and the whole bound ${total} nats a point. Each of [terms|the bars] is [weights|a weight] times the network’s squared error. The weight is largest at the first few t, ${weights.second} at t = 2. It falls to ${weights.least} at t = ${weights.leastAt}, and then rises again to ${weights.last} at t = ${weights.total}. The error is ${errors.shown} a dimension at t = ${errors.shownAt}, and ${errors.last} at t = ${weights.total}. So large t add little because the network errs little there, not because of their weight.`,
  mistakes: [
    'Near the data the weight is largest and the network’s error, too.',
    'You may have thought of what one sees. Shapes are decided in the middle, and the simple loss spends its effort there. The bound counts nats, and most of them are in the last traces of noise.',
    'You may have thought that the most noise makes the largest error. It is the other way round: where nearly all of {xt} is noise, the network can tell it easily, and its error is small.',
  ],
  density:
    'One thing to know about the units. Our points are continuous, so {decoderName} is a density and may be negative, and so may the sum: nats, on an arbitrary scale. For 8-bit pictures the paper gives each grey value its share of the last normal distribution (section 3.3); then it is a true code length, in bits per dimension.',
  barsTitle: 'The bound, in nats a point',
  total: 'sum: L',
  termsTitle: 'Terms over t, neighbours summed up (log)',
  termsLabel: (near: string, far: string) => `Terms of the bound over t: ${near} nearest to the data, ${far} nearest to noise.`,
  weightsTitle: 'Weight of the squared error over t (log)',
  weightsLabel: (first: string, shown: string, least: string, leastAt: number, last: string) =>
    `Weight in the bound: ${first} at t = 1, ${shown} at t = 100, least, ${least}, at t = ${leastAt}, and ${last} at T. In L_simple it is 1 throughout.`,
  weightBound: 'in the bound',
  weightSimple: 'in L_simple (dashed): 1',
  unmeasured: 'The weights follow from the schedule alone. The terms will stand here once a network has been trained and measured.',
  says: (prior: string, sum: string, decoder: string, total: string, likelihood: string) =>
    `L_T = ${prior}, Σ Lₜ₋₁ = ${sum}, L₀ = ${decoder}; together ${total} nats a point. By the probability-flow ODE the same network gives −log p = ${likelihood}.`,
  title2: 'From {logp} to {simpleName}, step by step',
  text3:
    'This is where the notes that we follow give up. It is not hard, only long: ten steps, each with a single idea. Open them one by one. Once the experiment above has run, each shows its numbers for that very network.',
  steps: {
    wish: {
      title: '1. What we wish for',
      because:
        'Maximum likelihood: choose the parameters that make the data as probable as can be. The model makes {x0} by way of all the {wholePath} in between, so its probability is a sum over every possible path. That integral has far too many dimensions to be computed.',
    },
    importance: {
      title: '2. Ask only the paths that matter',
      because:
        'Multiply and divide by q, the forward process: nothing has changed, but the integral has become a mean over forward paths from {x0}, which we can draw at will. The forward process visits just those paths by which {x0} might have come about.',
    },
    jensen: {
      title: '3. Swap logarithm and mean: the bound',
      because:
        'The logarithm of a mean is hard to estimate, the mean of a logarithm easy. By Jensen’s inequality, swapping them can only make the right side larger, since −log is convex. This is the only inequality in the whole derivation; all that follows is an equation. So whoever makes L small makes the true number small with it.',
    },
    factors: {
      title: '4. A path is a product of steps',
      because:
        'Both processes are Markov chains: the probability of a path is the product of the probabilities of its steps. The logarithm makes a sum of it, one summand for each step. But look at the fraction: above stands a step back, below a step forward. They are distributions of different things and cannot be compared.',
    },
    turned: {
      title: '5. Turn the forward step round',
      because:
        'Bayes turns the step below the fraction into a step back as well. The trick is the {x0} that is slipped in: a forward step does not care where the path began, so it may stand there for nothing; but with it, each of the three on the right is a normal distribution that we know, from lessons 3 and 4. Without it we would be back at {qBack}, which nobody knows.',
    },
    telescoped: {
      title: '6. Nearly everything cancels',
      because:
        'The turning leaves a fraction of two jumps at each t. Summed over t, the denominator of each is the numerator of the next: a telescope. Only the two ends are left; the one at t = 1 cancels the forward step there, which was not turned, and the one at T goes to the prior.',
    },
    grouped: {
      title: '7. Gather: three kinds of terms',
      because:
        'Each logarithm of a fraction of two distributions of the same thing, averaged over the upper one, is a Kullback–Leibler divergence: never negative, and 0 only where both agree. So for each step separately the bound compares the model with the posterior. But the model does not see {x0}. Once the data are more than one point it cannot equal the posterior of every {x0} at once, and the term cannot reach 0. The best mean it can have is E[{muTilde} | {xt}], the mean over all {x0} that {xt} may come from; what is left then is the floor of lesson 10. To forget this is the slip of lesson 4: {x0} is known in training only.',
    },
    gaussians: {
      title: '8. Two normal distributions differ by their means',
      because:
        'Both steps back are normal, and the variance of the model’s is fixed beforehand. The divergence of two such distributions is the squared distance of their means over twice the variance, plus a constant that no network can change. The probabilities are gone; what is left is a regression.',
    },
    eps: {
      title: '9. Put the noise in place of the mean',
      because:
        'Both means have the form of eq. 11: one with the true {eps}, the other with {epsTheta}. In their difference {xt} cancels, and what remains is the difference of the noises times a factor. Square it, and the factor becomes the weight.',
    },
    simple: {
      title: '10. Drop the weight',
      because:
        'The weight does not say what is right at each t (the best {epsTheta} at a given t is the same for any weight), only how errors at different t are traded against each other. The bound cares most for the last traces of noise, which nobody sees. Ho et al. set all weights to 1, and pictures got better, though the likelihood got worse. It is a choice, not a derivation.',
    },
  },
  numbers: {
    wish: (dims: number, value: string) =>
      `the integral runs over ${dims} numbers for a single point of the plane. By another way, the probability-flow ODE, the same network gives −log p = ${value} nats on average.`,
    importance: (signal: string, total: number) =>
      `a forward path has ${total} steps, and at its end only ${signal} of {x0} is left, so all paths begin, seen from the model, in nearly the same noise.`,
    jensen: (total: string, likelihood: string, difference: string) =>
      `L = ${total} nats, measured on the training points; −log p = ${likelihood} nats, on fresh points and by the deterministic path of the same network. So their difference, ${difference}, is not the gap of the inequality, only a hint of its size. That gap is {boundGap}: how far the paths by which the model makes {x0} are from those of the forward process.`,
    factors: (total: number) => `${total} summands, one for each step, and one for the prior.`,
    turned: (t: number, bar: string, before: string) =>
      `at t = ${t} the two jumps are N(√${bar} x₀, 1 − ${bar}) and N(√${before} x₀, 1 − ${before}): nearly the same, as one step is small.`,
    telescoped: (fractions: number, logs: number, left: number) => `${fractions} fractions, ${logs} logarithms, of which ${left} are left.`,
    grouped: (prior: string, sum: string, decoder: string, total: string) => `${prior} + ${sum} + ${decoder} = ${total} nats a point.`,
    gaussians: (t: number, deviation: string, apart: string, term: string, floor: string) =>
      `at t = ${t} both have standard deviation ${deviation}, and their means are ${apart} apart (root of the mean square): ${apart}² / (2 · ${deviation}²) = ${term} nats. With the exact denoiser of lesson 10, ${floor} nats would still be left.`,
    eps: (t: number, weight: string, dims: number, error: string, product: string, term: string) =>
      `at t = ${t}: weight ${weight} × ${dims} dimensions × mean squared error ${error} = ${product} nats. The bound’s own term there is ${term}; what differs is the scatter of the draws.`,
    simple: (first: string, shown: string, t: number, least: string, leastAt: number, last: string, total: number) =>
      `weight ${first} at t = 1, ${shown} at t = ${t}, ${least} at t = ${leastAt}, ${last} at t = ${total}; in L_simple, 1 for all.`,
  },
} as const;
