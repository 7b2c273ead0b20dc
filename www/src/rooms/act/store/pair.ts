/** Trains the diffusion policy and its rival step for step, on the same batches. Uses no DOM. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { TrainingRun } from '../../../../../pkg/src/types';
import { Record } from '../../../shared/state/record';
import type { Both } from './film';

/** empty: there are no demonstrations. opening: the runs are being made. */
export type Phase = 'empty' | 'opening' | 'paused' | 'training' | 'failed';

/** Steps of one slice, some 40 ms of both: controls respond at once. */
const SLICE_STEPS = 12;
/** Milliseconds that a slice may take; what ends it are its steps. */
const SLICE_MS = 60_000;

const newRecords = (): Both<Record> => ({ diffusion: new Record(), cloning: new Record() });

export class Pair {
  readonly phase = signal<Phase>('empty');
  readonly runs = signal<Both<TrainingRun> | null>(null);
  readonly records = signal(newRecords());
  /** Grows with everything noted: records change in place. */
  readonly revision = signal(0);
  /** Milliseconds that both have trained, as their worker counted them. */
  readonly spent = signal(0);
  private readonly loops = new LastWins();

  constructor(
    /** Called between two slices, and awaited. */
    private readonly beside: (runs: Both<TrainingRun>, step: number) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** The steps that both have done. */
  get step(): number {
    const { diffusion, cloning } = this.records.peek();
    return Math.min(diffusion.step, cloning.step);
  }

  /** Takes runs in place of those before, which are closed. */
  take(runs: Both<TrainingRun>): void {
    this.close();
    this.runs.value = runs;
    this.phase.value = 'paused';
  }

  /** Trains until it is paused, or to the step `until`. */
  async play(until = Infinity): Promise<void> {
    const runs = this.runs.value;
    if (runs === null || this.phase.value !== 'paused') return;
    const loop = this.loops.begin();
    this.phase.value = 'training';
    try {
      while (loop.current && this.step < until) {
        await this.slice(runs, Math.min(until, this.step + SLICE_STEPS));
        if (loop.current) await this.beside(runs, this.step);
      }
      if (loop.current) this.phase.value = 'paused';
    } catch (error) {
      if (!loop.current) return;
      this.phase.value = 'failed';
      this.failed(error);
    }
  }

  /** No slice begins from now on; the one under way is still noted when it ends. */
  pause(): void {
    if (this.phase.value !== 'training') return;
    this.loops.cancel();
    this.phase.value = 'paused';
  }

  /** Back to the same initialisation. */
  async reset(): Promise<void> {
    const runs = this.runs.value;
    if (runs === null) return;
    this.pause();
    await Promise.all([runs.diffusion.reset(), runs.cloning.reset()]);
    if (runs !== this.runs.value) return;
    this.records.value = newRecords();
    this.spent.value = 0;
    this.revision.value += 1;
  }

  /** Ends the runs. */
  close(): void {
    this.loops.cancel();
    const before = this.runs.value;
    this.runs.value = null;
    this.records.value = newRecords();
    this.spent.value = 0;
    this.phase.value = 'empty';
    this.revision.value += 1;
    before?.diffusion.close();
    before?.cloning.close();
  }

  /** Both up to a step: one may be behind, where its worker was lost and it went on from a copy. */
  private async slice(runs: Both<TrainingRun>, to: number): Promise<void> {
    const records = this.records.value;
    const train = async (name: keyof Both<unknown>): Promise<void> => {
      const missing = to - records[name].step;
      if (missing <= 0) return;
      const progress = await runs[name].train(missing, SLICE_MS);
      if (records !== this.records.value) return;
      records[name].add(progress);
      this.spent.value += progress.ms;
    };
    await Promise.all([train('diffusion'), train('cloning')]);
    if (records === this.records.value) this.revision.value += 1;
  }
}
