/** Lesson 11: samplers against network calls; and DDPM, DDPM without its noise, and DDIM from the same start. */
import { signal } from '@preact/signals';
import type { ScheduleCurves, Solver } from '../../../../../../pkg/src/types';
import type { Report } from '../../../../shared/state/job';
import { meanSquare } from '../../store/moments';
import { coarse, LESSON_CONFIG, LESSON_SOURCE, type RunPool } from '../../store/run-pool';
import { sharesOf, WAYS, type Way, walk } from '../../store/walk';

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

/** Steps of the walks, each large enough that its noise counts. */
export const TOTAL = 50;
const WALKERS = 400;
const START_SEED = 41;
const NOISE_SEED = 4100;
/** The t whose variances are added up in the derivation. */
export const SHOWN = 25;

/** A way down, moment by moment; index = t. */
export interface Descent {
  x: readonly Float32Array[];
  /** Mean square of a coordinate over what noised data have at this t. */
  ratio: readonly number[];
}

export type Walks = Readonly<Record<Way, Descent>>;

/** Of a step from t: how the variance of the noise in x_{t−1} is made up. */
export interface Ledger {
  /** 1 − ᾱ_{t−1}: what it should be. */
  due: number;
  /** Of ε̂, and of z, in Algorithm 2. */
  kept: number;
  added: number;
}

export function ledger(curves: Pick<ScheduleCurves, 'alphaBar'>, t: number): Ledger {
  const [bar, after] = [curves.alphaBar[t] ?? 1, curves.alphaBar[t - 1] ?? 1];
  const { eps, sigma } = sharesOf('ddpm', bar, after);
  return { due: 1 - after, kept: eps ** 2, added: sigma ** 2 };
}

export class Ddim {
  readonly quality = signal<readonly Quality[]>([]);
  readonly walks = signal<Walks | null>(null);
  readonly data = signal<Float32Array | null>(null);
  /** The moment that is looked at. */
  readonly at = signal(TOTAL);
  readonly curves = signal<ScheduleCurves | null>(null);

  constructor(private readonly pool: RunPool) {}

  async load(): Promise<void> {
    this.curves.value = await this.pool.schedule(coarse(TOTAL));
  }

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

  /** All three ways from the same x_T, with the best ε there is, so that nothing is the network's fault. */
  async descend(report: Report<Walks>): Promise<Walks | null> {
    const schedule = coarse(TOTAL);
    const run = await this.pool.run('ddim', { ...LESSON_CONFIG, schedule }, LESSON_SOURCE);
    const curves = await this.pool.schedule(schedule);
    const { alphaBar } = curves;
    const square = meanSquare(run.data.values);
    const start = await this.pool.noise(2 * WALKERS, START_SEED);
    const times = Array.from({ length: TOTAL + 1 }, (_, i) => TOTAL - i);
    const found: Partial<Record<Way, Descent>> = {};
    for (const [i, way] of WAYS.entries()) {
      const x: Float32Array[] = [];
      await walk(way, {
        ...{ alphaBar, times, start },
        eps: async (t, at) => (await run.field('distribution', t, at.slice())).eps_hat,
        noise: (step) => this.pool.noise(2 * WALKERS, NOISE_SEED + step),
        seen: (t, at) => {
          x[t] = at;
        },
      });
      if (!report.wanted()) return null;
      const ratio = x.map((at, t) => meanSquare(at) / ((alphaBar[t] ?? 1) * square + 1 - (alphaBar[t] ?? 1)));
      found[way] = { x, ratio };
      report.tell((i + 1) / WAYS.length);
    }
    const { ddpm, silent, ddim } = found;
    if (!ddpm || !silent || !ddim) return null;
    this.data.value = run.data.values;
    this.curves.value = curves;
    this.walks.value = { ddpm, silent, ddim };
    this.at.value = 0;
    return this.walks.value;
  }
}
