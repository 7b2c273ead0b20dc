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

/** The scores in a text that may be anybody's. */
export function parseScores(text: string | null): Map<string, Score> {
  const scores = new Map<string, Score>();
  if (text === null || text.length > 60 * MOST) return scores;
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return scores;
    for (const item of list.slice(0, MOST)) {
      if (!Array.isArray(item) || item.length !== 3) continue;
      const [name, right, wrong]: unknown[] = item;
      if (typeof name === 'string' && FORM.test(name) && isCount(right) && isCount(wrong)) scores.set(name, [right, wrong]);
    }
  } catch {
    // Not ours
  }
  return scores;
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
    const [right, wrong] = this.all.peek().get(name) ?? [0, 0];
    const score: Score = isRight ? [Math.min(right + 1, MAX_COUNT), wrong] : [right, Math.min(wrong + 1, MAX_COUNT)];
    this.all.value = new Map(this.all.peek()).set(name, score);
    this.write();
  }

  clear(): void {
    this.all.value = new Map();
    this.write();
  }

  private write(): void {
    const list = [...this.all.peek()].map(([name, [right, wrong]]) => [name, right, wrong]);
    writeStored('scores', list.length === 0 ? null : JSON.stringify(list));
  }
}
