/** One worker's life, from its first message to its end: requests, answers, and how its death is noticed. */

import type { Answer, Ask, Kind, Message, Request } from './protocol';
import { fromWire } from './protocol';
import type { EngineErrorCode } from './types';
import { EngineError } from './types';

interface Pending {
  resolve(value: Answer<Kind>): void;
  reject(error: EngineError): void;
  kind: Kind;
  limit: number | undefined;
}

/** Errors after which nothing more is to be had of a worker. */
const FINAL: ReadonlySet<EngineErrorCode> = new Set(['device_lost', 'engine_panic', 'worker_lost']);

/** Whether an error means that the worker is gone, so that another may carry on. */
export const isLoss = (error: unknown): error is EngineError => error instanceof EngineError && FINAL.has(error.code);

export interface LinkEvents {
  onProgress(progress: number): void;
  /** Called once, whatever ended it; not called after close(). */
  onEnd(error: EngineError): void;
}

export class Link {
  readonly #worker: Worker;
  readonly #events: LinkEvents;
  readonly #pending = new Map<number, Pending>();
  /** The call that the watchdog watches, and its timer; 0 where there is none. */
  #watched = 0;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #end: EngineError | null = null;
  #heard = false;
  #lastId = 0;

  /** Starts the worker. Throws `unsupported` where the browser has no module workers. */
  constructor(script: URL, name: string, events: LinkEvents) {
    this.#events = events;
    let modules = false;
    const options: WorkerOptions = {
      name,
      // A browser that does not know the option does not read it either.
      get type(): WorkerType {
        modules = true;
        return 'module';
      },
    };
    this.#worker = new Worker(script, options);
    this.#worker.addEventListener('message', (event: MessageEvent<Message>) => this.#hear(event.data));
    this.#worker.addEventListener('messageerror', () => this.#fail(new EngineError('worker_lost', 'a message could not be read')));
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      // An error before the first message is the script's own: it could not be fetched.
      const code = this.#heard ? 'worker_lost' : 'network';
      this.#fail(new EngineError(code, event.message || 'the worker could not be started'));
    });
    if (!modules) {
      this.close(new EngineError('unsupported', 'no module workers in this browser'));
      throw this.#end;
    }
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  /**
   * Asks and waits. `limit` is the watchdog's: a worker that has not answered so many milliseconds after it came to the call is
   * ended. A call that waits behind another is not the worker's delay yet.
   */
  call<K extends Kind>(kind: K, ask: Ask<K>, limit?: number): Promise<Answer<K>> {
    if (this.#end !== null) return Promise.reject(this.#end);
    const id = ++this.#lastId;
    return new Promise<Answer<K>>((resolve, reject) => {
      this.#worker.postMessage({ id, kind, ask } as Request);
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject, kind, limit });
      this.#watch();
    });
  }

  /** Ends the worker; what is pending is rejected with `reason`. */
  close(reason: EngineError): void {
    if (this.#end !== null) return;
    this.#end = reason;
    this.#worker.terminate();
    clearTimeout(this.#watchdog);
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  #fail(error: EngineError): void {
    if (this.#end !== null) return;
    this.close(error);
    this.#events.onEnd(error);
  }

  #hear(message: Message): void {
    if (this.#end !== null) return;
    this.#heard = true;
    switch (message.kind) {
      case 'answer':
        this.#settle(message.id)?.resolve(message.value);
        return;
      case 'refusal': {
        const error = fromWire(message.error);
        if (isLoss(error)) this.#fail(error);
        else this.#settle(message.id)?.reject(error);
        return;
      }
      case 'progress':
        this.#events.onProgress(message.progress);
        return;
      case 'alive':
        // Granted when the worker no longer holds it, that is, when it is no more.
        void navigator.locks.request(message.lock, () => this.#fail(new EngineError('worker_lost', 'the worker was ended')));
        return;
      case 'fatal':
        this.#fail(fromWire(message.error));
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    this.#watch();
    return pending;
  }

  /** A worker answers in order: it is at the oldest call, for which the time begins when the one before it is answered. */
  #watch(): void {
    const [id, oldest] = [...this.#pending].find(([, { limit }]) => limit !== undefined) ?? [0, null];
    if (id === this.#watched) return;
    clearTimeout(this.#watchdog);
    this.#watched = id;
    if (oldest === null) return;
    const late = () => this.#fail(new EngineError('worker_lost', `no answer to ${oldest.kind} in ${oldest.limit} ms`));
    this.#watchdog = setTimeout(late, oldest.limit);
  }
}
