/** Algorithm 1: a network that is trained a turn at a time, and every turn as it was for the points of its batch. */
import { computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../../../pkg/src/latest';
import type { ScheduleCurves, StepTrace, TrainingRun } from '../../../../../../../pkg/src/types';
import { Job } from '../../../../../shared/state/job';
import { coarse, LESSON_CONFIG, type RunPool } from '../../../store/run-pool';
import { nearestOf, neighbourOf } from './nearest';
import { sourceOf } from './points';
import type { Settings } from './settings';
import { COUNT } from './settings';
import type { Program, Stepper } from './stepper';

/** Lines of a turn: x_0, t, ε, the gradient step. */
const ROUND = 4;
/** Turns that are kept to go back to: four megabytes of them. */
const KEPT = 400;
/** How much is trained at once on request, and for how long between two looks at the page. */
export const STRETCH = 500;
const SLICE_MS = 60;

/** A turn as it was for the one point of its batch that is followed. */
export interface OneTurn {
  step: number;
  x0: readonly number[];
  t: number;
  eps: readonly number[];
  xt: readonly number[];
  epsHat: readonly number[];
  /** ‖ε − ε̂‖² a dimension. */
  error: number;
  /** The batch's. */
  loss: number;
  gradientNorm: number;
  changeNorm: number;
}

function oneOf(turn: StepTrace, row: number): OneTurn {
  const { step, loss, gradientNorm, changeNorm } = turn;
  const pair = (values: Float32Array): number[] => [...values.subarray(2 * row, 2 * row + 2)];
  return {
    ...{ step, loss, gradientNorm, changeNorm, t: turn.t[row] ?? 0, error: turn.errors[row] ?? NaN },
    ...{ x0: pair(turn.x0), eps: pair(turn.eps), xt: pair(turn.x_t), epsHat: pair(turn.eps_hat) },
  };
}

/** Without end: "until converged" is left to the user. */
export class TurnProgram implements Program {
  constructor(
    /** The t of a turn, for the point that is followed. */
    private readonly time: (at: number) => number | undefined,
    private readonly first: () => number,
    private readonly take: (at: number) => boolean | Promise<boolean>,
  ) {}

  last(): number {
    return Number.MAX_SAFE_INTEGER;
  }

  line(place: number): number {
    return 2 + (place % ROUND);
  }

  /** Which turn a place belongs to, from 0. */
  at(place: number): number {
    return Math.floor(place / ROUND);
  }

  begin(at: number): number {
    return ROUND * at;
  }

  t(place: number): number | null {
    return place % ROUND === 0 ? null : (this.time(this.at(place)) ?? null);
  }

  roundOf(place: number): number {
    return this.begin(this.at(place));
  }

  nextRound(place: number): number {
    return this.begin(this.at(place) + 1);
  }

  beginsT(place: number): boolean {
    return place % ROUND === 1;
  }

  reach(place: number): boolean | Promise<boolean> {
    const at = this.at(place);
    return at >= this.first() && this.take(at);
  }
}

export class Turns {
  readonly data = signal<Float32Array | null>(null);
  readonly curves = signal<ScheduleCurves | null>(null);
  readonly program = signal<TurnProgram | null>(null);
  /** The turns that are kept, and the number of the first of them, from 0. */
  readonly turns = signal<{ first: number; list: readonly StepTrace[] }>({ first: 0, list: [] });
  /** The loss of every step so far. */
  readonly losses = signal<readonly number[]>([]);
  readonly stretch;
  /** The turn that is shown, for all of its batch. */
  readonly whole = computed<StepTrace | null>(() => {
    const program = this.program.value;
    return (program && this.at(program.at(this.stepper.place.value))) ?? null;
  });
  readonly turn = computed<OneTurn | null>(() => {
    const whole = this.whole.value;
    return whole && oneOf(whole, this.settings().particle - 1);
  });
  private run: TrainingRun | null = null;
  private taking: Promise<unknown> = Promise.resolve();
  private readonly openings = new LastWins();

  constructor(
    private readonly pool: RunPool,
    private readonly stepper: Stepper,
    private readonly settings: () => Settings,
    failed: (error: unknown) => void,
  ) {
    this.stretch = new Job<null>(failed);
  }

  /** A network from its initial weights, and its first turn. */
  async open(settings: Settings): Promise<void> {
    this.forget();
    const opening = this.openings.now();
    const schedule = coarse(settings.total);
    const config = { ...LESSON_CONFIG, schedule, batch: COUNT, seed: settings.seed };
    const engine = await this.pool.engine();
    const [run, curves] = await Promise.all([engine.train(config, sourceOf(settings)), this.pool.schedule(schedule)]);
    if (!opening.current) {
      run.close();
      return;
    }
    this.run = run;
    this.data.value = run.data.values;
    this.curves.value = curves;
    if (!(await this.take(0)) || !opening.current) return;
    const program = new TurnProgram(
      (at) => this.at(at)?.t[this.settings().particle - 1],
      () => this.turns.value.first,
      (at) => this.take(at),
    );
    this.program.value = program;
    this.stepper.take(program);
  }

  /** Gives up what is being opened; what is open stays. */
  cancel(): void {
    if (this.program.value === null) this.forget();
  }

  forget(): void {
    this.openings.cancel();
    this.stretch.clear();
    this.run?.close();
    this.run = null;
    this.taking = Promise.resolve();
    this.program.value = null;
    this.data.value = null;
    this.turns.value = { first: 0, list: [] };
    this.losses.value = [];
  }

  /** Trains on for many steps, then takes one to look at. */
  async trainOn(): Promise<void> {
    const { run } = this;
    const opening = this.openings.now();
    if (!run) return;
    this.stepper.pause();
    await this.stretch.run(async (report) => {
      for (let done = 0; done < STRETCH && report.wanted(); ) {
        const { losses, step } = await run.train(STRETCH - done, SLICE_MS);
        if (!opening.current) return;
        this.note(step - losses.length, losses);
        done += losses.length;
        report.tell(done / STRETCH, done < STRETCH ? undefined : null);
      }
    });
    const program = this.program.value;
    const { first, list } = this.turns.value;
    if (program && opening.current) this.stepper.seek(program.begin(first + list.length) + ROUND - 1);
  }

  /** The point of the batch whose x_t, or x_0 before there is one, is nearest to a place of the plane; counted from 1. */
  nearest(x: number, y: number): number | null {
    return nearestOf(this.places(), (u, v) => Math.hypot(u - x, v - y));
  }

  /** The nearest one in a direction from the one that is followed, counted from 1. */
  neighbour(way: readonly [number, number]): number | null {
    return neighbourOf(this.places(), this.settings().particle, way);
  }

  /** Where the points of the batch are on the line that has been done. */
  places(): Float32Array {
    const whole = this.whole.value;
    return (this.stepper.line.value >= 4 ? whole?.x_t : whole?.x0) ?? new Float32Array(0);
  }

  private at(turn: number): StepTrace | undefined {
    const { first, list } = this.turns.value;
    return list[turn - first];
  }

  /** Takes turns until this one has been taken. One at a time; concurrent calls wait for one another. */
  private take(at: number): boolean | Promise<boolean> {
    const { first, list } = this.turns.value;
    if (at < first + list.length) return true;
    const { run } = this;
    const opening = this.openings.now();
    const work = async (): Promise<boolean> => {
      while (opening.current && run) {
        const { first, list } = this.turns.value;
        if (at < first + list.length) return true;
        const turn = await run.tracedStep();
        if (!opening.current) return false;
        const kept = [...list, turn].slice(-KEPT);
        this.turns.value = { first: first + list.length + 1 - kept.length, list: kept };
        this.note(turn.step - 1, [turn.loss]);
      }
      return false;
    };
    const next = this.taking.then(work);
    this.taking = next.catch(() => undefined);
    return next;
  }

  /** Notes losses from a step on. A run that lost its worker goes on from a step before: its last losses are made anew. */
  private note(from: number, losses: ArrayLike<number>): void {
    this.losses.value = [...this.losses.value.slice(0, from), ...Array.from(losses)];
  }
}
