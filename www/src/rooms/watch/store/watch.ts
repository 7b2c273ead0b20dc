/** The state of room Watch and everything that can be done to it. Views read its signals and call its methods. */
import { batch, computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import { EngineError } from '../../../../../pkg/src/types';
import type { EngineHost } from '../../../shared/state/engine-host';
import { exampleLabels, examplePicture } from '../../../shared/state/idx';
import type { ModelName } from '../../../shared/state/names';
import { Notices } from '../../../shared/state/notices';
import { type Plan, Player } from '../../../shared/state/player';
import { randomSeed } from '../../../shared/state/seed';
import type { Problem } from '../../../shared/state/settings';
import { Store } from '../../../shared/state/store';
import { fitToModel, SPOT, type Spot, samplerConfig, samplingChanged, type WatchSettings } from '../settings';
import { Branches } from './branches';
import { Forward, nearestTime } from './forward';
import { Models } from './models';
import { remedyFor } from './remedy';
import { followRun, type Mode } from './view';

/** Which of the three pictures is shown large. */
export type Shown = 'x' | 'x0' | 'eps';

/** Milliseconds without a change before a run begins: sliders change many times a second. */
const SETTLE_MS = 180;

export class WatchStore extends Store {
  readonly settings;
  readonly mode = signal<Mode>('reverse');
  readonly shown = signal<Shown>('x');
  readonly model;
  /** Whether a model is being loaded. Runs wait for it; settings that change meanwhile are used by its first run. */
  readonly loading = signal(true);
  readonly status;
  readonly engineNotices;
  readonly examples;
  /** The real picture chosen. */
  readonly example = signal(0);
  readonly view;
  readonly notices = new Notices();
  readonly player: Player;
  readonly forward: Forward;
  readonly branches: Branches;
  /** Whether the sampler draws no noise after x_T, so that a fork would change nothing. */
  readonly deterministic = computed(() => {
    const { sampler, eta } = this.settings.value;
    return sampler !== 'ddpm' && (sampler !== 'ddim' || eta === 0);
  });

  /** Whether the run shown began in a real picture. */
  readonly fromPicture = computed(() => this.origin.value !== null);

  /** Where in the run one is, as links say it. */
  readonly spot = computed<Spot>(() => {
    if (this.asked.value) return this.asked.value;
    if (this.mode.value === 'forward')
      return { picture: this.example.value + 1, noised: 0, at: this.forward.history.value?.times[this.forward.position.value] ?? null };
    const origin = this.origin.value;
    const stands = this.player.phase.value === 'paused';
    const t = this.player.history.value?.times[this.player.position.value];
    return { picture: origin ? origin.example + 1 : 0, noised: origin?.t ?? 0, at: (stands && t) || null };
  });

  /** The place in a run that an address asked for, until it is on the screen. */
  private readonly asked = signal<Spot | null>(null);
  /** Where a run began that did not begin in noise. */
  private readonly origin = signal<{ example: number; t: number } | null>(null);
  /** The model asked for last, also where loading it failed. */
  private wanted: ModelName;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly models: Models;
  private readonly tasks = new LastWins();
  private opened = false;

  constructor(
    private readonly host: EngineHost,
    settings: WatchSettings,
    /** Whether runs play by themselves; with reduced motion not before the visitor first asks. */
    private autoplay: boolean,
    spot: Spot = SPOT.defaults,
  ) {
    super();
    this.asked.value = spot;
    this.settings = signal(settings);
    this.status = host.status;
    this.engineNotices = host.notices;
    this.wanted = settings.model;
    this.models = new Models(host);
    this.model = this.models.model;
    this.examples = this.models.examples;
    this.player = new Player(async (config, start) => (await this.models.engine()).sampler(config, start));
    this.forward = new Forward(async (x0, t, seed) => (await this.models.engine()).noised(x0, t, seed));
    this.branches = new Branches(
      this.player,
      async (config, start) => (await this.models.engine()).sampler(config, start),
      (error) => this.notices.tellError(error, null),
    );
    this.player.setSpeed(settings.speed);
    const { view, stop } = followRun(this.mode, this.player, this.forward, this.fromPicture);
    this.view = view;
    this.onDispose(stop);
    this.onDispose(() => {
      clearTimeout(this.settling);
      this.tasks.cancel();
      this.branches.clear();
      this.player.stop();
    });
    this.effect(() => {
      const failure = this.player.failure.value;
      if (failure) this.notices.tellError(failure, remedyFor(failure.code));
    });
  }

  /** Starts the engine, loads the model asked for, begins a run. */
  async open(problems: readonly Problem[]): Promise<void> {
    this.notices.tellProblems(problems);
    await this.load(this.settings.value.model);
  }

  /** Called when the room is opened. The first time the engine is started and a run begun; later the room is as it was left. */
  async enter(problems: readonly Problem[]): Promise<void> {
    if (this.opened) {
      this.settings.value = { ...this.settings.value, backend: this.host.preference.value };
      return;
    }
    this.opened = true;
    await this.open(problems);
  }

  /** Other settings, all at once, and a run with them, at the place asked for. */
  async read(settings: WatchSettings, problems: readonly Problem[], spot: Spot = SPOT.defaults): Promise<void> {
    this.asked.value = spot;
    const wanted = { ...settings, backend: this.settings.value.backend };
    clearTimeout(this.settling);
    this.player.setSpeed(wanted.speed);
    if (!this.opened) {
      this.settings.value = wanted;
      return;
    }
    this.notices.tellProblems(problems);
    const loaded = this.model.value;
    if (!loaded || this.loading.value || loaded.name !== wanted.model) {
      this.settings.value = wanted;
      await this.load(wanted.model);
      return;
    }
    const fitted = fitToModel(wanted, loaded.info.card);
    this.notices.tellProblems(fitted.problems);
    batch(() => {
      this.origin.value = null;
      this.mode.value = 'reverse';
      this.settings.value = fitted.settings;
    });
    await this.attempt((current) => this.arrive(current));
  }

  /** Called when another room is opened: pauses, so that that room has the engine to itself. */
  leave(): void {
    this.player.pause();
  }

  /** Changes settings, and loads a model or begins a run where the change asks for it. */
  set(change: Partial<WatchSettings>): void {
    const before = this.settings.value;
    const after = { ...before, ...change };
    if (change.model !== undefined && change.model !== before.model) {
      this.settings.value = { ...after, condition: [] };
      this.asked.value = null;
      void this.load(change.model);
      return;
    }
    this.settings.value = after;
    if (change.speed !== undefined) this.player.setSpeed(change.speed);
    if (change.backend !== undefined && change.backend !== before.backend) void this.use(change.backend);
    if (samplingChanged(before, after)) {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => void this.begin(), SETTLE_MS);
    }
  }

  dice(): void {
    this.set({ seed: randomSeed() });
  }

  toggle(): void {
    if (this.mode.value === 'forward') {
      void this.denoise();
      return;
    }
    this.autoplay = true;
    // At its end the first run is begun again
    if (this.player.phase.value === 'done') this.branches.clear();
    this.player.toggle();
  }

  stepForward(): void {
    if (this.mode.value === 'forward') void this.forward.step(1);
    else void this.player.forward();
  }

  stepBack(): void {
    if (this.mode.value === 'forward') void this.forward.step(-1);
    else this.player.back();
  }

  seek(position: number): void {
    if (this.mode.value === 'forward') void this.forward.seek(position);
    else this.player.seek(position);
  }

  restart(): void {
    if (this.mode.value === 'forward') void this.forward.seek(Number.MAX_SAFE_INTEGER);
    else {
      this.branches.clear();
      void this.player.restart(true);
    }
  }

  fork(): void {
    if (this.mode.value === 'reverse' && !this.deterministic.value) void this.branches.fork(randomSeed());
  }

  /** From noise again. */
  async startFromNoise(): Promise<void> {
    if (this.loading.value) return;
    this.origin.value = null;
    this.mode.value = 'reverse';
    await this.begin();
  }

  /** To the forward process of a real picture. Keeps the place in time, if there is one. */
  async startFromPicture(example = this.example.value): Promise<void> {
    if (this.loading.value) return;
    await this.attempt(async (current) => {
      const examples = await this.models.loadExamples();
      if (!examples || !current()) return;
      this.example.value = Math.min(example, examples.count - 1);
      // In the middle: there is something to denoise, and something of the picture is left
      const stay = this.mode.value === 'forward' ? this.forward.history.value?.times[this.forward.position.value] : undefined;
      await this.showForward(stay ?? Math.round((this.model.value?.info.card.steps ?? 0) / 2), current);
    });
  }

  /** The model takes over at the t to which the real picture was noised. */
  async denoise(): Promise<void> {
    const t = this.forward.history.value?.times[this.forward.position.value];
    if (this.loading.value || this.mode.value !== 'forward' || t === undefined || t === 0) return;
    this.autoplay = true;
    this.origin.value = { example: this.example.value, t };
    this.mode.value = 'reverse';
    await this.begin();
  }

  /** Does what a notice offers. */
  async remedy(remedy: 'resume' | 'retry' | 'reload'): Promise<void> {
    if (remedy === 'reload') {
      location.reload();
      return;
    }
    this.notices.clearRemedied();
    if (remedy === 'resume' && this.model.value) await this.player.resume();
    else await this.load(this.wanted);
  }

  /** The condition of a real picture as its labels say. */
  labelsOf(example: number): number[] {
    const examples = this.examples.value;
    return examples ? exampleLabels(examples, example) : [];
  }

  /** Loads a model and begins a run with it. Where that fails, the model before it and its run stay. */
  private async load(name: ModelName): Promise<void> {
    this.wanted = name;
    this.loading.value = true;
    await this.attempt(async (current) => {
      const loaded = await this.models.load(name, () => {
        if (current()) this.player.pause();
        return current();
      });
      if (!loaded || !current()) return;
      const { settings, problems } = fitToModel(this.settings.value, loaded.info.card);
      this.notices.clearRemedied();
      this.notices.tellProblems(problems);
      this.origin.value = null;
      batch(() => {
        this.models.take(loaded);
        this.settings.value = settings;
        this.mode.value = 'reverse';
        this.loading.value = false;
      });
      await this.arrive(current);
    });
  }

  /** Begins a run with the settings as they are, at the place that an address asked for, if one did. */
  private async arrive(current: () => boolean): Promise<void> {
    this.branches.clear();
    const { picture, noised, at } = this.asked.value ?? SPOT.defaults;
    if (picture > 0) {
      const examples = await this.models.loadExamples();
      if (!examples || !current()) return;
      const example = Math.min(picture, examples.count) - 1;
      this.example.value = example;
      const half = Math.round((this.model.value?.info.card.steps ?? 0) / 2);
      // The times before a run that began in the picture show how it was noised
      await this.showForward(noised > 0 ? noised : (at ?? half), current);
      if (!current()) return;
      if (noised > 0) {
        this.origin.value = { example, t: noised };
        this.mode.value = 'reverse';
      }
    }
    if (picture === 0 || noised > 0) {
      const plan = await this.plan();
      if (current()) await this.player.begin(plan, this.autoplay, at);
    }
    if (current()) this.asked.value = null;
  }

  /** A run with the settings as they are, from noise or from where the last one began. */
  private async begin(): Promise<void> {
    clearTimeout(this.settling);
    this.branches.clear();
    if (this.loading.value || !this.model.value) return;
    await this.attempt(async (current) => {
      if (this.mode.value === 'forward') {
        const t = this.forward.history.value?.times[this.forward.position.value] ?? 0;
        await this.showForward(t, current);
        return;
      }
      const plan = await this.plan();
      if (current()) await this.player.begin(plan, this.autoplay);
    });
  }

  /** A run with the settings as they are, from noise or from the picture that the last one began in. */
  private async plan(): Promise<Plan> {
    const config = samplerConfig(this.settings.value);
    const examples = this.examples.value;
    const origin = this.origin.value;
    if (!origin || !examples) return { config };
    const times = await this.times();
    const t = nearestTime(times, origin.t);
    const x0 = examplePicture(examples, origin.example, this.settings.value.sheet);
    const { x_t } = await (await this.models.engine()).noised(x0, t, config.seed);
    return { config, start: { t, x: x_t }, times };
  }

  private async showForward(t: number, current: () => boolean): Promise<void> {
    const examples = this.examples.value;
    if (!examples) return;
    const { sheet, seed } = this.settings.value;
    const times = await this.times();
    if (!current()) return;
    const position = t === 0 ? times.length - 1 : times.indexOf(nearestTime(times, t));
    const opened = this.forward.open(examplePicture(examples, this.example.value, sheet), times, seed, position);
    this.mode.value = 'forward';
    await opened;
  }

  /** The times of a run with the settings as they are; the run under way ends. */
  private async times(): Promise<readonly number[]> {
    this.player.stop();
    const run = await (await this.models.engine()).sampler(samplerConfig(this.settings.value));
    run.cancel();
    return run.times;
  }

  private async use(preference: WatchSettings['backend']): Promise<void> {
    try {
      await this.host.use(preference);
      // A run under way changes backend by itself. A finished one is run again, to show the new backend at work.
      if (this.player.phase.value === 'done') await this.begin();
    } catch (error) {
      this.settings.value = { ...this.settings.value, backend: this.host.preference.value };
      this.notices.tellError(error, null);
    }
  }

  /** Runs a task of which only the latest counts; reports its errors. */
  private async attempt(task: (current: () => boolean) => Promise<void>): Promise<void> {
    const attempt = this.tasks.begin();
    const current = (): boolean => attempt.current;
    try {
      await task(current);
    } catch (error) {
      if (!current()) return;
      const loaded = this.model.value;
      this.loading.value = false;
      if (loaded && loaded.name !== this.settings.value.model) {
        this.settings.value = fitToModel({ ...this.settings.value, model: loaded.name }, loaded.info.card).settings;
      }
      this.notices.tellError(error, error instanceof EngineError ? remedyFor(error.code) : 'reload');
    }
  }
}
