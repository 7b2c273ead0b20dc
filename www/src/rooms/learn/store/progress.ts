/** What has been done, kept in this browser. Storage may be refused; then it lasts as long as the page. */
import { signal } from '@preact/signals';
import { readStored, writeStored } from '../../../shared/state/storage';

/** A longer list was not written here. */
const MOST = 200;
const FORM = /^\d{1,2}\.[a-z][A-Za-z]{0,23}$/;

/** Steps that are now in a lesson of their own. */
export const MOVED: ReadonlyMap<string, string> = new Map([['11.guidance', '13.guidance']]);
/** Whether a value is the name of a step, as `lesson.step`. */
export const isStep = (value: unknown): value is string => typeof value === 'string' && FORM.test(value);

/** The names of steps in a text that may be anybody's. */
export function parseProgress(text: string | null): Set<string> {
  if (text === null || text.length > 40 * MOST) return new Set();
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return new Set();
    return new Set(
      list
        .filter(isStep)
        .slice(0, MOST)
        .map((name) => MOVED.get(name) ?? name),
    );
  } catch {
    return new Set();
  }
}

export class Progress {
  /** Steps done, as `lesson.step`. */
  readonly done = signal<ReadonlySet<string>>(parseProgress(readStored('learn')));

  has(lesson: number, step: string): boolean {
    return this.done.value.has(`${lesson}.${step}`);
  }

  mark(lesson: number, step: string): void {
    const name = `${lesson}.${step}`;
    if (this.done.peek().has(name)) return;
    this.put(new Set([...this.done.peek(), name]));
  }

  clear(): void {
    this.put(new Set());
  }

  put(done: ReadonlySet<string>): void {
    this.done.value = done;
    writeStored('learn', JSON.stringify([...done]));
  }
}
