/** Lesson 12: what the network may predict, and schedules. */
import { computed } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext } from '../../lesson';
import * as f from '../../notation/formulas';
import { nearest } from '../../store/nearest';
import { SchedulesStage } from './SchedulesStage';
import { ANSWERS, ASKED_T, ERROR, factorsOf, halfOf, Targets, TOTAL } from './store';
import { TargetsStage } from './TargetsStage';
import { teaching } from './teaching';

/** How near to what is left of the signal a prediction counts. */
const NEAR = 0.1;

interface Half {
  cosine: number;
  linear: number;
  cosineAt: number;
  linearAt: number;
}

export function openTargets(room: LessonContext): Lesson {
  const store = new Targets(room.pool);
  const predicted = room.predicted('error');
  const error = room.experiment<{ off: number; factor: number; v: number }>({
    id: 'error',
    form: { kind: 'choice' },
    question: (d) => d.targets.ask(ASKED_T, ERROR),
    options: (d) => ANSWERS.map((answer) => d.targets.about(String(answer))),
    work: async ({ tell }) => {
      const bar = (await store.load()).alphaBar[ASKED_T] ?? NaN;
      const { x0: factor } = factorsOf('epsilon', bar);
      store.t.value = ASKED_T;
      tell(1, { off: factor * ERROR, factor, v: factorsOf('v', bar).x0 * ERROR });
    },
    fits: (answer, { off }) => answer === nearest(ANSWERS, off),
    diagnosis: (d, answer) => d.targets.mistakes[answer] ?? '',
    check: (d, { off, factor, v }) => d.targets.check(figure(off), ASKED_T, figure(factor), figure(v)),
  });
  const half = room.experiment<Half>({
    id: 'half',
    form: { kind: 'number', low: 0, high: 1, step: 0.01, start: 0.9, shown: (value) => `${Math.round(100 * value)} %` },
    question: (d) => d.targets.halfAsk,
    work: async ({ tell }) => {
      const { linear, cosine } = await store.compare();
      const at = TOTAL / 2;
      tell(1, {
        ...{ cosine: cosine.alphaBar[at] ?? NaN, linear: linear.alphaBar[at] ?? NaN },
        ...{ cosineAt: halfOf(cosine), linearAt: halfOf(linear) },
      });
    },
    fits: (answer, { cosine }) => Math.abs(answer - cosine) <= NEAR,
    diagnosis: (d, answer, { linear }) =>
      Math.abs(answer - linear) <= NEAR ? d.targets.halfMistakes.linear : d.targets.halfMistakes[answer > 0.5 ? 'more' : 'less'],
    check: (d, h) => d.targets.halfCheck(d.percent(h.cosine), d.percent(h.linear), h.cosineAt, h.linearAt),
  });
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'targets',
        title: (d) => d.targets.title1,
        blocks: [
          { kind: 'text', words: (d) => d.targets.text1 },
          { kind: 'formula', formula: f.belief },
          { kind: 'text', words: (d) => d.targets.text2 },
          { kind: 'formula', formula: f.errorOfX0 },
          { kind: 'experiment', experiment: error },
          { kind: 'text', words: (d) => d.targets.text3 },
          { kind: 'formula', formula: f.velocity },
          { kind: 'formula', formula: f.x0OfV },
          { kind: 'formula', formula: f.epsOfV },
          { kind: 'text', words: (d) => d.targets.text4 },
          { kind: 'task', id: 'ends', words: (d) => d.targets.task, done: computed(() => store.bothEnds.value.size === 2) },
        ],
        Stage: () => <TargetsStage store={store} predicted={predicted} />,
      },
      {
        id: 'schedules',
        title: (d) => d.targets.title2,
        blocks: [
          { kind: 'text', words: (d) => d.targets.text5 },
          { kind: 'formula', formula: f.cosine, words: (d) => d.targets.cosineWords },
          { kind: 'experiment', experiment: half },
          { kind: 'text', words: (d) => d.targets.text6 },
          { kind: 'text', words: (d) => d.targets.text7 },
        ],
        Stage: () => <SchedulesStage store={store} />,
      },
    ],
  };
}
