/** Lesson 15, in English. */

export const en = {
  title1: 'A U-Net in detail',
  text1:
    'So far the network was a black box: its inputs are {xt} and t, and its output {epsTheta} has the same shape as {xt}. In room Watch the network is a U-Net, after Ho et al. (2020, appendix B). It processes the picture at several resolutions: on the way down each level halves the sides, and on the way up each level doubles them again.',
  narrowAsk:
    'The avatars are pictures of 16 × 16 pixels with 3 colours. At its lowest resolution, does the network hold fewer numbers than the picture has, as many, or more?',
  narrowOptions: ['Fewer: it must compress the picture', 'As many', 'More'],
  narrowCheck: (shape: string, least: number, picture: number) =>
    `There a layer has the output ${shape}, which is ${least} numbers; the picture has ${picture}. Nothing is compressed. Only the sides become smaller, so that each position covers more of the picture; there are more channels instead.`,
  narrowMistakes: [
    'You may have thought of an autoencoder, whose narrow middle is essential. A denoiser must output every pixel, and noise cannot be compressed.',
    'The sides are halved, so there are a quarter as many positions; but there are many more channels than the three colours.',
    'There are more.',
  ],
  text2:
    'Each [block|residual block] normalizes, convolves, adds the time embedding, normalizes and convolves again, and adds its own input to the result. So a block that has learned nothing passes its input on. [attention|Attention] is used once, at the lowest resolution: there every position can use every other, which a convolution of 3 × 3 pixels cannot do.',
  text3:
    'The lines above are the [skips|skip connections]: the output of each block on the way down is passed to the corresponding block on the way up, which reads both. So fine detail need not pass through the low resolutions at all. This is especially important here: noise consists of fine detail, and it is what the network predicts.',
  walkTask: 'Move the slider through all layers: past the attention, to the last one.',
  model: 'Model',
  models: { avatars: 'avatars', digits: 'digits' },
  layer: 'Layer',
  kinds: {
    in: 'first convolution',
    block: 'residual block',
    down: 'sides halved or doubled',
    attention: 'attention',
    up: 'sides doubled',
    out: 'last convolution',
  },
  hidden: (picture: string, layers: number) => `A network for pictures of ${picture} numbers, in ${layers} layers.`,
  says: (name: string, kind: string, reads: number, shape: string, parameters: number, joined: string | null) =>
    `${name}, ${kind}: reads ${reads} channels${joined === null ? '' : `, those of ${joined} among them`}, gives ${shape}, has ${parameters} parameters.`,
  total: (parameters: number, base: number, embedding: number) =>
    `${parameters} parameters in total; ${base} channels at first; the time embedding has ${embedding} numbers.`,
  title2: 'Time embedding',
  text4:
    'One network is used for all t. It needs t as an input, because the same x means different things: at large t nearly all of it is noise, at small t hardly any.',
  timeAsk: (place: string, low: number, high: number) =>
    `The small network of these lessons, trained on eight Gaussians, gets the same x = ${place} twice: once with t = ${low}, once with t = ${high}. What does it predict?`,
  timeOptions: [
    'The same: it gets the same x',
    'Something different: t determines how much of x is noise',
    'Something different, because it draws new noise',
  ],
  timeCheck: (steps: number, place: string, low: string, middle: string, high: string, times: readonly [number, number, number]) =>
    `Trained for ${steps} steps, at x = ${place} it predicts (with the length): ${low} at t = ${times[0]}; ${middle} at t = ${times[1]}; ${high} at t = ${times[2]}. At large t the noise is almost x itself; at small t it is the short distance to the nearest data, divided by a small standard deviation.`,
  timeMistakes: [
    'A network without t would have to predict the same. But t is an input like x, and training uses both together.',
    'It takes t into account.',
    'The network draws nothing: the same inputs give the same output. The noise of the sampler is added outside the network.',
  ],
  text5:
    'A single number between 1 and 1000 is a poor input. So it is first written as [waves|waves]: sines and cosines of t at many frequencies, as in the transformer (Vaswani et al. 2017). Fast waves distinguish neighbouring times, slow waves distinguish early from late. The lower chart shows [likeness|how similar] the waves of two times are: neighbouring times are similar, so what is learned at one t helps at its neighbours.',
  alikeTask: 'Move the second time away from the first until the similarity of their waves is below 0.4.',
  text6:
    'Two dense layers turn the waves into the time embedding. Each residual block computes from it one number per channel, and adds it between its two convolutions. So t can raise or lower every feature of the picture, at every level. The class works in the same way: its embedding is added to that of the time. In room Act, FiLM does the same with a factor in addition to the summand.',
  waves: (width: number) => `The ${width} waves of t`,
  sines: 'sines, fast to slow',
  cosines: 'cosines, fast to slow',
  likenessTitle: (t: number) => `Similarity of all times to t = ${t}`,
  time: 'Time',
  otherTime: 'Second time',
  timeSays: (t: number, width: number, other: number, alike: string) =>
    `t = ${t} as ${width} waves; the similarity to the waves of t = ${other} is ${alike} (1 means equal).`,
} as const;
