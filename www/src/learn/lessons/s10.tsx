/** Lesson 10: the exact denoiser, and learning by heart. */
import { computed } from '@preact/signals';
import type { Classroom, Lesson } from '../lesson';
import * as f from '../notation/formulas';
import { ExactStage, MemoryStage } from '../stages/ExactStage';
import { Exact, FEW, MANY, type Memory } from '../store/s10';

/** Shares that may be answered. */
const SHARES = [0, 0.5, 1] as const;

export function openExact(room: Classroom): Lesson {
  const store = new Exact(room.bench, room.failed);
  const memory = room.experiment<Memory>({
    id: 'memory',
    form: { kind: 'choice' },
    question: (d) => d.s10.ask(FEW),
    options: (d) => d.s10.options,
    work: async (report) => {
      const measured = await store.measure(report);
      if (measured) report.tell(1, measured);
    },
    fits: (answer, { exact }) => SHARES.every((share) => Math.abs(exact - (SHARES[answer] ?? NaN)) <= Math.abs(exact - share)),
    check: (d, m) => d.s10.check(d.percent(m.exact), FEW, d.percent(m.few), MANY, d.percent(m.many)),
  });
  return {
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'weights',
        title: (d) => d.s10.title1,
        blocks: [
          { kind: 'text', words: (d) => d.s10.text1 },
          { kind: 'formula', formula: f.exactWeights },
          { kind: 'formula', formula: f.exactMean },
          { kind: 'text', words: (d) => d.s10.text2 },
          { kind: 'task', id: 'ends', words: (d) => d.s10.endsTask, done: computed(() => store.atEnds.value.size === 2) },
          { kind: 'task', id: 'move', words: (d) => d.s10.moveTask, done: store.moved },
        ],
        Stage: () => <ExactStage store={store} />,
      },
      {
        id: 'memory',
        title: (d) => d.s10.title2,
        blocks: [
          { kind: 'text', words: (d) => d.s10.text3 },
          { kind: 'experiment', experiment: memory },
          { kind: 'text', words: (d) => d.s10.text4 },
        ],
        Stage: () => <MemoryStage store={store} />,
      },
    ],
  };
}
