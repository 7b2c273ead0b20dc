/** Lesson 5: the reverse process. */
import { signal } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import { ToolLink } from '../../components/ToolLink';
import { paintAmong } from '../../draw/clicks';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import { text } from '../../locales/text';
import * as f from '../../notation/formulas';
import { distance, placeWords, signed, type Vec2 } from '../../vec2';
import { AnatomyStage } from './AnatomyStage';
import { SmallStepStage } from './SmallStepStage';
import { SpreadStage } from './SpreadStage';
import { before, LARGE, NONE, reverseOf, type Shape, SMALL, SmallStep } from './small-step';
import { type Anatomy, judged, lastRatio, Reverse, type Spread, TOTAL } from './store';
import { teaching } from './teaching';

/** Where the length of a step is to be guessed, and what may be answered. */
const START = { t: 28, x: [-0.9, 0.5] } as const;
export const SHARES = [0.02, 0.2, 0.5, 1] as const;
/** Where the belief is to be pointed at: between knowing nothing and knowing all. */
const POINT = { t: 18, x: [-1.8, 1.4] } as const;
const NEAR_POINT = 0.4;
/** Of the data: the radius of the ring, how far from it still counts as on it, and how near the middle as there. */
const RING = 1.4;
const ISLAND = 0.3;
const MIDDLE = 0.35;
/** Of a variance measured on thousands of samples. */
const TOLERANCE = 0.05;

export function openReverse(room: LessonContext): Lesson {
  const store = new Reverse(room.pool, room.failed);
  const predicted = room.predicted('share', 'belief');
  const share = room.experiment<Anatomy>({
    id: 'share',
    form: { kind: 'choice' },
    question: (d) => d.reverse.shareAsk(START.t, TOTAL),
    options: (d) => SHARES.map((value) => (value === 1 ? d.reverse.wholeWay : d.reverse.about(d.percent(value)))),
    work: async ({ tell }) => {
      store.x.value = START.x;
      store.seek(START.t);
      tell(1, await store.step(START.t, START.x));
    },
    fits: (answer, a) => answer === closest(SHARES, a.share),
    diagnosis: (d, answer) => d.reverse.shareMistakes[answer] ?? '',
    check: (d, a) => d.reverse.shareCheck(d.percent(a.share), figure(a.sigma)),
  });
  const belief = room.experiment<Anatomy>({
    id: 'belief',
    form: {
      kind: 'point',
      start: POINT.x,
      within: NEAR_POINT,
      colour: 'prediction',
      truth: ({ x0 }) => x0,
      paint: (plane, palette) => paintAmong(plane, palette, store.data.value, POINT.x, 1.5),
      label: (d) => (store.data.value ? d.reverse.beliefLabel(placeWords(POINT.x)) : d.waiting),
    },
    question: (d) => d.reverse.beliefAsk(POINT.t, TOTAL),
    work: async ({ tell }) => tell(1, await store.step(POINT.t, POINT.x)),
    markDiagnosis: (d, mark) => d.reverse.beliefMistakes[mistakenBelief(mark)],
    check: (d, { x0 }) => d.reverse.beliefCheck(placeWords(x0), figure(Math.hypot(...x0))),
  });
  const both = room.experiment<{ gaussian: number; point: number }>({
    id: 'tilde',
    form: { kind: 'choice' },
    question: (d) => d.reverse.tildeAsk,
    options: (d) => d.reverse.tildeOptions,
    work: async ({ wanted, tell }) => {
      const gaussian = await store.measureSpread('gaussian', 0);
      if (!wanted()) return;
      tell(0.5);
      const point = await store.measureSpread('point', 0);
      tell(1, { gaussian: lastRatio(gaussian, 0), point: lastRatio(point, 1) });
    },
    fits: (answer, { gaussian }) => answer === judged(gaussian, TOLERANCE),
    diagnosis: (d, answer) => d.reverse.tildeMistakes[answer] ?? '',
    check: (d, { gaussian, point }) => d.reverse.tildeCheck(figure(gaussian), figure(point)),
  });
  const beta = room.experiment<{ gaussian: Spread; point: Spread }>({
    id: 'beta',
    form: { kind: 'choice' },
    question: (d) => d.reverse.betaAsk,
    options: (d) => d.reverse.betaOptions,
    work: async ({ wanted, tell }) => {
      const gaussian = await store.measureSpread('gaussian', 1);
      if (!wanted()) return;
      tell(0.5);
      tell(1, { gaussian, point: await store.measureSpread('point', 1) });
    },
    fits: (answer, { point }) => answer === judged(lastRatio(point, 1), TOLERANCE),
    diagnosis: (d, answer) => d.reverse.betaMistakes[answer] ?? '',
    check: (d, { gaussian, point }) => d.reverse.betaCheck(figure(lastRatio(point, 1)), figure(lastRatio(gaussian, 0))),
  });
  const small = new SmallStep();
  const stepsBack = room.experiment<{ little: Shape; much: Shape }>({
    id: 'small',
    form: { kind: 'choice' },
    question: (d) => d.reverse.small.ask(String(SMALL), String(LARGE)),
    options: (d) => d.reverse.small.options,
    work: async ({ tell }) => {
      small.xt.value = 0;
      small.beta.value = SMALL;
      tell(1, { little: reverseOf(SMALL, 0), much: reverseOf(LARGE, 0) });
    },
    fits: (answer, { little, much }) => answer === (much.away < NONE ? 0 : little.away < NONE ? 1 : 2),
    diagnosis: (d, answer) => d.reverse.small.mistakes[answer] ?? '',
    check: (d, { little, much }) => d.reverse.small.check(String(SMALL), figure(little.away), String(LARGE), figure(much.away), much.modes),
  });
  const smallPredicted = room.predicted('small');
  const proof: readonly UnfoldStep[] = [
    {
      title: (d) => d.reverse.small.proof.logs.title,
      formula: f.logOfStep,
      because: (d) => d.reverse.small.proof.logs.because,
      numbers: (d) => {
        const beta = small.beta.value;
        return d.reverse.small.proof.logs.numbers(beta.toFixed(2), figure(Math.sqrt(beta / (1 - beta))));
      },
    },
    {
      title: (d) => d.reverse.small.proof.line.title,
      formula: f.straightLine,
      because: (d) => d.reverse.small.proof.line.because,
      numbers: (d) => {
        const centre = small.xt.value / Math.sqrt(1 - small.beta.value);
        return d.reverse.small.proof.line.numbers(signed(figure(centre)), signed(figure(before(centre).slope)));
      },
    },
    {
      title: (d) => d.reverse.small.proof.square.title,
      formula: f.smallStep,
      because: (d) => d.reverse.small.proof.square.because,
      numbers: (d) => {
        const { byLine, mean } = small.shape.value;
        return d.reverse.small.proof.square.numbers(signed(byLine.toFixed(3)), signed(mean.toFixed(3)));
      },
    },
  ];
  return {
    teaching,
    values: store.specimen,
    enter: () => store.refresh(),
    scenes: [
      {
        id: 'anatomy',
        title: (d) => d.reverse.title1,
        blocks: [
          { kind: 'text', words: (d) => d.reverse.text1 },
          { kind: 'formula', formula: f.belief },
          { kind: 'formula', formula: f.reverseStep },
          { kind: 'experiment', experiment: share },
          { kind: 'experiment', experiment: belief },
          { kind: 'text', words: (d) => d.reverse.text2 },
          { kind: 'task', id: 'walk', words: (d) => d.reverse.walkTask, done: store.ended },
          { kind: 'question', name: 'lastNoise' },
          { kind: 'view', View: ToDebugger },
        ],
        Stage: () => <AnatomyStage store={store} predicted={predicted} />,
      },
      {
        id: 'variance',
        title: (d) => d.reverse.title2,
        blocks: [
          { kind: 'text', words: (d) => d.reverse.text3 },
          { kind: 'formula', formula: f.variances },
          { kind: 'experiment', experiment: both },
          { kind: 'experiment', experiment: beta },
          { kind: 'text', words: (d) => d.reverse.text4 },
          { kind: 'question', name: 'whichVariance' },
          { kind: 'view', View: () => <ToolLink to="break" /> },
        ],
        Stage: () => <SpreadStage store={store} />,
      },
      {
        id: 'small',
        title: (d) => d.reverse.small.title,
        blocks: [
          { kind: 'text', words: (d) => d.reverse.small.text1 },
          { kind: 'experiment', experiment: stepsBack },
          { kind: 'task', id: 'split', words: (d) => d.reverse.small.task, done: small.split },
          { kind: 'text', words: (d) => d.reverse.small.text2 },
          { kind: 'unfold', id: 'smallStep', steps: proof, opened: signal<ReadonlySet<number>>(new Set()) },
        ],
        Stage: () => <SmallStepStage store={small} predicted={smallPredicted} />,
      },
    ],
  };
}

function ToDebugger() {
  const d = text.value.tools.debugger;
  return <ToolLink to="debugger" words={d.fromReverse} />;
}

/** Where a wrong mark for the belief lies, which tells what was taken for it. */
export function mistakenBelief(mark: Vec2): 'here' | 'island' | 'middle' | 'outside' | 'aside' {
  const radius = Math.hypot(...mark);
  if (distance(mark, POINT.x) < NEAR_POINT) return 'here';
  if (radius < MIDDLE) return 'middle';
  if (radius > RING + ISLAND) return 'outside';
  return radius > RING - ISLAND ? 'island' : 'aside';
}

/** The index of the value that is nearest. */
export function closest(values: readonly number[], to: number): number {
  const away = values.map((value) => Math.abs(value - to));
  return away.indexOf(Math.min(...away));
}
