/** What a training run leaves behind: its losses, its loss by t, its distances. Memory is bounded, however long it trains. */
import type { Distances, TrainProgress } from '../../../../pkg/src/types';

/** Intervals of t, as many as training reports losses for. */
export const STRETCHES = 20;

/** Losses of a stretch of steps as one point of the plot. */
export interface Bin {
  /** Steps summed up. */
  n: number;
  sum: number;
  low: number;
  high: number;
}

export interface DistancePoint {
  step: number;
  samples: Distances;
  data: Distances;
}

/** More bins than a plot has pixels show nothing. */
const MAX_BINS = 800;
const MAX_POINTS = 400;
/** How much of what is remembered of a stretch of t stays when a new figure comes. */
const KEEP = 0.9;

/** As plain data, for the browser's own storage. */
export interface RecordData {
  start: number;
  perBin: number;
  bins: Bin[];
  byTime: number[];
  distances: DistancePoint[];
  step: number;
}

/** What is, or may be, an object with these fields, of which nothing is known. */
const fieldsOf = <T>(value: unknown): { readonly [K in keyof T]?: unknown } => (typeof value === 'object' && value !== null ? value : {});
const isWhole = (value: unknown, least = 0): value is number => Number.isSafeInteger(value) && Number(value) >= least;
// A loss that has run away is Infinity or NaN, and is noted as such
const areNumbers = (...values: unknown[]): boolean => values.every((value) => typeof value === 'number');

function isBin(value: unknown): value is Bin {
  const { n, sum, low, high } = fieldsOf<Bin>(value);
  return isWhole(n, 1) && areNumbers(sum, low, high);
}

function areDistances(value: unknown): value is Distances {
  const { slicedWasserstein, mmd, energy } = fieldsOf<Distances>(value);
  return areNumbers(slicedWasserstein, mmd, energy);
}

function isDistancePoint(value: unknown): value is DistancePoint {
  const { step, samples, data } = fieldsOf<DistancePoint>(value);
  return isWhole(step) && areDistances(samples) && areDistances(data);
}

/** A record from the browser's storage, where anything may have been put; null where it is none. */
export function parseRecord(value: unknown): RecordData | null {
  const { start, perBin, bins, byTime, distances, step } = fieldsOf<RecordData>(value);
  if (!isWhole(start) || !isWhole(perBin, 1) || !isWhole(step)) return null;
  if (!Array.isArray(bins) || bins.length > MAX_BINS || !bins.every(isBin)) return null;
  if (!Array.isArray(byTime) || byTime.length > STRETCHES || !areNumbers(...byTime)) return null;
  if (!Array.isArray(distances) || distances.length > MAX_POINTS || !distances.every(isDistancePoint)) return null;
  return { start, perBin, bins, byTime, distances, step };
}

export class Record {
  step = 0;
  /** Steps done before the first that was noted here. */
  start = 0;
  /** Steps a bin holds once it is full. */
  perBin = 1;
  bins: Bin[] = [];
  /** Running mean of the loss in each stretch of t; NaN where no t fell yet. */
  byTime: number[] = [];
  distances: DistancePoint[] = [];

  static from(data: RecordData): Record {
    return Object.assign(new Record(), structuredClone(data));
  }

  /** Of a run that was trained elsewhere for so many steps. */
  static at(step: number): Record {
    return Object.assign(new Record(), { step, start: step });
  }

  data(): RecordData {
    const { start, perBin, bins, byTime, distances, step } = this;
    return { start, perBin, bins, byTime, distances, step };
  }

  add({ step, losses, byTime }: Pick<TrainProgress, 'step' | 'losses' | 'byTime'>): void {
    // A worker was lost, and the run went on from a copy of some steps before
    if (step - losses.length < this.step) this.rewind(step - losses.length);
    this.step = step;
    for (const loss of losses) this.addLoss(loss);
    this.byTime = Array.from(byTime, (value, i) => {
      const before = this.byTime[i] ?? NaN;
      if (Number.isNaN(value)) return before;
      return Number.isNaN(before) ? value : KEEP * before + (1 - KEEP) * value;
    });
  }

  addDistances(point: DistancePoint): void {
    this.distances.push(point);
    // The curve is flat late and steep early: of each pair the later is kept, but never the first
    if (this.distances.length > MAX_POINTS) this.distances = this.distances.filter((_, i) => i === 0 || i % 2 === 0);
  }

  /** The mean of the losses of about the last `steps` steps. */
  recent(steps: number): number {
    let [n, sum] = [0, 0];
    for (let i = this.bins.length - 1; i >= 0 && n < steps; i -= 1) {
      n += this.bins[i]?.n ?? 0;
      sum += this.bins[i]?.sum ?? 0;
    }
    return n === 0 ? NaN : sum / n;
  }

  /** Forgets what came after a step. */
  private rewind(step: number): void {
    this.distances = this.distances.filter((point) => point.step <= step);
    let over = this.bins.reduce((sum, { n }) => sum + n, this.start) - step;
    while (over > 0) {
      const last = this.bins.pop();
      if (!last) return;
      // Of a bin that is cut the mean stays
      if (last.n > over) this.bins.push({ ...last, n: last.n - over, sum: (last.sum * (last.n - over)) / last.n });
      over -= last.n;
    }
  }

  private addLoss(loss: number): void {
    const last = this.bins.at(-1);
    if (last && last.n < this.perBin) {
      last.n += 1;
      last.sum += loss;
      last.low = Math.min(last.low, loss);
      last.high = Math.max(last.high, loss);
      return;
    }
    this.bins.push({ n: 1, sum: loss, low: loss, high: loss });
    if (this.bins.length <= MAX_BINS) return;
    this.perBin *= 2;
    this.bins = this.bins.flatMap((bin, i) => {
      const next = this.bins[i + 1];
      if (i % 2 === 1) return [];
      if (!next) return [bin];
      return [{ n: bin.n + next.n, sum: bin.sum + next.sum, low: Math.min(bin.low, next.low), high: Math.max(bin.high, next.high) }];
    });
  }
}

/** Bins as points of the plot: the step at the bin's middle, its mean, its ends. */
export function binPoints(bins: readonly Bin[], start = 0): { step: number; mean: number; low: number; high: number }[] {
  let done = start;
  return bins.map(({ n, sum, low, high }) => {
    const step = done + (n + 1) / 2;
    done += n;
    return { step, mean: sum / n, low, high };
  });
}

/** Each mean together with what came before it, less and less the longer ago. */
export function smoothed(values: readonly number[], keep = 0.92): number[] {
  let mean = 0;
  let weight = 0;
  return values.map((value) => {
    mean = keep * mean + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
    return mean / weight;
  });
}
