/** The question that a number selects, and the answers stored in this browser. Pure. */
import { scramble } from '../../../../shared/state/seed';
import { FAULTS, type Fault } from './faults';

/** What can be dealt and answered: each fault, or none. */
export const OUTCOMES: readonly (Fault | null)[] = [...FAULTS, null];

/** Deals are numbered from 1; 0 is no quiz. */
export const MAX_DEALS = 9999;
/** Answers that are remembered. */
const MAX_ANSWERS = 300;
/** A longer text was not written here. */
const MAX_TEXT = 12 * MAX_ANSWERS;

/** What this deal hides: the same in every browser, and not to be read off the number at a glance. */
export function dealt(deal: number): Fault | null {
  return OUTCOMES[scramble(deal) % OUTCOMES.length] ?? null;
}

/** Answers by their deal: indices into OUTCOMES. */
export type Answers = ReadonlyMap<number, number>;

/** The answers in a text that may be anybody's. */
export function parseAnswers(text: string | null): Answers {
  if (text === null || text.length > MAX_TEXT) return new Map();
  try {
    const list: unknown = JSON.parse(text);
    return new Map(Array.isArray(list) ? list.filter(isAnswer).slice(0, MAX_ANSWERS) : []);
  } catch {
    return new Map();
  }
}

function isAnswer(pair: unknown): pair is [number, number] {
  if (!Array.isArray(pair) || pair.length !== 2) return false;
  const [deal, answer]: unknown[] = pair;
  const within = (value: unknown, low: number, high: number): boolean =>
    typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
  return within(deal, 1, MAX_DEALS) && within(answer, 0, OUTCOMES.length - 1);
}

/** The text that `parseAnswers` reads; the newest answers where there are too many. */
export function formatAnswers(answers: Answers): string {
  return JSON.stringify([...answers].slice(-MAX_ANSWERS));
}

/** How many were answered, and how many of them rightly. Nothing but the answers is stored. */
export function score(answers: Answers): { asked: number; right: number } {
  const right = [...answers].filter(([deal, answer]) => dealt(deal) === OUTCOMES[answer]).length;
  return { asked: answers.size, right };
}
