/** Lesson 14: energy, score, denoising score matching. */
import { signal } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import { LessonLink } from '../../components/LessonLink';
import type { Lesson, LessonContext, UnfoldStep } from '../../lesson';
import { text } from '../../locales/text';
import * as f from '../../notation/formulas';
import { distance, placeWords, signed, type Vec2 } from '../../vec2';
import { EnergyStage } from './EnergyStage';
import { ASKED, ASKED_T, Energy, FACTOR, type Regression } from './store';
import { teaching } from './teaching';

/** How near the slope after must be to the slope before to be the same. */
const SAME = 1e-3;

interface Scaled {
  before: Vec2;
  after: Vec2;
  energy: number;
  shifted: number;
}

/** Which of the three answers a regression comes nearest to: 0 nothing, 1 the score, 2 the draws themselves. */
export function nearestAnswer({ mean, score, scatter }: Regression): 0 | 1 | 2 {
  const [nothing, slope] = [Math.hypot(...mean), distance(mean, score)];
  // As many draws have as many targets; what squared error gives would have to scatter as they do
  return slope < nothing && slope < scatter / 3 ? 1 : nothing <= slope ? 0 : 2;
}

export function openEnergy(room: LessonContext): Lesson {
  const store = new Energy(room.pool, room.failed);
  const predicted = room.predicted('scale', 'match');
  const scale = room.experiment<Scaled>({
    id: 'scale',
    form: { kind: 'choice' },
    question: (d) => d.energy.scaleAsk(FACTOR),
    options: (d) => d.energy.scaleOptions,
    work: async ({ tell }) => tell(1, await store.scaled()),
    fits: (answer, { before, after }) => {
      const times = Math.hypot(...after) / Math.hypot(...before);
      return answer === (distance(before, after) < SAME ? 2 : times > 2 ? 0 : 1);
    },
    diagnosis: (d, answer) => d.energy.scaleMistakes[answer] ?? '',
    check: (d, s) =>
      d.energy.scaleCheck(
        placeWords(ASKED),
        signed(figure(s.energy)),
        signed(figure(s.shifted)),
        FACTOR,
        placeWords(s.before),
        placeWords(s.after),
      ),
  });
  const match = room.experiment<Regression>({
    id: 'match',
    form: { kind: 'choice' },
    question: (d) => d.energy.matchAsk(placeWords(ASKED), ASKED_T),
    options: (d) => d.energy.matchOptions,
    work: async (report) => {
      const found = await store.regress(report);
      if (found) report.tell(1, found);
    },
    fits: (answer, found) => answer === nearestAnswer(found),
    diagnosis: (d, answer) => d.energy.matchMistakes[answer] ?? '',
    check: (d, { mean, score, count, scatter }) => d.energy.matchCheck(count, placeWords(mean), figure(scatter), placeWords(score)),
  });
  const found = (): Regression | null => match.result.value;
  const bar = (): number => store.curves.value?.alphaBar[ASKED_T] ?? NaN;
  const proof: readonly UnfoldStep[] = [
    {
      title: (d) => d.energy.proof.mixture.title,
      formula: f.mixture,
      because: (d) => d.energy.proof.mixture.because,
      numbers: (d) => {
        const points = store.points.value;
        return points && d.energy.proof.mixture.numbers(points.length / 2, ASKED_T, figure(Math.sqrt(1 - bar())));
      },
    },
    {
      title: (d) => d.energy.proof.conditional.title,
      formula: f.conditionalSlope,
      because: (d) => d.energy.proof.conditional.because,
      numbers: (d) => {
        const r = found();
        return r && d.energy.proof.conditional.numbers(ASKED_T, figure(1 / Math.sqrt(1 - bar())), figure(r.scatter));
      },
    },
    {
      title: (d) => d.energy.proof.mean.title,
      formula: f.slopeAsMean,
      because: (d) => d.energy.proof.mean.because,
      numbers: (d) => {
        const r = found();
        return r && d.energy.proof.mean.numbers(r.count, placeWords(r.mean), placeWords(r.score));
      },
    },
    {
      title: (d) => d.energy.proof.loss.title,
      formula: f.scoreMatching,
      because: (d) => d.energy.proof.loss.because,
      numbers: (d) => d.energy.proof.loss.numbers(ASKED_T, figure(1 / (1 - bar()))),
    },
    {
      title: (d) => d.energy.proof.tweedie.title,
      formula: f.tweedie,
      because: (d) => d.energy.proof.tweedie.because,
      numbers: (d) => {
        const r = found();
        const at = (i: 0 | 1): number => (ASKED[i] + (1 - bar()) * (r?.score[i] ?? 0)) / Math.sqrt(bar());
        return r && d.energy.proof.tweedie.numbers(placeWords(ASKED), placeWords([at(0), at(1)]));
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
        id: 'energy',
        title: (d) => d.energy.title1,
        blocks: [
          { kind: 'text', words: (d) => d.energy.text1 },
          { kind: 'formula', formula: f.boltzmann },
          { kind: 'text', words: (d) => d.energy.text2 },
          { kind: 'formula', formula: f.scoreOfEnergy },
          { kind: 'experiment', experiment: scale },
          { kind: 'text', words: (d) => d.energy.text3 },
          { kind: 'experiment', experiment: match },
          { kind: 'text', words: (d) => d.energy.text4 },
          { kind: 'task', id: 'flat', words: (d) => d.energy.task, done: store.flat },
        ],
        Stage: () => <EnergyStage store={store} predicted={predicted} />,
      },
      {
        id: 'matching',
        title: (d) => d.energy.title2,
        blocks: [
          { kind: 'text', words: (d) => d.energy.text5 },
          { kind: 'formula', formula: f.scoreOfEps },
          { kind: 'unfold', id: 'tie', steps: proof, opened: signal<ReadonlySet<number>>(new Set()) },
          { kind: 'text', words: (d) => d.energy.text6 },
          { kind: 'text', words: (d) => d.energy.text7 },
          { kind: 'view', View: ToLangevin },
        ],
      },
    ],
  };
}

function ToLangevin() {
  return <LessonLink to="9" words={text.value.energy.toLangevin} />;
}
