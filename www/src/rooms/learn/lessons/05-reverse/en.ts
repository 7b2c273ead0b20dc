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
  small: {
    title: 'Why a normal distribution may stand here',
    text1:
      'A step of the model is always normal. But is a true step back? {qBack} is by Bayes the forward step, read backwards, times the density one step before. That density may have many modes, and then so may the product.',
    ask: (small: string, large: string) =>
      `Take [before|two modes], at −1 and 1, and stand half-way between them, at {xt} = 0. For a forward step with β = ${small}, and for one with β = ${large}: when is the step back nearly normal?`,
    options: ['For both: the forward step is normal, so the step back is', 'For the small step only', 'For neither: there are two modes'],
    check: (small: string, smallAway: string, large: string, largeAway: string, modes: number) =>
      `β = ${small}: [back|the step back] differs from [normal|the normal distribution] of the same mean and variance by ${smallAway} nats. β = ${large}: by ${largeAway} nats, and it has ${modes} modes. A normal step would lead between them, where no data are.`,
    mistakes: [
      'The forward step is normal given where it began. To go back one must ask where it began, and that depends on the data: with a large step it may have begun in either mode.',
      'With the small step only.',
      'There are two modes, but with a small step {xt} tells well enough where x was. Over so narrow a stretch the density is nearly a straight slope, and has no room for two modes.',
    ],
    task: 'Make [size|the step] so large that the step back has two modes.',
    text2: 'The reason in three steps (Feller 1949; Sohl-Dickstein et al. 2015). Numbers are those of the stage.',
    proof: {
      logs: {
        title: 'Take logarithms',
        because: 'Bayes: a product of densities becomes a sum. The first part is a parabola, and the smaller β is, the narrower.',
        numbers: (beta: string, width: string) => `β = ${beta}: the parabola is ${width} wide (one standard deviation).`,
      },
      line: {
        title: 'Where the parabola is narrow, the rest is a straight line',
        because:
          'Over the width of the parabola, which goes with the root of β, a smooth function hardly bends. What the straight line leaves out goes with β, and vanishes as steps become small.',
        numbers: (centre: string, slope: string) => `at c = ${centre} the slope g is ${slope}.`,
      },
      square: {
        title: 'A parabola plus a straight line is a parabola',
        because:
          'Completing the square moves the middle and leaves the width. So the step back is normal, and its mean is moved along the slope of log q: the score again. With a large β the line is wrong, and so is the mean; that is why the chain has many small steps.',
        numbers: (byLine: string, mean: string) => `mean by the line ${byLine}, true mean ${mean}.`,
      },
    },
    before: 'q(xₜ₋₁)',
    back: 'q(xₜ₋₁ | xₜ)',
    normal: 'normal, same mean and variance',
    beta: 'β of the step',
    xt: 'Where we stand, xₜ',
    hidden: 'Two modes, one step before. Predict first; then the step back is shown.',
    says: (beta: string, xt: string, modes: number, away: string) =>
      `β = ${beta}, xₜ = ${xt}: modes of the step back: ${modes}; from a normal distribution it differs by ${away} nats.`,
  },
} as const;
