/** Five questions of a lesson's pool, asked one at a time. */
import { computed, signal } from '@preact/signals';
import { DRAWN, type Given, isRight, type Question, type Teaching } from '../teaching';
import type { Checks } from './checks';
import { draw, shuffled } from './draw';

export class SelfCheck {
  /** The questions that are asked, by name; none before the lesson has been visited. */
  readonly drawn = signal<readonly string[]>([]);
  /** Which of them is asked now; their number, once all have been answered and seen. */
  readonly at = signal(0);
  /** The answers so far, in the order of the questions. */
  readonly given = signal<readonly Given[]>([]);
  readonly name = computed(() => this.drawn.value[this.at.value] ?? null);
  /** The answer to the question that is asked now; null before it. */
  readonly answer = computed<Given | null>(() => this.given.value[this.at.value] ?? null);
  private visit = 0;
  private readonly right = signal(0);

  constructor(
    private readonly lesson: number,
    private readonly checks: Checks,
    /** In the language in use. */
    private readonly teaching: () => Teaching,
    /** Told when all of them have been answered. */
    private readonly answered: () => void,
  ) {}

  /** Draws anew. */
  begin(): void {
    this.visit = this.checks.visit(this.lesson);
    const names = Object.keys(this.teaching().questions);
    this.drawn.value = draw(names, DRAWN, this.visit, (name) => this.checks.scoreOf(this.lesson, name));
    this.at.value = 0;
    this.given.value = [];
    this.right.value = 0;
  }

  question(): Question | null {
    const name = this.name.value;
    return name === null ? null : (this.teaching().questions[name] ?? null);
  }

  /** The order in which the options of the question are shown, as their indices. */
  order(count: number): readonly number[] {
    return shuffled(count, this.visit, this.name.value ?? '');
  }

  /** Answers the question; an answer stands. */
  commit(given: Given): void {
    const [question, name] = [this.question(), this.name.value];
    if (question === null || name === null || this.answer.value !== null || !Number.isFinite(given)) return;
    const right = isRight(question, given);
    this.given.value = [...this.given.value, given];
    if (right) this.right.value += 1;
    this.checks.count(this.lesson, name, right);
    if (this.given.value.length === this.drawn.value.length) this.answered();
  }

  /** To the next question, and from the last to the end. */
  next(): void {
    if (this.answer.value !== null) this.at.value += 1;
  }

  /** How many were right, once the end is reached; null before. */
  result(): { right: number; all: number } | null {
    const all = this.drawn.value.length;
    return all > 0 && this.at.value === all ? { right: this.right.value, all } : null;
  }
}
