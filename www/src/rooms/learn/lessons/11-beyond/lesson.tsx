/** Lesson 11: beyond the notes. */
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext } from '../../lesson';
import * as f from '../../notation/formulas';
import { CallsStage, GuidanceStage } from './BeyondStage';
import { ASKED, Beyond, type Guided, KINDS, type Kind, type Quality } from './store';

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

export function openBeyond(room: LessonContext): Lesson {
  const store = new Beyond(room.pool);
  const few = room.experiment<readonly Quality[]>({
    id: 'few',
    form: { kind: 'choice' },
    question: (d) => d.beyond.ask(ASKED),
    options: (d) => KINDS.map((kind) => d.beyond.kinds[kind]),
    work: async (report) => {
      const points = await store.measure(report);
      if (points) report.tell(1, points);
    },
    fits: (answer, points) => KINDS[answer] === best(atCalls(points, ASKED)),
    check: (d, points) => {
      const [ddpm, ddim, heun] = atCalls(points, ASKED).map(({ distance }) => figure(distance));
      const most = atCalls(points, 200).map(({ distance }) => figure(distance));
      return d.beyond.check(ASKED, ddpm ?? '', ddim ?? '', heun ?? '', most[0] ?? '', figure(points.at(-1)?.data ?? NaN));
    },
  });
  const guidance = room.experiment<readonly Guided[]>({
    id: 'guidance',
    form: { kind: 'choice' },
    question: (d) => d.beyond.guidanceAsk,
    options: (d) => d.beyond.guidanceOptions,
    work: async (report) => {
      const guided = await store.guide(report);
      if (guided) report.tell(1, guided);
    },
    fits: (answer, guided) => {
      const [none, strong] = [guided[0], guided.at(-1)];
      const truth =
        (strong?.spread ?? NaN) < 0.9 * (none?.spread ?? NaN) ? 0 : (strong?.spread ?? NaN) > 1.1 * (none?.spread ?? NaN) ? 2 : 1;
      return answer === truth;
    },
    check: (d, guided) => {
      const [none, strong] = [guided[0], guided.at(-1)];
      return d.beyond.guidanceCheck(
        figure(none?.spread ?? NaN),
        figure(strong?.spread ?? NaN),
        strong?.w ?? 0,
        figure(none?.centre ?? NaN),
        figure(strong?.centre ?? NaN),
      );
    },
  });
  return {
    enter: () => undefined,
    scenes: [
      {
        id: 'calls',
        title: (d) => d.beyond.title1,
        blocks: [
          { kind: 'text', words: (d) => d.beyond.text1 },
          { kind: 'formula', formula: f.ddim, words: (d) => d.beyond.ddimWords },
          { kind: 'experiment', experiment: few },
          { kind: 'text', words: (d) => d.beyond.text2 },
          { kind: 'formula', formula: f.velocity },
        ],
        Stage: () => <CallsStage store={store} />,
      },
      {
        id: 'guidance',
        title: (d) => d.beyond.title2,
        blocks: [
          { kind: 'text', words: (d) => d.beyond.text3 },
          { kind: 'formula', formula: f.guided, words: (d) => d.beyond.guidedWords },
          { kind: 'experiment', experiment: guidance },
          { kind: 'text', words: (d) => d.beyond.text4 },
        ],
        Stage: () => <GuidanceStage store={store} />,
      },
    ],
  };
}
