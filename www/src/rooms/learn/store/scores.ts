/** How often predictions were right, kept in this browser and nowhere else. Storage may be refused; then it lasts as long as the page. */
import { computed, signal } from '@preact/signals';
import { readStored, writeStored } from '../../../shared/state/storage';

/** A longer list was not written here. */
const MOST = 100;
const MAX_COUNT = 9999;
const FORM = /^\d{1,2}\.[a-z][A-Za-z]{0,23}$/;

/** Of one prediction: how often it was right, and how often not. */
export type Score = readonly [right: number, wrong: number];

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_COUNT;

/** The scores in a value that may be anything, at most so many; null where one of them is none. */
export function readScores(list: unknown, most = MOST): Map<string, Score> | null {
  if (!Array.isArray(list) || list.length > most) return null;
  const scores = new Map<string, Score>();
  for (const item of list) {
    if (!Array.isArray(item) || item.length !== 3) return null;
    const [name, right, wrong]: unknown[] = item;
    if (typeof name !== 'string' || !FORM.test(name) || !isCount(right) || !isCount(wrong)) return null;
    scores.set(name, [right, wrong]);
  }
  return scores;
}

/** As `readScores` reads them. */
export function formatScores(scores: ReadonlyMap<string, Score>): (readonly [string, number, number])[] {
  return [...scores].map(([name, [right, wrong]]) => [name, right, wrong]);
}

/** A score with one answer more. */
export function counted([right, wrong]: Score = [0, 0], isRight: boolean): Score {
  return isRight ? [Math.min(right + 1, MAX_COUNT), wrong] : [right, Math.min(wrong + 1, MAX_COUNT)];
}

/** The scores in a text that may be anybody's; what is no score is left out. */
export function parseScores(text: string | null): Map<string, Score> {
  if (text === null || text.length > 60 * MOST) return new Map();
  try {
    const list: unknown = JSON.parse(text);
    const items: unknown[] = Array.isArray(list) ? list.slice(0, MOST) : [];
    return new Map(items.flatMap((item) => [...(readScores([item]) ?? [])]));
  } catch {
    return new Map();
  }
}

/** The answers of one lesson together. */
export function totalOf(scores: ReadonlyMap<string, Score>, lesson: number): Score {
  let [right, wrong] = [0, 0];
  for (const [name, score] of scores) {
    if (!name.startsWith(`${lesson}.`)) continue;
    right += score[0];
    wrong += score[1];
  }
  return [right, wrong];
}

export class Scores {
  /** By `lesson.prediction`. */
  readonly all = signal<ReadonlyMap<string, Score>>(parseScores(readStored('scores')));
  readonly total = computed<Score>(() => {
    let [right, wrong] = [0, 0];
    for (const score of this.all.value.values()) {
      right += score[0];
      wrong += score[1];
    }
    return [right, wrong];
  });

  count(name: string, isRight: boolean): void {
    this.put(new Map(this.all.peek()).set(name, counted(this.all.peek().get(name), isRight)));
  }

  clear(): void {
    this.put(new Map());
  }

  put(scores: ReadonlyMap<string, Score>): void {
    this.all.value = scores;
    writeStored('scores', scores.size === 0 ? null : JSON.stringify(formatScores(scores)));
  }
}
