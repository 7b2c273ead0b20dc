/** A derivation whose lines the learner chooses, one after the other, each from a few that differ where one errs. */
import { computed, signal } from '@preact/signals';
import type { Formula } from '../../../shared/notation/symbols';
import type { UnfoldStep, Words } from '../lesson';

/** A line that does not follow, and what one may have thought who takes it. */
export interface WrongLine {
  formula: Formula;
  says: Words;
}

/** A step whose line is to be chosen: `formula` is the right one. */
export interface FillStep extends UnfoldStep {
  asks: Words;
  wrong: readonly WrongLine[];
  /** Where the right line stands among the wrong ones, from 0. */
  place: number;
}

/** A line that is offered; `says` of a wrong one, null of the right one. */
export interface Line {
  formula: Formula;
  says: Words | null;
}

export class Derivation {
  /** Of each step, the lines that have been tried, in this order. */
  private readonly tried = signal<readonly (readonly number[])[]>([]);
  /** The first step whose line has not been found; the number of steps where all have. */
  readonly at = computed(() => {
    const open = this.steps.findIndex((_, step) => !this.found(step));
    return open < 0 ? this.steps.length : open;
  });
  readonly whole = computed(() => this.at.value === this.steps.length);

  constructor(readonly steps: readonly FillStep[]) {}

  /** What is offered at a step, in the order in which it stands there. */
  lines(step: number): readonly Line[] {
    const { wrong, formula, place } = this.steps[step] ?? { wrong: [], formula: undefined, place: 0 };
    const lines: Line[] = wrong.map((line) => ({ ...line }));
    if (formula) lines.splice(place, 0, { formula, says: null });
    return lines;
  }

  /** The lines of a step that have been tried. */
  triedAt(step: number): readonly number[] {
    return this.tried.value[step] ?? [];
  }

  found(step: number): boolean {
    return this.triedAt(step).some((line) => this.lines(step)[line]?.says === null);
  }

  /** Takes a line for the step that is open; lines of other steps, or tried before, change nothing. */
  choose(step: number, line: number): void {
    if (step !== this.at.value || this.lines(step)[line] === undefined || this.triedAt(step).includes(line)) return;
    this.tried.value = this.steps.map((_, i) => (i === step ? [...this.triedAt(i), line] : this.triedAt(i)));
  }

  /** From the beginning again. */
  again(): void {
    this.tried.value = [];
  }
}
