import type { Widen } from '../../../shared/i18n/en';
import { en as building } from '../lessons/01-building/en';
import { en as reparameterization } from '../lessons/02-reparameterization/en';
import { en as forward } from '../lessons/03-forward/en';
import { en as posterior } from '../lessons/04-posterior/en';
import { en as reverse } from '../lessons/05-reverse/en';
import { en as bound } from '../lessons/06-bound/en';
import { en as algorithms } from '../lessons/07-algorithms/en';
import { en as variance } from '../lessons/08-variance/en';
import { en as langevin } from '../lessons/09-langevin/en';
import { en as exact } from '../lessons/10-exact/en';
import { en as beyond } from '../lessons/11-beyond/en';
import { questions } from './questions.en';

/**
 * Every string of room Learn, in English. The other languages have the same keys: the compiler checks it. {name} is a
 * symbol, set in the notation chosen; [part|words] lights a part of the stage.
 */
export const en = {
  title: 'DDPM Lab: learn how diffusion models work',
  list: 'Lessons',
  turn: 'Previous and next page',
  count: (n: number) => `Lesson ${n} of 11`,
  sceneOf: (scene: number, scenes: number) => `part ${scene} of ${scenes}`,
  doneOf: (done: number, all: number) => `${done} of ${all} done`,
  done: 'done',
  toDo: 'to do',
  waiting: 'Computing …',
  fixed: 'Make your prediction first. Then you can move everything here yourself.',
  percent: (share: number) => `${Number((100 * share).toPrecision(2))} %`,
  lessons: [
    'Taking a building down',
    'Reparameterization',
    'The forward process',
    'The posterior',
    'The reverse process',
    'What is optimized',
    'Training and sampling',
    'Reducing the variance',
    'DDPM and Langevin sampling',
    'The exact denoiser',
    'Beyond the notes',
  ],
  leads: [
    'To learn how a building is put up, watch how it is taken down, step by step.',
    'How can we differentiate through a random draw?',
    'Noise is added to the data step by step, and at each time we know exactly how much.',
    'Why we can compute a step back in training, where the picture is known, but not in sampling.',
    'The network predicts the noise; the rest is arithmetic.',
    'From maximum likelihood to the one-line loss, with a reason for every step.',
    'Two short algorithms are all you need.',
    'The loss with two noises is correct. The loss with one noise has less variance.',
    'DDPM and Langevin sampling use the same score. What they share, and where they differ.',
    'For a finite data set the optimal denoiser has a closed form, and it can only repeat the data.',
    'Fewer steps, other targets, and how to ask for a class.',
  ],
  notation: {
    title: 'Four notations',
    lead: 'The same quantities in four notations. The switch above changes every formula in this room.',
    quantity: 'Quantity',
    rows: {
      step: 'one step: signal, noise',
      all: 'all steps: signal, noise',
      noise: 'merged noise of all steps',
      prediction: 'its prediction',
      single: 'noise of one step, and its prediction',
      belief: 'estimate of x₀',
      sigma: 'noise of a reverse step',
      jump: 'forward, in one jump',
      mean: 'mean of the posterior',
      reverse: 'one reverse step',
      loss: 'the loss',
      guided: 'guidance',
      times: 'time',
    },
    times: { ho: 't = 1..T, ᾱ₀ = 1', su: 't = 1..T', diffusers: 't = 0..T−1: one less than here', score: 't in [0, 1], or σ itself' },
    su: 'In Su Jianlin’s first article the network ε_θ predicts the noise of one step, εₜ, and his step is (xₜ − βₜ ε_θ)/αₜ. Ho’s network predicts the merged noise of all steps. So Ho’s ε_θ equals β̄ₜ/βₜ times Su’s, as Su himself says, and in his notation this page writes that factor out. From his third article on, his ε_θ is the same as Ho’s. Su first writes the merged noise as ε̄ₜ, and in the loss as ε. Here it is always ε, and ε̄ₜ₋₁ is the noise of the earlier steps.',
    densities: 'Densities keep Ho’s letters in every notation: q for the forward process and p_θ for the model. Su Jianlin writes p and q.',
    guidance:
      'Guidance has two scales. Here w = 0 means no guidance, as in Ho and Salimans (2022). The guidance_scale of diffusers is 1 + w, so there 1 means no guidance.',
    warning:
      'Take care with the first two rows: Su Jianlin’s α is the square root of Ho’s α, and his ᾱ is the square root of Ho’s ᾱ. Before you copy a formula from one text into another, check whether α² + β² = 1 or α + β = 1.',
  },
  numbers: {
    label: 'Formulas',
    names: { symbols: 'symbols', numbers: 'numbers' },
    time: 'Time t of the numbers',
    another: 'Another point',
    learning: 'The network is training',
    ofPoint: (steps: number) =>
      steps === 0
        ? 'The numbers belong to one point of eight Gaussians and its noise. The network is not trained yet.'
        : `The numbers belong to one point of eight Gaussians and its noise. The network was trained here for ${steps} steps.`,
    draw: 'Inside an expectation, the numbers are those of this one draw. σ² is β̃.',
    ofStage: 'The numbers in the formulas are those of the stage beside them. Inside an expectation they are those of one draw. σ² is β̃.',
  },
  tools: {
    debugger: {
      title: 'The debugger',
      lead: 'Both algorithms as printed in the paper, line by line, with the numbers of one particle or one pixel.',
      fromReverse: 'In the debugger you can follow any particle, or a pixel of an image model, through all steps, line by line.',
      fromAlgorithms: 'In the debugger both algorithms run line by line: real training steps, and sampling of points or of a picture.',
    },
    break: { title: 'Break it', lead: 'Mistakes that people really make, each next to the correct algorithm and from the same noise.' },
    fork: { title: 'Fork', lead: 'Freeze x at some t and continue from there fifty times. When is the outcome decided?' },
  },
  scores: {
    title: 'Predictions',
    said: (right: number, wrong: number) => `Predictions: ${right} right, ${wrong} wrong.`,
    here: 'Kept on this device only.',
    reset: 'Reset',
  },
  hands: {
    title: 'Show of hands',
    more: (option: string) => `One more hand for: ${option}`,
    less: (option: string) => `One hand fewer for: ${option}`,
    count: (option: string) => `Hands for: ${option}`,
    right: 'right',
  },
  movable: 'Arrow keys move it; with Shift they move it further.',
  coordinates: ['x, horizontal', 'x, vertical'],
  experiment: {
    predict: 'Predict first',
    yours: 'Your prediction',
    notMoved: 'move the slider',
    commit: 'Lock in my prediction',
    said: 'You said:',
    run: 'Run the experiment',
    cancel: 'Cancel',
    progress: (percent: number) => `${percent} %`,
    right: 'As you predicted.',
    wrong: 'Not as you predicted.',
    again: 'Predict again',
    clickToMark: 'Click on the picture to place your mark, or move to it with Tab and use the arrow keys.',
    markAt: (place: string) => `Your mark: ${place}.`,
    truthAt: (place: string) => `Computed: ${place}.`,
    away: (distance: string, within: string) => `Your mark is ${distance} away; up to ${within} counts as right.`,
  },
  unfold: {
    why: 'Why:',
    numbers: 'Here:',
    unmeasured: 'Run the experiment above to see the numbers of that network here.',
  },
  building,
  reparameterization,
  forward,
  posterior,
  reverse,
  bound,
  algorithms,
  variance,
  langevin,
  exact,
  beyond,
  questions,
  helpTitle: 'How a lesson works',
  helpText: [
    'Each lesson has a text, a stage and a prediction. You make the prediction first; then the engine computes the result, and the page compares the two.',
    'Words with a dotted underline refer to something on the stage. Point at them, or reach them with Tab, and it lights up.',
    'In formulas and in pictures, blue marks data, violet marks noise and orange marks predictions.',
    'Whatever you can drag, you can also move with keys: reach it with Tab, then use the arrow keys. On a picture, Shift moves it further.',
    'Your progress is kept in this browser only.',
  ],
  keys: {
    lesson: 'next lesson, previous lesson',
    notation: 'next notation',
    numbers: 'numbers in place of symbols',
    questions: 'the list of questions',
  },
} as const;

/** What every language provides. */
export type LearnDictionary = Widen<typeof en>;
