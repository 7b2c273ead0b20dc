import type { Widen } from '../../../shared/i18n/en';
import { en as building } from '../lessons/01-building/en';
import { en as reparameterization } from '../lessons/02-reparameterization/en';
import { en as forward } from '../lessons/03-forward/en';
import { en as posterior } from '../lessons/04-posterior/en';
import { en as reverse } from '../lessons/05-reverse/en';
import { en as bound } from '../lessons/06-bound/en';
import { en as loss } from '../lessons/06b-loss/en';
import { en as algorithms } from '../lessons/07-algorithms/en';
import { en as variance } from '../lessons/08-variance/en';
import { en as langevin } from '../lessons/09-langevin/en';
import { en as exact } from '../lessons/10-exact/en';
import { en as ddim } from '../lessons/11-ddim/en';
import { en as targets } from '../lessons/12-targets/en';
import { en as guidance } from '../lessons/13-guidance/en';
import { en as energy } from '../lessons/14-energy/en';
import { en as network } from '../lessons/15-network/en';
import { en as policy } from '../lessons/16-policy/en';
import type { PaperName } from '../notation/sources';
import { glossary } from './glossary.en';
import { questions } from './questions.en';
import { sheet } from './sheet.en';

/**
 * Every string of room Learn, in English. The other languages have the same keys: the compiler checks it. {name} is a
 * symbol, set in the notation chosen; [part|words] lights a part of the stage.
 */
export const en = {
  title: 'DDPM Lab: learn how diffusion models work',
  list: 'Lessons',
  turn: 'Previous and next page',
  count: (name: string) => `Lesson ${name} of 16`,
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
    'DDIM: fewer steps',
    'Targets and schedules',
    'Guidance',
    'Energy, score, denoising',
    'What the network is',
    'Diffusion Policy',
    'From the bound to the loss',
  ],
  leads: [
    'To learn how a building is put up, watch how it is taken down, step by step.',
    'How can we differentiate through a random draw?',
    'Noise is added to the data step by step, and at each time we know exactly how much.',
    'Why we can compute a step back in training, where the picture is known, but not in sampling.',
    'The network predicts the noise; the rest is arithmetic.',
    'The likelihood is intractable, but we can compute a bound on it, in two ways.',
    'Two short algorithms are all you need.',
    'The loss with two noises is correct. The loss with one noise has less variance.',
    'DDPM and Langevin sampling use the same score. What they share, and where they differ.',
    'For a finite data set the optimal denoiser has a closed form, and it can only repeat the data.',
    'A chain of ten steps from a network that was trained with a thousand, and why it needs no noise.',
    'What the network can predict instead of the noise, and how fast the noise is added.',
    'How to ask for a class, and what you get.',
    'Earlier diffusion models learn the score. It equals the noise up to a factor.',
    'A U-Net in detail: the shape of every layer, and the time embedding.',
    'The same chain over the next sixteen actions of a robot, and why a regression fails there.',
    'Two normal distributions, a squared error, and a weight that we drop: one line is left.',
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
    option: 'Option',
    save: 'Save the show of hands as CSV',
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
  fill: {
    next: 'The next line',
    line: (n: number) => `Line ${n}`,
    of: (step: number, steps: number) => `step ${step} of ${steps}`,
    take: 'Take this line',
    wrong: 'This does not follow.',
    whole: 'The derivation is complete. You chose every line.',
    again: 'From the beginning',
  },
  teaching: {
    goals: 'After this lesson you can',
    recap: 'In three sentences',
    exercises: 'Try it on the stage',
    answer: 'Answer',
    check: {
      title: 'Check yourself',
      of: (at: number, all: number) => `question ${at} of ${all}`,
      answer: 'Answer',
      number: 'Your number',
      notNumber: 'Enter a number, such as 0.25.',
      right: 'Right.',
      wrong: 'Not quite.',
      itIs: 'The answer is:',
      next: 'Next question',
      finish: 'See the result',
      result: (right: number, all: number) => `${right} of ${all} right.`,
      later: 'On your next visit you get five other questions. Those that you got wrong come up more often.',
      again: 'Five more questions',
    },
  },
  source: {
    papers: {
      ho2020: 'Ho et al. 2020',
      sohl2015: 'Sohl-Dickstein et al. 2015',
      kingma2014: 'Kingma and Welling 2014',
      kingma2021: 'Kingma et al. 2021',
      su2022: 'Su Jianlin 2022',
      songErmon2019: 'Song and Ermon 2019',
      song2021: 'Song et al. 2021',
      karras2022: 'Karras et al. 2022',
      guidance2022: 'Ho and Salimans 2022',
      salimans2022: 'Salimans and Ho 2022',
      nichol2021: 'Nichol and Dhariwal 2021',
      vincent2011: 'Vincent 2011',
      efron2011: 'Efron 2011',
      chi2023: 'Chi et al. 2023',
    } satisfies Record<PaperName, string>,
    section: (section: string) => `§${section}`,
    appendix: (appendix: string) => `App. ${appendix}`,
    headed: (heading: string) => `“${heading}”`,
    algorithm: (algorithm: string) => `Algorithm ${algorithm}`,
    equation: (equation: string) => `eq. ${equation}`,
    between: ', ',
  },
  glossary: {
    title: 'Glossary',
    lead: 'The terms that the lessons use, each with its symbol, one sentence, and the lesson that explains it.',
    /** In which order its words are sorted. */
    locale: 'en',
    where: (lesson: string) => `→ ${lesson}`,
    list: glossary,
  },
  progress: {
    title: 'Progress',
    lead: 'Your answers, tasks and predictions. They are kept in this browser only.',
    refused:
      'This browser does not allow the page to store anything. Your progress lasts until you close the page. Save it as a file to keep it.',
    lesson: 'Lesson',
    done: 'Done',
    predictions: 'Predictions right',
    questions: 'Questions right',
    rightOf: (right: number, all: number) => `${right} of ${all}`,
    carry: 'To another device',
    carryHint: 'You can save your progress as a file. Opening a file adds its progress to yours; nothing is sent anywhere.',
    save: 'Save progress as a file',
    load: 'Open a progress file',
    forget: 'Erase all progress',
    taken: 'The progress in the file has been added.',
    problems: {
      size: 'A progress file has at most 100 kB. This file is larger, so nothing was taken from it.',
      json: 'A progress file is JSON. This file is not, so nothing was taken from it.',
      kind: 'This file is JSON, but not a progress file of DDPM Lab, so nothing was taken from it.',
      version: 'A progress file of version 1 was expected. This one has another version, so nothing was taken from it.',
      content: 'This progress file holds entries that this page does not write, so nothing was taken from it.',
      unreadable: 'The browser could not read the file.',
    },
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
  loss,
  algorithms,
  variance,
  langevin,
  exact,
  ddim,
  targets,
  guidance,
  energy,
  network,
  policy,
  sheet,
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
