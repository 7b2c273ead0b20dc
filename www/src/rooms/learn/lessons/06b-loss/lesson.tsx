/** Lesson 6b: from the bound to L_simple, and why its best answer is a mean. */
import { signal } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import type { Formula } from '../../../../shared/notation/symbols';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import type { LearnDictionary } from '../../locales/en';
import * as f from '../../notation/formulas';
import { Bound, leastWeight, type Measured, SHOWN } from '../../store/bound';
import { Derivation, type FillStep } from '../../store/derivation';
import { signed } from '../../vec2';
import * as lines from './lines';
import { SquaredStage } from './SquaredStage';
import { best, DRAWS, errorsAt, HIGH, LOW, leastOver, SHARE, SquaredError } from './store';
import { teaching } from './teaching';
import { WeightsStage } from './WeightsStage';

/** How near to the least squared error an answer counts. */
const NEAR = 0.12;
const SEED = 62;
/** The standard normal number that a share of 30 % lies beyond. */
const QUANTILE = 0.5244;

type Numbers = LearnDictionary['loss']['numbers'];

export function openLoss(room: LessonContext): Lesson {
  const store = new Bound(room.pool);
  const squared = new SquaredError();
  const predicted = room.predicted('mean');
  const mean = room.experiment<{ measured: number }>({
    id: 'mean',
    form: { kind: 'number', low: LOW, high: HIGH, step: 0.05, start: 1.5, shown: (value) => signed(value.toFixed(2)) },
    question: (d) => d.loss.ask(signed(LOW), signed(HIGH), d.percent(1 - SHARE), d.percent(SHARE)),
    work: async ({ tell }) => {
      const noise = await room.pool.noise(DRAWS, SEED);
      const measured = leastOver(noise.map((value) => (value > QUANTILE ? HIGH : LOW)));
      squared.share.value = SHARE;
      squared.answer.value = best(SHARE).mean;
      tell(1, { measured });
    },
    fits: (answer, { measured }) => Math.abs(answer - measured) <= NEAR,
    diagnosis: (d, answer) => d.loss.mistakes[mistakenAnswer(answer)],
    check: (d, { measured }) =>
      d.loss.check(
        signed(measured.toFixed(2)),
        signed(best(SHARE).mean.toFixed(2)),
        figure(best(SHARE).left),
        figure(errorsAt(LOW, SHARE).squared),
      ),
  });
  const floor = room.experiment<Measured>({
    id: 'floor',
    form: { kind: 'choice' },
    question: (d) => d.loss.floorAsk(SHOWN),
    options: (d) => d.loss.floorOptions,
    work: async (report) => {
      const measured = await store.measure(report);
      if (measured) report.tell(1, measured);
    },
    fits: (answer, m) => answer === leftOf(m),
    diagnosis: (d, answer) => d.loss.floorMistakes[answer] ?? '',
    check: (d, m) =>
      d.loss.floorCheck(
        d.percent(m.floorAt / m.errorAt),
        SHOWN,
        figure(m.errorAt),
        figure(m.floorAt),
        figure(weightAt(m) * m.dims * m.errorAt),
        figure(weightAt(m)),
      ),
  });
  const numbers =
    (say: (d: Numbers, m: Measured) => string) =>
    (d: LearnDictionary): string | null => {
      const measured = store.measured.value;
      return measured ? say(d.loss.numbers, measured) : null;
    };
  const step = (
    name: keyof LearnDictionary['loss']['steps'],
    place: number,
    formula: Formula,
    wrong: readonly Formula[],
    say: (d: Numbers, m: Measured) => string,
  ): FillStep => ({
    title: (d) => d.loss.steps[name].title,
    asks: (d) => d.loss.steps[name].asks,
    because: (d) => d.loss.steps[name].because,
    wrong: wrong.map((line, i) => ({ formula: line, says: (d) => d.loss.steps[name].wrong[i] ?? '' })),
    numbers: numbers(say),
    ...{ place, formula },
  });
  const loss = new Derivation([
    step('gaussians', 2, f.meansDistance, [lines.notSquared, lines.withoutVariance], (d, m) =>
      d.gaussians(
        SHOWN,
        figure(Math.sqrt(betaTilde(m))),
        figure(meansApart(m)),
        figure(termAt(m)),
        figure(weightAt(m) * m.dims * m.floorAt),
      ),
    ),
    step('eps', 0, f.weighted, [lines.factorNotSquared, lines.withoutStretch], (d, m) =>
      d.eps(SHOWN, figure(weightAt(m)), m.dims, figure(m.errorAt), figure(weightAt(m) * m.dims * m.errorAt), figure(termAt(m))),
    ),
    step('simple', 1, f.simple, [lines.distance, lines.ofX0], (d, { curves: { boundWeight } }) => {
      const [least, total] = [leastWeight(boundWeight), boundWeight.length - 1];
      const at = (t: number): string => figure(boundWeight[t] ?? NaN);
      return d.simple(at(1), at(SHOWN), SHOWN, at(least), least, at(total), total);
    }),
  ]);
  const proof: readonly UnfoldStep[] = [
    {
      title: (d) => d.loss.mse.split.title,
      formula: f.splitError,
      because: (d) => d.loss.mse.split.because,
      numbers: (d) => {
        const [answer, { squared: all }, { mean: m, left }] = [squared.answer.value, squared.errors.value, squared.best.value];
        return d.loss.mse.split.numbers(
          signed(answer.toFixed(2)),
          signed(m.toFixed(2)),
          figure((answer - m) ** 2),
          figure(left),
          figure(all),
        );
      },
    },
    {
      title: (d) => d.loss.mse.least.title,
      formula: f.bestAnswer,
      because: (d) => d.loss.mse.least.because,
      numbers: (d) => d.loss.mse.least.numbers(signed(squared.best.value.mean.toFixed(2)), figure(squared.best.value.left)),
    },
    {
      title: (d) => d.loss.mse.mean.title,
      formula: f.bestMean,
      because: (d) => d.loss.mse.mean.because,
      numbers: (d) => d.loss.mse.mean.numbers(),
    },
  ];
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'mean',
        title: (d) => d.loss.title1,
        blocks: [
          { kind: 'text', words: (d) => d.loss.text1 },
          { kind: 'experiment', experiment: mean },
          { kind: 'task', id: 'follow', words: (d) => d.loss.task, done: squared.followed },
          { kind: 'text', words: (d) => d.loss.text2 },
          { kind: 'unfold', id: 'mse', steps: proof, opened: signal<ReadonlySet<number>>(new Set()) },
        ],
        Stage: () => <SquaredStage store={squared} predicted={predicted} />,
      },
      {
        id: 'loss',
        title: (d) => d.loss.title2,
        blocks: [
          { kind: 'text', words: (d) => d.loss.text3 },
          { kind: 'fill', id: 'loss', derivation: loss },
          { kind: 'experiment', experiment: floor },
          { kind: 'question', name: 'whichLoss' },
          { kind: 'question', name: 'stopsFalling' },
        ],
        Stage: () => <WeightsStage store={store} />,
      },
    ],
  };
}

/** What was taken for the mean. */
export function mistakenAnswer(answer: number): 'likely' | 'middle' | 'other' {
  if (Math.abs(answer - LOW) <= NEAR) return 'likely';
  return Math.abs(answer - (LOW + HIGH) / 2) <= NEAR ? 'middle' : 'other';
}

/** How much of the term the exact denoiser leaves: 0 nothing, 1 about a third, 2 most. */
function leftOf({ floorAt, errorAt }: Measured): 0 | 1 | 2 {
  const share = floorAt / errorAt;
  return share < 0.15 ? 0 : share < 0.5 ? 1 : 2;
}

function termAt({ bound }: Measured): number {
  return bound.terms[SHOWN - 1] ?? NaN;
}

function weightAt({ curves }: Measured): number {
  return curves.boundWeight[SHOWN] ?? NaN;
}

/** β̃ at the t that is shown (Ho et al. 2020, eq. 7). */
function betaTilde({ curves }: Measured): number {
  const [bar, before] = [curves.alphaBar[SHOWN] ?? 1, curves.alphaBar[SHOWN - 1] ?? 1];
  return ((1 - before) / (1 - bar)) * (curves.beta[SHOWN] ?? 0);
}

/** Root of the mean ‖μ̃ − μ_θ‖² at the t that is shown: eq. 8 read backwards. */
function meansApart(m: Measured): number {
  return Math.sqrt(2 * betaTilde(m) * termAt(m));
}
