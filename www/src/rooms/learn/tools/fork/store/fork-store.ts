/** The state of the page and everything that can be done to it. Views read its signals and call its methods. */
import { computed, signal } from '@preact/signals';
import { Job, type Report } from '../../../../../shared/state/job';
import { Latest } from '../../../../../shared/state/pace';
import { type PictureModel, Pictures } from '../../shared/pictures';
import { isWhole, momentOf, nearestStep, type Trajectory } from '../../shared/trajectory';
import type { Workshop } from '../../tool';
import { evenly, fullestShare, halfTime, nearestPoint, repeated, type Scatter, type SpreadAt, scatterOf } from '../spread';
import { FIFTY, pictureTrajectory, pointsBase, pointsFork, pointsRun, trained } from './runs';
import { MAX_REDRAWS, PARTICLES, type Settings, seedOfRedraw } from './settings';

/** Times at which the spread is measured: of points, and of pictures, which take longer. */
const TIMES = { points: 12, pictures: 6 } as const;
/** Points whose mean spread is drawn beside that of the one chosen. */
const CROWD = 16;

/** What became of the frozen x. */
export interface Fork {
  /** Where it was frozen. */
  t: number;
  /** One after the other, from there to 0. */
  trajectory: Trajectory;
  /** Numbers of one end, and how many there are. */
  size: number;
  draws: number;
  /** Of the ends; null while they are on their way. */
  scatter: Scatter | null;
  /** The share at the fullest of the eight Gaussians; null for other data. */
  fullest: number | null;
}

/** The spread of the ends at one time of freezing. */
export interface Course extends SpreadAt {
  /** Mean over several points; null for pictures, of which there is one. */
  crowd: number | null;
  fullest: number | null;
}

export class ForkStore {
  readonly settings;
  /** The run that is frozen, in the making. */
  readonly base: Job<true>;
  /** A fork of pictures that is being computed; one of points is immediate. */
  readonly forking: Job<true>;
  readonly measuring: Job<readonly Course[]>;
  readonly trajectory = signal<Trajectory | null>(null);
  readonly fork = signal<Fork | null>(null);
  /** The training points, or nothing. */
  readonly data = signal<Float32Array | null>(null);
  /** The spread of data that have nothing in common but their distribution. */
  readonly dataSpread = signal<number | null>(null);
  readonly model = signal<PictureModel | null>(null);
  readonly training = signal(false);
  /** The position of the run at which it is frozen. */
  readonly position = computed(() => nearestStep(this.trajectory.value?.times ?? [], this.settings.value.t));
  readonly t = computed(() => this.trajectory.value?.times[this.position.value] ?? this.settings.value.t);
  /** The t at which the spread has fallen to half; null where it has not, or nothing was measured. */
  readonly half = computed(() => halfTime(this.measuring.result.value ?? []));
  private readonly pictures;
  private readonly latest;
  private baseOf = '';

  constructor(
    private readonly workshop: Workshop,
    settings: Settings,
  ) {
    this.settings = signal(settings);
    this.pictures = new Pictures(workshop.host);
    this.base = new Job<true>(workshop.failed);
    this.forking = new Job<true>(workshop.failed);
    this.measuring = new Job<readonly Course[]>(workshop.failed);
    this.latest = new Latest(workshop.failed);
  }

  enter(): void {
    if (this.baseOf !== this.baseKey()) void this.refresh();
  }

  leave(): void {
    this.base.cancel();
    this.forking.cancel();
    this.measuring.cancel();
  }

  /** Its runs on points are the pool's, which keeps them; those of pictures end with the work that is given up. */
  dispose(): void {
    this.leave();
  }

  set(change: Partial<Settings>): void {
    const before = this.settings.value;
    this.settings.value = { ...before, ...change };
    if (this.baseOf !== this.baseKey()) void this.refresh();
    else this.follow(before);
  }

  /** Freezes the run at one of its positions. */
  freeze(position: number): void {
    const t = this.trajectory.value?.times[position];
    if (t !== undefined && t > 0) this.set({ t });
  }

  /** Follows the point that is nearest to a place on the stage. */
  choose(x: number, y: number): void {
    const trajectory = this.trajectory.value;
    if (trajectory && this.settings.value.subject === 'points')
      this.set({ particle: nearestPoint(momentOf(trajectory, this.position.value).x, x, y) });
  }

  redraw(): void {
    this.set({ redraw: (this.settings.value.redraw % MAX_REDRAWS) + 1 });
    if (this.settings.value.subject === 'pictures') void this.forkPictures();
  }

  /** The run that is frozen, anew. */
  async refresh(): Promise<void> {
    const [settings, key] = [this.settings.value, this.baseKey()];
    this.forking.cancel();
    this.measuring.clear();
    this.trajectory.value = null;
    this.fork.value = null;
    this.baseOf = '';
    await this.base.run(async (report) => {
      const done = settings.subject === 'points' ? this.basePoints(settings, report) : this.basePictures(settings, report);
      if (!(await done) || !report.wanted()) return;
      this.baseOf = key;
      report.tell(1, true);
    });
    if (this.base.phase.value !== 'running') this.training.value = false;
    if (this.baseOf !== key) return;
    if (this.settings.value.subject === 'points') this.forkPoints();
    else await this.forkPictures();
  }

  /** Forks the picture as it is frozen. */
  async forkPictures(): Promise<void> {
    const [settings, trajectory, model] = [this.settings.value, this.trajectory.value, this.model.value];
    if (settings.subject !== 'pictures' || !trajectory || !model || !isWhole(trajectory)) return;
    const moment = momentOf(trajectory, this.position.value);
    this.fork.value = null;
    await this.forking.run(async (report) => {
      const whole = await this.pictureEnds(settings, moment, report, (part) => {
        this.fork.value = { t: moment.t, trajectory: part, size: model.size, draws: settings.draws, scatter: null, fullest: null };
        report.tell(part.times.length / part.whole);
      });
      if (!whole) return;
      const scatter = scatterOf(momentOf(whole, whole.times.length - 1).x, model.size);
      this.fork.value = { t: moment.t, trajectory: whole, size: model.size, draws: settings.draws, scatter, fullest: null };
      report.tell(1, true);
    });
  }

  /** Measures the spread of the ends for several times of freezing. */
  async measure(): Promise<void> {
    const [settings, trajectory] = [this.settings.value, this.trajectory.value];
    if (!trajectory || !isWhole(trajectory)) return;
    this.measuring.clear();
    await this.measuring.run(async (report) => {
      const found: Course[] = [];
      // The last position is that of t = 0, from which nothing goes on
      const positions = evenly(trajectory.times.length - 2, TIMES[settings.subject]);
      for (const [i, position] of positions.entries()) {
        const moment = momentOf(trajectory, position);
        const at =
          settings.subject === 'points'
            ? await this.spreadOfPoints(settings, moment)
            : await this.spreadOfPictures(settings, moment, report);
        if (!at || !report.wanted()) return;
        found.push(at);
        report.tell((i + 1) / positions.length, [...found]);
      }
    });
  }

  private async basePoints(settings: Settings, report: Report<true>): Promise<boolean> {
    const run = await pointsRun(this.workshop.pool, settings);
    if (!report.wanted()) return false;
    this.data.value = run.data.values;
    this.dataSpread.value = scatterOf(run.data.values, run.data.dims).spread;
    this.training.value = settings.eps === 'network';
    if (!(await trained(this.workshop.pool, settings, report))) return false;
    this.training.value = false;
    const trajectory = await pointsBase(run, settings);
    if (report.wanted()) this.trajectory.value = trajectory;
    return true;
  }

  private async basePictures(settings: Settings, report: Report<true>): Promise<boolean> {
    const model = await this.pictures.open(settings.model);
    const real = await this.pictures.examples(settings.model);
    if (!report.wanted()) return false;
    this.model.value = model;
    this.dataSpread.value = scatterOf(real, model.size).spread;
    const asked = { settings, seed: settings.seed, count: 1 };
    const whole = await pictureTrajectory(this.pictures, model, asked, report.wanted, (trajectory) => {
      this.trajectory.value = trajectory;
      report.tell(trajectory.times.length / trajectory.whole);
    });
    return whole !== null;
  }

  /** A change that leaves the frozen run as it is. */
  private follow(before: Settings): void {
    const now = this.settings.value;
    const moved = before.t !== now.t || before.redraw !== now.redraw || before.particle !== now.particle;
    if (now.subject === 'points') {
      if (before.particle !== now.particle) this.measuring.clear();
      if (moved) this.forkPoints();
    } else if (moved || before.draws !== now.draws) {
      this.forking.cancel();
      this.fork.value = null;
      if (before.draws !== now.draws) this.measuring.clear();
    }
  }

  private forkPoints(): void {
    this.latest.ask(async () => {
      const [settings, trajectory, position, key] = [this.settings.value, this.trajectory.value, this.position.value, this.baseOf];
      if (!trajectory || settings.subject !== 'points') return;
      const moment = momentOf(trajectory, position);
      const run = await pointsRun(this.workshop.pool, settings);
      const start = repeated(place(moment.x, settings.particle), FIFTY);
      const ends = await pointsFork(run, settings, moment.t, start, true);
      if (this.baseOf !== key) return;
      const last = momentOf(ends, ends.times.length - 1).x;
      const fullest = settings.shape === 'eight_gaussians' ? fullestShare(last) : null;
      this.fork.value = { t: moment.t, trajectory: ends, size: 2, draws: FIFTY, scatter: scatterOf(last, 2), fullest };
    });
  }

  private async spreadOfPoints(settings: Settings, { t, x }: { t: number; x: Float32Array }): Promise<Course> {
    const run = await pointsRun(this.workshop.pool, settings);
    const others = evenly(PARTICLES - 1, CROWD - 1);
    const starts = [settings.particle, ...others].map((particle) => repeated(place(x, particle), FIFTY));
    const start = new Float32Array(starts.length * 2 * FIFTY);
    for (const [i, one] of starts.entries()) start.set(one, i * one.length);
    const ends = momentOf(await pointsFork(run, settings, t, start, false), 0).x;
    const of = (i: number): Float32Array => ends.subarray(i * 2 * FIFTY, (i + 1) * 2 * FIFTY);
    const spreads = starts.map((_, i) => scatterOf(of(i), 2).spread);
    return {
      t,
      spread: spreads[0] ?? NaN,
      crowd: spreads.reduce((a, b) => a + b, 0) / spreads.length,
      fullest: settings.shape === 'eight_gaussians' ? fullestShare(of(0)) : null,
    };
  }

  private async spreadOfPictures(
    settings: Settings,
    moment: { t: number; x: Float32Array },
    report: Report<readonly Course[]>,
  ): Promise<Course | null> {
    const whole = await this.pictureEnds(settings, moment, report, () => undefined);
    const size = this.model.value?.size;
    if (!whole || size === undefined) return null;
    const { spread } = scatterOf(momentOf(whole, whole.times.length - 1).x, size);
    return { t: moment.t, spread, crowd: null, fullest: null };
  }

  private async pictureEnds(
    settings: Settings,
    { t, x }: { t: number; x: Float32Array },
    report: { wanted(): boolean },
    put: (trajectory: Trajectory) => void,
  ): Promise<Trajectory | null> {
    const model = await this.pictures.open(settings.model);
    if (!report.wanted()) return null;
    const start = { t, x: repeated(x, settings.draws) };
    const asked = { settings, seed: seedOfRedraw(settings), count: settings.draws, start };
    return pictureTrajectory(this.pictures, model, asked, report.wanted, put);
  }

  private baseKey(): string {
    const { subject, shape, model, eps, steps, seed } = this.settings.value;
    return subject === 'points' ? `points ${shape} ${eps} ${steps} ${seed}` : `pictures ${model} ${steps} ${seed}`;
  }
}

/** Where a point of a moment is. */
function place(x: Float32Array, particle: number): Float32Array {
  return x.slice(2 * particle, 2 * particle + 2);
}
