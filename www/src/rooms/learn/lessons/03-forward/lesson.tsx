/** Lesson 3: the forward process. */
import { computed, signal } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import * as f from '../../notation/formulas';
import type { Moments } from '../../store/moments';
import { nearest } from '../../store/nearest';
import { ChainStage } from './ChainStage';
import { EndsStage } from './EndsStage';
import { CHAIN_STEPS, compared, type Ends, Forward, PARTICLES } from './store';
import { teaching } from './teaching';

/** Where the two ways are compared: half of the way, from a point off the middle. */
const HALF = CHAIN_STEPS / 2;
const OFF = 2;
/** What may be left of the data's variance at T = 250, as answers. */
export const LEFT = [0.00004, 0.004, 0.08, 0.4] as const;

export function openForward(room: LessonContext): Lesson {
  const store = new Forward(room.pool);
  const spread = room.experiment<{ chain: Moments; jump: Moments; truth: 0 | 1 | 2 }>({
    id: 'spread',
    form: { kind: 'choice' },
    question: (d) => d.forward.spreadAsk(HALF),
    options: (d) => d.forward.spreadOptions,
    work: async ({ tell }) => {
      await store.load();
      store.x0.value = OFF;
      store.t.value = HALF;
      const measured = store.measured.value;
      if (measured) tell(1, { ...measured, truth: compared(measured.chain, measured.jump, PARTICLES) });
    },
    fits: (answer, { truth }) => answer === truth,
    diagnosis: (d, answer) => d.forward.spreadMistakes[answer] ?? '',
    check: (d, { chain, jump, truth }) =>
      d.forward.spreadCheck(figure(chain.mean), figure(chain.variance), figure(jump.mean), figure(jump.variance), truth === 2),
  });
  const left = room.experiment<Ends>({
    id: 'left',
    form: { kind: 'choice' },
    question: (d) => d.forward.leftAsk,
    options: (d) => LEFT.map((share) => d.percent(share)),
    work: async ({ tell }) => {
      const end = (await store.measureEnds()).find(({ total }) => total === 250);
      store.total.value = 250;
      if (end) tell(1, end);
    },
    fits: (answer, { alphaBar }) => answer === nearest(LEFT, alphaBar),
    diagnosis: (d, answer) => d.forward.leftMistakes[answer] ?? '',
    check: (d, end) => d.forward.leftCheck(figure(end.alphaBar), d.percent(end.alphaBar), figure(end.snr), figure(end.kl)),
  });
  /** What the chains' schedule makes of a step of the derivation; null before they are computed. */
  const withCurves = (say: (alpha: (t: number) => number, bar: (t: number) => number) => string): string | null => {
    const curves = store.chains.value?.curves;
    return curves
      ? say(
          (t) => 1 - (curves.beta[t] ?? 0),
          (t) => curves.alphaBar[t] ?? 1,
        )
      : null;
  };
  const induction: readonly UnfoldStep[] = [
    {
      title: (d) => d.forward.induction.two.title,
      formula: f.twoSteps,
      because: (d) => d.forward.induction.two.because,
      numbers: (d) =>
        withCurves((alpha) =>
          d.forward.induction.two.numbers(figure(Math.sqrt(alpha(1))), figure(Math.sqrt(alpha(2))), figure(Math.sqrt(alpha(1) * alpha(2)))),
        ),
    },
    {
      title: (d) => d.forward.induction.add.title,
      formula: f.twoVariances,
      because: (d) => d.forward.induction.add.because,
      numbers: (d) =>
        withCurves((alpha) =>
          d.forward.induction.add.numbers(figure(alpha(2) * (1 - alpha(1))), figure(1 - alpha(2)), figure(1 - alpha(1) * alpha(2))),
        ),
    },
    {
      title: (d) => d.forward.induction.one.title,
      formula: f.twoAsOne,
      because: (d) => d.forward.induction.one.because,
      numbers: (d) => withCurves((_, bar) => d.forward.induction.one.numbers(figure(bar(2)), figure(1 - bar(2)))),
    },
    {
      title: (d) => d.forward.induction.all.title,
      formula: f.induction,
      because: (d) => d.forward.induction.all.because,
      numbers: (d) =>
        withCurves((alpha, bar) =>
          d.forward.induction.all.numbers(HALF, figure(alpha(HALF) * (1 - bar(HALF - 1))), figure(1 - alpha(HALF)), figure(1 - bar(HALF))),
        ),
    },
  ];
  return {
    teaching,
    // Nothing is computed before it has been predicted: the stages would give the answers away
    enter: () => undefined,
    scenes: [
      {
        id: 'walk',
        title: (d) => d.forward.walkTitle,
        blocks: [
          { kind: 'text', words: (d) => d.forward.step1 },
          { kind: 'formula', formula: f.forwardStep },
          { kind: 'text', words: (d) => d.forward.step2 },
          { kind: 'formula', formula: f.jump, words: (d) => d.forward.eq4 },
          { kind: 'experiment', experiment: spread },
          {
            kind: 'task',
            id: 'end',
            words: (d) => d.forward.endTask,
            done: computed(() => store.chains.value !== null && store.t.value === CHAIN_STEPS),
          },
          { kind: 'text', words: (d) => d.forward.why },
          { kind: 'text', words: (d) => d.forward.induction.title },
          { kind: 'unfold', id: 'induction', steps: induction, opened: signal<ReadonlySet<number>>(new Set()) },
        ],
        Stage: () => <ChainStage store={store} />,
      },
      {
        id: 'terminal',
        title: (d) => d.forward.endTitle,
        blocks: [
          { kind: 'text', words: (d) => d.forward.end1 },
          { kind: 'formula', formula: f.terminal },
          { kind: 'experiment', experiment: left },
          { kind: 'text', words: (d) => d.forward.end2 },
          { kind: 'question', name: 'gaussian' },
        ],
        Stage: () => <EndsStage store={store} />,
      },
    ],
  };
}
