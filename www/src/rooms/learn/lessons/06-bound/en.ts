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
  title1: 'Log-likelihood and variational bound',
  text1:
    'A good model makes the data likely: {logp} should be small on average. A diffusion model cannot compute this number, because it would have to sum over all paths from noise to this picture. But it can compute a number that is never smaller: the variational bound on {logp}. With the opposite sign, the machine-learning literature calls it the evidence lower bound, or ELBO:',
  text1b: 'Minimizing L is the same as maximizing the ELBO. L has many terms, and each of them is simple:',
  text2:
    '[prior|{priorName}] measures how far the end of the forward process is from pure noise; nothing in it is learned. [sum|Each {termName}] compares one step of the model with the posterior of lesson 4. [decoder|{decoderName}] measures how well the last step reproduces the data. Train a small network now to see how large they are.',
  ask: 'There are 999 terms in the sum, one for each t from 2 to 1000. Where does most of the sum come from?',
  options: [
    'From small t: the last traces of noise',
    'From the middle, where shapes are decided',
    'From large t, where everything is noise',
  ],
  check: (steps: number, first: string, last: string, prior: string, total: string, weights: Weights, errors: Errors) =>
    `Trained for ${steps} steps and measured: the tenth of t nearest to the data holds ${first} of the sum, the tenth nearest to noise ${last}. L_T is ${prior} nats, and the whole bound ${total} nats per point. Each of [terms|the bars] is [weights|a weight] times the network’s squared error. The weight is largest at the first few t, ${weights.second} at t = 2. It falls to ${weights.least} at t = ${weights.leastAt}, and then rises again to ${weights.last} at t = ${weights.total}. The error is ${errors.shown} per dimension at t = ${errors.shownAt}, and ${errors.last} at t = ${weights.total}. So large t contribute little because the network’s error is small there, not because of their weight.`,
  mistakes: [
    'Near the data, both the weight and the error of the network are largest.',
    'You may have thought of what you can see. Shapes are decided in the middle, and the simple loss works hardest there. The bound counts nats, and most of them come from the times with the least noise.',
    'You may have thought that the most noise gives the largest error. It is the other way round: where nearly all of {xt} is noise, the noise is easy to predict, and the error is small.',
  ],
  density:
    'A note on the units. Our points are continuous, so {decoderName} comes from a density and can be negative, and so can the sum. It is in nats, and its zero has no meaning. For 8-bit pictures the paper assigns to each grey value its part of the last normal distribution (section 3.3). Then the bound is a true code length, in bits per dimension.',
  barsTitle: 'The bound, in nats per point',
  total: 'sum: L',
  termsTitle: 'Terms against t, neighbours added up (log)',
  termsLabel: (near: string, far: string) => `Terms of the bound against t: ${near} nearest to the data, ${far} nearest to noise.`,
  weightsTitle: 'Weight of the squared error against t (log)',
  weightsLabel: (first: string, shown: string, least: string, leastAt: number, last: string) =>
    `Weight in the bound: ${first} at t = 1, ${shown} at t = 100, least, ${least}, at t = ${leastAt}, and ${last} at T. In L_simple it is 1 throughout.`,
  weightBound: 'in the bound',
  weightSimple: 'in L_simple (dashed): 1',
  unmeasured: 'Predict first; then a network is trained, and the parts of the bound are shown here.',
  says: (prior: string, sum: string, decoder: string, total: string, likelihood: string) =>
    `L_T = ${prior}, Σ Lₜ₋₁ = ${sum}, L₀ = ${decoder}; together ${total} nats per point. With the probability-flow ODE the same network gives −log p = ${likelihood}.`,
  title2: 'First derivation: Jensen’s inequality',
  text3:
    'The notes that we follow stop here. The derivation is not hard, only long: seven steps, each with one idea. You write it yourself: at each step, choose the line that follows. When the experiment above has run, each step shows its numbers for that network.',
  steps: {
    wish: {
      title: '1. The goal',
      asks: 'The model draws {xT}, then one step after the other down to {x0}. How does the probability of {x0} come from that of whole paths?',
      because:
        'Maximum likelihood: choose the parameters that make the data as probable as possible. The model reaches {x0} through all the {wholePath} in between, so its probability is an integral over all possible paths. This integral has far too many dimensions to be computed.',
      wrong: [
        'That is the probability of one whole path. {x0} can be reached by any path, so we must sum over the paths: the other variables are integrated out.',
        'That is the last step alone, from a given {x1}. But the model draws {x1} as well, and it can take any value.',
      ],
    },
    importance: {
      title: '2. Importance sampling',
      asks: 'We can draw as many forward paths from {x0} as we like. How does the integral become a mean over them?',
      because:
        'Multiply and divide by q, the forward process. Nothing has changed, but the integral is now a mean over forward paths from {x0}: importance sampling. The forward process visits exactly those paths that can have led to {x0}.',
      wrong: [
        'The fraction is upside down. The integrand is p. To take the mean over q, we multiply by q and divide by q, so q is in the denominator.',
        'You have multiplied by q but not divided by it. The mean over q multiplies each path by its probability under q, so the integrand must be divided by it.',
      ],
    },
    jensen: {
      title: '3. Exchange logarithm and mean: the bound',
      asks: 'The logarithm of a mean is hard to estimate; the mean of logarithms is easy. What happens if we exchange them?',
      because:
        'Jensen’s inequality: −log is convex, so the mean of −log is never less than −log of the mean. This is the only inequality in the derivation; everything that follows is an equation. The difference between the two sides is called Jensen’s gap. So if we make L small, the true number is small as well.',
      wrong: [
        'The wrong way round. −log is convex: it lies below its chords, so the mean of its values lies above its value at the mean. A lower bound would be of no use either: making it small says nothing about {logp}.',
        'We can exchange them only if the fraction is the same for every path. Otherwise there is a difference, Jensen’s gap. The last part of this lesson is about it.',
      ],
    },
    factors: {
      title: '4. A path is a product of steps',
      asks: 'Both processes are Markov chains. What becomes of the logarithm of the fraction?',
      because:
        'The probability of a path is the product of the probabilities of its steps, and the logarithm turns the product into a sum. Look at the fraction in it: the numerator is a reverse step, the denominator a forward step. They are distributions of different variables and cannot be compared yet.',
      wrong: [
        'A path is a product of its steps, not a sum. The logarithm of a product is a sum of logarithms, not the logarithm of a sum.',
        'This would be convenient, and it is where we want to go. But q is defined forwards: its path is the product of q({xt} | {xPrev}), and {qBack} is not known.',
      ],
    },
    turned: {
      title: '5. Reverse the forward step',
      asks: 'With Bayes’ rule the step in the denominator becomes a reverse step, too. In which form are all parts known?',
      because:
        'The chain is Markov: a forward step does not depend on where the path started, so conditioning on {x0} changes nothing on the left. On the right it changes everything: each of the three is now a normal distribution that we know from lessons 3 and 4.',
      wrong: [
        'True, but of no use: it contains {qBack} and the density of all noised data, which are not known. Conditioned on {x0}, all three are known.',
        'The two jumps are exchanged. Bayes’ rule divides by the density of the condition: q({xPrev} | {x0}) is in the denominator.',
      ],
    },
    telescoped: {
      title: '6. Almost everything cancels',
      asks: 'Bayes’ rule leaves a fraction of two jumps at each t. What is the sum of their logarithms?',
      because:
        'The denominator at each t is the numerator at the next: a telescoping sum. Only its two ends are left. The one at t = 1 cancels with the forward step there, which was not reversed, and the one at T goes to the prior.',
      wrong: [
        'The signs are wrong. The first numerator, at {x1}, stays with a plus; the last denominator, at {xT}, with a minus.',
        'Neighbours cancel, but the first numerator and the last denominator have no neighbour.',
      ],
    },
    grouped: {
      title: '7. Collect the terms: three kinds',
      asks: 'Each logarithm of a fraction, averaged over q, is a divergence. Which sum is L?',
      because:
        'The logarithm of a fraction of two distributions of the same variable, averaged over the one in the numerator, is a Kullback–Leibler divergence: never negative, and 0 only if both agree. So for each step the bound compares the model with the posterior. But the model does not see {x0}. If the data are more than one point, it cannot equal the posterior of every {x0} at once, and the term cannot reach 0. To forget this is the mistake of lesson 4: {x0} is known in training only.',
      wrong: [
        'The divergences have the wrong order. The mean is over forward paths, so q comes first. With p first, we would have to sample from the model at every training step.',
        'Here a forward step is compared with a reverse step. They are distributions of different variables; this is why step 5 reversed the forward step.',
      ],
    },
  },
  title3: 'Second derivation: a divergence is never negative',
  text4:
    'The notes use another derivation, which is shorter and shows the gap. Add to {logp} something that is never negative, chosen so that the part we cannot compute cancels. Three steps:',
  ways: {
    add: {
      title: '1. Add something that is never negative',
      asks: 'Which divergence do we add?',
      because:
        'A divergence is never negative, so the right side is never smaller. This one compares the forward paths from {x0} with the paths on which the model generates this {x0}. It cannot be computed either, because the model’s paths given {x0} are not known. But the sum of the two can be computed.',
      wrong: [
        'This is never negative either, but its mean is over the paths on which the model generates {x0}, and we cannot sample from those.',
        'This is never negative, too. But nothing in it cancels {logp}: without conditioning on {x0} on the right, the number that we cannot compute remains.',
      ],
    },
    write: {
      title: '2. Expand with Bayes’ rule',
      asks: 'p_θ({wholePath} | {x0}) is p_θ(x_{0:T}) divided by p_θ({x0}). What does the divergence become?',
      because:
        'The divisor p_θ({x0}) does not depend on the path, so it leaves the mean. It is the denominator of a denominator, so its logarithm has a plus sign.',
      wrong: [
        'The sign of the last term: p_θ({x0}) divides the denominator, so it multiplies the fraction, and its logarithm is added.',
        'The fraction is upside down: in KL(q ‖ p) the first argument is the numerator.',
      ],
    },
    cancel: {
      title: '3. The intractable part cancels',
      asks: 'Put the second line into the first.',
      because:
        '− log p_θ({x0}) and + log p_θ({x0}) cancel. What is left is the L of the first derivation, without Jensen’s inequality. And the first line shows what the difference is.',
      wrong: [
        'One has a minus sign, the other a plus sign: they cancel; they do not add up.',
        'We have added a divergence, and it is 0 only if both distributions agree. So the right side is larger, not equal.',
      ],
    },
  },
  title4: 'The gap',
  text5:
    'So Jensen’s gap is a divergence: it measures how far the forward paths from {x0} are from the paths on which the model generates {x0}.',
  text6:
    'To close the gap, take a chain of one step between two numbers, where everything is known. The model draws {x1} from N(0, 1), and {x0} from N({x1}, 1). So p({x0}) is N(0, 2). We look at x₀ = 1.5. [q|The forward process q] can be any normal distribution of {x1}. (In DDPM q is fixed and the model is fitted to it; here the model is fixed, and we move q. The gap is the same.)',
  gapAsk: 'Let q have standard deviation 1. For which mean of q is L smallest?',
  gapCheck: (best: string, least: string, evidence: string, narrow: string) =>
    `At ${best}: it is the mean of [posterior|the model’s own posterior] p({x1} | {x0}), half-way between 0, the mean of the prior, and {x0} = 1.5. With it L = ${least} nats, and {logp} = ${evidence}. The remaining gap comes from the width: the posterior has standard deviation ${narrow}, not 1.`,
  gapMistakes: {
    prior: 'You have put q on the prior p({x1}). The prior does not depend on {x0}, but the paths that generate this {x0} do.',
    likelihood: 'You have put q on {x0}. That would be right if the model had no prior. But p({x1}) pulls the mean towards 0.',
    other:
      'The gap is KL(q ‖ p({x1} | {x0})), so the place is the mean of that posterior: the precision-weighted mean of 0 and 1.5, as in lesson 4.',
  },
  gapTask: 'Move both sliders until [gap|the gap] is below 0.005 nats. Then [bound|L] is {logp}.',
  text7: (difference: string | null) =>
    difference === null
      ? 'For the network of the first part the gap cannot be measured in this way, because its paths given {x0} are not known.'
      : `For the network of the first part L is ${difference} nats above the {logp} of the probability-flow ODE. That is not the gap, but only an indication of its size: L was measured on the training points, {logp} on fresh points and along the deterministic path.`,
  gap: {
    q: 'q(x₁ | x₀)',
    posterior: 'p(x₁ | x₀), the model’s posterior',
    gapName: 'gap',
    mean: 'Mean of q',
    deviation: 'Standard deviation of q',
    hidden: (mean: string, deviation: string) => `q has mean ${mean} and standard deviation ${deviation}.`,
    says: (mean: string, deviation: string, bound: string, evidence: string, gap: string) =>
      `q has mean ${mean} and standard deviation ${deviation}: L = ${bound}, −log p(x₀) = ${evidence}, gap ${gap} nats.`,
    drawn: (logs: string, mean: string) =>
      `Measured over 4,000 draws of q: the mean of the logarithms gives L = ${logs}, the logarithm of the mean −log p = ${mean}.`,
  },
  numbers: {
    wish: (dims: number, value: string) =>
      `the integral runs over ${dims} numbers for a single point of the plane. With the probability-flow ODE, the same network gives −log p = ${value} nats on average.`,
    importance: (signal: string, total: number) =>
      `a forward path has ${total} steps, and at its end only ${signal} of {x0} is left, so for the model all paths start from nearly the same noise.`,
    jensen: (total: string, likelihood: string, difference: string) =>
      `L = ${total} nats, measured on the training points; −log p = ${likelihood} nats, on fresh points and along the deterministic path of the same network. So their difference, ${difference}, is not the gap of the inequality, but only an indication of its size. That gap is {boundGap}: it measures how far the paths on which the model generates {x0} are from those of the forward process.`,
    factors: (total: number) => `${total} summands, one for each step, and one for the prior.`,
    turned: (t: number, bar: string, before: string) =>
      `at t = ${t} the two jumps are N(√${bar} x₀, 1 − ${bar}) and N(√${before} x₀, 1 − ${before}): nearly the same, because one step is small.`,
    telescoped: (fractions: number, logs: number, left: number) => `${fractions} fractions, ${logs} logarithms, of which ${left} are left.`,
    grouped: (prior: string, sum: string, decoder: string, total: string) => `${prior} + ${sum} + ${decoder} = ${total} nats per point.`,
  },
} as const;
