/** Lesson 14: the energy of noised data, its slope, and what ε* and a network say of the slope. */
import { computed, signal } from '@preact/signals';
import type { ScheduleCurves } from '../../../../../../pkg/src/types';
import { cellCentres, EXTENT } from '../../../../shared/canvas/grid';
import type { Report } from '../../../../shared/state/job';
import { Latest } from '../../../../shared/state/pace';
import { epsOf } from '../../store/exact';
import { LESSON_CONFIG, LESSON_SOURCE, type RunPool } from '../../store/run-pool';
import type { Vec2 } from '../../vec2';

/** Cells of the surface, and of the arrows. */
export const CELLS = 40;
export const ARROWS = 13;
/** Above its least the surface is shown up to so many nats. */
export const DEEP = 9;
/** Of the two predictions: where they are asked, and what the density is multiplied by. */
export const ASKED: Vec2 = [0.5, -0.3];
export const ASKED_T = 300;
export const FACTOR = 5;
/** Draws of (x_0, ε) whose x_t falls near the place count; so many are drawn. */
const REACH = 0.15;
const BATCHES = 8;
const BATCH = 4000;
const SEED = 1400;
/** A slope so small counts as none. */
const FLAT = 0.08;
const STEP = 1e-3;

/** −log q(x_t) of noised points, but for a constant that is the same everywhere. `points`: count × 2. */
export function energyAt(points: Float32Array, x: Vec2, bar: number): number {
  const keep = Math.sqrt(bar);
  let least = Infinity;
  const terms = new Float64Array(points.length / 2);
  for (let i = 0; i < terms.length; i += 1) {
    const [dx, dy] = [x[0] - keep * (points[2 * i] ?? 0), x[1] - keep * (points[2 * i + 1] ?? 0)];
    terms[i] = (dx * dx + dy * dy) / (2 * (1 - bar));
    least = Math.min(least, terms[i] ?? 0);
  }
  let sum = 0;
  // Less the least, so that no exponential vanishes
  for (const term of terms) sum += Math.exp(least - term);
  return least - Math.log(sum / terms.length);
}

/** −∇E by central differences. */
export function slopeOf(energy: (x: Vec2) => number, x: Vec2): Vec2 {
  const along = (dx: number, dy: number): number =>
    -(energy([x[0] + dx, x[1] + dy]) - energy([x[0] - dx, x[1] - dy])) / (2 * Math.hypot(dx, dy));
  return [along(STEP, 0), along(0, STEP)];
}

/** Slopes at one place, by three ways. */
export interface Slopes {
  energy: number;
  byEnergy: Vec2;
  byEps: Vec2;
}

export interface Regression {
  /** Mean of −ε/√(1 − ᾱ) over the draws near the place, and how many there were. */
  mean: Vec2;
  count: number;
  score: Vec2;
  /** Of a single draw: the root of its mean square about the mean. */
  scatter: number;
}

export class Energy {
  readonly t = signal(ASKED_T);
  readonly x = signal<Vec2>([1.2, 0.9]);
  readonly points = signal<Float32Array | null>(null);
  readonly curves = signal<ScheduleCurves | null>(null);
  private readonly bar = computed(() => this.curves.value?.alphaBar[this.t.value] ?? null);
  /** 1 where the energy is least, 0 where it is DEEP nats above; row by row from the top. */
  readonly surface = computed<Float32Array | null>(() => {
    const [points, bar] = [this.points.value, this.bar.value];
    if (!points || bar === null) return null;
    const centres = cellCentres(CELLS);
    const energies = Float32Array.from({ length: CELLS * CELLS }, (_, i) =>
      energyAt(points, [centres[2 * i] ?? 0, centres[2 * i + 1] ?? 0], bar),
    );
    const least = energies.reduce((a, b) => Math.min(a, b), Infinity);
    return energies.map((energy) => Math.max(0, 1 - (energy - least) / DEEP));
  });
  readonly places = cellCentres(ARROWS);
  /** The scores by ε* and by the network, at the places of the arrows. */
  readonly exact = signal<Float32Array | null>(null);
  readonly network = signal<Float32Array | null>(null);
  readonly trained = signal(0);
  readonly here = computed<Slopes | null>(() => {
    const [points, bar] = [this.points.value, this.bar.value];
    return points && bar !== null ? this.slopesAt(points, this.x.value, bar) : null;
  });
  readonly flat = signal(false);
  private readonly latest;

  constructor(
    private readonly pool: RunPool,
    failed: (error: unknown) => void,
  ) {
    this.latest = new Latest(failed);
  }

  async load(): Promise<void> {
    this.curves.value = await this.pool.schedule(LESSON_CONFIG.schedule);
    this.points.value = (await this.run()).data.values;
    this.refresh();
  }

  private run() {
    return this.pool.run('lesson', LESSON_CONFIG, LESSON_SOURCE);
  }

  private slopesAt(points: Float32Array, x: Vec2, bar: number): Slopes {
    const eps = epsOf(points, Float32Array.from(x), bar);
    const score = (i: 0 | 1): number => -(eps[i] ?? 0) / Math.sqrt(1 - bar);
    const energy = (at: Vec2): number => energyAt(points, at, bar);
    return { energy: energy(x), byEnergy: slopeOf(energy, x), byEps: [score(0), score(1)] };
  }

  place(x: number, y: number): void {
    const inside = (value: number): number => Math.round(Math.min(EXTENT, Math.max(-EXTENT, value)) * 100) / 100;
    this.x.value = [inside(x), inside(y)];
    const slopes = this.here.value;
    if (slopes && Math.hypot(...slopes.byEps) < FLAT) this.flat.value = true;
  }

  seek(t: number): void {
    this.t.value = t;
    this.refresh();
  }

  /** The arrows at this t: of the exact denoiser, and of the network as far as it has been trained. */
  refresh(): void {
    this.latest.ask(async () => {
      const run = await this.run();
      const t = this.t.value;
      this.exact.value = (await run.field('exact', t, this.places.slice())).score;
      this.network.value = (await run.field('network', t, this.places.slice())).score;
      this.trained.value = this.pool.stepsOf(run);
    });
  }

  /** The slope of −log p, and of −log of a density so many times as large. */
  async scaled(): Promise<{ before: Vec2; after: Vec2; energy: number; shifted: number }> {
    await this.load();
    const [points, bar] = [this.points.value ?? new Float32Array(0), this.curves.value?.alphaBar[ASKED_T] ?? 1];
    const energy = (x: Vec2): number => energyAt(points, x, bar);
    const shifted = (x: Vec2): number => -Math.log(FACTOR * Math.exp(-energy(x)));
    return { before: slopeOf(energy, ASKED), after: slopeOf(shifted, ASKED), energy: energy(ASKED), shifted: shifted(ASKED) };
  }

  /** What squared error makes of −ε/√(1 − ᾱ) at a place: its mean over the draws that come to lie there. Then the network is trained. */
  async regress(report: Report<Regression>): Promise<Regression | null> {
    await this.load();
    const points = this.points.value ?? new Float32Array(0);
    const bar = this.curves.value?.alphaBar[ASKED_T] ?? 1;
    const [keep, add] = [Math.sqrt(bar), Math.sqrt(1 - bar)];
    const targets: Vec2[] = [];
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const noise = await this.pool.noise(2 * BATCH, SEED + batch);
      for (let i = 0; i < BATCH; i += 1) {
        const k = 2 * ((i + batch * BATCH) % (points.length / 2));
        const [u, v] = [noise[2 * i] ?? 0, noise[2 * i + 1] ?? 0];
        const [x, y] = [keep * (points[k] ?? 0) + add * u, keep * (points[k + 1] ?? 0) + add * v];
        if (Math.hypot(x - ASKED[0], y - ASKED[1]) < REACH) targets.push([-u / add, -v / add]);
      }
      report.tell((0.4 * (batch + 1)) / BATCHES);
    }
    if (!report.wanted()) return null;
    const mean = (i: 0 | 1): number => targets.reduce((sum, target) => sum + target[i], 0) / targets.length;
    const middle: Vec2 = [mean(0), mean(1)];
    const square = targets.reduce((sum, [u, v]) => sum + (u - middle[0]) ** 2 + (v - middle[1]) ** 2, 0) / targets.length;
    const scores = this.slopesAt(points, ASKED, bar).byEps;
    if (!(await this.pool.trained({ ...report, tell: (progress) => report.tell(0.4 + 0.6 * progress) }, 1))) return null;
    this.refresh();
    return { mean: middle, count: targets.length, score: scores, scatter: Math.sqrt(square) };
  }
}
