/** Samples of the network from fixed noise, at moments from T to 0, and the position of the slider over these. */
import { computed, signal } from '@preact/signals';
import { LastWins } from '../../../../../pkg/src/latest';
import type { Computed, SampleRequest, Samples, TrainingRun } from '../../../../../pkg/src/types';
import { Playback } from '../../../shared/state/playback';
import { exactEps, solverOf, type TrainSettings } from '../settings';

/** Moments kept between noise and data, at most: positions of the slider. */
const MAX_MOMENTS = 101;
/** Pictures on a sheet, at most: more would be too small to see. */
const MAX_PICTURES = 100;

export interface Shown {
  cloud: Computed<Samples>;
  dims: number;
  count: number;
}

/** What a run is asked for to show its samples. */
export function sampleOf(settings: TrainSettings, dims: number): SampleRequest {
  return {
    denoiser: settings.exactSamples ? exactEps(settings) : 'network',
    sampler: solverOf(settings),
    steps: settings.steps,
    spacing: settings.spacing,
    count: dims === 2 ? settings.count : Math.min(settings.count, MAX_PICTURES),
    seed: settings.noiseSeed,
    keep: Math.min(MAX_MOMENTS, Math.max(2, settings.steps + 1)),
  };
}

/** The points of one moment: a view, not a copy. */
export function momentOf({ cloud, dims, count }: Shown, position: number): Float32Array {
  return cloud.x.subarray(position * count * dims, (position + 1) * count * dims);
}

export class SamplesStore {
  readonly shown = signal<Shown | null>(null);
  /** How far along the way, 0 is noise, 1 is data. */
  readonly share;
  readonly travelling;
  readonly position = computed(() => {
    const last = (this.shown.value?.cloud.times.length ?? 1) - 1;
    return Math.round(this.share.value * last);
  });
  /** The t of the moment shown. */
  readonly t = computed(() => this.shown.value?.cloud.times[this.position.value] ?? 0);
  /** Answers to calls that others overtook are dropped. */
  private readonly asks = new LastWins();
  private readonly playback;

  /** `still`: motion is to be reduced. */
  constructor(still = false) {
    this.playback = new Playback(still);
    this.share = this.playback.share;
    this.travelling = this.playback.travelling;
  }

  /** New samples. Of several calls the last wins. */
  async refresh(run: TrainingRun, settings: TrainSettings): Promise<void> {
    const ask = this.asks.now();
    const asked = sampleOf(settings, run.data.dims);
    const cloud = await run.sample(asked);
    if (!ask.current) return;
    this.shown.value = { cloud, dims: run.data.dims, count: asked.count };
  }

  /** Drops the answers still awaited: settings or run have changed. */
  invalidate(): void {
    this.asks.cancel();
  }

  clear(): void {
    this.invalidate();
    this.shown.value = null;
  }

  seek(share: number): void {
    this.playback.seek(share);
  }

  /** Moves by so many moments. */
  step(by: number): void {
    const last = (this.shown.value?.cloud.times.length ?? 1) - 1;
    if (last > 0) this.seek((this.position.value + by) / last);
  }

  /** Plays from T to 0, or stops. */
  travel(): void {
    this.playback.toggle();
  }

  stop(): void {
    this.playback.stop();
  }
}
