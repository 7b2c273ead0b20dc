/** Lesson 2: reparameterization. */
import { computed } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext } from '../../lesson';
import * as f from '../../notation/formulas';
import { ReparameterStage } from './ReparameterStage';
import { type Gradients, Reparameterized } from './store';
import { teaching } from './teaching';

const MU = 1;
const SIGMA = 0.5;
/** How many times more the score function's estimate may be said to scatter. */
const TIMES = [1, 3, 15] as const;

export function openReparameterized(room: LessonContext): Lesson {
  const store = new Reparameterized(room.pool);
  const scatter = room.experiment<Gradients>({
    id: 'scatter',
    form: { kind: 'choice' },
    question: (d) => d.reparameterization.ask(MU, SIGMA),
    options: (d) => d.reparameterization.options,
    work: async ({ tell }) => tell(1, await store.measure(MU, SIGMA)),
    fits: (answer, { path, score }) => {
      const ratio = Math.log(score.variance / path.variance);
      const away = TIMES.map((times) => Math.abs(ratio - Math.log(times)));
      return away[answer] === Math.min(...away);
    },
    diagnosis: (d, answer) => d.reparameterization.mistakes[answer] ?? '',
    check: (d, { path, score, truth }) =>
      d.reparameterization.check(
        truth,
        figure(path.mean),
        figure(score.mean),
        figure(path.variance),
        figure(score.variance),
        figure(score.variance / path.variance),
      ),
  });
  return {
    teaching,
    values: store.specimen,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'threads',
        title: (d) => d.reparameterization.title1,
        blocks: [
          { kind: 'text', words: (d) => d.reparameterization.text1 },
          { kind: 'formula', formula: f.reparameterized },
          { kind: 'text', words: (d) => d.reparameterization.text2 },
          { kind: 'task', id: 'both', words: (d) => d.reparameterization.bothTask, done: computed(() => store.moved.value.size === 2) },
          { kind: 'task', id: 'zero', words: (d) => d.reparameterization.zeroTask, done: computed(() => store.sigma.value === 0) },
        ],
        Stage: () => <ReparameterStage store={store} />,
      },
      {
        id: 'gradient',
        title: (d) => d.reparameterization.title2,
        blocks: [
          { kind: 'text', words: (d) => d.reparameterization.text3 },
          { kind: 'formula', formula: f.pathGradient, words: (d) => d.reparameterization.pathWords },
          { kind: 'formula', formula: f.scoreGradient, words: (d) => d.reparameterization.scoreWords },
          { kind: 'experiment', experiment: scatter },
          { kind: 'text', words: (d) => d.reparameterization.text4 },
        ],
      },
    ],
  };
}
