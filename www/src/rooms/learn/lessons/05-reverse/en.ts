/** Lesson 5, in English. */

export const en = {
  title1: 'One step, taken apart',
  text1:
    'The current point is [here|{xt}]. The network predicts the noise in it. From this follows [belief|the estimate] {x0Hat} of the data point. We put {x0Hat} into the posterior of lesson 4; its mean is [mean|where the step goes]. Then we add [noise|fresh noise] with standard deviation {sigma}.',
  shareAsk: (t: number, total: number) =>
    `At t = ${t} of ${total} the estimate x̂₀ is already good. What fraction of the way from {xt} to x̂₀ does the mean of one step go?`,
  about: (percent: string) => `About ${percent}`,
  wholeWay: 'All of it',
  shareCheck: (percent: string, sigma: string) =>
    `${percent}, and then noise with standard deviation ${sigma} is added, which can be larger than the step itself. The estimate x̂₀ is the mean of all pictures that {xt} may come from. One big step would end in that mean, which is a blur. A small step rules out some of these pictures, so the next estimate is better.`,
  shareMistakes: [
    'You may have thought of T = 1000, where one step is about this small. Here there are 40 steps, each about 25 times as large.',
    'This is about the fraction of the way that eq. 7 moves {xt} towards x̂₀.',
    'This gives x̂₀ too much weight. Eq. 7 weights x̂₀ and {xt} by their precision about {xPrev}, and at this noise level {xt} is more precise.',
    'This is what a single regression would do. It ends in the mean of all pictures that {xt} may come from, and no later step can correct it.',
  ],
  beliefMistakes: {
    here: 'Your mark is next to {xt}. But x̂₀ estimates {x0}, the data without noise, and {xt} is mostly noise.',
    island:
      'Your mark is on the ring of modes. With so much noise, {xt} may come from several modes. The estimate is their mean, and a mean of modes lies between them.',
    middle:
      'Your mark is in the middle. That would be right if {xt} carried no information. But the modes on the side of {xt} are more likely, so the mean lies closer to them.',
    outside: 'Your mark is outside the ring. A mean of data points lies among the data, however far out {xt} is.',
    aside:
      'Your mark is between the middle and the ring, as the mean of several modes should be. But it must lie on the side of {xt}, where the more likely modes are.',
  },
  text2:
    'Click anywhere to place {xt}. [time|Change t]: with much noise, x̂₀ lies in the middle, because it is the mean of all eight modes. With little noise it jumps to the nearest mode.',
  beliefAsk: (t: number, total: number) =>
    `At t = ${t} of ${total} the current point {xt} lies outside the ring of modes. Where does x̂₀ of the optimal denoiser lie? Click on the place.`,
  beliefLabel: (x: string) => `Eight modes of the data on a ring of radius 1.4, and xₜ at ${x}.`,
  beliefCheck: (x0: string, radius: string) =>
    `It lies at ${x0}, ${radius} from the middle, where there are no data. Several modes are still possible, the nearest ones more likely than the others. The estimate is their weighted mean: the direction is right, but the distance is too short.`,
  walkTask:
    'Press “Take this step” until t = 0, at least three times in a row, and watch x̂₀ settle on one mode. The last step adds no noise.',
  title2: 'β or β̃?',
  text3:
    'How much noise should a step add? The paper gives two answers, and each is exact in one extreme case. If the data are N(0, I), it is [beta|σ² = β]. If the data are a single point, it is [tilde|σ² = β̃]. Here we try both choices on both data sets. The denoiser is exact, so any error comes from the choice of σ². [level|The horizontal line] means: the samples have the correct variance at this t.',
  tildeAsk: 'The data are N(0, I), and we sample with σ² = β̃, in 20 steps. What variance will the samples have?',
  tildeOptions: ['Too small', 'Just right', 'Too large'],
  tildeCheck: (gaussian: string, point: string) =>
    `On N(0, I) the samples have ${gaussian} times the correct variance. On a single point, at t = 1, it is ${point}: β̃ is exact there.`,
  tildeMistakes: [
    'β̃ is smaller than β, and here β would be right.',
    'β̃ is the variance that is left when {x0} is known, so it is right for a single point. Here {x0} is not known, and its own variance is missing.',
    'β̃ is smaller than β at every t. Too little noise makes the samples too narrow, not too wide.',
  ],
  betaAsk: 'And now σ² = β, on the single point. At t = 1, just before the last step, how wide is the cloud?',
  betaOptions: ['Too narrow', 'Just right', 'Too wide'],
  betaCheck: (point: string, gaussian: string) =>
    `On the point, the variance is ${point} times the correct one. On N(0, I) it is ${gaussian} times: there β is exact.`,
  betaMistakes: [
    'β is larger than β̃, which is right on a single point. More noise makes the cloud wider, not narrower.',
    'β is right for data N(0, I). On a single point {x0} is known, and the variance of the posterior is β̃, which is smaller.',
    'β is larger than β̃, and here β̃ would be right.',
  ],
  text4:
    'Pictures are neither of these. Their correct variance lies between the two. With more steps, β and β̃ come closer together: at T = 1000 you can hardly see which one was used.',
  legend: { data: 'data', belief: 'x̂₀', mean: 'mean of the step', noise: 'plus noise: next x' },
  take: 'Take this step',
  redraw: 'New noise z',
  time: 'Time',
  says: (t: number, x: string, x0: string, mean: string, sigma: string, next: string) =>
    `t = ${t}. From xₜ = ${x}, with x̂₀ = ${x0}, the mean of the step is ${mean}. With noise of standard deviation ${sigma}, the next x is ${next}.`,
  arrived: (x: string) => `t = 0. Arrived at ${x}.`,
  datasets: { gaussian: 'Data: N(0, I)', point: 'Data: one point' },
  spreadEmpty: 'Variance of the samples divided by the correct variance, from t = T on the left to 0. Predict first; then it is measured.',
  spreadOne: (name: string, ratio: string) => `${name}: at t = 1 the variance is ${ratio} times the correct one.`,
} as const;
