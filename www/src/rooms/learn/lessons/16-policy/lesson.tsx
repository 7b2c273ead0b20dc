/** Lesson 16: Diffusion Policy. */
import type { Lesson, LessonContext } from '../../lesson';
import * as f from '../../notation/formulas';
import { ChunkStage, DuelStage } from './PolicyStage';
import { type Both, DEMONSTRATIONS, HORIZONS, Policy, ROBOTS, STEPS } from './store';
import { teaching } from './teaching';

/** Shares above this are nearly all, below one less this nearly none. */
const MOST = 0.85;

/** What the regression's robots do: 0 both sides, 1 into the disc, 2 all on one side. */
export function fateOf({ cloning: { report } }: Both): 0 | 1 | 2 {
  if (report.collided.value > 0.5) return 1;
  return report.left.value > MOST || report.left.value < 1 - MOST ? 2 : 0;
}

export function openPolicy(room: LessonContext): Lesson {
  const store = new Policy(room.pool);
  const trial = (loop: 'open' | 'closed') =>
    room.experiment<Both>({
      id: loop,
      form: { kind: 'choice' },
      question: (d) => (loop === 'open' ? d.policy.openAsk(DEMONSTRATIONS, HORIZONS.predicted) : d.policy.closedAsk),
      options: (d) => d.policy.options,
      work: async (report) => {
        const both = await store.measure(loop, report);
        if (both) report.tell(1, both);
      },
      fits: (answer, both) => answer === fateOf(both),
      diagnosis: (d, answer) => (loop === 'open' ? d.policy.openMistakes : d.policy.closedMistakes)[answer] ?? '',
      check: (d, { diffusion: { report: one }, cloning: { report: other } }) =>
        (loop === 'open' ? d.policy.openCheck : d.policy.closedCheck)(
          STEPS,
          ROBOTS,
          d.percent(other.collided.value),
          d.percent(other.arrived.value),
          d.percent(one.arrived.value),
          d.percent(one.left.value),
        ),
    });
  const [open, closed] = [trial('open'), trial('closed')];
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'average',
        title: (d) => d.policy.title1,
        blocks: [
          { kind: 'text', words: (d) => d.policy.text1 },
          { kind: 'formula', formula: f.cloning, words: (d) => d.policy.cloningWords },
          { kind: 'experiment', experiment: open },
          { kind: 'text', words: (d) => d.policy.text2 },
          { kind: 'experiment', experiment: closed },
          { kind: 'text', words: (d) => d.policy.text3 },
        ],
        Stage: () => <DuelStage store={store} />,
      },
      {
        id: 'chain',
        title: (d) => d.policy.title2,
        blocks: [
          { kind: 'text', words: (d) => d.policy.text4 },
          { kind: 'formula', formula: f.actionLoss, words: (d) => d.policy.lossWords },
          { kind: 'formula', formula: f.actionStep, words: (d) => d.policy.stepWords },
          { kind: 'task', id: 'moments', words: (d) => d.policy.task, done: store.bothEnds },
          { kind: 'text', words: (d) => d.policy.text5 },
          { kind: 'text', words: (d) => d.policy.text6 },
        ],
        Stage: () => <ChunkStage store={store} />,
      },
    ],
  };
}
