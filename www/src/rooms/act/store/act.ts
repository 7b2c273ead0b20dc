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
  RolloutsRequest,
  Scene,
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
  actingOf,
  consequences,
  executedOf,
  fit,
  generatorOf,
  horizonsOf,
  SCENE,
  samplingOf,
  sketchOf,
  startOf,
  trainConfig,
} from '../settings';
import { Closer } from './closer';
import { Disturbances, type Disturbed, moved, type Policy, sceneAt, type Thing, thingAt } from './disturbances';
import { Drawn, inside, isWhole, type Line, longer, MAX_FILE, parseFile } from './drawn';
import { type Both, placesOf, type Shot, shotsOf, threadsOf } from './film';
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
export const LIMIT = 60;
/** Milliseconds of the film of a rollout. */
const FILM_MS = 9000;

export interface Rolled extends Both<Rollout> {
  shots: readonly Shot[];
  /** Tp and the actions executed of each plan: what it was rolled out with. */
  predicted: number;
  observed: number;
  executed: number;
  /** The plane at the start, and what was done to it and to the robots. */
  scene: Scene;
  disturbed: readonly Disturbed[];
  /** Milliseconds of one plan of the diffusion policy, as the worker counted them. */
  planMs: number;
}

/** What a pointer does on the planes: nothing, take hold of things, or draw what plans are drawn to. */
export const TOOLS = ['none', 'disturb', 'sketch'] as const;
export type Tool = (typeof TOOLS)[number];

/** How far a key pushes a robot or the disc. */
export const PUSH = 0.12;

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
  readonly disturbances = new Disturbances();
  readonly closer;
  readonly tool = signal<Tool>('none');
  /** The sketch under the pen. */
  readonly sketching = signal<Line>([]);
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
    this.closer = new Closer(
      {
        settings: () => this.settings.value,
        run: () => this.pair.runs.value?.diffusion ?? null,
        moment: () => this.moment(),
        request: (of) => this.request(of),
      },
      failed,
    );
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
    this.closer.cancel();
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
      const { step } = this.pair;
      const request = this.request(this.settings.value);
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

  /** Adds the demonstrations of a file to those that are drawn, and learns from them. Nothing of what there was is lost. */
  async importFile(file: Blob): Promise<void> {
    const found = file.size > MAX_FILE ? null : parseFile(await file.text());
    if (found === null) this.notices.tellNote('noFile');
    else if (!this.drawn.add(found)) this.notices.tellNote('tooMany');
    else {
      for (const note of ['noFile', 'tooMany']) this.notices.dismiss(`note:${note}`);
      if (this.settings.value.data === 'drawn') this.linesChanged();
      else this.set({ data: 'drawn' });
    }
  }

  /** Moves what lies on the plane that is drawn on. */
  place(thing: 'disc' | 'goal', to: Position): void {
    this.drawn.scene.value = moved(this.drawn.scene.peek(), thing, inside(to));
  }

  /** What the pointer does on the planes; the same once more: nothing. */
  take(tool: Tool): void {
    this.tool.value = this.tool.peek() === tool ? 'none' : tool;
  }

  /** A place of the sketch under the pen. */
  sketch(place: Position): void {
    this.sketching.value = longer(this.sketching.peek(), place);
  }

  /** The pen is lifted: plans are drawn to the sketch from now on. */
  sketchEnd(): void {
    const line = this.sketching.peek();
    this.sketching.value = [];
    if (line.length === 0) return;
    if (!isWhole(line)) this.notices.tellNote('shortSketch');
    else {
      this.notices.dismiss('note:shortSketch');
      this.set({ sketch: sketchOf(line) });
    }
  }

  /** Takes hold of what lies under a pointer on a policy's plane, at the film's moment; false where nothing does. */
  hold(policy: Policy, place: Position): boolean {
    const [rolled, shot] = [this.rolled.peek(), this.shot.peek()];
    if (!rolled || !shot) return false;
    const { path } = rolled[policy];
    const robot = shot.step < path.length - 1 ? (path[shot.step] ?? null) : null;
    const thing = thingAt(place, this.sceneNow(), robot);
    if (thing === null) return false;
    this.film.stop();
    this.disturbances.held.value = { thing, place: inside(place), whose: policy };
    return true;
  }

  /** What is held follows the pointer. */
  drag(place: Position): void {
    const held = this.disturbances.held.peek();
    if (held) this.disturbances.held.value = { ...held, place: inside(place) };
  }

  /** What is held is let go: the rollout goes on from there. */
  letGo(): void {
    const held = this.disturbances.held.peek();
    this.disturbances.held.value = null;
    if (held) this.disturb(held.thing, held.place, held.whose);
  }

  /** Pushes both robots, or the disc, upwards on the plane, or downwards. */
  push(thing: 'robot' | 'disc', up: number): void {
    const [rolled, shot] = [this.rolled.peek(), this.shot.peek()];
    if (!rolled || !shot) return;
    const by = ([x, y]: Position): Position => inside([x, y + up]);
    if (thing === 'disc') this.disturb('disc', by(this.sceneNow().disc));
    else {
      for (const policy of ['diffusion', 'cloning'] as const) {
        const here = rolled[policy].path[shot.step];
        if (here) this.disturbances.add({ step: shot.step, robot: by(here), whose: policy });
      }
      void this.rollFrom(shot.step);
    }
  }

  /** Takes back what was done to the robots and their plane. */
  calm(): void {
    this.disturbances.clear();
    void this.roll();
  }

  /** The plane at the film's moment. */
  sceneNow(): Scene {
    const [rolled, shot] = [this.rolled.value, this.shot.value];
    return rolled && shot ? sceneAt(rolled.scene, rolled.disturbed, shot.step) : this.firstScene();
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
    for (const note of ['shortLine', 'tooMany']) this.notices.dismiss(`note:${note}`);
    if (this.settings.value.data === 'drawn') this.beginSoon();
  }

  /** Settings that ask for drawn demonstrations, where there are none: a link cannot hold them. */
  private withLines(settings: ActSettings): { settings: ActSettings; missing: Problem[] } {
    if (settings.data !== 'drawn' || this.drawn.demonstrations.peek().length > 0) return { settings, missing: [] };
    return { settings: { ...settings, data: 'made' }, missing: [{ key: 'data', asked: 'drawn', used: 'made' }] };
  }

  private follow(before: ActSettings, after: ActSettings): void {
    const { run, rollout } = consequences(before, after);
    if (before.from !== after.from) this.outdate();
    if (run) this.beginSoon();
    else if (rollout) {
      this.outdate();
      this.soon(() => void this.roll());
    }
  }

  /** What was measured is of other settings, or other weights. */
  private outdate(): void {
    this.measuring.clear();
    this.closer.clear();
  }

  private disturb(thing: Thing, place: Position, whose?: Policy): void {
    const step = this.shot.peek()?.step ?? 0;
    if (thing === 'robot') this.disturbances.add({ step, robot: place, ...(whose && { whose }) });
    else this.disturbances.add({ step, scene: moved(this.sceneNow(), thing, place) });
    void this.rollFrom(step);
  }

  /** Rolls out anew, and plays the film on from a step of the robot. */
  private async rollFrom(step: number): Promise<void> {
    this.closer.clear();
    await this.roll();
    const shots = this.rolled.peek()?.shots ?? [];
    const first = shots.findIndex((shot) => shot.step >= step);
    this.film.seek(Math.max(0, first) / Math.max(1, shots.length - 1));
    if (first >= 0 && first < shots.length - 1) this.film.toggle();
  }

  private firstScene(): Scene {
    const [one] = this.settings.peek().data === 'drawn' ? this.drawn.demonstrations.peek().slice(-1) : [];
    return one?.scene ?? SCENE;
  }

  /** Where the diffusion policy's robot planned last before the film's moment, and x_t of the executed chunk there. */
  private moment() {
    const [rolled, shot] = [this.rolled.value, this.shot.value];
    const plan = shot && rolled?.diffusion.plans[shot.plan];
    if (!rolled || !shot || !plan) return null;
    const moment = Math.min(shot.moment, plan.times.length - 1);
    const thread = threadsOf(plan.places, plan.times.length, moment, rolled.predicted)[plan.chosen];
    if (!thread) return null;
    const past = rolled.diffusion.path.slice(0, plan.step + 1);
    const at = { past, scene: sceneAt(rolled.scene, rolled.disturbed, plan.step) };
    return { at, from: { t: plan.times[moment] ?? 0, places: placesOf(thread) }, plan: shot.plan, moment };
  }

  /** What 100 robots are rolled out with. Drawn demonstrations have no generator: what differs in them is varied. */
  private request(settings: ActSettings): RolloutsRequest {
    const vary = settings.data === 'drawn' ? (this.drawn.varied.peek() ? 'both' : 'none') : settings.vary;
    return {
      ...{ from: settings.from, generator: generatorOf({ ...settings, vary }), sampling: samplingOf(settings) },
      ...{ config: this.rolloutConfig(settings), count: ROBOTS, acting: actingOf(settings) },
    };
  }

  private beginSoon(): void {
    this.pair.pause();
    this.outdate();
    this.soon(() => void this.begin());
  }

  private soon(work: () => void): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(work, SETTLE_MS);
  }

  /** What was measured of other weights, or other demonstrations. */
  private forget(): void {
    this.outdate();
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
    this.disturbances.clear();
    const drawn = [...this.drawn.demonstrations.peek()];
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
    const scene = this.firstScene();
    const start = startOf(settings);
    const disturbed = this.disturbances.list.peek();
    const { candidates } = settings;
    const request = (of: Policy, config: RolloutConfig, shown: number) => ({
      ...{ episode: { scene, start }, config, sampling: samplingOf(settings), shown },
      ...{ acting: actingOf(settings), disturbances: this.disturbances.of(of) },
    });
    const config = this.rolloutConfig(settings);
    try {
      const [diffusion, cloning, plan] = await Promise.all([
        runs.diffusion.rollout(request('diffusion', config, Math.max(settings.fan, candidates))),
        runs.cloning.rollout(request('cloning', { ...config, candidates: 1 }, 1)),
        runs.diffusion.plan({ past: [start], scene, sampling: { ...samplingOf(settings), count: candidates }, acting: actingOf(settings) }),
      ]);
      if (!turn.current || runs !== this.pair.runs.peek()) return;
      const both = { diffusion, cloning };
      const { predicted, observed } = settings;
      this.closer.forking.clear();
      this.rolled.value = {
        ...{ ...both, shots: shotsOf(both), predicted, observed, executed: executedOf(settings) },
        ...{ scene, disturbed, planMs: plan.ms },
      };
    } catch (error) {
      if (turn.current) this.tell(error);
    }
  }

  private rolloutConfig(settings: ActSettings): RolloutConfig {
    return { executed: executedOf(settings), limit: LIMIT, candidates: settings.candidates, disturbance: 0, seed: settings.noiseSeed };
  }

  private tell(error: unknown): void {
    this.notices.tellError(error, 'retry');
  }
}
