/** A run as the page holds it: it outlives the worker that computes it. */
import type { Leg } from './backend';
import { isLoss } from './link';
import type { Computed, Frame, SamplerRun, StartFrom } from './types';
import { EngineError } from './types';

/** Begins a leg of the run on whichever backend is to compute it now. */
export type OpenLeg = (start: StartFrom | null) => Promise<Leg>;

/** Workers that may be lost over one frame. A step that has ended so many would end the next one too. */
const MAX_LOSSES = 3;

const cancelled = (): EngineError => new EngineError('cancelled', 'the run was cancelled');

export class Run implements SamplerRun {
  readonly #open: OpenLeg;
  readonly #start: StartFrom | null;
  /** Rejects the step under way. One for each step: to race against one promise for all of them would keep every frame. */
  #rejectStep: ((error: EngineError) => void) | null = null;
  #times: readonly number[] = [];
  #leg: Leg | null = null;
  /** x_t of the last frame handed out, in a copy that the page cannot detach. */
  #last: StartFrom | null = null;
  #frames = 0;
  #state: 'idle' | 'stepping' | 'cancelled' = 'idle';

  private constructor(open: OpenLeg, start: StartFrom | null) {
    this.#open = open;
    this.#start = start;
  }

  /** Begins a run; rejects where its settings do not fit the model. */
  static async begin(open: OpenLeg, start: StartFrom | null): Promise<Run> {
    const run = new Run(open, start);
    run.#times = (await run.#survive(async (leg) => leg)).times;
    return run;
  }

  get times(): readonly number[] {
    return this.#times;
  }

  async next(): Promise<Computed<Frame> | null> {
    if (this.#state === 'cancelled') throw cancelled();
    if (this.#state === 'stepping') throw new EngineError('busy', 'the step before is under way');
    if (this.#last?.t === 0) return null;
    this.#state = 'stepping';
    // The addressed noise lets the other backend go on from here as this one would have.
    if (this.#leg?.outdated()) this.#drop();
    try {
      // The worker cannot be interrupted within a step; cancelling does not wait for it.
      const frame = await new Promise<Computed<Frame> | null>((resolve, reject) => {
        this.#rejectStep = reject;
        this.#survive((leg) => leg.next()).then(resolve, reject);
      });
      if (frame === null) return null;
      this.#last = { t: frame.t, x: frame.x_t.slice() };
      if (frame.t === 0) this.#drop();
      return { ...frame, index: this.#frames++ };
    } finally {
      this.#rejectStep = null;
      if (this.#state === 'stepping') this.#state = 'idle';
    }
  }

  cancel(): void {
    if (this.#state === 'cancelled') return;
    this.#state = 'cancelled';
    this.#rejectStep?.(cancelled());
    this.#drop();
  }

  /** Does `work` with a leg, and does it again on another where the worker is lost meanwhile. */
  async #survive<T>(work: (leg: Leg) => Promise<T>): Promise<T> {
    for (let losses = 0; ; losses += 1) {
      try {
        this.#leg ??= await this.#resume();
        // Cancelled while the leg was being opened, when there was nothing yet to drop.
        if (this.#state === 'cancelled') this.#drop();
        if (this.#leg === null) throw cancelled();
        return await work(this.#leg);
      } catch (error) {
        this.#leg = null;
        if (!isLoss(error) || losses === MAX_LOSSES || this.#state === 'cancelled') throw error;
      }
    }
  }

  async #resume(): Promise<Leg> {
    const leg = await this.#open(this.#last ?? this.#start);
    // The step from the last x_t is computed once more: the noise is addressed, so the pictures that follow are those
    // that would have followed, and its frame is out already.
    if (this.#last !== null) await leg.next();
    return leg;
  }

  #drop(): void {
    this.#leg?.drop();
    this.#leg = null;
  }
}
