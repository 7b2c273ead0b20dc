/** Lesson 4: the posterior. */
import { computed, signal } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import { paintEnds } from '../../draw/clicks';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import * as f from '../../notation/formulas';
import { distance, placeWords, signed, type Vec2 } from '../../vec2';
import { PosteriorStage } from './PosteriorStage';
import { Posterior, type PosteriorNumbers, posteriorNumbers, TOTAL } from './store';
import { teaching } from './teaching';

/** Where the mean is to be guessed. */
const GUESS = { t: 15, x0: 2, xt: -1 };
const NEAR = 0.2;
/** Where the mean is to be pointed at: near the data, where x_0 has the most say. */
const POINT: { t: number; x0: Vec2; xt: Vec2 } = { t: 2, x0: [1.7, 1.1], xt: [-1.9, -1.3] };
const NEAR_POINT = 0.5;
/** Of two ways to compute the same number in double precision. */
const ROUNDING = 1e-12;

/** What a wrong number for the mean was taken from. */
export function mistakenMean(answer: number, { mean }: PosteriorNumbers): 'data' | 'middle' | 'here' | 'beyond' | 'high' {
  if (answer < GUESS.xt + NEAR / 2) return answer < GUESS.xt - NEAR / 2 ? 'beyond' : 'here';
  if (answer < mean) return 'here';
  if (answer >= GUESS.x0 - NEAR) return 'data';
  return Math.abs(answer - (GUESS.x0 + GUESS.xt) / 2) <= NEAR ? 'middle' : 'high';
}

/** What a wrong place for the mean was taken for. */
export function mistakenPlace(mark: Vec2, truth: Vec2): 'here' | 'middle' | 'beyond' | 'aside' {
  const middle: Vec2 = [(POINT.x0[0] + POINT.xt[0]) / 2, (POINT.x0[1] + POINT.xt[1]) / 2];
  const way: Vec2 = [POINT.x0[0] - POINT.xt[0], POINT.x0[1] - POINT.xt[1]];
  const length = Math.hypot(...way);
  const along = ((mark[0] - POINT.xt[0]) * way[0] + (mark[1] - POINT.xt[1]) * way[1]) / length;
  const across = Math.abs((mark[0] - POINT.xt[0]) * way[1] - (mark[1] - POINT.xt[1]) * way[0]) / length;
  if (across > NEAR_POINT) return 'aside';
  if (along > distance(POINT.xt, truth)) return 'beyond';
  return distance(mark, middle) < distance(mark, POINT.xt) ? 'middle' : 'here';
}

export function openPosterior(room: LessonContext): Lesson {
  const store = new Posterior(room.pool);
  const predicted = room.predicted('mean', 'between');
  const guess = room.experiment<PosteriorNumbers>({
    id: 'mean',
    form: { kind: 'number', low: -2, high: 3, step: 0.05, start: 0.5, shown: (value) => signed(value.toFixed(2)) },
    question: (d) => d.posterior.ask(GUESS.t, TOTAL, signed(GUESS.x0), signed(GUESS.xt)),
    work: async ({ tell }) => {
      const numbers = posteriorNumbers(await store.load(), GUESS.t, GUESS.x0, GUESS.xt);
      store.t.value = GUESS.t;
      store.x0.value = GUESS.x0;
      store.xt.value = GUESS.xt;
      tell(1, numbers);
    },
    fits: (answer, { mean }) => Math.abs(answer - mean) <= NEAR,
    diagnosis: (d, answer, n) => d.posterior.mistakes[mistakenMean(answer, n)],
    check: (d, n) =>
      d.posterior.check(figure(n.mean), figure(n.ofX0), figure(n.ofXt), figure(n.ofX0 + n.ofXt), figure(Math.sqrt(n.variance))),
  });
  const between = room.experiment<readonly [PosteriorNumbers, PosteriorNumbers]>({
    id: 'between',
    form: {
      kind: 'point',
      start: [0, 0],
      within: NEAR_POINT,
      colour: 'ink',
      truth: ([across, up]) => [across.mean, up.mean],
      paint: (plane, palette) => paintEnds(plane, palette, POINT.x0, POINT.xt),
      label: (d) => d.posterior.betweenLabel(placeWords(POINT.x0), placeWords(POINT.xt)),
    },
    question: (d) => d.posterior.betweenAsk(POINT.t, TOTAL),
    markDiagnosis: (d, mark, [across, up]) => d.posterior.betweenMistakes[mistakenPlace(mark, [across.mean, up.mean])],
    work: async ({ tell }) => {
      const curves = await store.load();
      const at = (i: 0 | 1): PosteriorNumbers => posteriorNumbers(curves, POINT.t, POINT.x0[i], POINT.xt[i]);
      tell(1, [at(0), at(1)]);
    },
    check: (d, [across, up]) => d.posterior.betweenCheck(placeWords([across.mean, up.mean]), figure(across.ofX0), figure(across.ofXt)),
  });
  const same = computed(() => {
    const n = store.numbers.value;
    return store.moved.value.size === 2 && n !== null && Math.abs(n.mean - n.meanOfEps) < ROUNDING;
  });
  const steps: readonly UnfoldStep[] = [
    {
      title: (d) => d.posterior.square.bayes.title,
      formula: f.bayesBack,
      because: (d) => d.posterior.square.bayes.because,
      numbers: (d) => {
        const [n, t] = [store.numbers.value, store.t.value];
        return n && d.posterior.square.bayes.numbers(t, figure(n.prior.variance), figure(store.curves.value?.beta[t] ?? NaN));
      },
    },
    {
      title: (d) => d.posterior.square.squares.title,
      formula: f.twoSquares,
      because: (d) => d.posterior.square.squares.because,
      numbers: (d) => d.posterior.square.squares.numbers(signed(store.x0.value), signed(store.xt.value)),
    },
    {
      title: (d) => d.posterior.square.precision.title,
      formula: f.precisions,
      because: (d) => d.posterior.square.precision.because,
      numbers: (d) => {
        const n = store.numbers.value;
        const [likelihood, prior] = [1 / (n?.likelihood.variance ?? NaN), 1 / (n?.prior.variance ?? NaN)];
        return n && d.posterior.square.precision.numbers(figure(likelihood), figure(prior), figure(likelihood + prior), figure(n.variance));
      },
    },
    {
      title: (d) => d.posterior.square.mean.title,
      formula: f.weighedMean,
      because: (d) => d.posterior.square.mean.because,
      numbers: (d) => {
        const n = store.numbers.value;
        return n && d.posterior.square.mean.numbers(figure(n.mean));
      },
    },
  ];
  return {
    teaching,
    values: store.specimen,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'posterior',
        title: (d) => d.posterior.title1,
        blocks: [
          { kind: 'text', words: (d) => d.posterior.text1 },
          { kind: 'text', words: (d) => d.posterior.text2 },
          { kind: 'formula', formula: f.posteriorMean, words: (d) => d.posterior.eq7 },
          { kind: 'formula', formula: f.posteriorVariance },
          { kind: 'experiment', experiment: guess },
          { kind: 'experiment', experiment: between },
          { kind: 'task', id: 'drag', words: (d) => d.posterior.dragTask, done: same },
          {
            kind: 'task',
            id: 'first',
            words: (d) => d.posterior.firstTask,
            done: computed(() => store.curves.value !== null && store.t.value === 1),
          },
          { kind: 'text', words: (d) => d.posterior.square.title },
          { kind: 'unfold', id: 'square', steps, opened: signal<ReadonlySet<number>>(new Set()) },
          { kind: 'text', words: (d) => d.posterior.text3 },
          { kind: 'formula', formula: f.x0OfEps },
          { kind: 'formula', formula: f.meanOfEps, words: (d) => d.posterior.eq11 },
          { kind: 'text', words: (d) => d.posterior.text4 },
          { kind: 'question', name: 'sameMean' },
          { kind: 'question', name: 'difference' },
        ],
        Stage: () => <PosteriorStage store={store} predicted={predicted} />,
      },
    ],
  };
}
