/** Goals, recap, exercises and questions of lesson 10, in English. */
import type { Teaching } from '../../teaching';

export const en = {
  goals: [
    'write down the best denoiser of a finite data set',
    'explain why sampling with it gives training points back',
    'say what the floor under the loss is, and why a good network differs from this denoiser',
  ],
  recap: [
    'For finite data the best estimate of {x0} is a mean of the training points, with weights from a softmax of their squared distances.',
    'Sampling with it memorises: near t = 0 a single point has all the weight.',
    'Its loss is the floor under every network on the training set; to make anything new, a network must miss it.',
  ],
  exercises: [
    {
      asks: 'After the first prediction: set t to its largest value and move {xt} about. How much weight has each of the twelve points?',
      answer: 'About one twelfth each, 8 %, wherever {xt} is: {rootAlphaBar} is 0.006 there, so all points have shrunk to the same place.',
    },
    {
      asks: 'Find the largest t at which one point has more than 90 % of the weight, with {xt} next to it.',
      answer:
        'Where the noise is about half as wide as the gap to the next point, seen after scaling: a weight of 90 % against 10 % means d²/2σ² = ln 9, so d is about 2.1 σ. Where points are far apart, that t is larger.',
    },
  ],
  questions: {
    is: {
      kind: 'choice',
      asks: 'What is the best estimate of {x0} for a finite data set?',
      right: 'a mean of the training points, weighted by how likely each is',
      wrong: [
        ['the nearest training point', 'It becomes that for t near 0. With more noise several points count.'],
        ['the mean of all training points', 'It becomes that at large t, where {xt} tells nothing.'],
        ['{xt} divided by √ᾱ', 'That is the estimate without any knowledge of the data: as if there were no noise.'],
      ],
      because: 'Squared error is least at the conditional mean, which here is a finite sum.',
    },
    weight: {
      kind: 'number',
      asks: 'Two points. Their squared distances to {xt}, after scaling by √ᾱ, are 0.2 and 0.4, and 1 − ᾱ = 0.1. What is the weight of the nearer one? (To within 0.01.)',
      value: 0.731,
      within: 0.01,
      near: [
        [0.5, 'The nearer one is likelier: the exponents differ by 1.'],
        [0.269, 'That is the weight of the farther one.'],
        [0.667, 'Weights go with the exponential of the squared distance, not with its inverse.'],
        [0.881, 'The exponent has 2(1 − ᾱ) below it, not 1 − ᾱ.'],
      ],
      low: 'The exponents are −1 and −2: the nearer one has e times the weight of the other.',
      high: 'The exponents are −1 and −2: the nearer one has only e times the weight of the other.',
      because: 'e/(1 + e) = 0.731.',
    },
    mean: {
      kind: 'number',
      asks: 'Points at 0 and 4 with weights 0.75 and 0.25. Where is the best estimate?',
      value: 1,
      within: 0.01,
      near: [
        [2, 'That is the mean with equal weights.'],
        [3, 'The weights are the wrong way round.'],
        [0, 'The heavier point alone. The other still has a quarter.'],
      ],
      low: 'It is 0.75 · 0 + 0.25 · 4.',
      high: 'It is 0.75 · 0 + 0.25 · 4.',
      because: '0.75 · 0 + 0.25 · 4 = 1.',
    },
    late: {
      kind: 'choice',
      asks: 'What happens to the weights as t goes to T?',
      right: 'All points count alike.',
      wrong: [
        ['The nearest point gets all the weight.', 'That happens at t near 0.'],
        ['They all go to 0.', 'They always add up to 1.'],
        ['They become random.', 'They are a function of {xt} and t.'],
      ],
      because: 'All points shrink to the middle, so their distances to {xt} become equal.',
    },
    floor: {
      kind: 'choice',
      asks: 'A network’s loss on the training set is compared with that of the exact denoiser. What is possible on average?',
      right: 'It is equal at best.',
      wrong: [
        ['It can be lower, with a larger network.', 'The exact denoiser is the minimum over all functions of {xt} and t.'],
        ['It can be lower, after longer training.', 'Training can only come nearer to the minimum.'],
        ['Nothing can be said.', 'The minimum of the squared error is known: the conditional mean.'],
      ],
      because: 'It is the floor of lesson 7.',
    },
    sampling: {
      kind: 'choice',
      asks: 'What does one get by sampling with the exact denoiser?',
      right: 'training points',
      wrong: [
        ['means of training points', 'They occur on the way, at large t. At the end one point has all the weight.'],
        ['new points of the same shape', 'It knows nothing of a shape, only the points.'],
        ['noise', 'The chain does lead to the data, and too exactly.'],
      ],
      because: 'The reverse process with it has the training set as its law at t = 0.',
    },
    novelty: {
      kind: 'choice',
      asks: 'Where does what is new in a sample come from?',
      right: 'from the difference between the network and the exact denoiser',
      wrong: [
        ['from the noise z', 'The exact denoiser gets the same noise and makes nothing new.'],
        ['from a larger T', 'More steps follow the same denoiser more exactly.'],
        ['from the start x_T', 'It chooses which training point is reached.'],
      ],
      because: 'A smooth and limited network fills in between the points.',
    },
    error: {
      kind: 'choice',
      asks: 'Is a network that differs from the exact denoiser worse?',
      right: 'On the training points yes; on fresh points it can be better.',
      wrong: [
        ['Yes, in every respect.', 'In the lesson’s measurement its loss on fresh points is well below that of the exact denoiser.'],
        ['No, it is better on the training points, too.', 'There nothing is better than the exact denoiser.'],
        ['The two cannot be compared.', 'Their losses can, on any set of points.'],
      ],
      because: 'The exact denoiser of a few points is the best answer to the wrong question.',
    },
    chance: {
      kind: 'number',
      asks: 'A sample counts as memorised if the nearest training point is closer than a third of the second nearest. How many percent of random places in the plane pass by chance? (To within 1.)',
      value: 11,
      within: 1,
      near: [
        [33, 'In one dimension it would be a third. In the plane areas count, so the share is squared.'],
        [3.7, 'That is the cube, as in three dimensions.'],
      ],
      low: 'Areas go with the square of a distance: (1/3)².',
      high: 'Areas go with the square of a distance: (1/3)².',
      because: 'One in nine.',
    },
    hull: {
      kind: 'choice',
      asks: '{xt} lies far outside the training points. Where is the best estimate?',
      right: 'among the training points',
      wrong: [
        ['at {xt}', '{xt} is no training point, however far out it is.'],
        ['on the line from {xt} to the middle, half-way', 'A mean with positive weights cannot leave the points.'],
        ['it is not defined there', 'The weights are positive everywhere, and they add up to 1.'],
      ],
      because: 'A weighted mean lies in the convex hull of its points.',
    },
    moreData: {
      kind: 'choice',
      asks: 'The same network is trained on many more points. What happens to the share of samples that are training points?',
      right: 'It falls.',
      wrong: [
        ['It rises, since there is more to memorise.', 'The network has a limited capacity. So many points do not fit into it.'],
        ['It stays the same.', 'In the lesson’s measurement it falls from about a third to below what chance gives.'],
      ],
      because: 'With few points the network can come near the exact denoiser, with many it cannot.',
    },
  },
} as const satisfies Teaching;
