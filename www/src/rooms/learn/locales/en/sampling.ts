/** Lessons 8 to 11. */

export const s8 = {
  title1: 'Two noises turned into one',
  text1:
    'Taken literally, the loss of one step draws four things: {x0}, t, the noise up to the step before, and the noise of the step itself, which is the target. Put together:',
  text2:
    'Two independent normal noises are like two axes: they may be rotated. Choose the first new axis, [eps|{eps}], to be just the mixture that enters {xt}. The second, [omega|{omega}], stands at a right angle to it and does not enter {xt} at all: [same|all draws on the orange line] make the same {xt}.',
  endsTask:
    'Move [time|t] to both ends. At t = 1 there is no noise but this step’s, and {eps} is {epsStep}. Later the steps before outweigh it, and {eps} turns towards {epsBar}.',
  time: 'Time',
  rotationSays: (t: number, angle: string, eps: string, omega: string, epsSquare: string, omegaSquare: string, correlation: string) =>
    `t = ${t}: the axes are turned by ${angle}°. This draw has ε = ${eps}, ω = ${omega}. Over 4,000 draws ε has variance ${epsSquare}, ω ${omegaSquare}, correlation ${correlation}: still two independent standard normal noises.`,
  title2: 'What it saves',
  text3:
    'So whatever the network does, {omega} can only shake its target; no look at {xt} can tell it. Its mean can be taken by hand, exactly, and what is left has one noise, the same gradient on average, and less variance:',
  ask: 'Both gradients are right on average. How much more does the one with two noises scatter?',
  options: ['Hardly more', 'Between 1 and 5 times', 'More than 5 times'],
  check: (two: string, stratified: string, importance: string, antithetic: string, repeats: number) =>
    `Measured over ${repeats} batches, against [one_noise|one noise]: [two_noises|two noises] have ${two} times the variance, [stratified|stratified t] ${stratified} times, [importance|importance-sampled t] ${importance} times, [antithetic|antithetic pairs] ${antithetic} times.`,
  text4:
    'Why so much? The noise of one step, {epsStep}, is a tiny part of {xt}. To teach the network as much as {eps} does, its gradient must be multiplied by the large number {blowUp}, and what {omega} does to it is multiplied as well. Less variance means fewer steps for the same result. The others are cheap tricks of the same kind: draw t more evenly (Kingma et al. 2021), draw it more often where the loss is large (Nichol and Dhariwal 2021), use each noise with both signs. Not all of them pay on every problem; measure before you believe.',
  empty: 'The variances will stand here once they have been measured on a network in the middle of its training.',
  one: (name: string, ratio: string) => `${name}: ${ratio} times the variance of one noise.`,
  estimators: {
    two_noises: 'two noises',
    one_noise: 'one noise',
    stratified: 'stratified t',
    importance: 'importance of t',
    antithetic: 'antithetic ε',
  },
} as const;

export const s9 = {
  title1: 'Alike, and different',
  text1:
    'Langevin sampling goes uphill on the logarithm of a density and adds noise, for ever. From anywhere, every iterate becomes in the end a sample of that density:',
  text2:
    'It looks just like a step of DDPM, and the network even knows the slope: the noise it sees, turned round, is the score. But DDPM takes exactly T steps, each at its own noise level, and is then finished.',
  ask: (calls: number) =>
    `All three samplers get the exact score, ${calls} calls, and the same start: 400 particles on one and the same data point. The data are eight islands. How many of them does [plain|plain Langevin sampling], at one small noise level, reach?`,
  check: (plain: number, ddpm: number, annealed: number) =>
    `[plain|Plain Langevin]: ${plain} of 8. [ddpm|DDPM]: ${ddpm}. [annealed|Annealed Langevin]: ${annealed}. Between two islands the slope is next to nothing and points back. With much noise the islands flow together and one can cross; with little they are sharp. Plain Langevin has to choose, the other two have both, one after the other.`,
  highAsk: (t: number, calls: number) =>
    `And plain Langevin sampling at a high noise level, t = ${t}? Again ${calls} calls, again 400 particles on one data point, marked x. Where is the middle of the cloud in the end? Click on the place.`,
  highLabel: (start: string) => `Eight islands of data on a ring, and the start of all particles, x, at ${start}.`,
  highCheck: (middle: string, deviation: string) =>
    `At ${middle}, and the cloud is ${deviation} wide either way. With so much noise the islands are one hill, and every particle has forgotten where it began. But what is sampled is that hill, the noised data: no island to be seen. One level forgets and does not draw, the other draws and does not forget.`,
  backTask: 'Move [way|the slider] back to the first half of the way and see when the islands are decided.',
  text3:
    'Annealed Langevin (Song and Ermon 2019) stays at each noise level until the samples fit it, then goes on to a smaller one. DDPM takes one step at each level and is right all the same, because its step was derived for just that. Two roads, one network: the score at every noise level.',
  ways: { ddpm: 'DDPM', plain: 'plain Langevin', annealed: 'annealed Langevin' },
  cloudLabel: (way: string, step: number, reached: number | null) =>
    `${way} after ${step} steps${reached === null ? '' : `; in the end ${reached} of 8 islands reached`}.`,
  at: (t: number) => `t = ${t}`,
  way: 'Along the way',
  stepOf: (step: number, steps: number) => `step ${step} of ${steps}`,
  says: (ddpm: number, plain: number, annealed: number) =>
    `Islands reached in the end: DDPM ${ddpm}, plain Langevin ${plain}, annealed Langevin ${annealed}, of 8.`,
  empty: 'Three samplers, one start. They will be here once you have predicted.',
} as const;

export const s10 = {
  title1: 'The best denoiser there is',
  text1:
    'If the training set is finite, there is nothing to learn: the best guess of {x0} can be written down. [here|{xt}] may come from any of [points|the training points]; each is weighed by how likely it is to have been thrown here by the noise …',
  text2: '… and [belief|the best guess] is the mean under those [weights|weights]. The thicker the line, the larger the weight.',
  guessAsk: (t: number) =>
    `Now {xt} stands outside, and t = ${t}. Only the training points shown are possible. Where does the best guess of {x0} lie? Click on the place.`,
  guessLabel: (n: number, x: string) => `${n} training points, and xₜ at ${x}.`,
  guessCheck: (mean: string, most: string, away: string) =>
    `At ${mean}, ${away} from where {xt} stands; the heaviest of the points has ${most} of the weight. However far out one stands, the guess is a mean of training points, so it can never leave them.`,
  endsTask: 'Find a [time|t] at which all points count alike, and one at which a single point has all the weight.',
  moveTask: 'Move [here|{xt}] about by clicking on the picture: the belief always stays among the training points.',
  title2: 'Perfect, and useless',
  text3:
    'No network fits the training set better than this. Its loss is the floor under every curve of room Train. So let us sample with it.',
  ask: (n: number) => `With ${n} training points and the exact denoiser, how many of 300 samples are training points, to within a hair?`,
  options: ['Next to none: sampling makes new points', 'About half', 'Next to all'],
  check: (exact: string, few: number, network: string, many: number, generalises: string) =>
    `The exact denoiser: ${exact}. A network trained on the same ${few} points: ${network}. The same network trained on ${many} points of the same shape: ${generalises}.`,
  text4:
    '(A point thrown anywhere in the plane passes for a training point one time in nine: that much is chance.) The perfect student has learnt its examples by heart and can do nothing else. Whatever a diffusion model makes that is new, it makes because its network cannot be perfect: it is smooth, it is limited, it was stopped in time. Generalisation is a well-chosen error.',
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

export const s11 = {
  title1: 'Fewer steps',
  text1:
    'A trained network can be used on a part of its times alone: 10 of 1000, say. The only thing to mind is that α must then be computed anew from two values of ᾱ. DDIM (Song et al. 2021) goes further and puts no noise back at all:',
  ddimWords: 'Song et al. 2021, eq. 12 with η = 0; where times are left out, t − 1 stands for the next one used',
  ask: (calls: number) => `One network, ${calls} calls of it. Whose samples come nearest to the data?`,
  check: (calls: number, ddpm: string, ddim: string, heun: string, most: string, data: string) =>
    `With about ${calls} calls: [ddpm|DDPM] ${ddpm}, [ddim|DDIM] ${ddim}, [heun|Heun] ${heun} (sliced Wasserstein distance, less is better). With 200 calls, DDPM comes to ${most}; [data|data and other data] are ${data} apart.`,
  text2:
    'Where many calls can be afforded, noise does no harm and even mends errors on the way; where few can, it only disturbs. The targets may be changed, too: from {eps} one gets {x0} and back, and v (Salimans and Ho 2022) is a mixture that is good at both ends. Schedules other than the linear one, such as the cosine (Nichol and Dhariwal 2021), spend more of their steps in the middle. Samples are drawn with a running mean of the weights (EMA). And the chain need not make pictures: Diffusion Policy (Chi et al. 2023) makes a robot’s next movements by it, given what it sees.',
  empty: 'Distance to the data over network calls; it will be measured once you have predicted.',
  one: (name: string, calls: number, distance: string) => `${name} with ${calls} calls: ${distance}.`,
  kinds: { ddpm: 'DDPM', ddim: 'DDIM', heun: 'Heun’s method' },
  dataLine: 'data to other data',
  title2: 'Guidance: asking louder',
  text3:
    'A network that was taught with classes, and sometimes without, has two opinions. The difference between them is what speaks for the class. Guidance (Ho and Salimans 2022) goes along that difference, and beyond:',
  guidanceAsk:
    'One of eight islands is asked for, with exact denoisers for both opinions. With w = 4 instead of 0, how wide is the cloud of samples?',
  guidanceOptions: ['Narrower', 'As wide as before', 'Wider'],
  guidanceCheck: (none: string, strong: string, w: number, centre: string, away: string) =>
    `Its deviation goes from ${none} (w = 0) to ${strong} (w = ${w}), and its middle from ${centre} to ${away} from the origin. Guided samples are not samples of the class any more.`,
  text4:
    'They are clearer and less varied, pushed away from all that other classes share. That is often what one wants of a picture, and it is no longer the distribution that was learnt. Room Watch has the slider.',
  guidedEmpty: 'Samples for three strengths of guidance will be here once you have predicted.',
  guidedOne: (w: number, centre: string, spread: string) => `w = ${w}: middle ${centre} from the origin, deviation ${spread}.`,
} as const;
