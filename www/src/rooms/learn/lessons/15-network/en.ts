/** Lesson 15, in English. */

export const en = {
  title1: 'A U-Net laid open',
  text1:
    'So far the network was a box: {xt} and t go in, {epsTheta} comes out, of the same shape as {xt}. In room Watch the box is a U-Net, after Ho et al. (2020, appendix B). It looks at the picture at several resolutions: on the way down each level halves the sides, on the way up each doubles them again.',
  narrowAsk:
    'The avatars are pictures of 16 × 16 pixels with 3 colours. At its lowest resolution, does the network hold fewer numbers than the picture has, as many, or more?',
  narrowOptions: ['Fewer: it must squeeze the picture together', 'As many', 'More'],
  narrowCheck: (shape: string, least: number, picture: number) =>
    `There a layer gives ${shape}, which is ${least} numbers; the picture has ${picture}. Nothing is squeezed together. What becomes smaller are the sides, so that each place sees more of the picture; the channels make up for it.`,
  narrowMistakes: [
    'You may have thought of an autoencoder, whose narrow middle is the point of it. A denoiser must give back every pixel, and noise cannot be squeezed together.',
    'The sides are halved, so there are a fourth as many places; but there are many more channels than the three colours.',
    'There are more.',
  ],
  text2:
    'Each [block|residual block] normalizes, convolves, adds what it was told about the time, normalizes and convolves again, and adds its own input to the result. So a block that has learned nothing passes its input on. [attention|Attention] stands once, at the lowest resolution: there every place can look at every other, which a convolution of 3 × 3 pixels cannot.',
  text3:
    'The lines above are the [skips|skip connections]: what each block on the way down has found is handed to its partner on the way up, which reads both. So the fine detail need not pass through the low resolutions at all. That matters here more than elsewhere: noise is all fine detail, and it is what is to be predicted.',
  walkTask: 'Move the slider through all layers: past the attention, to the last.',
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
    `${name}, ${kind}: reads ${reads} channels${joined === null ? '' : `, those of ${joined} among them`}, gives ${shape}, holds ${parameters} parameters.`,
  total: (parameters: number, base: number, embedding: number) =>
    `${parameters} parameters in all; ${base} channels at first; the time is told by ${embedding} numbers.`,
  title2: 'How it is told the time',
  text4:
    'One network serves all t. It must be told which, because the same x means different things: at large t nearly all of it is noise, at small t hardly any.',
  timeAsk: (place: string, low: number, high: number) =>
    `The small network of these lessons, trained on eight Gaussians, is given the same x = ${place} twice: once with t = ${low}, once with t = ${high}. What does it say?`,
  timeOptions: [
    'The same: it sees the same x',
    'Something else: t says how much of x is noise',
    'Something else, since it draws noise anew',
  ],
  timeCheck: (steps: number, place: string, low: string, middle: string, high: string, times: readonly [number, number, number]) =>
    `Trained for ${steps} steps, at x = ${place} it says, with its length: ${low} at t = ${times[0]}; ${middle} at t = ${times[1]}; ${high} at t = ${times[2]}. At large t the noise is nearly x itself; at small t it is the little way to the nearest data, over a small standard deviation.`,
  timeMistakes: [
    'A network without t would have to. But t is an input like x, and training has shown it both together.',
    'It takes t into account.',
    'The network draws nothing: the same inputs give the same output. The noise of the sampler is added outside.',
  ],
  text5:
    'A single number between 1 and 1000 is a poor input. So it is first written as [waves|waves]: sines and cosines of t at many frequencies, as in the transformer (Vaswani et al. 2017). Quick waves tell neighbours apart, slow ones tell early from late. The lower chart shows [likeness|how alike] the waves of two times are: near times are alike, so what is learned at one t serves its neighbours.',
  alikeTask: 'Move the second time away from the first until their waves are less alike than 0.4.',
  text6:
    'Two dense layers turn the waves into the time embedding, and each residual block takes from it one number a channel, which it adds between its two convolutions. So t can raise or lower every feature of the picture, at every level. The class is told in the same way: its embedding is added to that of the time. In room Act, FiLM does the same with a factor beside the summand.',
  waves: (width: number) => `The ${width} waves of t`,
  sines: 'sines, quick to slow',
  cosines: 'cosines, quick to slow',
  likenessTitle: (t: number) => `Likeness of all times to t = ${t}`,
  time: 'Time',
  otherTime: 'Second time',
  timeSays: (t: number, width: number, other: number, alike: string) =>
    `t = ${t} as ${width} waves; the waves of t = ${other} are alike to ${alike} (1 is the same).`,
} as const;
