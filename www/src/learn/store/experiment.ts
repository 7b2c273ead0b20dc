/** A prediction that is committed, the run that tests it, and the check of one by the other. */
import { computed, signal } from '@preact/signals';
import { Job, type Report } from '../../train/store/job';
import type { LearnDictionary } from '../locales/text';

export type Form =
  | { kind: 'choice' }
  | { kind: 'number'; low: number; high: number; step: number; start: number; shown(value: number): string };

export interface Trial<R> {
  /** Unique in its lesson. */
  id: string;
  form: Form;
  question(d: LearnDictionary): string;
  /** Of a choice. */
  options?(d: LearnDictionary): readonly string[];
  work(report: Report<R>): Promise<void>;
  /** Whether a prediction fits what was computed. */
  fits(answer: number, result: R): boolean;
  /** What came out, in words and computed numbers. */
  check(d: LearnDictionary, result: R): string;
}

/** No class is larger. */
const MOST_HANDS = 999;

export class Experiment<R> {
  readonly id;
  readonly form;
  /** The prediction committed to: the index of a choice, or a number. */
  readonly answer = signal<number | null>(null);
  readonly job: Job<R>;
  /** Of a choice, in a class: how many hands went up for each option. Nowhere kept. */
  readonly hands = signal<readonly number[]>([]);
  /** Whether the prediction was right; null until it has been tested. */
  readonly right = computed<boolean | null>(() => {
    const [answer, result] = [this.answer.value, this.job.result.value];
    return answer === null || result === null || this.job.phase.value !== 'done' ? null : this.trial.fits(answer, result);
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
    return this.trial.options?.(d) ?? [];
  }

  /** Commits to a prediction; once committed, it stands until the experiment is begun anew. */
  commit(answer: number): void {
    if (this.answer.value === null && Number.isFinite(answer)) this.answer.value = answer;
  }

  /** Nothing is run before something has been predicted. */
  async run(): Promise<void> {
    if (this.answer.value === null || this.job.phase.value === 'running') return;
    await this.job.run((report) => this.trial.work(report));
    if (this.right.value !== null) this.tested(this.right.value);
  }

  /** Which options fit what was computed; none before the check. */
  fitting(d: LearnDictionary): readonly number[] {
    const result = this.job.result.value;
    if (this.right.value === null || result === null) return [];
    return this.options(d).flatMap((_, i) => (this.trial.fits(i, result) ? [i] : []));
  }

  /** One hand more for an option, or one less. */
  raise(option: number, by: 1 | -1): void {
    const hands = [...this.hands.value];
    for (let i = hands.length; i <= option; i += 1) hands.push(0);
    hands[option] = Math.min(MOST_HANDS, Math.max(0, (hands[option] ?? 0) + by));
    this.hands.value = hands;
  }

  /** The sentence of the check, once there is one. */
  check(d: LearnDictionary): string | null {
    const result = this.job.result.value;
    return this.right.value === null || result === null ? null : this.trial.check(d, result);
  }

  again(): void {
    this.job.clear();
    this.answer.value = null;
    this.hands.value = [];
  }
}

/** As the views see it, whatever it computes. */
export type AnyExperiment = Pick<
  Experiment<unknown>,
  'id' | 'form' | 'answer' | 'right' | 'hands' | 'raise' | 'fitting' | 'question' | 'options' | 'commit' | 'run' | 'check' | 'again'
> & { job: { phase: Experiment<unknown>['job']['phase']; progress: Experiment<unknown>['job']['progress']; cancel(): void } };
