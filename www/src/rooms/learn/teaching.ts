/**
 * What a lesson is to leave behind: goals, a recap, exercises, and questions to check oneself by. Each lesson has it in files of
 * its own, one a language, fetched with the lesson. Texts are set as all others of the room: {name} is a symbol.
 */

/** A wrong option, and what whoever chooses it may have thought, and why it is not so. */
export type Wrong = readonly [says: string, thought: string];

interface AnyQuestion {
  asks: string;
  /** Why the right answer is right. */
  because: string;
}

export interface ChoiceQuestion extends AnyQuestion {
  kind: 'choice';
  right: string;
  wrong: readonly [Wrong, ...Wrong[]];
}

export interface NumberQuestion extends AnyQuestion {
  kind: 'number';
  value: number;
  /** How far an answer may be off; no less than what rounding to the digits asked for takes. */
  within: number;
  /** Wrong answers that have a reason of their own, each as near as `within`. */
  near: readonly (readonly [value: number, thought: string])[];
  /** What an answer that is too low, or too high, is told. */
  low: string;
  high: string;
}

export type Question = ChoiceQuestion | NumberQuestion;

/** Something to be tried on the stage of the lesson. */
export interface Exercise {
  asks: string;
  answer: string;
}

export interface Teaching {
  /** Each completes “After this lesson you can …”. */
  goals: readonly [string, string] | readonly [string, string, string];
  /** Three sentences. */
  recap: readonly [string, string, string];
  exercises: readonly [Exercise, Exercise];
  /** By their names, under which answers are kept. A test holds that there are at least POOL. */
  questions: Readonly<Record<string, Question>>;
}

/** No lesson has fewer questions. */
export const POOL = 10;
/** So many are drawn on a visit. */
export const DRAWN = 5;

/** As long a list of other things. */
type Each<L extends readonly unknown[], Item> = { readonly [I in keyof L]: Item };

/** The same in another language: the same questions with the same numbers, and as many wrong options. */
export type Translated<T extends Teaching> = {
  readonly goals: Each<T['goals'], string>;
  readonly recap: Teaching['recap'];
  readonly exercises: Teaching['exercises'];
  readonly questions: { readonly [K in keyof T['questions']]: TranslatedQuestion<T['questions'][K]> };
};

type TranslatedQuestion<Q extends Question> = Q extends ChoiceQuestion
  ? AnyQuestion & { kind: 'choice'; right: string; wrong: Each<Q['wrong'], Wrong> }
  : Q extends NumberQuestion
    ? AnyQuestion & {
        kind: 'number';
        value: Q['value'];
        within: Q['within'];
        near: TranslatedNear<Q['near']>;
        low: string;
        high: string;
      }
    : never;

type TranslatedNear<N extends NumberQuestion['near']> = { readonly [I in keyof N]: readonly [value: N[I][0], thought: string] };

/** An answer: the number, or the index of an option, of which 0 is the right one and 1 the first of the wrong ones. */
export type Given = number;

export function isRight(question: Question, given: Given): boolean {
  return question.kind === 'choice' ? given === 0 : off(question.value, given) <= question.within;
}

/** What a wrong answer is told of itself; null for a right one. */
export function thoughtOf(question: Question, given: Given): string | null {
  if (isRight(question, given)) return null;
  if (question.kind === 'choice') return question.wrong[given - 1]?.[1] ?? null;
  const nearest = [...question.near].sort(([one], [other]) => off(one, given) - off(other, given))[0];
  if (nearest && off(nearest[0], given) <= question.within) return nearest[1];
  return given < question.value ? question.low : question.high;
}

/** The options of a question by their indices: the right one first. */
export function optionsOf(question: ChoiceQuestion): readonly string[] {
  return [question.right, ...question.wrong.map(([says]) => says)];
}

/** A distance free of the last bit's rounding, so that what is exactly `within` away is within. */
const off = (value: number, given: number): number => Number(Math.abs(given - value).toPrecision(9));

/** The number that somebody wrote, with a point or a comma before the decimals; null where it is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(/^[−–]/, '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain) ? Number(plain) : null;
}
