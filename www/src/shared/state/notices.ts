/** Messages to the visitor: settings that could not be taken, notes and errors. */
import { signal } from '@preact/signals';
import type { EngineErrorCode } from '../../../../pkg/src/types';
import { EngineError } from '../../../../pkg/src/types';
import type { Problem } from './settings';

export type Remedy = 'resume' | 'retry' | 'reload';

export type Notice =
  | { kind: 'problem'; id: string; problem: Problem }
  /** Information that is not an error; the room has its words. */
  | { kind: 'note'; id: string; note: string }
  | { kind: 'error'; id: string; code: EngineErrorCode; detail: string; remedy: Remedy | null };

/** Changes read the list without subscribing to it, so that an effect that adds a notice does not run again because of it. */
export class Notices {
  readonly list = signal<readonly Notice[]>([]);

  tellProblems(problems: readonly Problem[]): void {
    for (const problem of problems) this.put({ kind: 'problem', id: `problem:${problem.key}`, problem });
  }

  tellError(error: unknown, remedy: Remedy | null): void {
    const known = error instanceof EngineError ? error : new EngineError('engine_panic', String(error));
    if (known.code === 'cancelled') return;
    this.put({ kind: 'error', id: `error:${known.code}`, code: known.code, detail: known.message, remedy });
  }

  /** What went wrong with work whose code is fetched first: code that cannot be fetched is a TypeError of the browser's own. */
  tellFetched(error: unknown): void {
    this.tellError(error instanceof EngineError ? error : new EngineError('network', String(error)), null);
  }

  tellNote(note: string): void {
    this.put({ kind: 'note', id: `note:${note}`, note });
  }

  /** Removes an error that no longer holds. */
  dismissError(code: EngineErrorCode): void {
    this.dismiss(`error:${code}`);
  }

  dismiss(id: string): void {
    this.list.value = this.list.peek().filter((notice) => notice.id !== id);
  }

  /** Removes the errors that offer a remedy: the operation has succeeded since. */
  clearRemedied(): void {
    this.list.value = this.list.peek().filter((notice) => notice.kind !== 'error' || notice.remedy === null);
  }

  private put(notice: Notice): void {
    this.list.value = [...this.list.peek().filter((other) => other.id !== notice.id), notice];
  }
}

/** The notices of several lists in their order. A notice that is in several lists is shown once, as in the last of them. */
export function once(lists: readonly Notices[]): Notice[] {
  const toldIn = new Map(lists.flatMap((notices) => notices.list.value.map(({ id }) => [id, notices] as const)));
  return lists.flatMap((notices) => notices.list.value.filter(({ id }) => toldIn.get(id) === notices));
}
