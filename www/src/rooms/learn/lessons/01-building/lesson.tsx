/** Lesson 1: taking the building down, and rebuilding it. */
import { computed } from '@preact/signals';
import type { Lesson, LessonContext } from '../../lesson';
import { BuildingStage } from './BuildingStage';
import { Building } from './store';
import { teaching } from './teaching';

/** A guess may be off by so much of T. */
const NEAR = 0.08;

/** Which thought a wrong t comes from: half of the steps, the end, or a misjudgement of how small the first steps are. */
export function mistakenHalf(answer: number, { t, total }: { t: number; total: number }): 'middle' | 'late' | 'early' | 'slow' {
  if (answer < t) return 'early';
  if (Math.abs(answer - total / 2) <= NEAR * total) return 'middle';
  return answer > 0.75 * total ? 'late' : 'slow';
}

export function openBuilding(room: LessonContext): Lesson {
  const store = new Building(room.pool);
  const predicted = room.predicted('half');
  const half = room.experiment<{ t: number; total: number }>({
    id: 'half',
    form: { kind: 'number', low: 50, high: 1000, step: 10, start: 500, shown: (value) => `t = ${value}` },
    question: (d) => d.building.ask,
    work: async ({ tell }) => {
      await store.load();
      const found = await store.half();
      store.go('demolish');
      store.seek(Math.round((50 * found.t) / found.total) / 50);
      tell(1, found);
    },
    fits: (answer, { t, total }) => Math.abs(answer - t) <= NEAR * total,
    diagnosis: (d, answer, found) => d.building.mistakes[mistakenHalf(answer, found)],
    check: (d, { t, total }) => d.building.check(t, total),
  });
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'building',
        title: (d) => d.building.title1,
        blocks: [
          { kind: 'text', words: (d) => d.building.text1 },
          { kind: 'text', words: (d) => d.building.text2 },
          { kind: 'task', id: 'down', words: (d) => d.building.downTask, done: computed(() => store.seen.value.has('demolish')) },
          { kind: 'experiment', experiment: half },
          { kind: 'task', id: 'up', words: (d) => d.building.upTask, done: computed(() => store.seen.value.has('rebuild')) },
          { kind: 'text', words: (d) => d.building.text3 },
        ],
        Stage: () => <BuildingStage store={store} predicted={predicted} />,
      },
    ],
  };
}
