/** What a lesson is made of: data that dumb views show. */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Dictionary } from '../../shared/i18n/dictionary';
import type { Formula } from '../../shared/notation/symbols';
import type { LearnDictionary } from './locales/en';
import type { Specimen } from './notation/numbers';
import type { Derivation } from './store/derivation';
import type { AnyExperiment, Experiment, Trial } from './store/experiment';
import type { RunPool } from './store/run-pool';
import type { Teaching } from './teaching';

/** Something to be said, in whatever language. */
export type Words = (d: LearnDictionary) => string;

export interface UnfoldStep {
  /** What is done in this step. */
  title: Words;
  formula: Formula;
  /** Why it may be done, and what for. */
  because: Words;
  /** The step with the numbers of a run; null where nothing has been measured yet. */
  numbers(d: LearnDictionary): string | null;
}

export type QuestionName = keyof LearnDictionary['questions']['list'];

export type Block =
  | { kind: 'text'; words: Words }
  | { kind: 'formula'; formula: Formula; words?: Words }
  | { kind: 'experiment'; experiment: AnyExperiment }
  /** Something to be done on the stage, which notices it. */
  | { kind: 'task'; id: string; words: Words; done: ReadonlySignal<boolean> }
  | { kind: 'question'; name: QuestionName }
  /** A derivation, step by step. */
  | { kind: 'unfold'; id: string; steps: readonly UnfoldStep[]; opened: Signal<ReadonlySet<number>> }
  /** A derivation whose lines are chosen, one after the other. */
  | { kind: 'fill'; id: string; derivation: Derivation }
  /** A view of its own in the middle of the text. */
  | { kind: 'view'; View: ComponentType };

/** A part of a lesson: text on one side, what it speaks of on the other. */
export interface Scene {
  id: string;
  title: Words;
  blocks: readonly Block[];
  Stage?: ComponentType;
}

export interface Lesson {
  scenes: readonly Scene[];
  /** Its goals, recap, exercises and questions, fetched with it. */
  teaching: Dictionary<Teaching>;
  /** The point on its stage, where that is one whose numbers can stand in its formulas; null until the stage has it. */
  values?: ReadonlySignal<Specimen | null>;
  /** The visitor has come: what the stage needs is asked for. */
  enter(): void;
  leave?(): void;
}

/** What a lesson may use of the room. */
export interface LessonContext {
  pool: RunPool;
  /** The part of the stage that a text speaks of just now. */
  lit: Signal<string | null>;
  /** Tells the visitor what went wrong. */
  failed(error: unknown): void;
  /**
   * Whether these predictions have been tested, on this visit or before, so that a stage may be used to look for their
   * answers; true where a teacher has hidden predictions.
   */
  predicted(...experiments: string[]): ReadonlySignal<boolean>;
  /** A prediction of the lesson that is being made. */
  experiment<R>(trial: Trial<R>): Experiment<R>;
}

/** What a block says in running text. */
function wordsOf(block: Block, d: LearnDictionary): string[] {
  switch (block.kind) {
    case 'text':
      return [block.words(d)];
    case 'formula':
      return block.words ? [block.words(d)] : [];
    case 'experiment':
      return [block.experiment.question(d)];
    case 'unfold':
      return block.steps.map((step) => step.because(d));
    case 'fill':
      return block.derivation.steps.map((step) => step.because(d));
    default:
      return [];
  }
}

/** The running texts of a lesson in the order in which they are read. */
export function textsOf(lesson: Lesson, d: LearnDictionary): string[] {
  return lesson.scenes.flatMap(({ blocks }) => blocks.flatMap((block) => wordsOf(block, d)));
}

/** The name under which it is kept that the self-check of a lesson was answered. */
export const CHECK = 'check';

/** The names of what there is to do in a lesson: to be answered or to be moved, not only to be opened. */
export function stepsOf(lesson: Lesson): string[] {
  const steps = lesson.scenes.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'experiment' ? [block.experiment.id] : block.kind === 'task' || block.kind === 'fill' ? [block.id] : [],
    ),
  );
  return [...steps, CHECK];
}
