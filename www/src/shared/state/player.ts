/** Plays a run: pulls its steps at the visitor's pace, keeps them, and moves among those kept. Knows no DOM. */
import { batch, signal } from '@preact/signals';
import { LastWins, type Turn } from '../../../../pkg/src/latest';
import type { Computed, Frame, SamplerRun, SampleSettings, StartFrom } from '../../../../pkg/src/types';
import { EngineError } from '../../../../pkg/src/types';
import { History, type Moment } from './history';

/** empty: no run yet. starting: asked for, nothing arrived. done: t = 0 reached and shown. */
export type Phase = 'empty' | 'starting' | 'paused' | 'playing' | 'done' | 'failed';

export interface Clock {
  now(): number;
  /** Resolves after so many milliseconds; the function it returns ends the wait early. */
  sleep(ms: number): { done: Promise<void>; wake(): void };
}

export const realClock: Clock = {
  now: () => performance.now(),
  sleep(ms) {
    let wake = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return { done, wake: () => wake() };
  },
};

/** One run as asked for. */
export interface Plan {
  config: SampleSettings;
  /** Absent: from pure noise. */
  start?: StartFrom;
  /** All times of such a run, where `start` skips the first of them. */
  times?: readonly number[];
}

/** Milliseconds a kept moment is shown at least, when they are played again: a frame of the screen. */
const REPLAY_INTERVAL = 1000 / 60;
/** Steps a second are counted over so many milliseconds. */
const RATE_WINDOW = 1000;

/** A frame in its place among the moments of a run. */
export function momentOf(history: History, { t, tNext, x_t: x, x0_hat: x0, eps_hat: eps, sigma, backend }: Computed<Frame>): Moment {
  return { position: history.times.indexOf(t), t, tNext, x, x0, eps, sigma, backend };
}

export class Player {
  readonly phase = signal<Phase>('empty');
  /** The position shown, an index into the run's times. */
  readonly position = signal(0);
  readonly history = signal<History | null>(null);
  /** Grows with every moment kept: a history changes in place. */
  readonly revision = signal(0);
  readonly failure = signal<EngineError | null>(null);
  /** Steps computed a second, over the last second. */
  readonly rate = signal(0);

  /** What restarting goes back to; a fork does not change it. */
  private plan: Plan | null = null;
  /** What the run under way was asked for. */
  private config: SampleSettings | null = null;
  private run: SamplerRun | null = null;
  private interval = 0;
  private stepping = false;
  /** Answers that belong to an earlier run are dropped. */
  private readonly runs = new LastWins();
  /** Of several loops only the last goes on. */
  private readonly loops = new LastWins();
  private pulling: Promise<boolean> | null = null;
  private wake: () => void = () => undefined;
  private arrivals: number[] = [];

  constructor(
    private readonly sampler: (config: SampleSettings, start?: StartFrom) => Promise<SamplerRun>,
    private readonly clock: Clock = realClock,
  ) {}

  /** Steps a second; 0 is one step a click, Infinity as fast as it goes. */
  setSpeed(speed: number): void {
    this.stepping = speed === 0;
    this.interval = speed === 0 ? 0 : 1000 / speed;
    if (this.stepping && this.phase.value === 'playing') this.pause();
    this.wake();
  }

  /**
   * Begins a run and shows its first moment; then plays it, if asked to. What was shown stays until then. With `at` it goes on
   * to the time of the run that is nearest to that t, as fast as it can, and stands there.
   */
  async begin(plan: Plan, play: boolean, at: number | null = null): Promise<void> {
    this.plan = plan;
    const opened = await this.open(plan, null, play && at === null);
    if (opened && at !== null) await this.reach(at);
  }

  /** The same run again, from its beginning. */
  async restart(play: boolean): Promise<void> {
    if (this.plan) await this.open(this.plan, null, play);
  }

  /** Whether there is an x_t to fork from: not at t = 0. */
  canFork(): boolean {
    const moment = this.shown();
    return this.plan !== null && moment !== undefined && moment.t > 0;
  }

  /** Goes on from the x_t shown with another seed of noise, keeping what came before it. */
  async fork(seed: number): Promise<void> {
    const moment = this.shown();
    if (!this.plan || !moment || moment.t === 0) return;
    await this.continueFrom(moment, { ...this.plan.config, seed });
  }

  /** What the run shown was asked for; null before the first. */
  get asked(): SampleSettings | null {
    return this.config;
  }

  /** Shows another run, which has arrived at t = 0, at its end. */
  show(history: History): void {
    this.stop();
    batch(() => {
      this.history.value = history;
      this.position.value = history.times.length - 1;
      this.revision.value += 1;
      this.phase.value = 'done';
    });
  }

  /** After a failure: goes on from the last x_t that was kept. */
  async resume(): Promise<void> {
    const head = this.history.value?.head;
    if (this.config && head && head.t > 0) await this.continueFrom(head, this.config);
    else await this.restart(true);
  }

  play(): void {
    if (this.phase.value === 'playing' || this.phase.value === 'starting') return;
    if ((!this.run && !this.behindHead()) || this.phase.value === 'failed') {
      void this.resume();
      return;
    }
    if (this.stepping) {
      void this.forward();
      return;
    }
    if (this.atEnd()) {
      void this.restart(true);
      return;
    }
    this.phase.value = 'playing';
    void this.keepPlaying();
  }

  pause(): void {
    if (this.phase.value !== 'playing') return;
    this.phase.value = this.atEnd() ? 'done' : 'paused';
    this.loops.cancel();
    this.rate.value = 0;
    this.wake();
  }

  toggle(): void {
    if (this.phase.value === 'playing') this.pause();
    else this.play();
  }

  /** One moment on: a kept one, or a new step. */
  async forward(): Promise<void> {
    this.pause();
    await this.advance();
    this.settle();
  }

  /** One kept moment back. */
  back(): void {
    this.pause();
    const moment = this.history.value?.before(this.position.value);
    if (moment) this.position.value = moment.position;
    this.settle();
  }

  /** Shows the kept moment nearest to a position. */
  seek(position: number): void {
    this.pause();
    const moment = this.history.value?.nearest(position);
    if (moment) this.position.value = moment.position;
    this.settle();
  }

  /** Ends the run; what was kept stays. */
  stop(): void {
    this.runs.cancel();
    this.loops.cancel();
    this.run?.cancel();
    this.run = null;
    this.pulling = null;
    this.rate.value = 0;
    this.arrivals = [];
    this.wake();
  }

  private shown(): Moment | undefined {
    return this.history.value?.at(this.position.value);
  }

  private async continueFrom(moment: Moment, config: SampleSettings): Promise<void> {
    const kept = this.history.value?.branch(moment.position) ?? null;
    await this.open({ config, start: { t: moment.t, x: moment.x } }, kept, true);
  }

  private async open(plan: Plan, kept: History | null, play: boolean): Promise<boolean> {
    this.stop();
    const turn = this.runs.now();
    this.phase.value = 'starting';
    this.failure.value = null;
    this.config = plan.config;
    try {
      // A copy: the engine may transfer what it is given
      const run = await this.sampler(plan.config, plan.start && { t: plan.start.t, x: plan.start.x.slice() });
      if (!turn.current) {
        run.cancel();
        return false;
      }
      this.run = run;
      const frame = await run.next();
      if (!turn.current || !frame) return false;
      this.history.value = kept ?? new History(plan.times ?? run.times);
      this.keep(frame);
      this.phase.value = 'paused';
      this.settle();
      if (play && !this.stepping) this.play();
      return true;
    } catch (error) {
      this.fail(error, turn);
      return false;
    }
  }

  private async reach(t: number): Promise<void> {
    const times = this.history.value?.times ?? [];
    const goal = times.reduce((best, time, i) => (Math.abs(time - t) < Math.abs((times[best] ?? 0) - t) ? i : best), 0);
    this.phase.value = 'playing';
    const loop = this.loops.begin();
    while (loop.current && this.position.value < goal && (await this.advance()));
    if (loop.current) this.pause();
  }

  private async keepPlaying(): Promise<void> {
    const loop = this.loops.begin();
    let due = this.clock.now();
    while (loop.current && this.phase.value === 'playing') {
      const replaying = this.behindHead();
      if (!(await this.advance())) break;
      if (!loop.current) return;
      due += replaying ? Math.max(this.interval, REPLAY_INTERVAL) : this.interval;
      const wait = due - this.clock.now();
      if (wait > 0) {
        const pause = this.clock.sleep(wait);
        this.wake = pause.wake;
        await pause.done;
      } else {
        due = this.clock.now();
      }
    }
    if (loop.current && this.phase.value === 'playing') this.pause();
  }

  private behindHead(): boolean {
    const head = this.history.value?.head;
    return head !== undefined && this.position.value < head.position;
  }

  /** Whether what is shown is the picture at t = 0. */
  private atEnd(): boolean {
    return this.shown()?.t === 0;
  }

  private settle(): void {
    if (this.phase.value === 'paused' || this.phase.value === 'done') this.phase.value = this.atEnd() ? 'done' : 'paused';
  }

  /** To the next kept moment, or to one pulled now. False: there is none. */
  private async advance(): Promise<boolean> {
    if (this.behindHead()) {
      const moment = this.history.value?.after(this.position.value);
      if (moment) this.position.value = moment.position;
      return moment !== undefined;
    }
    if (this.atEnd()) return false;
    // One step at a time, however often the button is pressed
    this.pulling ??= this.pull().finally(() => {
      this.pulling = null;
    });
    return this.pulling;
  }

  private async pull(): Promise<boolean> {
    const { run } = this;
    const turn = this.runs.now();
    if (!run) return false;
    const from = this.position.value;
    try {
      const frame = await run.next();
      if (!turn.current || !frame) return false;
      // A visitor who moved to another moment meanwhile stays there
      this.keep(frame, this.position.value === from);
      this.count();
      return true;
    } catch (error) {
      this.fail(error, turn);
      return false;
    }
  }

  private keep(frame: Computed<Frame>, show = true): void {
    const history = this.history.value;
    if (!history) return;
    const moment = momentOf(history, frame);
    history.add(moment);
    if (show) this.position.value = moment.position;
    this.revision.value += 1;
  }

  private count(): void {
    const now = this.clock.now();
    this.arrivals = [...this.arrivals.filter((time) => now - time < RATE_WINDOW), now];
    const span = now - (this.arrivals[0] ?? now);
    this.rate.value = span > 0 ? ((this.arrivals.length - 1) * 1000) / span : 0;
  }

  private fail(error: unknown, turn: Turn): void {
    if (!turn.current) return;
    if (error instanceof EngineError && error.code === 'cancelled') return;
    this.loops.cancel();
    this.rate.value = 0;
    // In one batch, so that effects of `failure` see the phase, too
    batch(() => {
      this.phase.value = 'failed';
      this.failure.value = error instanceof EngineError ? error : new EngineError('engine_panic', String(error));
    });
  }
}
