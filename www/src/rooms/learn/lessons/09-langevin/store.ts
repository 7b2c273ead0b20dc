/** Lesson 9: DDPM, Langevin sampling at one noise level, and annealed Langevin sampling, from the same start. */
import { signal } from '@preact/signals';
import type { Samples, Solver, TrainingRun } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { type Bench, LESSON_CONFIG, LESSON_SOURCE } from '../../store/bench';
import type { Pair } from '../../store/experiment';
import { moments } from '../../store/moments';

export const WAYS = ['ddpm', 'plain', 'annealed'] as const;
export type Way = (typeof WAYS)[number];

const COUNT = 400;
/** Score calls of each, so that none has an advantage. */
export const CALLS = 500;
/** The noise level of plain Langevin sampling: little enough that its samples look like data. */
export const LEVEL = 12;
/** A noise level at which all islands are one hill. */
export const HIGH = 500;
const SAMPLERS: Readonly<Record<Way, Solver>> = {
  ddpm: { kind: 'ddpm', variance: 0 },
  plain: { kind: 'langevin', t: LEVEL, stepSize: 0.5 },
  annealed: { kind: 'annealed_langevin', perLevel: 10, stepSize: 0.5 },
};
const MODES = 8;
/** A mode is reached where it has so much of its fair share. */
const REACHED = 0.2;

export interface Reached {
  ddpm: number;
  plain: number;
  annealed: number;
}

/** Where particles of one Langevin run end. */
export interface Ends {
  x: Float32Array;
  middle: Pair;
  /** Standard deviation of a coordinate. */
  deviation: number;
}

/** Samples in each of eight equal sectors around the origin, one for each Gaussian of the data. `first`: an angle of one. */
export function sectors(points: ArrayLike<number>, first: number): number[] {
  const found = new Array<number>(MODES).fill(0);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const angle = Math.atan2(points[i + 1] ?? 0, points[i] ?? 0) - first;
    const sector = ((Math.round((angle / (2 * Math.PI)) * MODES) % MODES) + MODES) % MODES;
    found[sector] = (found[sector] ?? 0) + 1;
  }
  return found;
}

export function modesReached(points: ArrayLike<number>, first: number): number {
  const fair = points.length / 2 / MODES;
  return sectors(points, first).filter((n) => n >= REACHED * fair).length;
}

export class Langevin {
  readonly clouds = signal<Readonly<Record<Way, Samples | null>>>({ ddpm: null, plain: null, annealed: null });
  readonly data = signal<Float32Array | null>(null);
  /** How far along its way each is, 0 to 1. */
  readonly share = signal(0);
  readonly reached = signal<Reached | null>(null);

  constructor(private readonly bench: Bench) {}

  private run(): Promise<TrainingRun> {
    return this.bench.run('langevin', LESSON_CONFIG, LESSON_SOURCE);
  }

  async load(): Promise<void> {
    this.data.value = (await this.run()).data.values;
  }

  /** Where all begin: one training point. */
  start(): Pair | null {
    const data = this.data.value;
    return data && [data[0] ?? 0, data[1] ?? 0];
  }

  /** Plain Langevin sampling at a high noise level, from that point. */
  async measureHigh(): Promise<Ends> {
    const run = await this.run();
    const [x, y] = [run.data.values[0] ?? 0, run.data.values[1] ?? 0];
    const cloud = await run.sample({
      ...{ denoiser: 'distribution', sampler: { kind: 'langevin', t: HIGH, stepSize: 0.5 }, steps: CALLS, spacing: 'trailing' },
      ...{ count: COUNT, seed: 9, keep: 1, start: { x: Float32Array.from({ length: 2 * COUNT }, (_, i) => (i % 2 === 0 ? x : y)) } },
    });
    const of = (i: 0 | 1) => moments(cloud.x.filter((_, k) => k % 2 === i));
    const [across, up] = [of(0), of(1)];
    return { x: cloud.x, middle: [across.mean, up.mean], deviation: Math.sqrt((across.variance + up.variance) / 2) };
  }

  /** All three with the exact score, all from the same place: one training point. */
  async measure(report: Report<Reached>): Promise<Reached | null> {
    const run = await this.run();
    const { values } = run.data;
    const [x, y] = [values[0] ?? 0, values[1] ?? 0];
    const start = Float32Array.from({ length: 2 * COUNT }, (_, i) => (i % 2 === 0 ? x : y));
    const first = Math.atan2(y, x);
    const reached: Reached = { ddpm: 0, plain: 0, annealed: 0 };
    for (const [i, way] of WAYS.entries()) {
      const cloud = await run.sample({
        ...{ denoiser: 'distribution', sampler: SAMPLERS[way], steps: CALLS, spacing: 'trailing' },
        ...{ count: COUNT, seed: 8, keep: 51, start: { x: start.slice() } },
      });
      if (!report.wanted()) return null;
      this.clouds.value = { ...this.clouds.value, [way]: cloud };
      reached[way] = modesReached(cloud.x.subarray(-2 * COUNT), first);
      report.tell((i + 1) / WAYS.length);
    }
    this.share.value = 1;
    this.reached.value = reached;
    return reached;
  }
}

/** The points of a cloud at a share of its way, and the t of that moment. */
export function momentOf(cloud: Samples, share: number): { x: Float32Array; t: number } {
  const position = Math.round(share * (cloud.times.length - 1));
  const size = cloud.x.length / cloud.times.length;
  return { x: cloud.x.subarray(position * size, (position + 1) * size), t: cloud.times[position] ?? 0 };
}
