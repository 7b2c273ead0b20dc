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
import type { PaperName } from '../notation/sources';
import { glossary } from './glossary.en';
import { questions } from './questions.en';

/**
 * Every string of room Learn, in English. The other languages have the same keys: the compiler checks it. {name} is a
 * symbol, set in the notation chosen; [part|words] lights a part of the stage.
 */
export const en = {
  title: 'DDPM Lab: learn how diffusion models work',
  list: 'Lessons',
  turn: 'Other pages',
  count: (n: number) => `Lesson ${n} of 11`,
  sceneOf: (scene: number, scenes: number) => `part ${scene} of ${scenes}`,
  doneOf: (done: number, all: number) => `${done} of ${all} done`,
  done: 'done',
  toDo: 'to do',
  waiting: 'Asking the engine …',
  fixed: 'Predict first. Then you can move everything here yourself.',
  percent: (share: number) => `${Number((100 * share).toPrecision(2))} %`,
  lessons: [
    'Taking the building down',
    'Reparameterization',
    'The forward process',
    'The posterior',
    'The reverse process',
    'What is optimized',
    'Training and sampling',
    'Reducing the variance',
    'Recursion, and Langevin',
    'The exact denoiser',
    'Beyond the notes',
  ],
  leads: [
    'To learn how a building is put up, watch it being taken down brick by brick.',
    'How can a gradient flow through a throw of dice?',
    'Data drown in noise, a little at every step, and one can say exactly how much at any time.',
    'Why a step back can be computed in training, when the picture is known, and only then.',
    'The network guesses the noise; the rest is arithmetic.',
    'From maximum likelihood to the one-line loss, with every step in between and its reason.',
    'Two short algorithms are all there is.',
    'Two noises make a true loss. One noise makes a better one.',
    'DDPM and Langevin sampling follow one score. What ties them together, and what keeps them apart.',
    'For a finite data set the best denoiser is known in closed form, and it is a disaster.',
    'Fewer steps, other targets, and how one asks for a class.',
  ],
  notation: {
    title: 'Four notations',
    lead: 'The same quantities as four traditions write them. The switch above sets every formula of this room anew.',
    quantity: 'Quantity',
    rows: {
      step: 'one step: signal, noise',
      all: 'all steps: signal, noise',
      noise: 'the merged noise of all steps',
      prediction: 'its prediction',
      single: 'noise of one step, and its prediction',
      belief: 'its belief of the data',
      sigma: 'noise of a reverse step',
      jump: 'forward, in one jump',
      mean: 'mean of the posterior',
      reverse: 'one reverse step',
      loss: 'the loss',
      guided: 'guidance',
      times: 'time',
    },
    times: { ho: 't = 1..T, ᾱ₀ = 1', su: 't = 1..T', diffusers: 't = 0..T−1: ours less one', score: 't in [0, 1], or σ itself' },
    su: 'In Su Jianlin’s first article the network ε_θ predicts the noise of one step, εₜ, and his step is (xₜ − βₜ ε_θ)/αₜ. Ho’s network predicts the merged noise. So what Ho calls ε_θ is β̄ₜ/βₜ times Su’s, as he says himself, and in his notation this page writes that factor out. From his third article on his ε_θ is Ho’s. The merged noise he first writes ε̄ₜ, in the loss ε; here it is ε, and ε̄ₜ₋₁ is the noise of the steps before.',
    densities: 'Densities keep Ho’s letters in every notation: q for the forward process, p_θ for the model. Su Jianlin writes p and q.',
    guidance:
      'Guidance has two scales. Here w = 0 is no guidance, as in Ho and Salimans (2022). The guidance_scale of diffusers is 1 + w, so there 1 is none.',
    warning:
      'The trap is the first two rows: Su Jianlin’s α is the root of Ho’s α, and his ᾱ the root of Ho’s ᾱ. Before you copy a formula from one text into another, look at whether α² + β² = 1 or α + β = 1.',
  },
  numbers: {
    label: 'Formulas',
    names: { symbols: 'symbols', numbers: 'numbers' },
    time: 'Time of the numbers',
    another: 'Another point',
    learning: 'The network is learning',
    ofPoint: (steps: number) =>
      steps === 0
        ? 'The numbers of one point of eight Gaussians and its noise; the network’s are of one that has learnt nothing yet.'
        : `The numbers of one point of eight Gaussians and its noise; the network’s are of one trained here for ${steps} steps.`,
    draw: 'Within an expectation stand those of this one draw. σ² is β̃.',
    ofStage: 'The numbers in the formulas are those of the stage beside them. Within an expectation stand those of one draw. σ² is β̃.',
  },
  tools: {
    debugger: {
      title: 'The debugger',
      lead: 'Both algorithms as the paper prints them, a line at a time, with the numbers of one particle or one pixel.',
      fromReverse: 'In the debugger you can follow any particle, or a pixel of a real model, through all its steps, line by line.',
      fromAlgorithms:
        'In the debugger both algorithms run line by line: training steps that really train, and sampling on points or a picture.',
    },
    break: { title: 'Break it', lead: 'Mistakes that people really make, each beside the right way, from the same noise.' },
    fork: { title: 'Fork', lead: 'Freeze x at some t, go on from there fifty times: when is the outcome decided?' },
  },
  scores: {
    title: 'Predictions',
    said: (right: number, wrong: number) => `Predictions: ${right} right, ${wrong} not.`,
    here: 'Kept on this device only.',
    reset: 'Reset',
  },
  hands: {
    title: 'Show of hands',
    more: (option: string) => `One hand more for: ${option}`,
    less: (option: string) => `One hand less for: ${option}`,
    count: (option: string) => `Hands for: ${option}`,
    right: 'right',
  },
  movable: 'Arrow keys move it; with Shift, further.',
  coordinates: ['x, across', 'x, up'],
  experiment: {
    predict: 'Predict first',
    yours: 'Your prediction',
    notMoved: 'move the slider',
    commit: 'I commit to it',
    said: 'You said:',
    run: 'Now let it run',
    cancel: 'Stop',
    progress: (percent: number) => `${percent} %`,
    right: 'As you predicted.',
    wrong: 'Not as you predicted.',
    again: 'Predict anew',
    clickToMark: 'Click on the picture to place your mark, or move to it with Tab and use the arrow keys.',
    markAt: (place: string) => `Your mark: ${place}.`,
    truthAt: (place: string) => `Computed: ${place}.`,
    away: (distance: string, within: string) => `Your mark is ${distance} away; up to ${within} counts as right.`,
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
      notNumber: 'A number is expected, such as 0.25.',
      right: 'Right.',
      wrong: 'Not quite.',
      itIs: 'The answer is:',
      next: 'Next question',
      finish: 'See the result',
      result: (right: number, all: number) => `${right} of ${all} right.`,
      later: 'Five others are drawn on your next visit, more often those that went wrong.',
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
    lead: 'What you have answered, moved and predicted. It is kept in this browser and nowhere else.',
    refused:
      'This browser does not let the page keep anything. What you have done lasts until the page is closed; save it as a file to keep it.',
    lesson: 'Lesson',
    done: 'Done',
    predictions: 'Predictions right',
    questions: 'Questions right',
    rightOf: (right: number, all: number) => `${right} of ${all}`,
    carry: 'To another device',
    carryHint: 'A file with your progress. Opening one adds it to what is here; nothing is sent anywhere.',
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
    unmeasured: 'Let the experiment above run, and the numbers of that network will stand here.',
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
    'Each lesson has a text, a stage, and a prediction. You commit to the prediction before anything is computed; then the engine computes, and the page compares.',
    'Words with a dotted line speak of something on the stage: point at them, or move to them with the Tab key, and it lights up.',
    'Blue is data, violet is noise, orange is what the network says, in formulas and in pictures alike.',
    'Whatever can be dragged can be moved by keys: go to it with Tab, then use the arrow keys, on a picture with Shift for more.',
    'What you have done is kept in this browser, and nowhere else.',
  ],
  keys: {
    lesson: 'next lesson, lesson before',
    notation: 'next notation',
    numbers: 'numbers in place of symbols',
    questions: 'the list of questions',
  },
} as const;

/** What every language provides. */
export type LearnDictionary = Widen<typeof en>;
