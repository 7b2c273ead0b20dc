/** Lesson 6: the bound on the likelihood, by both ways, and its gap. */
import { figure } from '../../../../shared/chart/figure';
import type { Formula } from '../../../../shared/notation/symbols';
import type { Lesson, LessonContext } from '../../lesson';
import type { LearnDictionary } from '../../locales/en';
import * as f from '../../notation/formulas';
import { Bound, leastWeight, type Measured, SHOWN } from '../../store/bound';
import { Derivation, type FillStep } from '../../store/derivation';
import { signed } from '../../vec2';
import { BoundStage } from './BoundStage';
import { GapStage } from './GapStage';
import { type Gap, GapStore, gapOf, NEGATIVE_LOG, POSTERIOR, X0 } from './gap';
import * as lines from './lines';
import { teaching } from './teaching';

/** How the first prediction may be answered: the tenths of t that hold most of the sum. */
const LOW = 0;
const MIDDLE = 1;
const HIGH = 2;
/** Where the middle of q is asked for: how near counts. */
const NEAR = 0.15;

/** Where most of the sum lies: in the first three tenths, in the four in the middle, or in the last three. */
export function heaviest(tenths: readonly number[]): number {
  const sum = (from: number, to: number): number => tenths.slice(from, to).reduce((a, b) => a + b, 0);
  const parts = [sum(0, 3), sum(3, 7), sum(7, 10)];
  return [LOW, MIDDLE, HIGH].reduce((best, part) => ((parts[part] ?? 0) > (parts[best] ?? 0) ? part : best), LOW);
}

type Steps = LearnDictionary['bound']['steps'];
type Ways = LearnDictionary['bound']['ways'];
type Numbers = LearnDictionary['bound']['numbers'];

export function openBound(room: LessonContext): Lesson {
  const store = new Bound(room.pool);
  const gap = new GapStore(room.pool);
  const where = room.experiment<Measured>({
    id: 'where',
    form: { kind: 'choice' },
    question: (d) => d.bound.ask,
    options: (d) => d.bound.options,
    work: async (report) => {
      const measured = await store.measure(report);
      if (measured) report.tell(1, measured);
    },
    fits: (answer, { tenths }) => answer === heaviest(tenths),
    diagnosis: (d, answer) => d.bound.mistakes[answer] ?? '',
    check: (d, m) =>
      d.bound.check(
        m.steps,
        d.percent(m.tenths[0] ?? 0),
        d.percent(m.tenths.at(-1) ?? 0),
        figure(m.bound.prior),
        figure(m.bound.total),
        weightsOf(m),
        {
          shown: figure(m.errorAt),
          shownAt: SHOWN,
          last: figure(m.errorLast),
        },
      ),
  });
  const place = room.experiment<{ best: number } & Gap>({
    id: 'place',
    form: { kind: 'number', low: -1, high: 2.5, step: 0.05, start: -0.5, shown: (value) => signed(value.toFixed(2)) },
    question: (d) => d.bound.gapAsk,
    work: async ({ tell }) => {
      await gap.load();
      const best = leastAt((mean) => gapOf(mean, 1).bound, -1, 2.5);
      gap.mean.value = best;
      gap.deviation.value = 1;
      tell(1, { best, ...gapOf(best, 1) });
    },
    fits: (answer, { best }) => Math.abs(answer - best) <= NEAR,
    diagnosis: (d, answer) => d.bound.gapMistakes[mistakenMiddle(answer)],
    check: (d, { best, bound }) =>
      d.bound.gapCheck(best.toFixed(2), figure(bound), figure(NEGATIVE_LOG), figure(Math.sqrt(POSTERIOR.variance))),
  });
  const numbers =
    (say: (d: Numbers, m: Measured) => string) =>
    (d: LearnDictionary): string | null => {
      const measured = store.measured.value;
      return measured ? say(d.bound.numbers, measured) : null;
    };
  const step = (
    name: keyof Steps,
    place: number,
    formula: Formula,
    wrong: readonly Formula[],
    say: (d: Numbers, m: Measured) => string,
  ): FillStep => ({
    title: (d) => d.bound.steps[name].title,
    asks: (d) => d.bound.steps[name].asks,
    because: (d) => d.bound.steps[name].because,
    wrong: wrong.map((line, i) => ({ formula: line, says: (d) => d.bound.steps[name].wrong[i] ?? '' })),
    numbers: numbers(say),
    ...{ place, formula },
  });
  const way = (name: keyof Ways, place: number, formula: Formula, wrong: readonly Formula[]): FillStep => ({
    title: (d) => d.bound.ways[name].title,
    asks: (d) => d.bound.ways[name].asks,
    because: (d) => d.bound.ways[name].because,
    wrong: wrong.map((line, i) => ({ formula: line, says: (d) => d.bound.ways[name].wrong[i] ?? '' })),
    numbers: () => null,
    ...{ place, formula },
  });
  const total = (m: Measured): number => m.bound.terms.length;
  const jensen = new Derivation([
    step('wish', 1, f.wish, [lines.onePath, lines.lastStepAlone], (d, m) => d.wish(m.dims * total(m), figure(m.negativeLog))),
    step('importance', 2, f.importance, [lines.upsideDown, lines.notDivided], (d, m) =>
      d.importance(figure(Math.sqrt(m.curves.alphaBar.at(-1) ?? 0)), total(m)),
    ),
    step('jensen', 0, f.jensen, [lines.otherWay, lines.equal], (d, m) =>
      d.jensen(figure(m.bound.total), figure(m.negativeLog), figure(m.bound.total - m.negativeLog)),
    ),
    step('factors', 2, f.factors, [lines.logOfSum, lines.backBelow], (d, m) => d.factors(total(m))),
    step('turned', 1, f.turned, [lines.withoutX0, lines.marginalsSwapped], (d, m) =>
      d.turned(SHOWN, figure(m.curves.alphaBar[SHOWN] ?? 0), figure(m.curves.alphaBar[SHOWN - 1] ?? 0)),
    ),
    step('telescoped', 0, f.telescoped, [lines.endsSwapped, lines.nothingLeft], (d, m) =>
      d.telescoped(total(m) - 1, 2 * (total(m) - 1), 2),
    ),
    step('grouped', 1, f.bound, [lines.modelFirst, lines.againstForward], (d, m) =>
      d.grouped(figure(m.bound.prior), figure(m.sum), figure(m.bound.decoder), figure(m.bound.total)),
    ),
  ]);
  const divergence = new Derivation([
    way('add', 2, f.addedDivergence, [lines.reversed, lines.unconditioned]),
    way('write', 0, f.divergenceWritten, [lines.evidenceTaken, lines.fractionTurned]),
    way('cancel', 1, f.boundByDivergence, [lines.evidenceTwice, lines.noGap]),
  ]);
  const predicted = room.predicted('place');
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
      gap.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'bound',
        title: (d) => d.bound.title1,
        blocks: [
          { kind: 'text', words: (d) => d.bound.text1 },
          { kind: 'formula', formula: f.elbo },
          { kind: 'text', words: (d) => d.bound.text1b },
          { kind: 'formula', formula: f.bound },
          { kind: 'text', words: (d) => d.bound.text2 },
          { kind: 'experiment', experiment: where },
          { kind: 'text', words: (d) => d.bound.density },
        ],
        Stage: () => <BoundStage store={store} />,
      },
      {
        id: 'jensen',
        title: (d) => d.bound.title2,
        blocks: [
          { kind: 'text', words: (d) => d.bound.text3 },
          { kind: 'fill', id: 'jensen', derivation: jensen },
        ],
      },
      {
        id: 'divergence',
        title: (d) => d.bound.title3,
        blocks: [
          { kind: 'text', words: (d) => d.bound.text4 },
          { kind: 'fill', id: 'divergence', derivation: divergence },
        ],
      },
      {
        id: 'gap',
        title: (d) => d.bound.title4,
        blocks: [
          { kind: 'text', words: (d) => d.bound.text5 },
          { kind: 'formula', formula: f.gap },
          { kind: 'text', words: (d) => d.bound.text6 },
          { kind: 'experiment', experiment: place },
          { kind: 'task', id: 'close', words: (d) => d.bound.gapTask, done: gap.closed },
          {
            kind: 'text',
            words: (d) => {
              const m = store.measured.value;
              return d.bound.text7(m && figure(m.bound.total - m.negativeLog));
            },
          },
        ],
        Stage: () => <GapStage store={gap} predicted={predicted} />,
      },
    ],
  };
}

/** What was taken for the middle of the posterior. */
export function mistakenMiddle(answer: number): 'prior' | 'likelihood' | 'other' {
  if (Math.abs(answer) <= NEAR) return 'prior';
  return Math.abs(answer - X0) <= NEAR ? 'likelihood' : 'other';
}

/** Where a function is least, in steps of a hundredth. */
function leastAt(of: (at: number) => number, low: number, high: number): number {
  const places = Array.from({ length: Math.round((high - low) * 100) + 1 }, (_, i) => low + i / 100);
  return places.reduce((best, at) => (of(at) < of(best) ? at : best));
}

/** The weights that the lesson names, in words. */
function weightsOf({ curves: { boundWeight } }: Measured) {
  const leastAt = leastWeight(boundWeight);
  return {
    second: figure(boundWeight[2] ?? NaN),
    least: figure(boundWeight[leastAt] ?? NaN),
    leastAt,
    last: figure(boundWeight.at(-1) ?? NaN),
    total: boundWeight.length - 1,
  };
}
