/** Lesson 8: reducing the variance. */

import { signal } from '@preact/signals';
import type { GradientVariance } from '../../../../../../pkg/src/types';
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import * as f from '../../notation/formulas';
import { RotationStage } from './RotationStage';
import { Rotation } from './rotation';
import { times, Variance } from './store';
import { teaching } from './teaching';
import { VarianceStage } from './VarianceStage';

/** From how many times on two noises scatter twice, and much more than twice, as far. */
const EVEN = 1.15;
const DOUBLE = 5;

export function openVariance(room: LessonContext): Lesson {
  const store = new Variance(room.pool);
  const rotation = new Rotation(room.pool);
  const two = room.experiment<readonly GradientVariance[]>({
    id: 'two',
    form: { kind: 'choice' },
    question: (d) => d.variance.ask,
    options: (d) => d.variance.options,
    work: async (report) => {
      const rows = await store.measure(report);
      if (rows) report.tell(1, rows);
    },
    fits: (answer, rows) => {
      const ratio = times(rows, 'two_noises', 'one_noise');
      return answer === (ratio < EVEN ? 0 : ratio < DOUBLE ? 1 : 2);
    },
    diagnosis: (d, answer) => d.variance.mistakes[answer] ?? '',
    check: (d, rows) =>
      d.variance.check(
        figure(times(rows, 'two_noises', 'one_noise')),
        figure(times(rows, 'stratified', 'one_noise')),
        figure(times(rows, 'importance', 'one_noise')),
        figure(times(rows, 'antithetic', 'one_noise')),
        rows[0]?.repeats ?? 0,
      ),
  });
  /** The coefficients of ε and ω in the noise of the step, where the stage stands; null before it has its schedule. */
  const turn = (): { t: number; ofEps: number; ofOmega: number } | null => {
    const direction = rotation.direction.value;
    return direction && { t: rotation.t.value, ofEps: direction[1], ofOmega: direction[0] };
  };
  const integral: readonly UnfoldStep[] = [
    {
      title: (d) => d.variance.integral.solve.title,
      formula: f.stepNoise,
      because: (d) => d.variance.integral.solve.because,
      numbers: (d) => {
        const now = turn();
        return now && d.variance.integral.solve.numbers(now.t, figure(now.ofEps), figure(now.ofOmega));
      },
    },
    {
      title: (d) => d.variance.integral.square.title,
      formula: f.overOmega,
      because: (d) => d.variance.integral.square.because,
      numbers: (d) => {
        const now = turn();
        return now && d.variance.integral.square.numbers(now.t, figure(now.ofOmega ** 2));
      },
    },
    {
      title: (d) => d.variance.integral.factor.title,
      formula: f.oneNoiseLoss,
      because: (d) => d.variance.integral.factor.because,
      numbers: (d) => {
        const now = turn();
        return now && d.variance.integral.factor.numbers(now.t, figure(now.ofEps ** 2), figure(1 / now.ofEps));
      },
    },
  ];
  return {
    teaching,
    enter: () => {
      rotation.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'rotation',
        title: (d) => d.variance.title1,
        blocks: [
          { kind: 'text', words: (d) => d.variance.text1 },
          { kind: 'formula', formula: f.twoNoises },
          { kind: 'text', words: (d) => d.variance.text2 },
          { kind: 'formula', formula: f.merged },
          { kind: 'formula', formula: f.orthogonal },
          { kind: 'task', id: 'ends', words: (d) => d.variance.endsTask, done: rotation.bothEnds },
        ],
        Stage: () => <RotationStage store={rotation} />,
      },
      {
        id: 'variance',
        title: (d) => d.variance.title2,
        blocks: [
          { kind: 'text', words: (d) => d.variance.text3 },
          { kind: 'formula', formula: f.oneNoiseLoss },
          { kind: 'text', words: (d) => d.variance.integral.title },
          { kind: 'unfold', id: 'integral', steps: integral, opened: signal<ReadonlySet<number>>(new Set()) },
          { kind: 'experiment', experiment: two },
          { kind: 'text', words: (d) => d.variance.text4 },
        ],
        Stage: () => <VarianceStage store={store} />,
      },
    ],
  };
}
