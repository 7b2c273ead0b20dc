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
    'A good model makes the data likely: {logp} should be small on average. A diffusion model cannot compute that number, because it would have to sum over all paths from noise to this picture. It can compute a number that is never smaller: the variational bound on {logp}. The machine-learning literature calls the same bound with its sign turned the evidence lower bound, or ELBO:',
  text1b: 'To make L small is to make the ELBO large. L has many terms, and each of them is simple:',
  text2:
    '[prior|{priorName}] measures how far the end of the forward process is from pure noise; nothing in it is learned. [sum|Each {termName}] compares one step of the model with the posterior of lesson 4. [decoder|{decoderName}] measures how well the last step finds the data. Train a small network now, and see how large they are.',
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
    'A word on the units. Our points are continuous, so {decoderName} is a density and may be negative, and so may the sum: it is in nats, and where 0 lies has no meaning. For 8-bit pictures the paper gives each grey value its share of the last normal distribution (section 3.3). Then the bound is a true code length, in bits per dimension.',
  barsTitle: 'The bound, in nats a point',
  total: 'sum: L',
  termsTitle: 'Terms over t, neighbours summed up (log)',
  termsLabel: (near: string, far: string) => `Terms of the bound over t: ${near} nearest to the data, ${far} nearest to noise.`,
  weightsTitle: 'Weight of the squared error over t (log)',
  weightsLabel: (first: string, shown: string, least: string, leastAt: number, last: string) =>
    `Weight in the bound: ${first} at t = 1, ${shown} at t = 100, least, ${least}, at t = ${leastAt}, and ${last} at T. In L_simple it is 1 throughout.`,
  weightBound: 'in the bound',
  weightSimple: 'in L_simple (dashed): 1',
  unmeasured: 'The parts of the bound are shown here once you have predicted and a network has been trained and measured.',
  says: (prior: string, sum: string, decoder: string, total: string, likelihood: string) =>
    `L_T = ${prior}, Σ Lₜ₋₁ = ${sum}, L₀ = ${decoder}; together ${total} nats a point. By the probability-flow ODE the same network gives −log p = ${likelihood}.`,
  title2: 'The first way to the bound: Jensen’s inequality',
  text3:
    'The notes that we follow stop here. The derivation is not hard, only long: seven steps, each with one idea. You write it yourself. At each step choose the line that follows. Once the experiment above has run, each step shows its numbers for that network.',
  steps: {
    wish: {
      title: '1. What we wish for',
      asks: 'The model draws {xT}, then one step after the other down to {x0}. How does the probability of {x0} come from that of whole paths?',
      because:
        'Maximum likelihood: choose the parameters that make the data as probable as possible. The model reaches {x0} by way of all the {wholePath} in between, so its probability is an integral over every possible path. That integral has far too many dimensions to be computed.',
      wrong: [
        'That is the probability of one whole path. {x0} can be reached by any path, so the paths must be summed: the others are integrated out.',
        'That is the last step alone, from an {x1} that is given. But the model draws {x1} as well, and it may be any.',
      ],
    },
    importance: {
      title: '2. Weigh the paths that matter',
      asks: 'We can draw forward paths from {x0} at will. How does the integral become a mean over them?',
      because:
        'Multiply and divide by q, the forward process. Nothing has changed, but the integral is now a mean over forward paths from {x0}: importance sampling. The forward process visits just those paths by which {x0} may have come about.',
      wrong: [
        'The fraction is upside down. Under the integral stands p; to take the mean over q one multiplies by q and divides by q, so q goes below.',
        'You have put q in, and not taken it out again. The mean over q multiplies each path by its probability under q, so the integrand must be divided by it.',
      ],
    },
    jensen: {
      title: '3. Swap logarithm and mean: the bound',
      asks: 'The logarithm of a mean is hard to estimate, the mean of logarithms is easy. What happens when they are swapped?',
      because:
        'Jensen’s inequality: −log is convex, so the mean of −log is never less than −log of the mean. This is the only inequality of the derivation; all that follows are equations. By how much the right side is larger is called Jensen’s gap. So who makes L small makes the true number small with it.',
      wrong: [
        'The wrong way round. −log is convex: it lies below its chords, so the mean of its values lies above its value at the mean. A bound from below would be of no use either: to make it small would say nothing of {logp}.',
        'They may be swapped only where the fraction is the same for every path. Otherwise there is a difference, Jensen’s gap, and it is what the last part of this lesson is about.',
      ],
    },
    factors: {
      title: '4. A path is a product of steps',
      asks: 'Both processes are Markov chains. What becomes of the logarithm of the fraction?',
      because:
        'The probability of a path is the product of the probabilities of its steps, and the logarithm turns the product into a sum. Look at the fraction in it: above stands a step back, below a step forward. They are distributions of different variables and cannot be compared yet.',
      wrong: [
        'A path is a product of its steps, not a sum. The logarithm of a product is a sum of logarithms; it does not stay in front of it.',
        'It would be convenient, and it is where we want to go. But q was defined forward: its path is the product of q({xt} | {xPrev}), and {qBack} is not known.',
      ],
    },
    turned: {
      title: '5. Turn the forward step round',
      asks: 'By Bayes the step below the fraction becomes a step back, too. In which form are all parts known?',
      because:
        'A forward step does not depend on where the path began, since the chain is Markov; so conditioning on {x0} changes nothing on the left. On the right it changes everything: each of the three is now a normal distribution that we know from lessons 3 and 4.',
      wrong: [
        'True, but of no use: it contains {qBack} and the density of all noised data, which nobody knows. With {x0} as a condition all three are known.',
        'The two jumps have changed places. Bayes divides by the density of the condition: q({xPrev} | {x0}) goes below.',
      ],
    },
    telescoped: {
      title: '6. Nearly everything cancels',
      asks: 'The turning leaves a fraction of two jumps at each t. What is their sum?',
      because:
        'The denominator at each t is the numerator at the next: a telescoping sum. Only its two ends are left. The one at t = 1 cancels the forward step there, which was not turned, and the one at T goes to the prior.',
      wrong: [
        'The sign is turned. The first numerator, at {x1}, stays with a plus; the last denominator, at {xT}, with a minus.',
        'Neighbours cancel, but the first numerator and the last denominator have no neighbour.',
      ],
    },
    grouped: {
      title: '7. Gather: three kinds of terms',
      asks: 'Each logarithm of a fraction, averaged over q, is a divergence. Which sum is L?',
      because:
        'The logarithm of a fraction of two distributions of the same variable, averaged over the upper one, is a Kullback–Leibler divergence: never negative, and 0 only where both agree. So for each step the bound compares the model with the posterior. But the model does not see {x0}. Where the data are more than one point it cannot equal the posterior of every {x0} at once, and the term cannot reach 0. To forget this is the slip of lesson 4: {x0} is known in training only.',
      wrong: [
        'The divergences are turned round. The mean is over forward paths, so q stands first; with p first one would have to draw from the model at every step of training.',
        'Here a step forward is compared with a step back. They are distributions of different variables; step 5 turned the forward step round for just that reason.',
      ],
    },
  },
  title3: 'The second way: a divergence is never negative',
  text4:
    'The notes go another way, which is shorter and shows the gap. Add to {logp} something that is never negative, chosen so that what cannot be computed drops out. Three steps:',
  ways: {
    add: {
      title: '1. Add what is never negative',
      asks: 'Which divergence do we add?',
      because:
        'A divergence is never negative, so the right side is never smaller. This one compares the forward paths from {x0} with the paths by which the model makes this {x0}. It cannot be computed either, because the model’s paths given {x0} are not known. The sum of the two can.',
      wrong: [
        'Never negative either, but its mean is over the paths by which the model makes {x0}, and from those nobody can draw.',
        'Never negative, too. But nothing in it cancels {logp}: without {x0} as a condition on the right, the number that we cannot compute stays where it is.',
      ],
    },
    write: {
      title: '2. Write it out by Bayes',
      asks: 'p_θ({wholePath} | {x0}) is p_θ(x_{0:T}) divided by p_θ({x0}). What does the divergence become?',
      because:
        'The divisor p_θ({x0}) does not depend on the path, so it leaves the mean. It stands below a fraction that stands below a fraction, so its logarithm comes with a plus.',
      wrong: [
        'The sign of the last term: p_θ({x0}) divides the denominator, so it multiplies the fraction, and its logarithm is added.',
        'The fraction is upside down: in KL(q ‖ p) the first goes above.',
      ],
    },
    cancel: {
      title: '3. What cannot be computed drops out',
      asks: 'Put the second line into the first.',
      because:
        '− log p_θ({x0}) and + log p_θ({x0}) cancel. What is left is the L of Jensen’s inequality, without Jensen. And the first line says what the difference is.',
      wrong: [
        'One comes with a minus, the other with a plus: they cancel, and do not add up.',
        'We have added a divergence, and it is 0 only where both distributions agree. So the right side is larger, not equal.',
      ],
    },
  },
  title4: 'The gap',
  text5: 'So Jensen’s gap is a divergence: how far the forward paths from {x0} are from the paths by which the model makes {x0}.',
  text6:
    'To see it closed, take a chain of one step between two numbers, where everything is known. The model draws {x1} from N(0, 1), and {x0} from N({x1}, 1). So p({x0}) is N(0, 2). We look at x₀ = 1.5. [q|The forward process q] may be any normal distribution of {x1}. (In DDPM q is fixed and the model is fitted to it; here the model is fixed, and we move q. The gap is the same.)',
  gapAsk: 'With standard deviation 1 for q, where must the middle of q lie for L to be least?',
  gapCheck: (best: string, least: string, evidence: string, narrow: string) =>
    `At ${best}: it is the mean of [posterior|the model’s own posterior] p({x1} | {x0}), half-way between the prior’s 0 and the 1.5 that {x0} says. With it L = ${least} nats, and {logp} = ${evidence}. What is left of the gap is the width: the posterior has standard deviation ${narrow}, not 1.`,
  gapMistakes: {
    prior: 'You have put q where the prior p({x1}) is. The prior does not know {x0}; the paths that make this {x0} are not all paths.',
    likelihood: 'You have put q on {x0}. That would be right if the model had no prior. Its p({x1}) pulls towards 0.',
    other:
      'The gap is KL(q ‖ p({x1} | {x0})), so the place is the mean of that posterior: the precision-weighted mean of 0 and 1.5, as in lesson 4.',
  },
  gapTask: 'Move both sliders until [gap|the gap] is below 0.005 nats. Then [bound|L] is {logp}.',
  text7: (difference: string | null) =>
    difference === null
      ? 'For the network of the first part the gap cannot be measured so: nobody knows its paths given {x0}.'
      : `For the network of the first part L is ${difference} nats above the {logp} of the probability-flow ODE. That is not the gap, only a hint of its size: L was measured on the training points, {logp} on fresh points and along the deterministic path.`,
  gap: {
    q: 'q(x₁ | x₀)',
    posterior: 'p(x₁ | x₀), the model’s posterior',
    gapName: 'gap',
    mean: 'Middle of q',
    deviation: 'Standard deviation of q',
    hidden: (mean: string, deviation: string) => `q has its middle at ${mean} and standard deviation ${deviation}.`,
    says: (mean: string, deviation: string, bound: string, evidence: string, gap: string) =>
      `q has its middle at ${mean} and standard deviation ${deviation}: L = ${bound}, −log p(x₀) = ${evidence}, gap ${gap} nats.`,
    drawn: (logs: string, mean: string) =>
      `Measured over 4,000 draws of q: the mean of the logarithms gives L = ${logs}, the logarithm of the mean −log p = ${mean}.`,
  },
  numbers: {
    wish: (dims: number, value: string) =>
      `the integral runs over ${dims} numbers for a single point of the plane. By another way, the probability-flow ODE, the same network gives −log p = ${value} nats on average.`,
    importance: (signal: string, total: number) =>
      `a forward path has ${total} steps, and at its end only ${signal} of {x0} is left, so seen from the model all paths begin in nearly the same noise.`,
    jensen: (total: string, likelihood: string, difference: string) =>
      `L = ${total} nats, measured on the training points; −log p = ${likelihood} nats, on fresh points and by the deterministic path of the same network. So their difference, ${difference}, is not the gap of the inequality, only a hint of its size. That gap is {boundGap}: how far the paths by which the model makes {x0} are from those of the forward process.`,
    factors: (total: number) => `${total} summands, one for each step, and one for the prior.`,
    turned: (t: number, bar: string, before: string) =>
      `at t = ${t} the two jumps are N(√${bar} x₀, 1 − ${bar}) and N(√${before} x₀, 1 − ${before}): nearly the same, as one step is small.`,
    telescoped: (fractions: number, logs: number, left: number) => `${fractions} fractions, ${logs} logarithms, of which ${left} are left.`,
    grouped: (prior: string, sum: string, decoder: string, total: string) => `${prior} + ${sum} + ${decoder} = ${total} nats a point.`,
  },
} as const;
