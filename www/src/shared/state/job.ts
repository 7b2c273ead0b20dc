/** A long computation that reports progress and can be cancelled. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../pkg/src/latest';

export type JobPhase = 'idle' | 'running' | 'done';

export interface Report<T> {
  /** Whether the job has not been cancelled or restarted since. To be checked after every call of the engine. */
  wanted(): boolean;
  /** How far it is, 0 to 1, and what there is so far. */
  tell(progress: number, result?: T): void;
}

export class Job<T> {
  readonly phase = signal<JobPhase>('idle');
  readonly progress = signal(0);
  readonly result = signal<T | null>(null);
  private readonly works = new LastWins();

  constructor(private readonly failed: (error: unknown) => void) {}

  /** Begins; a job under way is cancelled. */
  async run(work: (report: Report<T>) => Promise<void>): Promise<void> {
    const turn = this.works.begin();
    const wanted = (): boolean => turn.current;
    this.phase.value = 'running';
    this.progress.value = 0;
    try {
      await work({
        wanted,
        tell: (progress, result) => {
          if (!wanted()) return;
          this.progress.value = progress;
          if (result !== undefined) this.result.value = result;
        },
      });
      if (wanted()) this.phase.value = 'done';
    } catch (error) {
      if (!wanted()) return;
      this.cancel();
      this.failed(error);
    }
  }

  /** Cancels; the result so far stays. */
  cancel(): void {
    this.works.cancel();
    this.phase.value = this.result.value === null ? 'idle' : 'done';
    this.progress.value = 0;
  }

  /** Cancels and drops the result, which belongs to another run. */
  clear(): void {
    this.works.cancel();
    this.result.value = null;
    this.phase.value = 'idle';
    this.progress.value = 0;
  }
}
