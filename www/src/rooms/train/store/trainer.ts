/** Trains a run in short slices, so that controls respond at once, and records the losses. Uses no DOM. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { Computed, TrainingRun, TrainProgress } from '../../../../../pkg/src/types';
import { Record } from '../../../shared/state/record';

/** empty: no run yet. opening: one is being made. */
export type Phase = 'empty' | 'opening' | 'paused' | 'training' | 'failed';

/** Milliseconds of one slice: too short to notice, and long against the cost of a call to the worker. */
const SLICE_MS = 40;
/** More steps than fit into any slice. */
const SLICE_STEPS = 1000;
/** Steps a second are counted over so many milliseconds. */
const RATE_WINDOW = 2000;

export class Trainer {
  readonly phase = signal<Phase>('empty');
  readonly run = signal<TrainingRun | null>(null);
  readonly record = signal(new Record());
  /** Grows with everything noted: a record changes in place. */
  readonly revision = signal(0);
  readonly last = signal<Computed<TrainProgress> | null>(null);
  /** Steps a second, with all that is done beside them. */
  readonly rate = signal(0);

  /** Steps that it was asked for and has not done yet. */
  private left = 0;
  private readonly loops = new LastWins();
  private arrivals: { at: number; steps: number }[] = [];

  constructor(
    /** Called between two slices, and awaited: samples, distances. */
    private readonly beside: (run: TrainingRun) => Promise<void>,
    private readonly failed: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Steps still to train; Infinity where it trains until it is paused. */
  get remaining(): number {
    return this.phase.value === 'training' ? this.left : 0;
  }

  /** Takes a run in place of the one before, which is closed. */
  take(run: TrainingRun, record = new Record()): void {
    this.halt();
    const before = this.run.value;
    this.run.value = run;
    this.record.value = record;
    this.last.value = null;
    this.phase.value = 'paused';
    this.revision.value += 1;
    if (before !== run) before?.close();
  }

  /** Trains until it is paused, or for so many steps. */
  play(steps = Infinity): void {
    if (this.phase.value !== 'paused') return;
    void this.train(steps);
  }

  /** No slice begins from now on; the one under way is still noted when it ends. */
  pause(): void {
    if (this.phase.value !== 'training') return;
    this.halt();
    this.phase.value = 'paused';
  }

  /** Back to the same initialisation. */
  async reset(): Promise<void> {
    const run = this.run.value;
    if (!run) return;
    this.pause();
    await run.reset();
    // Answers come in order, so no step of before the reset can be noted after it
    if (run !== this.run.value) return;
    this.record.value = new Record();
    this.last.value = null;
    this.revision.value += 1;
  }

  /** Ends the run. */
  close(): void {
    this.halt();
    const run = this.run.value;
    this.run.value = null;
    this.phase.value = 'empty';
    run?.close();
  }

  fail(): void {
    this.halt();
    this.phase.value = 'failed';
  }

  /** To be called when something was added to the record from outside. */
  noted(): void {
    this.revision.value += 1;
  }

  private halt(): void {
    this.loops.cancel();
    this.rate.value = 0;
    this.arrivals = [];
  }

  private async train(steps: number): Promise<void> {
    const run = this.run.value;
    if (!run) return;
    const loop = this.loops.begin();
    const going = (): boolean => loop.current && run === this.run.value;
    this.phase.value = 'training';
    try {
      for (this.left = steps; this.left > 0 && going(); ) {
        const record = this.record.value;
        const progress = await run.train(Math.min(this.left, SLICE_STEPS), SLICE_MS);
        if (run !== this.run.value || record !== this.record.value) return;
        if (going()) this.left -= progress.losses.length;
        record.add(progress);
        this.last.value = progress;
        this.revision.value += 1;
        if (!going()) return;
        this.count(progress.losses.length);
        await this.beside(run);
      }
      if (going()) this.pause();
    } catch (error) {
      if (!going()) return;
      this.fail();
      this.failed(error);
    }
  }

  private count(steps: number): void {
    const now = this.now();
    this.arrivals = [...this.arrivals.filter(({ at }) => now - at < RATE_WINDOW), { at: now, steps }];
    const first = this.arrivals[0];
    const span = first ? now - first.at : 0;
    // The first arrival's steps were done before the span began
    const done = this.arrivals.slice(1).reduce((sum, arrival) => sum + arrival.steps, 0);
    this.rate.value = span > 0 ? (done * 1000) / span : 0;
  }
}
