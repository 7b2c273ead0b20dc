/** How the questions of the self-checks were answered, and how often each was begun: kept in this browser and nowhere else. */
import { signal } from '@preact/signals';
import { readStored, writeStored } from '../../../shared/state/storage';
import { counted, formatScores, readScores, type Score } from './scores';

/** A longer text was not written here. */
const MAX_TEXT = 40_000;
const MOST = 600;
const NONE: Score = [0, 0];

export interface CheckRecord {
  /** How often the self-check of a lesson was begun. */
  readonly visits: ReadonlyMap<number, number>;
  /** By `lesson.question`. */
  readonly answers: ReadonlyMap<string, Score>;
}

const EMPTY: CheckRecord = { visits: new Map(), answers: new Map() };

const isWhole = (value: unknown, most: number): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;

/** The visits in a value that may be anything; null where one of them is none. */
export function readVisits(list: unknown): Map<number, number> | null {
  if (!Array.isArray(list) || list.length > 99) return null;
  const visits = new Map<number, number>();
  for (const item of list) {
    if (!Array.isArray(item) || item.length !== 2) return null;
    const [lesson, count]: unknown[] = item;
    if (!isWhole(lesson, 99) || !isWhole(count, 9999)) return null;
    visits.set(lesson, count);
  }
  return visits;
}

/** The record in a text that may be anybody's; an empty one where it is not ours. */
export function parseChecks(text: string | null): CheckRecord {
  if (text === null || text.length > MAX_TEXT) return EMPTY;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('visits' in value) || !('answers' in value)) return EMPTY;
    const [visits, answers] = [readVisits(value.visits), readScores(value.answers, MOST)];
    return visits && answers ? { visits, answers } : EMPTY;
  } catch {
    return EMPTY;
  }
}

export class Checks {
  readonly record = signal<CheckRecord>(parseChecks(readStored('checks')));

  scoreOf(lesson: number, question: string): Score {
    return this.record.value.answers.get(`${lesson}.${question}`) ?? NONE;
  }

  /** One more visit; returns which it is, from 1. */
  visit(lesson: number): number {
    const { visits } = this.record.peek();
    const count = Math.min((visits.get(lesson) ?? 0) + 1, 9999);
    this.put({ ...this.record.peek(), visits: new Map(visits).set(lesson, count) });
    return count;
  }

  count(lesson: number, question: string, right: boolean): void {
    const { answers } = this.record.peek();
    const name = `${lesson}.${question}`;
    this.put({ ...this.record.peek(), answers: new Map(answers).set(name, counted(answers.get(name), right)) });
  }

  put(record: CheckRecord): void {
    this.record.value = record;
    const { visits, answers } = record;
    const empty = visits.size === 0 && answers.size === 0;
    writeStored('checks', empty ? null : JSON.stringify({ visits: [...visits], answers: formatScores(answers) }));
  }

  clear(): void {
    this.put(EMPTY);
  }
}
