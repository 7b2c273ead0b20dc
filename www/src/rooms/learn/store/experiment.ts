/** A prediction that is committed, the run that tests it, and the check of one by the other. */
import { computed, signal } from '@preact/signals';
import type { Palette } from '../../../shared/canvas/palette';
import type { Plane } from '../../../shared/canvas/plane';
import { figure } from '../../../shared/chart/figure';
import { Job, type Report } from '../../../shared/state/job';
import type { LearnDictionary } from '../locales/en';
import { distance, type Vec2 } from '../vec2';

/** What one commits to: the index of a choice, a number, or a place. */
export type Answer = number | Vec2;

/** A click on a picture of its own, which shows what is asked about and not the answer. */
export interface PointForm<R> {
  kind: 'point';
  /** Where the mark appears when the first arrow key is pressed. */
  start: Vec2;
  /** A mark no farther away than this is right. */
  within: number;
  /** The colour of what is asked for, by what it means. */
  colour: keyof Palette;
  truth(result: R): Vec2;
  /** The picture without the mark; `result` is null until it has been computed. */
  paint(plane: Plane, palette: Palette, result: R | null): void;
  /** What is to be seen, with its numbers, before anything is computed. */
  label(d: LearnDictionary): string;
}

export type ValueForm =
  | { kind: 'choice' }
  | { kind: 'number'; low: number; high: number; step: number; start: number; shown(value: number): string };
export type Form<R = unknown> = ValueForm | PointForm<R>;

interface AnyTrial<R> {
  /** Unique in its lesson. */
  id: string;
  question(d: LearnDictionary): string;
  work(report: Report<R>): Promise<void>;
  /** What came out, in words and computed numbers. */
  check(d: LearnDictionary, result: R): string;
}

/** No class is larger. */
const MAX_HANDS = 999;
export interface ValueTrial<R> extends AnyTrial<R> {
  form: ValueForm;
  /** Of a choice. */
  options?(d: LearnDictionary): readonly string[];
  /** Whether a prediction fits what was computed. */
  fits(answer: number, result: R): boolean;
  /** Of a wrong prediction: what one may have thought, and why it is not so. */
  diagnosis?(d: LearnDictionary, answer: number, result: R): string;
}

export interface PointTrial<R> extends AnyTrial<R> {
  form: PointForm<R>;
  /** Of a mark that is too far away: what one may have thought, and why it is not so. */
  markDiagnosis?(d: LearnDictionary, mark: Vec2, result: R): string;
}

export type Trial<R> = ValueTrial<R> | PointTrial<R>;

const isPlace = (answer: Answer | null): answer is Vec2 => typeof answer === 'object' && answer !== null;

export class Experiment<R> {
  readonly id;
  readonly form: Form<R>;
  /** The prediction committed to. */
  readonly answer = signal<Answer | null>(null);
  /** Where the mark is that has not been committed to yet; null before the first click. */
  readonly mark = signal<Vec2 | null>(null);
  readonly job: Job<R>;
  /** Of a choice, in a class: how many hands went up for each option. Nowhere kept. */
  readonly hands = signal<readonly number[]>([]);
  /** What was computed, once all of it is. */
  readonly result = computed<R | null>(() => (this.job.phase.value === 'done' ? this.job.result.value : null));
  /** Of a click: where what was asked for is, once that is known. */
  readonly truth = computed<Vec2 | null>(() => {
    const result = this.result.value;
    return result !== null && this.form.kind === 'point' ? this.form.truth(result) : null;
  });
  /** Of a click: how far the mark is from there. */
  readonly away = computed<number | null>(() => {
    const [answer, truth] = [this.answer.value, this.truth.value];
    return truth !== null && isPlace(answer) ? distance(answer, truth) : null;
  });
  /** Whether the prediction was right; null until it has been tested. */
  readonly right = computed<boolean | null>(() => {
    const [answer, result] = [this.answer.value, this.result.value];
    if (answer === null || result === null) return null;
    if (this.form.kind === 'point') return (this.away.value ?? Infinity) <= this.form.within;
    return 'fits' in this.trial && !isPlace(answer) ? this.trial.fits(answer, result) : null;
  });

  constructor(
    private readonly trial: Trial<R>,
    failed: (error: unknown) => void,
    /** Told when a prediction has been tested, and whether it was right. */
    private readonly tested: (right: boolean) => void,
  ) {
    this.id = trial.id;
    this.form = trial.form;
    this.job = new Job<R>(failed);
  }

  question(d: LearnDictionary): string {
    return this.trial.question(d);
  }

  options(d: LearnDictionary): readonly string[] {
    return ('options' in this.trial && this.trial.options?.(d)) || [];
  }

  /** Places the mark, as long as nothing has been committed to. */
  place(x: number, y: number): void {
    if (this.answer.value === null) this.mark.value = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
  }

  /** Commits to a prediction; once committed, it stands until the experiment is begun anew. */
  commit(answer: Answer): void {
    const finite = isPlace(answer) ? answer.every(Number.isFinite) : Number.isFinite(answer);
    if (this.answer.value === null && finite && isPlace(answer) === (this.form.kind === 'point')) this.answer.value = answer;
  }

  /** Nothing is run before something has been predicted. */
  async run(): Promise<void> {
    if (this.answer.value === null || this.job.phase.value === 'running') return;
    await this.job.run((report) => this.trial.work(report));
    if (this.right.value !== null) this.tested(this.right.value);
  }

  /** Which options fit what was computed; none before the check. */
  fitting(d: LearnDictionary): readonly number[] {
    const [result, { trial }] = [this.result.value, this];
    if (this.right.value === null || result === null || !('fits' in trial)) return [];
    return this.options(d).flatMap((_, i) => (trial.fits(i, result) ? [i] : []));
  }

  /** One hand more for an option, or one less. */
  raise(option: number, by: 1 | -1): void {
    const hands = [...this.hands.value];
    for (let i = hands.length; i <= option; i += 1) hands.push(0);
    hands[option] = Math.min(MAX_HANDS, Math.max(0, (hands[option] ?? 0) + by));
    this.hands.value = hands;
  }

  /** The sentence of the check, once there is one; of a click, with how far off it was. */
  check(d: LearnDictionary): string | null {
    const result = this.result.value;
    if (this.right.value === null || result === null) return null;
    const [words, away] = [this.trial.check(d, result), this.away.value];
    return away !== null && this.form.kind === 'point' ? `${words} ${d.experiment.away(figure(away), figure(this.form.within))}` : words;
  }

  /** The sentence for a wrong prediction; null where it was right, is not tested, or has no sentence of its own. */
  diagnosis(d: LearnDictionary): string | null {
    const [answer, result, { trial }] = [this.answer.value, this.result.value, this];
    if (this.right.value !== false || answer === null || result === null) return null;
    if ('fits' in trial) return isPlace(answer) ? null : (trial.diagnosis?.(d, answer, result) ?? null);
    return isPlace(answer) ? (trial.markDiagnosis?.(d, answer, result) ?? null) : null;
  }

  again(): void {
    this.job.clear();
    this.answer.value = null;
    this.hands.value = [];
    this.mark.value = null;
  }
}

/** As the views see it, whatever it computes. */
export type AnyExperiment = Pick<
  Experiment<unknown>,
  | 'id'
  | 'form'
  | 'answer'
  | 'mark'
  | 'result'
  | 'truth'
  | 'right'
  | 'hands'
  | 'raise'
  | 'fitting'
  | 'question'
  | 'options'
  | 'place'
  | 'commit'
  | 'run'
  | 'check'
  | 'diagnosis'
  | 'again'
> & { job: { phase: Experiment<unknown>['job']['phase']; progress: Experiment<unknown>['job']['progress']; cancel(): void } };
