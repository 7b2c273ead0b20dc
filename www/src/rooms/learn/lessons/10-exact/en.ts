/** Lesson 10, in English. */

export const en = {
  title1: 'The best denoiser there is',
  text1:
    'If the training set is finite, there is nothing to learn: the best guess of {x0} can be written down. [here|{xt}] may come from any of [points|the training points]; each is weighed by how likely it is to have been thrown here by the noise …',
  text2: '… and [belief|the best guess] is the mean under those [weights|weights]. The thicker the line, the larger the weight.',
  guessAsk: (t: number) =>
    `Now {xt} stands outside, and t = ${t}. Only the training points shown are possible. Where does the best guess of {x0} lie? Click on the place.`,
  guessLabel: (n: number, x: string) => `${n} training points, and xₜ at ${x}.`,
  guessCheck: (mean: string, most: string, away: string) =>
    `At ${mean}, ${away} from where {xt} stands; the heaviest of the points has ${most} of the weight. However far out one stands, the guess is a mean of training points, so it can never leave them.`,
  guessMistakes: {
    here: 'Your mark is on {xt}. But the guess is of {x0}, and {xt} itself is no training point: only the points shown are possible.',
    point:
      'Your mark is on a training point. With this much noise more than one point is likely. The guess is their mean, which lies between the likely ones.',
    outside: 'Your mark is farther out than all training points. A weighted mean of points can never leave them.',
    middle:
      'Your mark is among the training points, as it must be. But the points near {xt} are the likelier ones, and the mean lies close to them.',
  },
  endsTask: 'Find a [time|t] at which all points count alike, and one at which a single point has all the weight.',
  moveTask: 'Move [here|{xt}] about by clicking on the picture: the belief always stays among the training points.',
  title2: 'Perfect, and useless',
  text3:
    'No network fits the training set better than this. Its loss is the floor under every curve of room Train. So let us sample with it.',
  ask: (n: number, samples: number) =>
    `With ${n} training points and the exact denoiser, how many of ${samples} samples are training points? A sample counts as one if its nearest training point is closer than a third of the distance to the second nearest.`,
  options: ['Next to none: sampling makes new points', 'About half', 'Next to all'],
  mistakes: [
    'You may have thought that noise in means novelty out. But near t = 0 one point has all the weight, and the guess, with which the chain ends, is that point.',
    'You may have thought of the means between points. They occur on the way, at large t. By the end one point has all the weight in nearly every chain.',
    'In this run the exact denoiser gave fewer training points back.',
  ],
  check: (exact: string, few: number, network: string, many: number, generalises: string, exactFresh: string, networkFresh: string) =>
    `The exact denoiser: ${exact}. A network trained on the same ${few} points: ${network}. The same network trained on ${many} points of the same shape: ${generalises}. On fresh points of that shape the loss of the exact denoiser of the ${few} points is ${exactFresh}, of the network trained on them ${networkFresh}.`,
  text4:
    '(By this criterion a place chosen at random among evenly spread points passes one time in nine: that much is chance.) The exact denoiser has learnt its examples by heart and can do nothing else. Whatever a diffusion model makes that is new, it makes because its network differs from this denoiser: it is smooth, it is limited, it was stopped in time. That is an error only against the best answer for these very points. Against the distribution that they come from it can be the smaller error, and that is generalisation.',
  legend: { points: 'training points', here: 'xₜ', belief: 'Σ wᵢ xⁱ' },
  time: 'Time',
  says: (t: number, x: string, mean: string, most: string) =>
    `t = ${t}, xₜ = ${x}: the best guess is ${mean}; the heaviest training point has weight ${most}.`,
  agrees: (difference: string) => `Computed here from the formula; the engine’s own exact denoiser says the same, to ${difference}.`,
  denoisers: {
    exact: (n: number) => `exact, ${n} points`,
    few: (n: number) => `network, ${n} points`,
    many: (n: number) => `network, ${n} points`,
  },
  heart: (share: string) => `${share} training points`,
  cloudLabel: (name: string, share: string) => `Samples of the denoiser “${name}”; share that are training points: ${share}.`,
  memorySays: (exact: string, few: string, many: string) =>
    `Samples that are training points: exact denoiser ${exact}, network of as many points ${few}, network of many points ${many}.`,
  memoryEmpty: 'Samples of three denoisers will be here once you have predicted.',
} as const;
