/** Lesson 13: guidance with two exact denoisers, of all data and of one class. */
import { signal } from '@preact/signals';
import type { PointsSource } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { epsOf } from '../../store/exact';
import { moments } from '../../store/moments';
import { LESSON_CONFIG, type RunPool } from '../../store/run-pool';
import { walk } from '../../store/walk';
import type { Vec2 } from '../../vec2';

export interface Guided {
  w: number;
  /** Samples, count × 2. */
  x: Float32Array;
  /** Distance of their mean from the origin, and the root of their variance about it. */
  centre: number;
  spread: number;
}

const COUNT = 300;
const STEPS = 40;
const X_SEED = 31;
const SOURCE: PointsSource = { kind: 'shape', shape: 'eight_gaussians', count: 800, seed: 1 };
export const WEIGHTS = [0, 1, 4] as const;
/** The time at which both answers are compared in the derivation. */
export const SHOWN = 400;

/** Both answers at one place. */
export interface Opinions {
  x: Vec2;
  free: Vec2;
  classed: Vec2;
  /** −(classed − free)/√(1 − ᾱ): the slope of log p(c given x). */
  slope: Vec2;
}

export class Guidance {
  readonly guided = signal<readonly Guided[]>([]);
  readonly classPoints = signal<Float32Array | null>(null);
  readonly allPoints = signal<Float32Array | null>(null);
  readonly opinions = signal<Opinions | null>(null);

  constructor(private readonly pool: RunPool) {}

  /** Samples of one class under growing guidance, by two exact denoisers: of all data, and of one Gaussian's alone. */
  async guide(report: Report<readonly Guided[]>): Promise<readonly Guided[] | null> {
    const { values } = await (await this.pool.engine()).points(SOURCE);
    const all = await this.pool.run('all classes', LESSON_CONFIG, { kind: 'points', dims: 2, values });
    const own = ofFirstClass(all.data.values);
    this.allPoints.value = all.data.values;
    this.classPoints.value = own;
    const { alphaBar } = await this.pool.schedule(LESSON_CONFIG.schedule);
    const total = alphaBar.length - 1;
    const times = Array.from({ length: STEPS + 1 }, (_, i) => Math.round(total * (1 - i / STEPS)));
    const start = await this.pool.noise(2 * COUNT, X_SEED);
    const found: Guided[] = [];
    for (const [i, w] of WEIGHTS.entries()) {
      const x = await walk('ddim', {
        ...{ alphaBar, times, start },
        eps: async (t, at) => {
          const free = (await all.field('exact', t, at.slice())).eps_hat;
          const classed = epsOf(own, at, alphaBar[t] ?? 1);
          // Ho and Salimans 2022
          return classed.map((value, k) => (1 + w) * value - w * (free[k] ?? 0));
        },
      });
      if (!report.wanted()) return null;
      found.push({ w, x, ...summary(x) });
      this.guided.value = [...found];
      report.tell((i + 1) / WEIGHTS.length);
    }
    this.opinions.value = opinionsAt([0.3, 0.2], own, all.data.values, alphaBar[SHOWN] ?? 1);
    return found;
  }
}

/** What both exact denoisers say at a place. */
export function opinionsAt(x: Vec2, own: Float32Array, all: Float32Array, bar: number): Opinions {
  const of = (points: Float32Array): Vec2 => {
    const [u = 0, v = 0] = epsOf(points, Float32Array.from(x), bar);
    return [u, v];
  };
  const [free, classed] = [of(all), of(own)];
  const slope = (i: 0 | 1): number => -(classed[i] - free[i]) / Math.sqrt(1 - bar);
  return { x, free, classed, slope: [slope(0), slope(1)] };
}

/** The points of one Gaussian of the eight: those in the sector of the first point. */
export function ofFirstClass(values: Float32Array): Float32Array {
  const first = Math.atan2(values[1] ?? 0, values[0] ?? 0);
  const found: number[] = [];
  for (let i = 0; i + 1 < values.length; i += 2) {
    const [x, y] = [values[i] ?? 0, values[i + 1] ?? 0];
    if (Math.cos(Math.atan2(y, x) - first) > Math.cos(Math.PI / 8)) found.push(x, y);
  }
  return Float32Array.from(found);
}

function summary(x: Float32Array): { centre: number; spread: number } {
  const u = moments(x.filter((_, k) => k % 2 === 0));
  const v = moments(x.filter((_, k) => k % 2 === 1));
  return { centre: Math.hypot(u.mean, v.mean), spread: Math.sqrt(u.variance + v.variance) };
}
