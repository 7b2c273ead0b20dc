/** Lesson 13: classifier-free guidance. */
import { signal } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import * as f from '../../notation/formulas';
import { placeWords } from '../../vec2';
import { GuidanceStage } from './GuidanceStage';
import { Guidance, type Guided, SHOWN } from './store';
import { teaching } from './teaching';

/** The cloud's width with guidance over that without: 0 narrower, 1 the same, 2 wider. */
export function widthOf(guided: readonly Guided[]): 0 | 1 | 2 {
  const share = (guided.at(-1)?.spread ?? NaN) / (guided[0]?.spread ?? NaN);
  return share < 0.9 ? 0 : share > 1.1 ? 2 : 1;
}

export function openGuidance(room: LessonContext): Lesson {
  const store = new Guidance(room.pool);
  const guidance = room.experiment<readonly Guided[]>({
    id: 'guidance',
    form: { kind: 'choice' },
    question: (d) => d.guidance.ask,
    options: (d) => d.guidance.options,
    work: async (report) => {
      const guided = await store.guide(report);
      if (guided) report.tell(1, guided);
    },
    fits: (answer, guided) => answer === widthOf(guided),
    diagnosis: (d, answer) => d.guidance.mistakes[answer] ?? '',
    check: (d, guided) => {
      const [none, strong] = [guided[0], guided.at(-1)];
      return d.guidance.check(
        figure(none?.spread ?? NaN),
        figure(strong?.spread ?? NaN),
        strong?.w ?? 0,
        figure(none?.centre ?? NaN),
        figure(strong?.centre ?? NaN),
      );
    },
  });
  const proof: readonly UnfoldStep[] = [
    {
      title: (d) => d.guidance.proof.bayes.title,
      formula: f.bayesOfClass,
      because: (d) => d.guidance.proof.bayes.because,
      numbers: (d) => d.guidance.proof.bayes.numbers(8, figure(-Math.log(8))),
    },
    {
      title: (d) => d.guidance.proof.slope.title,
      formula: f.slopeOfClass,
      because: (d) => d.guidance.proof.slope.because,
      numbers: (d) => {
        const o = store.opinions.value;
        return o && d.guidance.proof.slope.numbers(SHOWN, placeWords(o.x), placeWords(o.free), placeWords(o.classed), placeWords(o.slope));
      },
    },
    {
      title: (d) => d.guidance.proof.more.title,
      formula: f.slopeGuided,
      because: (d) => d.guidance.proof.more.because,
      numbers: (d) => {
        const o = store.opinions.value;
        return (
          o &&
          d.guidance.proof.more.numbers(
            placeWords([5 * o.classed[0] - 4 * o.free[0], 5 * o.classed[1] - 4 * o.free[1]]),
            placeWords(o.classed),
            placeWords(o.free),
          )
        );
      },
    },
  ];
  return {
    teaching,
    enter: () => undefined,
    scenes: [
      {
        id: 'guidance',
        title: (d) => d.guidance.title1,
        blocks: [
          { kind: 'text', words: (d) => d.guidance.text1 },
          { kind: 'formula', formula: f.guided, words: (d) => d.guidance.guidedWords },
          { kind: 'experiment', experiment: guidance },
          { kind: 'text', words: (d) => d.guidance.text2 },
          { kind: 'unfold', id: 'slope', steps: proof, opened: signal<ReadonlySet<number>>(new Set()) },
          { kind: 'text', words: (d) => d.guidance.text3 },
        ],
        Stage: () => <GuidanceStage store={store} />,
      },
    ],
  };
}
