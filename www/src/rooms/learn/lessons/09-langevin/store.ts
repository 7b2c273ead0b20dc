/** Lesson 9: DDPM, Langevin sampling at one noise level, and annealed Langevin sampling, from the same start. */
import { signal } from '@preact/signals';
import type { Samples, Solver, TrainingRun } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { MODES, sectors } from '../../store/clouds';
import { meanSquare, moments } from '../../store/moments';
import { LESSON_CONFIG, LESSON_SOURCE, type RunPool } from '../../store/run-pool';
import type { Vec2 } from '../../vec2';

export const WAYS = ['ddpm', 'plain', 'annealed'] as const;
export type Way = (typeof WAYS)[number];

export const COUNT = 400;
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
/** A mode is reached where it has so much of its fair share. */
const REACHED = 0.2;

export interface Reached {
  ddpm: number;
  plain: number;
  annealed: number;
  /** Density half-way between two neighbouring islands over that on an island, at the level of plain Langevin sampling. */
  barrier: number;
  /** What is left of the start of DDPM at t = HIGH, as a factor. */
  left: number;
}

/** Distance of the islands from the origin. */
export const RADIUS = 1.4;
/** Places between two islands at which the score is asked for. */
const PLACES = 400;

/**
 * The density half-way between two neighbouring islands over that on one of them: the score's line integral along the
 * straight way from one to the middle. `scores` asks for the score of the noised data at places of the plane.
 */
export async function barrier(alphaBar: number, scores: (places: Float32Array) => Promise<Float32Array>): Promise<number> {
  const island = (k: number): Vec2 => {
    const angle = (2 * Math.PI * k) / MODES;
    return [Math.sqrt(alphaBar) * RADIUS * Math.cos(angle), Math.sqrt(alphaBar) * RADIUS * Math.sin(angle)];
  };
  const [from, to] = [island(0), island(1)];
  const step = [(to[0] - from[0]) / 2 / PLACES, (to[1] - from[1]) / 2 / PLACES] as const;
  // In the middle of each piece of the way
  const places = Float32Array.from(
    { length: 2 * PLACES },
    (_, i) => from[i % 2 === 0 ? 0 : 1] + (Math.floor(i / 2) + 0.5) * step[i % 2 === 0 ? 0 : 1],
  );
  const score = await scores(places);
  return Math.exp(score.reduce((sum, value, i) => sum + value * step[i % 2 === 0 ? 0 : 1], 0));
}

/** Where particles of one Langevin run end. */
export interface Ends {
  x: Float32Array;
  middle: Vec2;
  /** Standard deviation of a coordinate, and that of the density which is sampled. */
  deviation: number;
  own: number;
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

  constructor(private readonly pool: RunPool) {}

  private run(): Promise<TrainingRun> {
    return this.pool.run('langevin', LESSON_CONFIG, LESSON_SOURCE);
  }

  async load(): Promise<void> {
    this.data.value = (await this.run()).data.values;
  }

  /** Where all begin: one training point. */
  start(): Vec2 | null {
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
    const bar = (await this.pool.schedule(LESSON_CONFIG.schedule)).alphaBar[HIGH] ?? 1;
    return {
      ...{ x: cloud.x, middle: [across.mean, up.mean], deviation: Math.sqrt((across.variance + up.variance) / 2) },
      own: Math.sqrt(bar * meanSquare(run.data.values) + 1 - bar),
    };
  }

  /** All three with the exact score, all from the same place: one training point. */
  async measure(report: Report<Reached>): Promise<Reached | null> {
    const run = await this.run();
    const { values } = run.data;
    const [x, y] = [values[0] ?? 0, values[1] ?? 0];
    const start = Float32Array.from({ length: 2 * COUNT }, (_, i) => (i % 2 === 0 ? x : y));
    const first = Math.atan2(y, x);
    const { alphaBar } = await this.pool.schedule(LESSON_CONFIG.schedule);
    const reached: Reached = {
      ...{ ddpm: 0, plain: 0, annealed: 0 },
      barrier: await barrier(alphaBar[LEVEL] ?? 1, async (places) => (await run.field('distribution', LEVEL, places)).score),
      // Far from the data x_t is all but N(0, I), of which each step keeps √α (Ho et al. 2020, eq. 7)
      left: Math.sqrt((alphaBar.at(-1) ?? 1) / (alphaBar[HIGH] ?? 1)),
    };
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
