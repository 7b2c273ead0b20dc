/** The state of the debugger and everything that can be done to it. Views read its signals and call its methods. */
import { computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../../../pkg/src/latest';
import type { Workshop } from '../../tool';
import { Pictures } from './pictures';
import { Points } from './points';
import type { ReverseProgram } from './reverse';
import { type Settings, type Spot, START } from './settings';
import { Stepper } from './stepper';
import { Turns } from './turns';
import { known, reverseValues, turnValues, type Values } from './values';

/** What is on the stage: a run of Algorithm 1, of Algorithm 2 on points, or of it on a picture. */
export type Mode = 'turns' | 'points' | 'pictures';

/** What a run on the stage is a function of: where one of these changes, it is made anew. */
const RUN_OF: Readonly<Record<Mode, readonly (keyof Settings)[]>> = {
  turns: ['shape', 'total', 'seed'],
  points: ['shape', 'total', 'seed', 'eps', 'variance'],
  pictures: ['model', 'steps', 'seed', 'variance', 'clip'],
};

export class Debugger {
  readonly settings;
  readonly stepper;
  readonly points;
  readonly pictures;
  readonly turns;
  /** given up: the visitor did not want to wait for the network. */
  readonly phase = signal<'closed' | 'opening' | 'open' | 'given up'>('closed');
  readonly mode = computed<Mode>(() => {
    const { algorithm, subject } = this.settings.value;
    return algorithm === 1 ? 'turns' : subject;
  });
  /** The values that are known where the stepper is. */
  readonly values = computed<Values>(() => known(this.all.value, this.settings.value.algorithm, this.stepper.line.value));

  /** All values of the round, whether or not the stepper has come to them. */
  private readonly all = computed<Values>(() => {
    const mode = this.mode.value;
    if (mode === 'turns') {
      const [turn, curves] = [this.turns.turn.value, this.turns.curves.value];
      return turn && curves ? turnValues(turn, curves.alphaBar) : {};
    }
    const [step, alphaBar] =
      mode === 'points'
        ? [this.points.values.value, this.points.all.value?.curves.alphaBar]
        : [this.pictures.values.value, this.pictures.opened.value?.curves.alphaBar];
    const first = mode === 'points' ? this.points.first() : this.pictures.first();
    return step && alphaBar ? reverseValues(step, first, alphaBar) : {};
  });

  /** The run that each mode has open, and where it was left. */
  private readonly held = new Map<Mode, { run: string; place: number }>();
  /** Where the address was when the stepper rested last. */
  private rested: Spot;
  private readonly openings = new LastWins();

  constructor(
    private readonly workshop: Workshop,
    settings: Settings,
    spot: Spot,
  ) {
    this.settings = signal(settings);
    this.rested = spot;
    const now = (): Settings => this.settings.value;
    this.stepper = new Stepper(() => this.settings.peek(), workshop.failed);
    this.points = new Points(workshop.pool, this.stepper, workshop.failed);
    this.pictures = new Pictures(workshop.host, this.stepper, now);
    this.turns = new Turns(workshop.pool, this.stepper, now, workshop.failed);
  }

  enter(): void {
    if (this.phase.value !== 'open') void this.open(this.rested);
  }

  leave(): void {
    this.stepper.pause();
    this.turns.stretch.cancel();
    if (this.phase.value !== 'opening') return;
    this.openings.cancel();
    this.cancel();
    this.phase.value = 'closed';
  }

  /** Ends what runs, and closes the run that is its own. */
  dispose(): void {
    this.openings.cancel();
    this.stepper.take(null);
    this.points.cancel();
    for (const one of [this.points, this.pictures, this.turns]) one.forget();
    this.held.clear();
    this.phase.value = 'closed';
  }

  /** Changes settings; what follows from them follows. */
  set(change: Partial<Settings>): void {
    const [before, mode] = [this.settings.value, this.mode.value];
    const spot = this.spot();
    const after = { ...before, ...change };
    this.settings.value = after;
    if (this.mode.value !== mode) {
      const held = this.held.get(mode);
      if (held) held.place = this.stepper.place.value;
      void this.open(START);
    } else if (RUN_OF[mode].some((name) => before[name] !== after[name])) {
      void this.open(spot);
    } else if (mode === 'points' && before.particle !== after.particle) {
      this.points.follow(after).catch(this.workshop.failed);
    }
  }

  /** No more waiting for the network. */
  giveUp(): void {
    this.openings.cancel();
    this.points.cancel();
    this.phase.value = 'given up';
  }

  /** Sets the break at a t, or takes it away where it is there already. */
  toggleBreak(t: number | null): void {
    if (t === null || t < 1) return;
    this.set({ stop: this.settings.value.stop === t ? 0 : t });
  }

  /** The program of Algorithm 2 that is walked; null for Algorithm 1 or while there is none. */
  reverse(): ReverseProgram | null {
    const mode = this.mode.value;
    if (mode === 'turns') return null;
    return (mode === 'points' ? this.points.all.value?.program : this.pictures.opened.value?.program) ?? null;
  }

  /** Which step of Algorithm 2 is shown, from 0; the number of steps at its end. */
  step(): number {
    return this.reverse()?.step(this.stepper.place.value) ?? 0;
  }

  /** Where the stepper is, as an address has it. While it runs that stays what it was: browsers limit how often it may change. */
  spot(): Spot {
    if (this.stepper.running.value || this.phase.value === 'opening') return this.rested;
    const program = this.reverse();
    // What has not been computed yet is still wanted
    if (program && !this.stepper.busy.value) {
      const line = this.stepper.line.value;
      this.rested = { t: line === 1 || line === 6 ? 0 : (this.stepper.t.value ?? 0), line };
    }
    return this.mode.value === 'turns' ? START : this.rested;
  }

  /** Puts the run of the settings on the stage: the one that was left there, or a new one. */
  private async open(spot: Spot): Promise<void> {
    const opening = this.openings.begin();
    const [mode, settings] = [this.mode.value, this.settings.value];
    const run = RUN_OF[mode].map((name) => settings[name]).join();
    const held = this.held.get(mode);
    this.cancel();
    if (held?.run === run && this.resume(mode, held.place)) {
      this.phase.value = 'open';
      return;
    }
    this.rested = spot;
    this.phase.value = 'opening';
    this.stepper.take(null);
    this.held.delete(mode);
    const place = (program: ReverseProgram): number => program.find(spot.t, spot.line);
    try {
      if (mode === 'turns') await this.turns.open(settings);
      else if (mode === 'points') await this.points.open(settings, place);
      else await this.pictures.open(settings, place);
    } catch (error) {
      if (!opening.current) return;
      this.phase.value = 'closed';
      this.workshop.failed(error);
      return;
    }
    if (!opening.current) return;
    const there = this.stepper.program.value !== null;
    if (there) this.held.set(mode, { run, place: 0 });
    this.phase.value = there ? 'open' : 'closed';
    // Another particle may have been chosen meanwhile
    if (mode === 'points' && there) this.points.follow(this.settings.value).catch(this.workshop.failed);
  }

  /** Nobody waits any longer for what is being opened. */
  private cancel(): void {
    for (const one of [this.points, this.pictures, this.turns]) one.cancel();
  }

  private resume(mode: Mode, place: number): boolean {
    const program = mode === 'turns' ? this.turns.program.value : this.reverse();
    if (!program) return false;
    this.stepper.take(program, place);
    return true;
  }
}
