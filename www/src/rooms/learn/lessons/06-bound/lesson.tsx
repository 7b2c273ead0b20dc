/** Lesson 6: from maximum likelihood through the bound to L_simple. */
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import type { LearnDictionary } from '../../locales/en';
import * as f from '../../notation/formulas';
import { BoundStage } from './BoundStage';
import { Bound, leastWeight, type Measured, SHOWN } from './store';

/** How the derivation may be answered for: the tenths of t that hold most of the sum. */
const LOW = 0;
const MIDDLE = 1;
const HIGH = 2;

/** Where most of the sum lies: in the first three tenths, in the four in the middle, or in the last three. */
export function heaviest(tenths: readonly number[]): number {
  const sum = (from: number, to: number): number => tenths.slice(from, to).reduce((a, b) => a + b, 0);
  const parts = [sum(0, 3), sum(3, 7), sum(7, 10)];
  return [LOW, MIDDLE, HIGH].reduce((best, part) => ((parts[part] ?? 0) > (parts[best] ?? 0) ? part : best), LOW);
}

export function openBound(room: LessonContext): Lesson {
  const store = new Bound(room.pool);
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
  const numbers =
    (say: (d: LearnDictionary['bound']['numbers'], m: Measured) => string) =>
    (d: LearnDictionary): string | null => {
      const measured = store.measured.value;
      return measured ? say(d.bound.numbers, measured) : null;
    };
  const step = (
    name: keyof LearnDictionary['bound']['steps'],
    formula: UnfoldStep['formula'],
    say: (d: LearnDictionary['bound']['numbers'], m: Measured) => string,
  ): UnfoldStep => ({
    title: (d) => d.bound.steps[name].title,
    formula,
    because: (d) => d.bound.steps[name].because,
    numbers: numbers(say),
  });
  const total = (m: Measured): number => m.bound.terms.length;
  return {
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'bound',
        title: (d) => d.bound.title1,
        blocks: [
          { kind: 'text', words: (d) => d.bound.text1 },
          { kind: 'formula', formula: f.bound, words: (d) => d.bound.eq5 },
          { kind: 'text', words: (d) => d.bound.text2 },
          { kind: 'experiment', experiment: where },
          { kind: 'text', words: (d) => d.bound.density },
        ],
        Stage: () => <BoundStage store={store} />,
      },
      {
        id: 'derivation',
        title: (d) => d.bound.title2,
        blocks: [
          { kind: 'text', words: (d) => d.bound.text3 },
          {
            kind: 'unfold',
            id: 'derivation',
            opened: store.opened,
            steps: [
              step('wish', f.wish, (d, m) => d.wish(m.dims * total(m), figure(m.negativeLog))),
              step('importance', f.importance, (d, m) => d.importance(figure(Math.sqrt(m.curves.alphaBar.at(-1) ?? 0)), total(m))),
              step('jensen', f.jensen, (d, m) =>
                d.jensen(figure(m.bound.total), figure(m.negativeLog), figure(m.bound.total - m.negativeLog)),
              ),
              step('factors', f.factors, (d, m) => d.factors(total(m))),
              step('turned', f.turned, (d, m) =>
                d.turned(SHOWN, figure(m.curves.alphaBar[SHOWN] ?? 0), figure(m.curves.alphaBar[SHOWN - 1] ?? 0)),
              ),
              step('telescoped', f.telescoped, (d, m) => d.telescoped(total(m) - 1, 2 * (total(m) - 1), 2)),
              step('grouped', f.bound, (d, m) =>
                d.grouped(figure(m.bound.prior), figure(m.sum), figure(m.bound.decoder), figure(m.bound.total)),
              ),
              step('gaussians', f.meansDistance, (d, m) =>
                d.gaussians(
                  SHOWN,
                  figure(Math.sqrt(betaTilde(m))),
                  figure(meansApart(m)),
                  figure(termAt(m)),
                  figure(weightAt(m) * m.dims * m.floorAt),
                ),
              ),
              step('eps', f.weighted, (d, m) =>
                d.eps(SHOWN, figure(weightAt(m)), m.dims, figure(m.errorAt), figure(weightAt(m) * m.dims * m.errorAt), figure(termAt(m))),
              ),
              step('simple', f.simple, (d, m) =>
                d.simple(
                  figure(m.curves.boundWeight[1] ?? 0),
                  figure(weightAt(m)),
                  SHOWN,
                  weightsOf(m).least,
                  weightsOf(m).leastAt,
                  weightsOf(m).last,
                  total(m),
                ),
              ),
            ],
          },
          { kind: 'question', name: 'whichLoss' },
          { kind: 'question', name: 'stopsFalling' },
        ],
      },
    ],
  };
}

function termAt({ bound }: Measured): number {
  return bound.terms[SHOWN - 1] ?? NaN;
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
