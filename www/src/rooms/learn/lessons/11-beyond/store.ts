/** Lesson 11: samplers against network calls, and guidance with two exact denoisers. */
import { signal } from '@preact/signals';
import type { PointsSource, Solver } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { exactWeights } from '../../store/exact';
import { moments } from '../../store/moments';
import { LESSON_CONFIG, type RunPool } from '../../store/run-pool';

export const KINDS = ['ddpm', 'ddim', 'heun'] as const;
export type Kind = (typeof KINDS)[number];
const SAMPLERS: Readonly<Record<Kind, Solver>> = {
  ddpm: { kind: 'ddpm', variance: 0 },
  ddim: { kind: 'ddim', eta: 0 },
  heun: { kind: 'heun' },
};
/** Steps asked for; Heun's method calls the network twice a step. */
const STEPS = [5, 10, 20, 50, 100, 200] as const;
const COUNT = 1000;
/** The number of calls that the prediction is about. */
export const ASKED = 10;

export interface Quality {
  kind: Kind;
  calls: number;
  /** Sliced Wasserstein distance to fresh data. */
  distance: number;
  /** The same of data to other data. */
  data: number;
}

export interface Guided {
  w: number;
  /** Samples, count × 2. */
  x: Float32Array;
  /** Distance of their mean from the origin, and the root of their variance about it. */
  centre: number;
  spread: number;
}

const GUIDED_COUNT = 300;
const GUIDED_STEPS = 40;
const X_SEED = 31;
const CLASS_SOURCE: PointsSource = { kind: 'shape', shape: 'eight_gaussians', count: 800, seed: 1 };
export const WEIGHTS = [0, 1, 4] as const;

type Field = (t: number, x: Float32Array) => Promise<Float32Array>;

/** DDIM with η = 0 (Song et al. 2021, eq. 12) by any ε̂, on times that begin with T and end in 0. */
export async function ddim(alphaBar: ArrayLike<number>, times: readonly number[], start: Float32Array, eps: Field): Promise<Float32Array> {
  let x = start;
  for (let i = 0; i + 1 < times.length; i += 1) {
    const [t, next] = [times[i] ?? 0, times[i + 1] ?? 0];
    const [bar, after] = [alphaBar[t] ?? 1, alphaBar[next] ?? 1];
    const e = await eps(t, x);
    const keep = Math.sqrt(after / bar);
    const add = Math.sqrt(1 - after) - keep * Math.sqrt(1 - bar);
    x = x.map((value, k) => keep * value + add * (e[k] ?? 0));
  }
  return x;
}

export class Beyond {
  readonly quality = signal<readonly Quality[]>([]);
  readonly guided = signal<readonly Guided[]>([]);
  readonly classPoints = signal<Float32Array | null>(null);
  readonly allPoints = signal<Float32Array | null>(null);

  constructor(private readonly pool: RunPool) {}

  async measure(report: Report<readonly Quality[]>): Promise<readonly Quality[] | null> {
    const run = await this.pool.trained(report, 0.4);
    if (!run) return null;
    const found: Quality[] = [];
    for (const [i, steps] of STEPS.entries()) {
      for (const kind of KINDS) {
        // As many calls for all, as nearly as may be
        const cloud = await run.sample({
          ...{ denoiser: 'network', sampler: SAMPLERS[kind], steps: kind === 'heun' ? Math.ceil(steps / 2) : steps, spacing: 'trailing' },
          ...{ count: COUNT, seed: 2, keep: 1 },
        });
        if (!report.wanted()) return null;
        const { samples, data } = await run.distances(cloud.x);
        found.push({ kind, calls: cloud.calls, distance: samples.slicedWasserstein, data: data.slicedWasserstein });
        this.quality.value = [...found];
        if (!report.wanted()) return null;
      }
      report.tell(0.4 + (0.6 * (i + 1)) / STEPS.length);
    }
    return found;
  }

  /** Samples of one class under growing guidance, by two exact denoisers: of all data, and of one Gaussian's alone. */
  async guide(report: Report<readonly Guided[]>): Promise<readonly Guided[] | null> {
    const { values } = await (await this.pool.engine()).points(CLASS_SOURCE);
    const all = await this.pool.run('all classes', LESSON_CONFIG, { kind: 'points', dims: 2, values });
    const own = ofFirstClass(all.data.values);
    this.allPoints.value = all.data.values;
    this.classPoints.value = own;
    const { alphaBar } = await this.pool.schedule(LESSON_CONFIG.schedule);
    const total = alphaBar.length - 1;
    const times = Array.from({ length: GUIDED_STEPS + 1 }, (_, i) => Math.round(total * (1 - i / GUIDED_STEPS)));
    const start = await this.pool.noise(2 * GUIDED_COUNT, X_SEED);
    const found: Guided[] = [];
    for (const [i, w] of WEIGHTS.entries()) {
      const x = await ddim(alphaBar, times, start, async (t, at) => {
        const free = (await all.field('exact', t, at.slice())).eps_hat;
        const classed = epsOf(own, at, alphaBar[t] ?? 1);
        // Ho and Salimans 2022
        return classed.map((value, k) => (1 + w) * value - w * (free[k] ?? 0));
      });
      if (!report.wanted()) return null;
      found.push({ w, x, ...summary(x) });
      this.guided.value = [...found];
      report.tell((i + 1) / WEIGHTS.length);
    }
    return found;
  }
}

/** ε* of a set of points at places x: what the mean of lesson 10 leaves of x. */
export function epsOf(points: Float32Array, x: Float32Array, alphaBar: number): Float32Array {
  const found = new Float32Array(x.length);
  for (let k = 0; k + 1 < x.length; k += 2) {
    const at = [x[k] ?? 0, x[k + 1] ?? 0] as const;
    const { mean } = exactWeights(points, at, alphaBar);
    found[k] = (at[0] - Math.sqrt(alphaBar) * mean[0]) / Math.sqrt(1 - alphaBar);
    found[k + 1] = (at[1] - Math.sqrt(alphaBar) * mean[1]) / Math.sqrt(1 - alphaBar);
  }
  return found;
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
