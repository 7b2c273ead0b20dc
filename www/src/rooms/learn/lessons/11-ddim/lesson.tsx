/** Lesson 11: DDIM, fewer steps, and why its noise may be left out. */
import { signal } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import { LessonLink } from '../../components/LessonLink';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import { text } from '../../locales/text';
import * as f from '../../notation/formulas';
import { CallsStage } from './CallsStage';
import { NoiseStage } from './NoiseStage';
import { ASKED, Ddim, KINDS, type Kind, ledger, type Quality, SHOWN, type Walks } from './store';
import { teaching } from './teaching';

/** What each sampler reaches with about so many calls. */
export function atCalls(points: readonly Quality[], calls: number): { kind: Kind; distance: number }[] {
  return KINDS.map((kind) => {
    const own = points.filter((point) => point.kind === kind);
    const near = own.reduce<Quality | undefined>(
      (best, point) => (best === undefined || Math.abs(point.calls - calls) < Math.abs(best.calls - calls) ? point : best),
      undefined,
    );
    return { kind, distance: near?.distance ?? NaN };
  });
}

function best(points: readonly { kind: Kind; distance: number }[]): Kind | undefined {
  return points.reduce<{ kind: Kind; distance: number } | undefined>(
    (least, point) => (least && least.distance <= point.distance ? least : point),
    undefined,
  )?.kind;
}

/** What becomes of samples without z: 0 as before, 1 narrower, 2 wider. */
export function fateOf({ silent, ddpm }: Walks): 0 | 1 | 2 {
  const share = (silent.ratio[0] ?? NaN) / (ddpm.ratio[0] ?? NaN);
  return share < 0.85 ? 1 : share > 1.15 ? 2 : 0;
}

export function openDdim(room: LessonContext): Lesson {
  const store = new Ddim(room.pool);
  const few = room.experiment<readonly Quality[]>({
    id: 'few',
    form: { kind: 'choice' },
    question: (d) => d.ddim.ask(ASKED),
    options: (d) => KINDS.map((kind) => d.ddim.kinds[kind]),
    work: async (report) => {
      const points = await store.measure(report);
      if (points) report.tell(1, points);
    },
    fits: (answer, points) => KINDS[answer] === best(atCalls(points, ASKED)),
    diagnosis: (d, answer) => d.ddim.mistakes[answer] ?? '',
    check: (d, points) => {
      const [ddpm, ddim, heun] = atCalls(points, ASKED).map(({ distance }) => figure(distance));
      const most = atCalls(points, 200).map(({ distance }) => figure(distance));
      return d.ddim.check(ASKED, ddpm ?? '', ddim ?? '', heun ?? '', most[0] ?? '', figure(points.at(-1)?.data ?? NaN));
    },
  });
  const silent = room.experiment<Walks>({
    id: 'silent',
    form: { kind: 'choice' },
    question: (d) => d.ddim.silentAsk,
    options: (d) => d.ddim.silentOptions,
    work: async (report) => {
      const walks = await store.descend(report);
      if (walks) report.tell(1, walks);
    },
    fits: (answer, walks) => answer === fateOf(walks),
    diagnosis: (d, answer) => d.ddim.silentMistakes[answer] ?? '',
    check: (d, walks) => {
      const at = (way: keyof Walks, t: number): string => figure(walks[way].ratio[t] ?? NaN);
      return d.ddim.silentCheck(at('silent', 0), SHOWN, at('silent', SHOWN), at('ddpm', 0), at('ddim', 0));
    },
  });
  const book = () => {
    const curves = store.curves.value;
    return curves && ledger(curves, SHOWN);
  };
  const proof: readonly UnfoldStep[] = [
    {
      title: (d) => d.ddim.proof.same.title,
      formula: f.ddimStep,
      because: (d) => d.ddim.proof.same.because,
      numbers: (d) => {
        const b = book();
        return b && d.ddim.proof.same.numbers(SHOWN, figure(Math.sqrt(b.kept)), figure(Math.sqrt(b.added)));
      },
    },
    {
      title: (d) => d.ddim.proof.ledger.title,
      formula: f.noiseLedger,
      because: (d) => d.ddim.proof.ledger.because,
      numbers: (d) => {
        const b = book();
        return b && d.ddim.proof.ledger.numbers(SHOWN, figure(b.kept), figure(b.added), figure(b.due));
      },
    },
    {
      title: (d) => d.ddim.proof.silent.title,
      formula: f.silentStep,
      because: (d) => d.ddim.proof.silent.because,
      numbers: (d) => {
        const b = book();
        return b && d.ddim.proof.silent.numbers(SHOWN, figure(b.kept), figure(b.due), d.percent(b.kept / b.due));
      },
    },
    {
      title: (d) => d.ddim.proof.whole.title,
      formula: f.ddim,
      because: (d) => d.ddim.proof.whole.because,
      numbers: (d) => {
        const b = book();
        return b && d.ddim.proof.whole.numbers(SHOWN, figure(Math.sqrt(b.due)), figure(b.due));
      },
    },
  ];
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'calls',
        title: (d) => d.ddim.title1,
        blocks: [
          { kind: 'text', words: (d) => d.ddim.text1 },
          { kind: 'formula', formula: f.ddim, words: (d) => d.ddim.ddimWords },
          { kind: 'experiment', experiment: few },
          { kind: 'text', words: (d) => d.ddim.text2 },
        ],
        Stage: () => <CallsStage store={store} />,
      },
      {
        id: 'noise',
        title: (d) => d.ddim.title2,
        blocks: [
          { kind: 'text', words: (d) => d.ddim.text3 },
          { kind: 'experiment', experiment: silent },
          { kind: 'text', words: (d) => d.ddim.text4 },
          { kind: 'unfold', id: 'ledger', steps: proof, opened: signal<ReadonlySet<number>>(new Set()) },
          { kind: 'text', words: (d) => d.ddim.text5 },
          { kind: 'view', View: Onwards },
        ],
        Stage: () => <NoiseStage store={store} />,
      },
    ],
  };
}

/** What was in this lesson before it was split. */
function Onwards() {
  const d = text.value.ddim;
  return (
    <>
      <LessonLink to="12" words={d.toTargets} />
      <LessonLink to="13" words={d.toGuidance} />
    </>
  );
}
