/** The layers of the stage besides data and samples, computed only while they are shown. Two-dimensional data only. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { Field, Samples, TrainingRun } from '../../../../../pkg/src/types';
import { cellCentres, errorOf, meshKnots } from '../../../shared/canvas/grid';
import { Latest, Pace } from '../../../shared/state/pace';
import { exactEps, type Layer, type TrainSettings } from '../settings';

export const ARROWS = 19;
export const HEAT = 36;
const DENSITY_STEPS = 24;
/** Points of the density map in one call, so that other calls need not wait for all of them. */
const DENSITY_CHUNK = 6 * HEAT;
const MESH_MOMENTS = 101;

export interface Arrows {
  t: number;
  network: Field | null;
  exact: Field | null;
}

export class Overlays {
  /** On the cells of an ARROWS × ARROWS grid. */
  readonly arrows = signal<Arrows | null>(null);
  /** ‖ε̂ − ε*‖ on the cells of a HEAT × HEAT grid. */
  readonly error = signal<Float32Array | null>(null);
  /** log p of the model in nats, on the same cells. */
  readonly density = signal<Float64Array | null>(null);
  readonly mesh = signal<Samples | null>(null);
  /** Training points noised to t. */
  readonly forward = signal<{ t: number; x: Float32Array } | null>(null);

  /** Slow ones have a pace of their own: the density asks for thousands of network calls a point. */
  private readonly densityPace = new Pace(1500, 0.12);
  private readonly quick;
  private readonly slow;
  private readonly asks = new LastWins();

  constructor(failed: (error: unknown) => void) {
    this.quick = new Latest(failed);
    this.slow = new Latest(failed);
  }

  /** Drops all layers: the run is another, or was reset. */
  clear(): void {
    this.asks.cancel();
    for (const layer of [this.arrows, this.error, this.density, this.mesh, this.forward]) layer.value = null;
    this.densityPace.hurry();
  }

  /** What is shown depends on t: to be asked for at every move of the slider. */
  follow(run: TrainingRun, settings: TrainSettings, t: number): void {
    if (run.data.dims !== 2) return;
    this.quick.ask(() => this.atTime(run, settings, t));
  }

  /** All that is shown, after the network has changed or a layer was switched on. */
  refresh(run: TrainingRun, settings: TrainSettings, t: number): void {
    this.follow(run, settings, t);
    if (run.data.dims !== 2) return;
    this.slow.ask(async () => {
      if (shows(settings, 'mesh')) await this.askMesh(run, settings);
      if (shows(settings, 'density')) await this.askDensity(run, settings);
    });
  }

  /** The same while training, awaited by the loop, so that the training goes on. */
  async beside(run: TrainingRun, settings: TrainSettings, t: number): Promise<void> {
    if (run.data.dims !== 2) return;
    await this.atTime(run, settings, t);
    if (shows(settings, 'mesh')) await this.askMesh(run, settings);
    if (shows(settings, 'density') && this.densityPace.due()) await this.densityPace.take(() => this.askDensity(run, settings));
  }

  private async atTime(run: TrainingRun, settings: TrainSettings, t: number): Promise<void> {
    const ask = this.asks.now();
    // At t = 0 there is no noise to predict, so the field at t = 1 is the last one
    const at = Math.max(1, t);
    if (shows(settings, 'field')) {
      const points = cellCentres(ARROWS);
      const network = settings.whose === 'exact' ? null : await run.field('network', at, points.slice());
      const exact = settings.whose === 'network' ? null : await run.field(exactEps(settings), at, points);
      if (ask.current) this.arrows.value = { t: at, network, exact };
    }
    if (shows(settings, 'error') && ask.current) {
      const points = cellCentres(HEAT);
      const network = await run.field('network', at, points.slice());
      const exact = await run.field(exactEps(settings), at, points);
      if (ask.current) this.error.value = errorOf(network.eps_hat, exact.eps_hat);
    }
    if (shows(settings, 'forward') && ask.current) {
      const count = Math.min(settings.count, run.data.values.length / run.data.dims);
      const { x_t } = await run.noised(run.data.values.slice(0, count * run.data.dims), at, settings.noiseSeed);
      if (ask.current) this.forward.value = { t, x: x_t };
    }
  }

  private async askMesh(run: TrainingRun, settings: TrainSettings): Promise<void> {
    const ask = this.asks.now();
    const start = meshKnots();
    const steps = Math.min(settings.steps, settings.total);
    const mesh = await run.sample({
      denoiser: settings.whose === 'exact' ? exactEps(settings) : 'network',
      sampler: { kind: 'ddim', eta: 0 },
      steps,
      spacing: settings.spacing,
      count: start.length / 2,
      seed: settings.noiseSeed,
      keep: Math.min(MESH_MOMENTS, Math.max(2, steps + 1)),
      start: { x: start },
    });
    if (ask.current) this.mesh.value = mesh;
  }

  private async askDensity(run: TrainingRun, settings: TrainSettings): Promise<void> {
    const ask = this.asks.now();
    const points = cellCentres(HEAT);
    const all = new Float64Array(points.length / 2);
    for (let from = 0; from < all.length; from += DENSITY_CHUNK) {
      const part = points.slice(2 * from, 2 * (from + DENSITY_CHUNK));
      all.set(await run.density(settings.whose === 'exact' ? exactEps(settings) : 'network', part, DENSITY_STEPS), from);
      if (!ask.current) return;
    }
    this.density.value = all;
  }
}

export function shows(settings: TrainSettings, layer: Layer): boolean {
  return settings.layers.includes(layer);
}
