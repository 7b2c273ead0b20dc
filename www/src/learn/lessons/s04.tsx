/** Lesson 4: the posterior. */
import { computed } from '@preact/signals';
import { figure } from '../../draw/figure';
import type { Classroom, Lesson } from '../lesson';
import * as f from '../notation/formulas';
import { PosteriorStage } from '../stages/PosteriorStage';
import { Posterior, type PosteriorNumbers, posteriorNumbers, signed, TOTAL } from '../store/s04';

/** Where the mean is to be guessed. */
const GUESS = { t: 15, x0: 2, xt: -1 };
const NEAR = 0.2;
/** Of two ways to compute the same number in double precision. */
const ROUNDING = 1e-12;

export function openPosterior(room: Classroom): Lesson {
  const store = new Posterior(room.bench);
  const guess = room.experiment<PosteriorNumbers>({
    id: 'mean',
    form: { kind: 'number', low: -2, high: 3, step: 0.05, start: 0.5, shown: (value) => signed(value.toFixed(2)) },
    question: (d) => d.s4.ask(GUESS.t, TOTAL, signed(GUESS.x0), signed(GUESS.xt)),
    work: async ({ tell }) => {
      const numbers = posteriorNumbers(await store.load(), GUESS.t, GUESS.x0, GUESS.xt);
      store.t.value = GUESS.t;
      store.x0.value = GUESS.x0;
      store.xt.value = GUESS.xt;
      tell(1, numbers);
    },
    fits: (answer, { mean }) => Math.abs(answer - mean) <= NEAR,
    check: (d, n) => d.s4.check(figure(n.mean), figure(n.ofX0), figure(n.ofXt), figure(Math.sqrt(n.variance))),
  });
  const same = computed(() => {
    const n = store.numbers.value;
    return store.moved.value.size === 2 && n !== null && Math.abs(n.mean - n.meanOfEps) < ROUNDING;
  });
  return {
    values: store.specimen,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'posterior',
        title: (d) => d.s4.title1,
        blocks: [
          { kind: 'text', words: (d) => d.s4.text1 },
          { kind: 'text', words: (d) => d.s4.text2 },
          { kind: 'formula', formula: f.posteriorMean, words: (d) => d.s4.eq7 },
          { kind: 'formula', formula: f.posteriorVariance },
          { kind: 'experiment', experiment: guess },
          { kind: 'task', id: 'drag', words: (d) => d.s4.dragTask, done: same },
          {
            kind: 'task',
            id: 'first',
            words: (d) => d.s4.firstTask,
            done: computed(() => store.curves.value !== null && store.t.value === 1),
          },
          { kind: 'text', words: (d) => d.s4.text3 },
          { kind: 'formula', formula: f.x0OfEps },
          { kind: 'formula', formula: f.meanOfEps, words: (d) => d.s4.eq11 },
          { kind: 'text', words: (d) => d.s4.text4 },
          { kind: 'question', name: 'sameMean' },
          { kind: 'question', name: 'difference' },
        ],
        Stage: () => <PosteriorStage store={store} />,
      },
    ],
  };
}
