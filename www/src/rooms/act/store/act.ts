/** The state of room Act and everything that can be done to it. Views read its signals and call its methods. */
import { batch, computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type {
  DataSource,
  Demonstration,
  LossByTime,
  Position,
  Rollout,
  RolloutConfig,
  Rollouts,
  TrainingRun,
} from '../../../../../pkg/src/types';
import type { EngineHost } from '../../../shared/state/engine-host';
import { Job } from '../../../shared/state/job';
import { Notices } from '../../../shared/state/notices';
import { Playback } from '../../../shared/state/playback';
import type { Problem } from '../../../shared/state/settings';
import { Store } from '../../../shared/state/store';
import {
  type ActSettings,
  consequences,
  executedOf,
  fit,
  generatorOf,
  horizonsOf,
  SCENE,
  samplingOf,
  startOf,
  trainConfig,
} from '../settings';
import { Drawn } from './drawn';
import { type Both, type Shot, shotsOf } from './film';
import { Pair } from './pair';

/** Milliseconds without a change before runs begin, or are rolled out: sliders change many times a second. */
const SETTLE_MS = 220;
/** Steps of training after which the rollout, and the loss over t, are those of before. */
const ROLL_STEPS = 240;
const FLOOR_STEPS = 480;
/** t at which the loss is held against the exact denoiser's, and draws at each. */
const FLOOR_TIMES = [2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90];
const FLOOR_DRAWS = 32;
/** Robots of a measurement, and steps that each has. */
export const ROBOTS = 100;
const LIMIT = 60;
/** Milliseconds of the film of a rollout. */
const FILM_MS = 9000;

export interface Rolled extends Both<Rollout> {
  shots: readonly Shot[];
  /** Tp and the actions executed of each plan: what it was rolled out with. */
  predicted: number;
  observed: number;
  executed: number;
}

export interface Measured extends Both<Rollouts> {
  /** Steps of training before. */
  step: number;
}

export interface Floor extends Pick<LossByTime, 'network' | 'exact'> {
  times: readonly number[];
}

export class Act extends Store {
  readonly settings;
  readonly status;
  readonly engineNotices;
  readonly notices = new Notices();
  readonly drawn = new Drawn();
  readonly pair;
  /** As the policies learn them. */
  readonly demonstrations = signal<readonly Demonstration[]>([]);
  readonly rolled = signal<Rolled | null>(null);
  readonly floor = signal<Floor | null>(null);
  readonly measuring;
  readonly film;
  /** What the first settings asked for in vain. */
  readonly missing: readonly Problem[];
  /** Which shot is shown. */
  readonly position = computed(() => Math.round(this.film.share.value * Math.max(0, (this.rolled.value?.shots.length ?? 1) - 1)));
  readonly shot = computed<Shot | null>(() => this.rolled.value?.shots[this.position.value] ?? null);

  private readonly begins = new LastWins();
  private readonly rolls = new LastWins();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private opened = false;
  private rolledAt = 0;
  private floorAt = 0;

  constructor(
    private readonly host: EngineHost,
    settings: ActSettings,
    /** Whether motion is to be reduced. */
    still = false,
  ) {
    super();
    const fitted = this.withLines(fit(settings));
    this.settings = signal(fitted.settings);
    this.missing = fitted.missing;
    this.status = host.status;
    this.engineNotices = host.notices;
    this.film = new Playback(still, FILM_MS);
    const failed = (error: unknown): void => this.tell(error);
    this.pair = new Pair((runs, step) => this.beside(runs, step), failed);
    this.measuring = new Job<Measured>(failed);
    this.onDispose(() => {
      clearTimeout(this.settling);
      this.begins.cancel();
      this.rolls.cancel();
      this.leave();
      this.pair.close();
    });
  }

  /** Called when the room is opened. The first time runs are begun; later the room is as it was left. */
  enter(problems: readonly Problem[]): void {
    if (this.opened) return;
    this.opened = true;
    this.notices.tellProblems(problems);
    void this.begin();
  }

  /** Other settings, all at once. What has been learnt stays where they describe the same runs. */
  read(settings: ActSettings, problems: readonly Problem[]): void {
    const before = this.settings.value;
    const { settings: after, missing } = this.withLines(fit(settings));
    this.notices.tellProblems([...problems, ...missing]);
    this.settings.value = after;
    if (this.opened) this.follow(before, after);
  }

  /** Called when another room is opened. */
  leave(): void {
    this.pair.pause();
    this.film.stop();
    this.measuring.cancel();
  }

  /** Changes settings, and trains or rolls out anew where the change asks for it. */
  set(change: Partial<ActSettings>): void {
    const before = this.settings.value;
    const after = fit({ ...before, ...change });
    this.settings.value = after;
    this.follow(before, after);
  }

  toggle(): void {
    if (this.pair.phase.value === 'training') this.pair.pause();
    else void this.pair.play();
  }

  async reset(): Promise<void> {
    await this.pair.reset().catch((error: unknown) => this.tell(error));
    this.forget();
    await this.roll();
  }

  /** The next shot of the film, or the one before. */
  step(by: 1 | -1): void {
    const last = Math.max(1, (this.rolled.value?.shots.length ?? 1) - 1);
    this.film.seek((this.position.value + by) / last);
  }

  /** Other noise for the same start. */
  redraw(): void {
    const { noiseSeed } = this.settings.value;
    this.set({ noiseSeed: (noiseSeed + 1) % 2 ** 32 });
  }

  /** Rolls out many of both, from the axis. */
  measure(): Promise<void> {
    return this.measuring.run(async ({ wanted, tell }) => {
      const runs = this.pair.runs.value;
      if (!runs) return;
      const settings = this.settings.value;
      const { step } = this.pair;
      const request = {
        ...{ from: settings.from, generator: generatorOf(settings), sampling: samplingOf(settings) },
        ...{ config: this.rolloutConfig(settings), count: ROBOTS },
      } as const;
      const diffusion = await runs.diffusion.rollouts(request);
      if (!wanted()) return;
      tell(0.5);
      const cloning = await runs.cloning.rollouts(request);
      tell(1, { diffusion, cloning, step });
    });
  }

  /** The pen is put down or moved over the plane. */
  draw(place: Position): void {
    this.drawn.move(place);
  }

  /** The pen is lifted: the line is a demonstration, and training begins anew. */
  drawEnd(): void {
    if (this.drawn.pen.value.length === 0) return;
    if (this.drawn.lift()) this.linesChanged();
    else this.notices.tellNote('shortLine');
  }

  undo(): void {
    this.drawn.undo();
    this.linesChanged();
  }

  clear(): void {
    this.drawn.clear();
    this.linesChanged();
  }

  retry(): void {
    void this.begin();
  }

  private linesChanged(): void {
    this.notices.dismiss('note:shortLine');
    if (this.settings.value.data === 'drawn') this.beginSoon();
  }

  /** Settings that ask for drawn demonstrations, where there are none: a link cannot hold them. */
  private withLines(settings: ActSettings): { settings: ActSettings; missing: Problem[] } {
    if (settings.data !== 'drawn' || this.drawn.lines.peek().length > 0) return { settings, missing: [] };
    return { settings: { ...settings, data: 'made' }, missing: [{ key: 'data', asked: 'drawn', used: 'made' }] };
  }

  private follow(before: ActSettings, after: ActSettings): void {
    const { run, rollout } = consequences(before, after);
    if (before.from !== after.from) this.measuring.clear();
    if (run) this.beginSoon();
    else if (rollout) {
      this.measuring.clear();
      this.soon(() => void this.roll());
    }
  }

  private beginSoon(): void {
    this.pair.pause();
    this.measuring.clear();
    this.soon(() => void this.begin());
  }

  private soon(work: () => void): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(work, SETTLE_MS);
  }

  /** What was measured of other weights, or other demonstrations. */
  private forget(): void {
    this.measuring.clear();
    this.rolled.value = null;
    this.floor.value = null;
    [this.rolledAt, this.floorAt] = [0, 0];
  }

  /** Runs of the settings, not yet trained. */
  private async begin(): Promise<void> {
    const turn = this.begins.begin();
    const settings = this.settings.value;
    this.forget();
    this.pair.close();
    this.demonstrations.value = [];
    const drawn = this.drawn.demonstrations.peek();
    if (settings.data === 'drawn' && drawn.length === 0) return;
    this.pair.phase.value = 'opening';
    const source: DataSource = {
      kind: 'demonstrations',
      horizons: horizonsOf(settings),
      ...(settings.data === 'drawn' ? { drawn } : { generator: generatorOf(settings) }),
    };
    const made: TrainingRun[] = [];
    try {
      const engine = await this.host.ready();
      for (const objective of ['denoise', 'regress'] as const) made.push(await engine.train(trainConfig(settings, objective), source));
      const [diffusion, cloning] = made;
      if (!turn.current || !diffusion || !cloning) {
        for (const run of made) run.close();
        return;
      }
      batch(() => {
        this.notices.clearRemedied();
        this.demonstrations.value = diffusion.demonstrations;
        this.pair.take({ diffusion, cloning });
      });
      await this.roll();
    } catch (error) {
      for (const run of made) run.close();
      if (!turn.current) return;
      this.pair.phase.value = 'failed';
      this.tell(error);
    }
  }

  /** Between two slices of training. */
  private async beside(runs: Both<TrainingRun>, step: number): Promise<void> {
    if (step >= this.rolledAt + ROLL_STEPS) await this.roll();
    if (step >= this.floorAt + FLOOR_STEPS) {
      this.floorAt = step;
      const { network, exact } = await runs.diffusion.lossByTime(FLOOR_TIMES, FLOOR_DRAWS);
      if (runs === this.pair.runs.peek()) this.floor.value = { times: FLOOR_TIMES, network, exact };
    }
  }

  /** One rollout of each, from the same start. Of several calls the last wins. */
  private async roll(): Promise<void> {
    const runs = this.pair.runs.peek();
    if (!runs) return;
    const turn = this.rolls.begin();
    const settings = this.settings.peek();
    this.rolledAt = this.pair.step;
    const request = (shown: number) => ({
      ...{
        episode: { scene: SCENE, start: startOf(settings) },
        config: this.rolloutConfig(settings),
        sampling: samplingOf(settings),
        shown,
      },
    });
    try {
      const [diffusion, cloning] = await Promise.all([runs.diffusion.rollout(request(settings.fan)), runs.cloning.rollout(request(1))]);
      if (!turn.current || runs !== this.pair.runs.peek()) return;
      const both = { diffusion, cloning };
      const { predicted, observed } = settings;
      this.rolled.value = { ...both, shots: shotsOf(both), predicted, observed, executed: executedOf(settings) };
    } catch (error) {
      if (turn.current) this.tell(error);
    }
  }

  private rolloutConfig(settings: ActSettings): RolloutConfig {
    return { executed: executedOf(settings), limit: LIMIT, candidates: 1, disturbance: 0, seed: settings.noiseSeed };
  }

  private tell(error: unknown): void {
    this.notices.tellError(error, 'retry');
  }
}
