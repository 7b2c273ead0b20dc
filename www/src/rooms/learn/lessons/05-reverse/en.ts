/** Lesson 5, in English. */

export const en = {
  title1: 'One step, taken apart',
  text1:
    'We stand at [here|{xt}]. The network looks, and says what noise it sees. From that follows [belief|its belief] of the finished picture, {x0Hat}; the belief is put into the posterior of lesson 4, and its mean is [mean|where the step goes]. Then [noise|fresh noise] is added, of deviation {sigma}.',
  shareAsk: (t: number, total: number) =>
    `At t = ${t} of ${total} the belief is there, and it is good. How much of the way from {xt} to x̂₀ does the mean of one step go?`,
  about: (percent: string) => `About ${percent}`,
  wholeWay: 'All of it: why wait?',
  shareCheck: (percent: string, sigma: string) =>
    `${percent}, and then noise of deviation ${sigma} is added, which may well be more than the step itself. The belief is a mean over all pictures that {xt} may come from. To go there at once would end in that mean, which is a blur. A small step changes what may still be, and the next belief is a better one.`,
  shareMistakes: [
    'You may have thought of T = 1000, where one step is about so small. Here there are 40 steps, each about 25 times as large.',
    'This is about the share by which eq. 7 moves {xt} towards x̂₀.',
    'That trusts x̂₀ too much. Eq. 7 weighs x̂₀ and {xt} by what each tells of {xPrev}, and so far from the data {xt} tells more.',
    'That is what a single regression would do. It ends in the mean of all pictures that {xt} may come from, and nothing can correct it afterwards.',
  ],
  beliefMistakes: {
    here: 'Your mark is next to {xt}. But the belief is of {x0}, the data without noise, and {xt} is mostly noise.',
    island:
      'Your mark is on the ring of islands. With so much noise several islands may be meant. The belief is their mean, and a mean of islands lies between them.',
    middle:
      'Your mark is in the middle. That would be right if {xt} told nothing. But the islands on the side of {xt} are likelier, and the mean is drawn to them.',
    outside: 'Your mark is outside the ring. A mean of data lies among the data, however far out {xt} is.',
    aside:
      'Your mark is between the middle and the ring, as the mean of several islands is. But it must lie on the side of {xt}, where the likelier islands are.',
  },
  text2:
    'Click anywhere to place {xt}. [time|Change t]: with much noise the belief lies in the middle, being the mean of all eight islands; with little it jumps to the nearest one.',
  beliefAsk: (t: number, total: number) =>
    `At t = ${t} of ${total} we stand at {xt}, outside the ring of islands. What does the best network there is believe: where does x̂₀ lie? Click on the place.`,
  beliefLabel: (x: string) => `Eight islands of data on a ring of radius 1.4, and xₜ at ${x}.`,
  beliefCheck: (x0: string, radius: string) =>
    `It lies at ${x0}, ${radius} from the middle, where no data are. Several islands may still be meant, the nearest more than others, and the belief is the mean of them all: it points the right way, and not yet all the way.`,
  walkTask:
    'Press “Take this step” until t = 0, at least three times in a row, and watch the belief make up its mind. No noise is added in the last step.',
  title2: 'β or β̃?',
  text3:
    'How much noise should a step add? Two answers are in the paper, and each is exactly right for one extreme. If the data are N(0, I) themselves, it is [beta|σ² = β]. If all data are a single point, it is [tilde|σ² = β̃]. Here both are tried on both, with the exact denoiser, so that nothing is the network’s fault. [level|The level line] means: the samples have the variance that they should have at this t.',
  tildeAsk: 'The data are N(0, I), and we sample with σ² = β̃, in 20 steps. What variance will the samples have?',
  tildeOptions: ['Too small', 'Just right', 'Too large'],
  tildeCheck: (gaussian: string, point: string) =>
    `On N(0, I) the samples have ${gaussian} of the variance they should have. On a single point, at t = 1, it is ${point}: β̃ is made for that.`,
  tildeMistakes: [
    'β̃ is smaller than β, and here β would be right.',
    'β̃ is the variance that is left when {x0} is known, so it is right for a single point. Here {x0} is not known, and its own spread is missing.',
    'β̃ is smaller than β at every t. Too little noise makes the samples too narrow, not too wide.',
  ],
  betaAsk: 'And now σ² = β, on the single point. At t = 1, just before the last step, how wide is the cloud?',
  betaOptions: ['Too narrow', 'Just right', 'Too wide'],
  betaCheck: (point: string, gaussian: string) =>
    `On the point, the variance is ${point} times what it should be. On N(0, I) it is ${gaussian} times: there β is right.`,
  betaMistakes: [
    'β is larger than β̃, which is right on a single point. More noise makes the cloud wider, not narrower.',
    'β is right for data N(0, I). On a single point {x0} is known, and the variance of the posterior is β̃, which is smaller.',
    'β is larger than β̃, and here β̃ would be right.',
  ],
  text4:
    'Pictures are neither. Their true variance lies between the two, and the more steps there are, the nearer β and β̃ are to each other: at T = 1000 one hardly sees which was taken.',
  legend: { data: 'data', belief: 'x̂₀', mean: 'mean of the step', noise: 'plus noise: next x' },
  take: 'Take this step',
  redraw: 'Other noise z',
  time: 'Time',
  says: (t: number, x: string, x0: string, mean: string, sigma: string, next: string) =>
    `t = ${t}. From xₜ = ${x}, with belief ${x0}, the mean goes to ${mean}; with noise of deviation ${sigma} the next x is ${next}.`,
  arrived: (x: string) => `t = 0. Arrived at ${x}.`,
  datasets: { gaussian: 'Data: N(0, I)', point: 'Data: one point' },
  spreadEmpty: 'Variance of the samples over what it should be, from t = T on the left to 0. Predict first; then it is measured.',
  spreadOne: (name: string, ratio: string) => `${name}: at t = 1 the variance is ${ratio} of what it should be.`,
} as const;
