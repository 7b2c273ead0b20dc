/** Lesson 9: recursive sampling, and Langevin. */
import { computed } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import { ToolLink } from '../../components/ToolLink';
import { paintStart } from '../../draw/clicks';
import type { Lesson, LessonContext } from '../../lesson';
import * as f from '../../notation/formulas';
import { distance, placeWords, type Vec2 } from '../../vec2';
import { LangevinStage } from './LangevinStage';
import { CALLS, type Ends, HIGH, Langevin, RADIUS, type Reached } from './store';
import { teaching } from './teaching';

const NEAR_POINT = 0.4;
/** How far from the ring a mark still counts as on a mode. */
const CLOSE = 0.4;

/** What a wrong middle of the cloud was taken for. */
export function mistakenEnd(mark: Vec2, start: Vec2 | null): 'start' | 'mode' | 'other' {
  if (start && distance(mark, start) < CLOSE) return 'start';
  return Math.abs(Math.hypot(...mark) - RADIUS) < CLOSE ? 'mode' : 'other';
}

export function openLangevin(room: LessonContext): Lesson {
  const store = new Langevin(room.pool);
  const modes = room.experiment<Reached>({
    id: 'modes',
    form: { kind: 'number', low: 1, high: 8, step: 1, start: 4, shown: (value) => `${value} / 8` },
    question: (d) => d.langevin.ask(CALLS),
    work: async (report) => {
      const reached = await store.measure(report);
      if (reached) report.tell(1, reached);
    },
    fits: (answer, { plain }) => Math.abs(answer - plain) <= 1,
    diagnosis: (d, answer, { plain }) => d.langevin.mistakes[answer < plain ? 'few' : answer === 8 ? 'all' : 'many'],
    check: (d, r) => d.langevin.check(r.plain, r.ddpm, r.annealed, figure(r.barrier), HIGH, figure(r.left)),
  });
  const high = room.experiment<Ends>({
    id: 'high',
    form: {
      kind: 'point',
      start: [0.5, 0.5],
      within: NEAR_POINT,
      colour: 'prediction',
      truth: ({ middle }) => middle,
      paint: (plane, palette, ends) => paintStart(plane, palette, store.data.value, store.start(), ends?.x ?? null),
      label: (d) => {
        const start = store.start();
        return start ? d.langevin.highLabel(placeWords(start)) : d.waiting;
      },
    },
    question: (d) => d.langevin.highAsk(HIGH, CALLS),
    markDiagnosis: (d, mark) => d.langevin.highMistakes[mistakenEnd(mark, store.start())],
    work: async ({ tell }) => {
      await store.load();
      tell(1, await store.measureHigh());
    },
    check: (d, { middle, deviation, own }) => d.langevin.highCheck(placeWords(middle), figure(deviation), figure(own)),
  });
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'langevin',
        title: (d) => d.langevin.title1,
        blocks: [
          { kind: 'text', words: (d) => d.langevin.text1 },
          { kind: 'formula', formula: f.langevin },
          { kind: 'text', words: (d) => d.langevin.text2 },
          { kind: 'formula', formula: f.scoreOfEps },
          { kind: 'experiment', experiment: modes },
          {
            kind: 'task',
            id: 'back',
            words: (d) => d.langevin.backTask,
            done: computed(() => store.reached.value !== null && store.share.value < 0.5),
          },
          { kind: 'experiment', experiment: high },
          { kind: 'text', words: (d) => d.langevin.text3 },
          { kind: 'text', words: (d) => d.langevin.text4 },
          { kind: 'view', View: () => <ToolLink to="fork" /> },
        ],
        Stage: () => <LangevinStage store={store} />,
      },
    ],
  };
}
