/** Through an algorithm a line at a time: forwards, backwards, by itself in slow motion, and up to a break. Knows no DOM. */
import { computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../../../pkg/src/latest';
import { type Clock, realClock } from '../../../../../shared/state/player';

/** What is walked through. Places are whole numbers from 0; at each of them one line has just been done. */
export interface Program {
  line(place: number): number;
  /** The t that holds at a place; null where there is none yet. */
  t(place: number): number | null;
  /** The last place there can be. */
  last(): number;
  /** Where the round begins that a place belongs to, and where the next one does. */
  roundOf(place: number): number;
  nextRound(place: number): number;
  /** Whether a t becomes known at this place: there a break holds. */
  beginsT(place: number): boolean;
  /** Has what a place shows computed; false where it cannot be had. True at once where it is there. */
  reach(place: number): boolean | Promise<boolean>;
}

export class Stepper {
  readonly place = signal(0);
  readonly running = signal(false);
  /** Something is being computed before the stepper can go on. */
  readonly busy = signal(false);
  /** The t at which the run has stopped for a break. */
  readonly stopped = signal<number | null>(null);
  readonly program = signal<Program | null>(null);
  readonly line = computed(() => this.program.value?.line(this.place.value) ?? 1);
  readonly t = computed(() => this.program.value?.t(this.place.value) ?? null);
  readonly ended = computed(() => this.program.value !== null && this.place.value >= this.program.value.last());

  private readonly moves = new LastWins();
  private readonly loops = new LastWins();
  private wake: () => void = () => undefined;

  constructor(
    /** Lines a second, and the t to stop at, as they are set just now. */
    private readonly how: () => { pace: number; stop: number },
    private readonly failed: (error: unknown) => void,
    private readonly clock: Clock = realClock,
  ) {}

  /** Begins on another program, or on none while it is being made. */
  take(program: Program | null, place = 0): void {
    this.pause();
    this.moves.cancel();
    this.busy.value = false;
    this.program.value = program;
    this.place.value = 0;
    if (program && place > 0) this.seek(place);
  }

  /** So many lines on, or back. */
  step(by: number): void {
    this.pause();
    void this.go(this.place.value + by);
  }

  /** To where the next t begins, or this one; or the one before, if this is where it began. */
  stepT(back: boolean): void {
    const program = this.program.value;
    if (!program) return;
    this.pause();
    const here = this.place.value;
    const begin = program.roundOf(here);
    void this.go(back ? (begin < here ? begin : program.roundOf(here - 1)) : Math.min(program.nextRound(here), program.last()));
  }

  seek(place: number): void {
    this.pause();
    void this.go(place);
  }

  run(): void {
    if (this.running.value || !this.program.value) return;
    if (this.ended.value) this.place.value = 0;
    this.running.value = true;
    void this.keepRunning();
  }

  pause(): void {
    this.running.value = false;
    this.stopped.value = null;
    this.loops.cancel();
    this.wake();
  }

  toggle(): void {
    if (this.running.value) this.pause();
    else this.run();
  }

  private async keepRunning(): Promise<void> {
    this.stopped.value = null;
    const loop = this.loops.begin();
    while (loop.current) {
      if (!(await this.go(this.place.value + 1))) break;
      if (!loop.current) return;
      const { stop } = this.how();
      const program = this.program.value;
      if (program && stop > 0 && program.beginsT(this.place.value) && program.t(this.place.value) === stop) {
        this.pause();
        this.stopped.value = stop;
        return;
      }
      if (this.ended.value) break;
      const pause = this.clock.sleep(1000 / this.how().pace);
      this.wake = pause.wake;
      await pause.done;
    }
    if (loop.current) this.pause();
  }

  /** To a place, once it can be shown. Of several calls the last wins. */
  private async go(to: number): Promise<boolean> {
    const program = this.program.value;
    const move = this.moves.begin();
    if (!program || to < 0 || to > program.last()) {
      this.busy.value = false;
      return false;
    }
    const there = program.reach(to);
    let reached = there === true;
    if (typeof there !== 'boolean') {
      this.busy.value = true;
      try {
        reached = await there;
      } catch (error) {
        if (move.current) this.failed(error);
      }
      if (!move.current) return false;
    }
    this.busy.value = false;
    if (reached) this.place.value = to;
    return reached;
  }
}
