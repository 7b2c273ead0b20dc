/** Lesson 10, in English. */

export const en = {
  title1: 'The optimal denoiser',
  text1:
    'If the training set is finite, there is nothing to learn: the optimal estimate of {x0} has a closed form. [here|{xt}] may come from any of [points|the training points]; each gets a weight proportional to the likelihood that its noised version lies here …',
  text2: '… and [belief|the optimal estimate] is the mean with these [weights|weights]. The thicker the line, the larger the weight.',
  guessAsk: (t: number) =>
    `Now {xt} lies outside, and t = ${t}. Only the training points shown are possible. Where is the optimal estimate of {x0}? Click on the place.`,
  guessLabel: (n: number, x: string) => `${n} training points, and xₜ at ${x}.`,
  guessCheck: (mean: string, most: string, away: string) =>
    `At ${mean}, ${away} from {xt}; the largest weight of a point is ${most}. However far out {xt} lies, the estimate is a mean of training points, so it always lies among them.`,
  guessMistakes: {
    here: 'Your mark is on {xt}. But the estimate is of {x0}, and {xt} itself is not a training point: only the points shown are possible.',
    point:
      'Your mark is on a training point. With this much noise, more than one point is likely. The estimate is their mean, which lies between them.',
    outside: 'Your mark is farther out than all training points. A weighted mean of points can never leave them.',
    middle:
      'Your mark is among the training points, as it must be. But the points near {xt} are more likely, and the mean lies close to them.',
  },
  endsTask: 'Find a [time|t] at which all points have about the same weight, and one at which a single point has all the weight.',
  moveTask: 'Click on the picture to move [here|{xt}]: the estimate always stays among the training points.',
  title2: 'Optimal, but it only memorises',
  text3: 'No network can fit the training set better. Its loss is the floor of every curve in room Train. Now we sample with it.',
  ask: (n: number, samples: number) =>
    `With ${n} training points and the exact denoiser, how many of ${samples} samples are training points? A sample counts as a training point if the nearest training point is less than a third as far away as the second nearest.`,
  options: ['Almost none: sampling makes new points', 'About half', 'Almost all'],
  mistakes: [
    'You may have thought that random noise gives new points. But near t = 0 one point has all the weight, and the estimate, where the chain ends, is that point.',
    'You may have thought of the means between points. They occur at large t. At the end, one point has all the weight in nearly every chain.',
    'In this run the exact denoiser reproduced fewer training points.',
  ],
  check: (exact: string, few: number, network: string, many: number, generalises: string, exactFresh: string, networkFresh: string) =>
    `The exact denoiser: ${exact}. A network trained on the same ${few} points: ${network}. The same network trained on ${many} points of the same shape: ${generalises}. On fresh points of that shape, the exact denoiser of the ${few} points has the loss ${exactFresh}, and the network trained on them ${networkFresh}.`,
  text4:
    '(By this criterion, a random place among evenly spread points counts as a training point one time in nine, by chance alone.) The exact denoiser has memorised the training points and can do nothing else. A diffusion model makes something new only because its network differs from this denoiser: the network is smooth, its capacity is limited, and training stopped early. This difference is an error only relative to the optimum for these training points. Relative to the distribution that they come from, it can be the smaller error. This is generalisation.',
  legend: { points: 'training points', here: 'xₜ', belief: 'Σ wᵢ xⁱ' },
  time: 'Time',
  says: (t: number, x: string, mean: string, most: string) =>
    `t = ${t}, xₜ = ${x}: the optimal estimate is ${mean}; the largest weight of a training point is ${most}.`,
  agrees: (difference: string) => `Computed here from the formula. The engine’s own exact denoiser agrees to within ${difference}.`,
  denoisers: {
    exact: (n: number) => `exact, ${n} points`,
    few: (n: number) => `network, ${n} points`,
    many: (n: number) => `network, ${n} points`,
  },
  heart: (share: string) => `${share} training points`,
  cloudLabel: (name: string, share: string) => `Samples from the denoiser “${name}”; fraction that are training points: ${share}.`,
  memorySays: (exact: string, few: string, many: string) =>
    `Samples that are training points: exact denoiser ${exact}, network on the same points ${few}, network on many points ${many}.`,
  memoryEmpty: 'Predict first; then samples from three denoisers appear here.',
} as const;
