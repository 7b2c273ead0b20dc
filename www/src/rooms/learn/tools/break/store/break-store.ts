/** The state of the page and everything that can be done to it. Views read its signals and call its methods. */
import { computed, signal } from '@preact/signals';
import { Job, type Report } from '../../../../../shared/state/job';
import { Playback } from '../../../../../shared/state/playback';
import { randomSeed } from '../../../../../shared/state/seed';
import { readStored, writeStored } from '../../../../../shared/state/storage';
import { meanSquare } from '../../../store/moments';
import { LESSON_CONFIG } from '../../../store/run-pool';
import { type PictureModel, Pictures } from '../../shared/pictures';
import { isWhole, momentOf, type Trajectory } from '../../shared/trajectory';
import type { Workshop } from '../../tool';
import type { Fault } from '../faults';
import { beyond, contrast, grain, offData, spread } from '../measures';
import { dealt, formatAnswers, MAX_DEALS, OUTCOMES, parseAnswers, score } from '../quiz';
import { COUNT, further, pictureRun, pointsRun, pointsTrajectory, trained } from './runs';
import type { Settings } from './settings';

/** The share of the progress bar that training has. */
const TRAINING_SHARE = 0.9;

/** One figure of the finished samples, and of data. */
export interface Measure {
  name: 'distance' | 'off' | 'spread' | 'contrast' | 'grain' | 'beyond';
  data: number;
  right: number;
  wrong: number;
}

export interface Sides {
  right: Trajectory | null;
  wrong: Trajectory | null;
}

/** ᾱ_t, and the mean square of the data: what x_t has in the forward process follows. */
export interface Truth {
  alphaBar: ArrayLike<number>;
  square: number;
}

const NOTHING: Sides = { right: null, wrong: null };

export class BreakStore {
  readonly settings;
  readonly playback = new Playback();
  readonly job: Job<true>;
  readonly sides = signal<Sides>(NOTHING);
  readonly measures = signal<readonly Measure[]>([]);
  readonly truth = signal<Truth | null>(null);
  /** The training points on the stage. */
  readonly data = signal<Float32Array | null>(null);
  readonly model = signal<PictureModel | null>(null);
  readonly training = signal(false);
  readonly answers = signal(parseAnswers(readStored('break')));
  readonly score = computed(() => score(this.answers.value));
  /** The index of the answer that was committed to; null where none was, or there is no quiz. */
  readonly answer = computed(() => this.answers.value.get(this.settings.value.deal) ?? null);
  /** Whether it may be said what is wrong. */
  readonly open = computed(() => this.settings.value.deal === 0 || this.answer.value !== null);
  /** What is wrong with the wrong side; null: nothing. */
  readonly fault = computed<Fault | null>(() => {
    const { deal, fault } = this.settings.value;
    return deal === 0 ? fault : dealt(deal);
  });
  private readonly pictures;
  /** What the right side shows was computed with these settings. */
  private rightOf = '';
  /** What both sides show, and their figures. */
  private wholeOf = '';

  constructor(
    private readonly workshop: Workshop,
    settings: Settings,
  ) {
    this.settings = signal(settings);
    this.pictures = new Pictures(workshop.host);
    this.job = new Job<true>(workshop.failed);
  }

  enter(): void {
    if (this.wholeOf !== this.key()) void this.refresh();
  }

  leave(): void {
    this.job.cancel();
    this.playback.stop();
  }

  /** Its runs on points are the pool's, which keeps them; those of pictures end with the work that is given up. */
  dispose(): void {
    this.leave();
  }

  set(change: Partial<Settings>): void {
    this.settings.value = { ...this.settings.value, ...change };
    if (this.wholeOf !== this.key()) void this.refresh();
  }

  /** Deals something at random. */
  deal(): void {
    const random = randomSeed();
    this.playback.seek(1);
    this.set({ deal: 1 + (random % MAX_DEALS) });
  }

  /** Commits to an answer; it stands. */
  commit(answer: number): void {
    const { deal } = this.settings.value;
    if (deal === 0 || this.answer.value !== null || OUTCOMES[answer] === undefined) return;
    this.answers.value = new Map([...this.answers.value, [deal, answer]]);
    this.store();
  }

  forget(): void {
    this.answers.value = new Map();
    this.store();
  }

  /** Computes what is not there yet of both sides. */
  async refresh(): Promise<void> {
    const [settings, fault, key, right] = [this.inForce(), this.fault.value, this.key(), this.rightKey()];
    const keep = this.rightOf === right && this.sides.value.right !== null && isWhole(this.sides.value.right);
    this.sides.value = keep && settings.subject === 'pictures' ? { ...this.sides.value, wrong: null } : keep ? this.sides.value : NOTHING;
    this.measures.value = [];
    this.wholeOf = '';
    await this.job.run(async (report) => {
      const done = settings.subject === 'points' ? this.points(settings, fault, keep, report) : this.sheets(settings, fault, keep, report);
      if (!(await done) || !report.wanted()) return;
      this.rightOf = right;
      this.wholeOf = key;
      report.tell(1, true);
    });
    if (this.job.phase.value !== 'running') this.training.value = false;
  }

  private async points(settings: Settings, fault: Fault | null, keep: boolean, report: Report<true>): Promise<boolean> {
    const { pool } = this.workshop;
    const run = await pointsRun(pool, settings, 'seeing');
    const { alphaBar } = await pool.schedule(LESSON_CONFIG.schedule);
    if (!report.wanted()) return false;
    this.data.value = run.data.values;
    this.truth.value = { alphaBar, square: meanSquare(run.data.values) };
    this.training.value = settings.eps === 'network';
    const ready = await trained(pool, settings, fault, report, TRAINING_SHARE);
    if (!report.wanted() || !ready) return false;
    this.training.value = false;
    const right = keep && this.sides.value.right ? this.sides.value.right : await pointsTrajectory(pool, settings, null);
    if (!report.wanted()) return false;
    this.sides.value = { ...this.sides.value, right };
    const wrong = fault === null ? right : await pointsTrajectory(pool, settings, fault);
    if (!report.wanted()) return false;
    this.sides.value = { right, wrong };
    const ends = { right: end(right), wrong: end(wrong) };
    // Copies: the engine may keep what it is given
    const far = { right: await run.distances(ends.right.slice()), wrong: await run.distances(ends.wrong.slice()) };
    const { values: fresh } = await (await pool.engine()).points({ kind: 'shape', shape: settings.shape, count: COUNT, seed: 2 });
    if (!report.wanted()) return false;
    const of = (name: Measure['name'], figure: (x: Float32Array) => number): Measure => ({
      ...{ name, data: figure(fresh), right: figure(ends.right), wrong: figure(ends.wrong) },
    });
    const distance = { data: far.right.data, right: far.right.samples, wrong: far.wrong.samples };
    this.measures.value = [
      {
        name: 'distance',
        data: distance.data.slicedWasserstein,
        right: distance.right.slicedWasserstein,
        wrong: distance.wrong.slicedWasserstein,
      },
      of('spread', spread),
      of('off', (x) => offData(x, run.data.values)),
    ];
    return true;
  }

  private async sheets(settings: Settings, fault: Fault | null, keep: boolean, report: Report<true>): Promise<boolean> {
    const model = await this.pictures.open(settings.model);
    const real = await this.pictures.examples(settings.model);
    if (!report.wanted()) return false;
    this.model.value = model;
    this.truth.value = { alphaBar: model.curves.alphaBar, square: meanSquare(real) };
    const runs = {
      right: keep ? null : await pictureRun(this.pictures, model, settings, null),
      wrong: fault === null ? null : await pictureRun(this.pictures, model, settings, fault),
    };
    try {
      // Step by step in turn, so that both grow before one's eyes
      for (let going = true; going; ) {
        going = false;
        for (const side of ['right', 'wrong'] as const) {
          const run = runs[side];
          if (!run) continue;
          const put = (trajectory: Trajectory): void => {
            if (report.wanted()) this.sides.value = { ...this.sides.value, [side]: trajectory };
          };
          if (await further(run, this.sides.value[side], model.size, put)) going = true;
          if (!report.wanted()) return false;
          if (fault === null && side === 'right') this.sides.value = { ...this.sides.value, wrong: this.sides.value.right };
        }
        const slowest = this.sides.value.wrong ?? this.sides.value.right;
        report.tell(slowest ? slowest.times.length / slowest.whole : 0);
      }
    } finally {
      runs.right?.cancel();
      runs.wrong?.cancel();
    }
    if (fault === null) this.sides.value = { ...this.sides.value, wrong: this.sides.value.right };
    const { right, wrong } = this.sides.value;
    if (!right || !wrong) return false;
    const of = (name: Measure['name'], figure: (x: Float32Array) => number): Measure => ({
      ...{ name, data: figure(real), right: figure(end(right)), wrong: figure(end(wrong)) },
    });
    const { image } = model.info.card.network;
    this.measures.value = [of('contrast', contrast), of('grain', (x) => grain(x, image)), of('beyond', beyond)];
    return true;
  }

  /** In the quiz all are dealt alike: a second network in training would tell which fault it is. */
  private inForce(): Settings {
    const settings = this.settings.value;
    return settings.deal === 0 ? settings : { ...settings, eps: 'exact' };
  }

  private rightKey(): string {
    const { subject, shape, model, eps, steps, seed } = this.inForce();
    return subject === 'points' ? `points ${shape} ${eps} ${steps} ${seed}` : `pictures ${model} ${steps} ${seed}`;
  }

  private key(): string {
    return `${this.rightKey()} ${this.fault.value}`;
  }

  private store(): void {
    writeStored('break', this.answers.value.size === 0 ? null : formatAnswers(this.answers.value));
  }
}

function end(trajectory: Trajectory): Float32Array {
  return momentOf(trajectory, trajectory.times.length - 1).x;
}
