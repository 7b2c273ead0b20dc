/** Samples of the run from the same fixed noise, at the moments of their way, and the slider over them. */
import { computed, signal } from '@preact/signals';
import type { ToyCloud, ToyRun, ToySample } from '../../engine/toy';
import { exactEps, type Settings, toySampler } from './settings';

/** Moments kept of the way from noise to data: as many as a slider has use for. */
const MOST_MOMENTS = 101;
/** Pictures on a sheet; more cannot be made out. */
const MOST_PICTURES = 100;
/** How long the way from T to 0 takes when it is played, in milliseconds. */
const JOURNEY_MS = 4000;
/** For those who want little motion it is shown in so many pictures. */
const STILL_PICTURES = 6;

export interface Shown {
  cloud: ToyCloud;
  dims: number;
  count: number;
}

/** What a run is asked for to show its samples. */
export function sampleOf(settings: Settings, dims: number): ToySample {
  return {
    eps: settings.exactSamples ? exactEps(settings) : 'network',
    sampler: toySampler(settings),
    steps: settings.steps,
    spacing: settings.spacing,
    count: dims === 2 ? settings.count : Math.min(settings.count, MOST_PICTURES),
    seed: settings.noiseSeed,
    keep: Math.min(MOST_MOMENTS, Math.max(2, settings.steps + 1)),
  };
}

/** The points of one moment: a view, not a copy. */
export function momentOf({ cloud, dims, count }: Shown, position: number): Float32Array {
  return cloud.x.subarray(position * count * dims, (position + 1) * count * dims);
}

export class Cloud {
  readonly shown = signal<Shown | null>(null);
  /** How far along the way, 0 is noise, 1 is data. Not an index: the next cloud may have other moments. */
  readonly share = signal(1);
  readonly travelling = signal(false);
  readonly position = computed(() => {
    const last = (this.shown.value?.cloud.times.length ?? 1) - 1;
    return Math.round(this.share.value * last);
  });
  /** The t of the moment shown. */
  readonly t = computed(() => this.shown.value?.cloud.times[this.position.value] ?? 0);
  /** Answers to what was asked before it changed are dropped. */
  private generation = 0;
  private journey = 0;

  constructor(
    /** Whether motion is to be reduced. */
    private readonly still = false,
  ) {}

  /** New samples. Of several calls the last wins. */
  async refresh(run: ToyRun, settings: Settings): Promise<void> {
    const generation = this.generation;
    const asked = sampleOf(settings, run.data.dims);
    const cloud = await run.sample(asked);
    if (generation !== this.generation) return;
    this.shown.value = { cloud, dims: run.data.dims, count: asked.count };
  }

  /** What is under way is no longer wanted: other settings, another run. */
  invalidate(): void {
    this.generation += 1;
  }

  clear(): void {
    this.invalidate();
    this.shown.value = null;
  }

  seek(share: number): void {
    this.stop();
    this.share.value = Math.min(1, Math.max(0, share));
  }

  /** To the moment so many on. */
  step(by: number): void {
    const last = (this.shown.value?.cloud.times.length ?? 1) - 1;
    if (last > 0) this.seek((this.position.value + by) / last);
  }

  /** From T to 0, a frame of the screen at a time; from the beginning where the end is reached. */
  travel(): void {
    if (this.travelling.value) {
      this.stop();
      return;
    }
    if (this.share.value >= 1) this.share.value = 0;
    this.travelling.value = true;
    this.journey += 1;
    const journey = this.journey;
    const from = this.share.value;
    const begun = performance.now();
    const frame = (now: number): void => {
      if (journey !== this.journey) return;
      const share = Math.min(1, from + Math.max(0, now - begun) / JOURNEY_MS);
      this.share.value = this.still ? Math.floor(share * STILL_PICTURES) / STILL_PICTURES : share;
      if (this.share.value >= 1) this.stop();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  stop(): void {
    this.journey += 1;
    this.travelling.value = false;
  }
}
