/** The state of room Train and everything that can be done to it. Views read its signals and call its methods. */
import { batch, effect, signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { DataSource, ScheduleCurves, TrainingRun } from '../../../../../pkg/src/types';
import { EngineError } from '../../../../../pkg/src/types';
import type { EngineHost } from '../../../shared/state/engine-host';
import { Notices, type Remedy } from '../../../shared/state/notices';
import { Latest } from '../../../shared/state/pace';
import { Record } from '../../../shared/state/record';
import type { Problem } from '../../../shared/state/settings';
import { Store } from '../../../shared/state/store';
import {
  consequences,
  DEFAULTS,
  fit,
  type PanelName,
  parseSettings,
  sameRun,
  type TrainSettings,
  trainConfig,
  withData,
} from '../settings';
import { curveBetas, handlesOf } from './beta';
import { type OwnData, TrainingData } from './data';
import { ExactLossFloor } from './exact-loss-floor';
import { NetworkDisplay } from './network-display';
import { Overlays } from './overlays';
import { Panels } from './panels';
import { RunKeeper } from './run-keeper';
import type { StoredRun } from './run-storage';
import { SamplesStore } from './samples';
import { readHeader, settingsOf } from './saved-run';
import { Trainer } from './trainer';

/** Milliseconds without a change before a run begins: sliders change many times a second. */
const SETTLE_MS = 220;

export class Training extends Store {
  readonly settings;
  readonly status;
  readonly engineNotices;
  readonly notices = new Notices();
  readonly trainer;
  readonly samples;
  readonly overlays;
  readonly floor = new ExactLossFloor();
  readonly panels;
  readonly curves = signal<ScheduleCurves | null>(null);
  /** Points drawn, pasted, dropped or loaded. */
  readonly own;
  /** Particles whose way is shown. */
  readonly chosen = signal<readonly number[]>([]);

  private readonly display: NetworkDisplay;
  private readonly latestCurves;
  private readonly data = new TrainingData();
  private readonly keeper = new RunKeeper(this.notices);
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly tasks = new LastWins();
  private opened = false;

  constructor(
    private readonly host: EngineHost,
    settings: TrainSettings,
    /** Whether the address or a change of settings says which run is wanted: then the stored run is not restored. */
    private asked: boolean,
    /** Whether motion is to be reduced. */
    still = false,
  ) {
    super();
    this.settings = signal(settings);
    this.own = this.data.own;
    this.samples = new SamplesStore(still);
    this.status = host.status;
    this.engineNotices = host.notices;
    const failed = (error: unknown): void => this.tell(error);
    this.trainer = new Trainer((run) => this.display.beside(run), failed);
    this.overlays = new Overlays(failed);
    this.panels = new Panels(failed);
    this.display = new NetworkDisplay(this.settings, this.trainer, this.samples, this.overlays, () => this.keepRun(), failed);
    this.latestCurves = new Latest(failed);
    this.onDispose(() => {
      clearTimeout(this.settling);
      this.tasks.cancel();
      this.leave();
      this.samples.clear();
      this.overlays.clear();
      this.floor.clear();
      this.trainer.close();
    });
    this.effect(() => {
      const t = this.samples.t.value;
      const run = this.trainer.run.peek();
      if (run) this.overlays.follow(run, this.settings.peek(), t);
    });
  }

  /** Called when the room is opened. The first time a run is restored or begun; later the room is as it was left. */
  async enter(problems: readonly Problem[]): Promise<void> {
    if (this.opened) {
      this.settings.value = { ...this.settings.value, backend: this.host.preference.value };
      return;
    }
    this.opened = true;
    this.notices.tellProblems(problems);
    await this.open();
  }

  /**
   * Other settings, all at once. What has been learnt stays where they describe the same run, so that a class that has trained
   * goes on with its own network; otherwise another run begins, not yet trained.
   */
  read(settings: TrainSettings, problems: readonly Problem[], asked: boolean): void {
    const before = this.settings.value;
    const wanted = { ...settings, backend: before.backend };
    if (!this.opened) {
      this.asked = asked;
      this.settings.value = wanted;
      return;
    }
    this.pause();
    this.panels.cancel();
    this.notices.tellProblems(problems);
    if (wanted.data === 'own' && !this.own.value) {
      wanted.data = DEFAULTS.data;
      this.notices.tellProblems([{ key: 'data', asked: 'own', used: DEFAULTS.data }]);
    }
    clearTimeout(this.settling);
    this.settings.value = wanted;
    if (sameRun(before, wanted) && this.trainer.run.value) {
      this.display.resample();
      this.display.relayer();
      return;
    }
    this.chosen.value = [];
    this.askCurves();
    void this.begin();
  }

  /** Called when another room is opened. */
  leave(): void {
    this.pause();
    this.samples.stop();
    this.panels.cancel();
  }

  /** Changes settings, and restarts, resamples or redraws where the change asks for it. */
  set(change: Partial<TrainSettings>): void {
    const before = this.settings.value;
    let after = fit({
      ...(change.data === undefined ? before : withData(before, change.data)),
      ...change,
    });
    const betas = this.curves.value?.beta;
    // A custom schedule begins with the β of the one before
    if (change.schedule === 'custom' && change.curve === undefined && before.schedule !== 'custom' && betas)
      after = { ...after, curve: handlesOf(betas) };
    if (change.data === 'own' && !this.own.value) return;
    this.settings.value = after;
    if (change.backend !== undefined && change.backend !== before.backend) void this.use();
    const follows = consequences(before, after);
    if (follows.run) {
      // The run in storage has been replaced by another
      this.asked = true;
      this.askCurves();
      clearTimeout(this.settling);
      this.settling = setTimeout(() => void this.begin(), SETTLE_MS);
      return;
    }
    const run = this.trainer.run.value;
    if (!run) return;
    if (follows.live) {
      const { learningRate, batch } = after;
      run.change({ learningRate, batch }).catch((error: unknown) => this.tell(error));
    }
    if (follows.samples) this.display.resample();
    if (
      String(before.layers) !== String(after.layers) ||
      before.whose !== after.whose ||
      before.exactFor !== after.exactFor ||
      before.field !== after.field
    )
      this.display.relayer();
  }

  /** Unfolds a measurement, or folds it up. */
  unfold(name: PanelName, open: boolean): void {
    const others = this.settings.value.open.filter((other) => other !== name);
    this.set({ open: open ? [...others, name] : others });
  }

  /** Data of the visitor's own, in place of what there is. */
  setOwn(data: OwnData): void {
    // Whatever was refused before: these are taken
    this.notices.dismissError('data_invalid');
    this.own.value = data;
    if (this.settings.value.data !== 'own') this.set({ data: 'own' });
    else {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => void this.begin(), SETTLE_MS);
    }
  }

  /** A table as text, from a file or the clipboard. */
  async readTable(table: string): Promise<void> {
    try {
      this.setOwn({ dims: 2, values: await (await this.host.ready()).table(table) });
    } catch (error) {
      this.notices.tellError(error, null);
    }
  }

  /** A run, or a table, from a file that the visitor has chosen. */
  async openFile(file: Blob, as: 'run' | 'table'): Promise<void> {
    try {
      if (as === 'run') await this.load(new Uint8Array(await file.arrayBuffer()));
      else await this.readTable(await file.text());
    } catch (reason) {
      // A folder, a file that is gone, or one larger than the browser can hold
      this.notices.tellError(new EngineError('io', `the file cannot be read: ${String(reason)}`), null);
    }
  }

  toggle(): void {
    if (this.trainer.phase.value === 'training') this.pause();
    else this.play();
  }

  play(steps?: number): void {
    this.panels.cancel();
    this.notices.clearRemedied();
    this.trainer.play(steps);
  }

  pause(): void {
    if (this.trainer.phase.value !== 'training') return;
    this.trainer.pause();
    this.display.settle();
  }

  /** Trains so many steps, then samples and measures. */
  async steps(count: number): Promise<void> {
    if (this.trainer.phase.value !== 'paused') return;
    this.play(count);
    await this.ended();
    this.display.settle();
  }

  async reset(): Promise<void> {
    await this.attempt(async () => {
      this.panels.clear();
      this.overlays.clear();
      this.samples.invalidate();
      await this.trainer.reset();
      this.display.settle();
    });
  }

  /** The run as a file. */
  async save(): Promise<Uint8Array | null> {
    const run = this.trainer.run.value;
    try {
      return run ? await run.save() : null;
    } catch (error) {
      this.tell(error);
      return null;
    }
  }

  /** A run from a file that was saved. */
  async load(file: Uint8Array): Promise<void> {
    this.pause();
    try {
      const run = await (await this.host.ready()).resume(file);
      this.tasks.cancel();
      const header = readHeader(file);
      const { settings, own } = settingsOf(run, header, this.settings.value);
      batch(() => {
        this.own.value = own ?? this.own.value;
        this.settings.value = settings;
      });
      this.askCurves();
      this.adopt(run, Record.at(header.step));
    } catch (error) {
      this.notices.tellError(error, null);
    }
  }

  async remedy(remedy: Remedy): Promise<void> {
    if (remedy === 'reload') {
      location.reload();
      return;
    }
    this.notices.clearRemedied();
    if (!this.trainer.run.value) {
      await this.open();
      return;
    }
    const before = this.keeper.last;
    if (remedy === 'resume' && before && sameRun(this.settings.value, parseSettings(new URLSearchParams(before.query)).settings)) {
      await this.attempt((current) => this.restore(before, current));
    } else await this.begin();
  }

  /** The training points shown, as the engine has them. */
  dataValues(): Float32Array | null {
    return this.trainer.run.value?.data.values ?? null;
  }

  /** What trains: the data set as the engine is asked for it, with at most so many points. */
  source(most?: number): Promise<DataSource> {
    return this.data.source(this.settings.value, most);
  }

  async engine(): ReturnType<EngineHost['ready']> {
    return this.host.ready();
  }

  /** Chooses a particle, or lets it go. */
  choose(particle: number): void {
    const chosen = this.chosen.value;
    this.chosen.value = chosen.includes(particle) ? chosen.filter((one) => one !== particle) : [...chosen, particle];
  }

  /** Keeps the run in the browser's storage. Where that fails it says so and training goes on. */
  async keepRun(): Promise<void> {
    const run = this.trainer.run.value;
    const record = this.trainer.record.value;
    if (!run || (record.step === 0 && this.settings.value.data !== 'own')) return;
    const own = this.settings.value.data === 'own' ? this.own.value : null;
    const current = (): boolean => run === this.trainer.run.value;
    try {
      await this.keeper.keep(run, record, this.settings.value, own, current);
    } catch (error) {
      this.tell(error);
    }
  }

  /** The run of the last visit, where that is wanted and can be read; otherwise a new one. */
  private async open(): Promise<void> {
    this.trainer.phase.value = 'opening';
    this.askCurves();
    await this.attempt(async (current) => {
      const before = await this.keeper.recall();
      if (!current()) return;
      if (before && (!this.asked || sameRun(this.settings.value, parseSettings(new URLSearchParams(before.query)).settings))) {
        if (await this.restoreIfWhole(before, current)) return;
      }
      if (this.settings.value.data === 'own') {
        if (before?.own && parseSettings(new URLSearchParams(before.query)).settings.data === 'own') this.own.value = before.own;
        else {
          this.settings.value = { ...this.settings.value, data: DEFAULTS.data };
          this.notices.tellProblems([{ key: 'data', asked: 'own', used: DEFAULTS.data }]);
        }
      }
      await this.make(current);
    });
  }

  /** A run with the settings as they are; where the one before was training, it trains on for as long as that would have. */
  private async begin(): Promise<void> {
    clearTimeout(this.settling);
    await this.attempt(async (current) => {
      const left = await this.make(current);
      if (!current() || left === 0) return;
      if (left === Infinity) this.play();
      else void this.steps(left);
    });
  }

  /** Replaces the run by a new one. Returns the number of steps that the one before still had to train. */
  private async make(current: () => boolean): Promise<number> {
    const engine = await this.host.ready();
    const source = await this.source();
    if (!current()) return 0;
    const run = await engine.train(trainConfig(this.settings.value), source);
    if (!current()) {
      run.close();
      return 0;
    }
    const left = this.trainer.remaining;
    this.adopt(run, new Record());
    return left;
  }

  /** Returns false where the engine refuses the stored run. Throws errors that a retry may resolve. */
  private async restoreIfWhole(before: StoredRun, current: () => boolean): Promise<boolean> {
    try {
      await this.restore(before, current);
      return true;
    } catch (error) {
      if (error instanceof EngineError && (error.code === 'network' || error.code === 'unsupported')) throw error;
      if (!current()) return true;
      this.notices.tellNote('keptDamaged');
      return false;
    }
  }

  private async restore(before: StoredRun, current: () => boolean): Promise<void> {
    const run = await (await this.host.ready()).resume(before.file);
    if (!current()) {
      run.close();
      return;
    }
    const { settings } = parseSettings(new URLSearchParams(before.query));
    batch(() => {
      this.own.value = before.own ?? (settings.data === 'own' ? run.data : null);
      this.settings.value = { ...settings, backend: this.host.preference.value };
    });
    this.keeper.last = before;
    this.askCurves();
    this.adopt(run, before.record ? Record.from(before.record) : Record.at(readHeader(before.file).step));
  }

  private adopt(run: TrainingRun, record: Record): void {
    this.notices.clearRemedied();
    this.panels.clear();
    this.overlays.clear();
    this.floor.clear();
    this.samples.invalidate();
    if (this.samples.shown.value && this.samples.shown.value.dims !== run.data.dims) this.samples.clear();
    this.trainer.take(run, record);
    this.display.settle(false);
    const total = run.config.schedule.kind === 'custom' ? run.config.schedule.betas.length : run.config.schedule.steps;
    this.floor.measure(run, total).catch((error: unknown) => this.tell(error));
  }

  private ended(): Promise<void> {
    return new Promise((resolve) => {
      const stop = effect(() => {
        if (this.trainer.phase.value === 'training') return;
        resolve();
        queueMicrotask(() => stop());
      });
    });
  }

  private askCurves(): void {
    this.latestCurves.ask(async () => {
      const { schedule, total, curve } = this.settings.value;
      const engine = await this.host.ready();
      this.curves.value = await engine.schedule(
        schedule === 'custom' ? { kind: 'custom', betas: curveBetas(curve, total) } : { kind: schedule, steps: total },
      );
    });
  }

  /** Chooses the backend. The run changes to it between two slices. */
  private async use(): Promise<void> {
    try {
      await this.host.use(this.settings.value.backend);
    } catch (error) {
      this.settings.value = { ...this.settings.value, backend: this.host.preference.value };
      this.notices.tellError(error, null);
    }
  }

  /** Runs a task of which only the last counts, and reports its error. */
  private async attempt(task: (current: () => boolean) => Promise<void>): Promise<void> {
    const attempt = this.tasks.begin();
    const current = (): boolean => attempt.current;
    try {
      await task(current);
    } catch (error) {
      if (!current()) return;
      this.trainer.phase.value = this.trainer.run.value ? 'paused' : 'failed';
      this.tell(error);
    }
  }

  private tell(error: unknown): void {
    const code = error instanceof EngineError ? error.code : 'engine_panic';
    const lost = code === 'engine_panic' || code === 'worker_lost' || code === 'device_lost';
    if (lost) this.trainer.fail();
    this.notices.tellError(error, lost ? 'resume' : code === 'network' || code === 'io' ? 'retry' : null);
  }
}
