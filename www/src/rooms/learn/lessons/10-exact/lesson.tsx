/** Lesson 10: the exact denoiser, and learning by heart. */
import { computed } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import { paintAmong } from '../../draw/clicks';
import type { Lesson, LessonContext } from '../../lesson';
import * as f from '../../notation/formulas';
import { exactWeights } from '../../store/exact';
import { distance, placeWords, type Vec2 } from '../../vec2';
import { ExactStage, MemoryStage } from './ExactStage';
import { Exact, FEW, type Fresh, MANY, type Memory, SAMPLES } from './store';
import { teaching } from './teaching';

/** Shares that may be answered. */
const SHARES = [0, 0.5, 1] as const;

/** Where the best guess is to be pointed at, and how near counts. */
const POINT = { t: 250, x: [2.4, -1.6] } as const;
const NEAR_POINT = 0.4;

/** What a wrong mark for the best guess was taken for. `points` are the training points, two numbers each. */
export function mistakenGuess(mark: Vec2, points: Float32Array): 'here' | 'point' | 'outside' | 'middle' {
  if (distance(mark, POINT.x) < NEAR_POINT) return 'here';
  const places = Array.from({ length: points.length / 2 }, (_, i): Vec2 => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]);
  if (places.some((place) => distance(mark, place) < NEAR_POINT / 2)) return 'point';
  return Math.hypot(...mark) > Math.max(...places.map((place) => Math.hypot(...place))) ? 'outside' : 'middle';
}

export function openExact(room: LessonContext): Lesson {
  const store = new Exact(room.pool, room.failed);
  const predicted = room.predicted('guess');
  const belief = room.experiment<{ x0: Vec2; most: number }>({
    id: 'guess',
    form: {
      kind: 'point',
      start: POINT.x,
      within: NEAR_POINT,
      colour: 'prediction',
      truth: ({ x0 }) => x0,
      paint: (plane, palette) => paintAmong(plane, palette, store.points.value, POINT.x, 5),
      label: (d) => (store.points.value ? d.exact.guessLabel(FEW, placeWords(POINT.x)) : d.waiting),
    },
    question: (d) => d.exact.guessAsk(POINT.t),
    markDiagnosis: (d, mark) => d.exact.guessMistakes[mistakenGuess(mark, store.points.value ?? new Float32Array(0))],
    work: async ({ tell }) => {
      await store.load();
      const [points, curves] = [store.points.value, store.curves.value];
      const { weights } = exactWeights(points ?? new Float32Array(0), POINT.x, curves?.alphaBar[POINT.t] ?? 1);
      tell(1, { x0: await store.belief(POINT.t, POINT.x), most: Math.max(...weights) });
    },
    check: (d, { x0, most }) =>
      d.exact.guessCheck(placeWords(x0), d.percent(most), figure(Math.hypot(POINT.x[0] - x0[0], POINT.x[1] - x0[1]))),
  });
  const memory = room.experiment<{ memory: Memory; fresh: Fresh }>({
    id: 'memory',
    form: { kind: 'choice' },
    question: (d) => d.exact.ask(FEW, SAMPLES),
    options: (d) => d.exact.options,
    work: async (report) => {
      const measured = await store.measure(report);
      if (measured) report.tell(1, measured);
    },
    fits: (answer, { memory: { exact } }) => SHARES.every((share) => Math.abs(exact - (SHARES[answer] ?? NaN)) <= Math.abs(exact - share)),
    diagnosis: (d, answer) => d.exact.mistakes[answer] ?? '',
    check: (d, { memory: m, fresh }) =>
      d.exact.check(d.percent(m.exact), FEW, d.percent(m.few), MANY, d.percent(m.many), figure(fresh.exact), figure(fresh.network)),
  });
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'weights',
        title: (d) => d.exact.title1,
        blocks: [
          { kind: 'text', words: (d) => d.exact.text1 },
          { kind: 'formula', formula: f.exactWeights },
          { kind: 'formula', formula: f.exactMean },
          { kind: 'text', words: (d) => d.exact.text2 },
          { kind: 'experiment', experiment: belief },
          { kind: 'task', id: 'ends', words: (d) => d.exact.endsTask, done: computed(() => store.atEnds.value.size === 2) },
          { kind: 'task', id: 'move', words: (d) => d.exact.moveTask, done: store.moved },
        ],
        Stage: () => <ExactStage store={store} predicted={predicted} />,
      },
      {
        id: 'memory',
        title: (d) => d.exact.title2,
        blocks: [
          { kind: 'text', words: (d) => d.exact.text3 },
          { kind: 'experiment', experiment: memory },
          { kind: 'text', words: (d) => d.exact.text4 },
        ],
        Stage: () => <MemoryStage store={store} />,
      },
    ],
  };
}
