/** Lesson 7: Algorithms 1 and 2. */
import { computed } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import { ToolLink } from '../../components/ToolLink';
import type { Lesson, LessonContext } from '../../lesson';
import { text } from '../../locales/text';
import * as f from '../../notation/formulas';
import { LESSON_CONFIG } from '../../store/run-pool';
import { LearntStage, LoopStage } from './AlgorithmStage';
import { Algorithms, EARLY, LATE, type Learnt } from './store';
import { teaching } from './teaching';

/** How the loss may be said to end, as a share of where it was early. */
const NOTHING = 0.2;
const FELL = 0.8;

/** 0: to nearly nothing, 1: clearly lower, 2: hardly at all. */
export function fallOf({ early, late }: Pick<Learnt, 'early' | 'late'>): 0 | 1 | 2 {
  const left = late.loss / early.loss;
  if (left < NOTHING) return 0;
  return left < FELL ? 1 : 2;
}

/** What has been measured, in a word. */
export function verdictOf(learnt: Pick<Learnt, 'early' | 'late'>): 'gone' | 'lower' | 'same' | 'notNearer' {
  if (learnt.late.distance >= learnt.early.distance) return 'notNearer';
  return (['gone', 'lower', 'same'] as const)[fallOf(learnt)];
}

export function openAlgorithms(room: LessonContext): Lesson {
  const store = new Algorithms(room.pool, room.failed);
  const fall = room.experiment<Learnt>({
    id: 'fall',
    form: { kind: 'choice' },
    question: (d) => d.algorithms.ask(EARLY, LATE),
    options: (d) => d.algorithms.options,
    work: async (report) => {
      const learnt = await store.measure(report);
      if (learnt) report.tell(1, learnt);
    },
    fits: (answer, learnt) => answer === fallOf(learnt),
    diagnosis: (d, answer) => d.algorithms.mistakes[answer] ?? '',
    check: (d, l) =>
      d.algorithms.check(
        figure(l.early.loss),
        figure(l.late.loss),
        figure(l.floor),
        figure(l.early.distance),
        figure(l.late.distance),
        figure(l.data),
        d.algorithms.verdicts[verdictOf(l)],
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
        id: 'training',
        title: (d) => d.algorithms.title1,
        blocks: [
          { kind: 'text', words: (d) => d.algorithms.text1(LESSON_CONFIG.batch) },
          { kind: 'task', id: 'turn', words: (d) => d.algorithms.turnTask, done: computed(() => store.iterations.value >= 2) },
          { kind: 'text', words: (d) => d.algorithms.text2 },
        ],
        Stage: () => <LoopStage store={store} />,
      },
      {
        id: 'sampling',
        title: (d) => d.algorithms.title2,
        blocks: [
          { kind: 'text', words: (d) => d.algorithms.text3 },
          { kind: 'formula', formula: f.startNoise },
          { kind: 'formula', formula: f.drawZ },
          { kind: 'formula', formula: f.reverseStep, words: (d) => d.algorithms.loop2 },
          { kind: 'experiment', experiment: fall },
          { kind: 'question', name: 'stopsFalling' },
          { kind: 'view', View: ToDebugger },
        ],
        Stage: () => <LearntStage store={store} />,
      },
    ],
  };
}

function ToDebugger() {
  const d = text.value.tools.debugger;
  return <ToolLink to="debugger" words={d.fromAlgorithms} />;
}
