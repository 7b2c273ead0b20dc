/** What a run of room one leaves behind: a picture, an animation, its numbers. */
import { type Pixels, sheet } from '../../../../../pkg/src/pixels';
import type { ImageShape } from '../../../../../pkg/src/types';
import type { Table } from '../../../shared/export/csv';
import { type NamedArray, npz } from '../../../shared/export/npz';
import type { History, Moment } from '../../../shared/state/history';

/** Frames of an animation at most: more are neither seen nor sent by mail. */
const MAX_FRAMES = 120;
/** The side that a picture should at least have when it leaves the page, in pixels. */
const LARGE = 480;

/** Which pixels of a moment; null where it has none of that kind. */
export type Part = 'x' | 'x0' | 'eps';

export const partOf = (moment: Moment, part: Part): Float32Array | null => ({ x: moment.x, x0: moment.x0, eps: moment.eps })[part];

/** The kept moments of a run that an animation shows: all, or evenly chosen ones with the first and the last. */
export function animated(history: History): Moment[] {
  const kept = history.positions.map((position) => history.at(position)).filter((moment) => moment !== undefined);
  if (kept.length <= MAX_FRAMES) return kept;
  const at = (i: number): number => Math.round((i * (kept.length - 1)) / (MAX_FRAMES - 1));
  return Array.from({ length: MAX_FRAMES }, (_, i) => kept[at(i)]).filter((moment) => moment !== undefined);
}

/** The frames of the animation of one part. */
export function frames(history: History, part: Part, shape: ImageShape): Pixels[] {
  const parts = animated(history).map((moment) => partOf(moment, part));
  return parts.filter((values) => values !== null).map((values) => sheet(values, shape));
}

/** By how much a picture is enlarged on its way out. */
export function enlargement({ width, height }: { width: number; height: number }): number {
  return Math.max(1, Math.ceil(LARGE / Math.max(width, height)));
}

/**
 * The numbers of every moment kept, oldest first. x: moments × pictures × height × width × channels; x0_hat and eps_hat the
 * same for the moments at which the network was called, which are all but the last of a run that is over; t and sigma.
 */
export function numbers(history: History, shape: ImageShape): Uint8Array<ArrayBuffer> {
  const kept = history.positions.map((position) => history.at(position)).filter((moment) => moment !== undefined);
  const { height, width, channels } = shape;
  const stacked = (arrays: readonly Float32Array[]): NamedArray => {
    const length = arrays[0]?.length ?? 0;
    const values = new Float32Array(arrays.length * length);
    for (const [i, array] of arrays.entries()) values.set(array, i * length);
    return { values, shape: [arrays.length, length / (height * width * channels), height, width, channels] };
  };
  const x0 = kept.map((moment) => moment.x0).filter((values) => values !== null);
  const eps = kept.map((moment) => moment.eps).filter((values) => values !== null);
  return npz({
    t: { values: Int32Array.from(kept, (moment) => moment.t), shape: [kept.length] },
    sigma: { values: Float32Array.from(kept, (moment) => moment.sigma), shape: [kept.length] },
    x: stacked(kept.map((moment) => moment.x)),
    ...(x0.length > 0 && { x0_hat: stacked(x0) }),
    ...(eps.length > 0 && { eps_hat: stacked(eps) }),
  });
}

/** Names of a picture's colours in a table. */
const COLOURS = ['_red', '_green', '_blue'] as const;

/**
 * Every x_t kept as a table, a row for each moment and picture: which moment (0 is x_T), its t and σ, which picture, and then
 * its pixels row by row, so that a column followed downwards is one pixel on its way from noise.
 */
export function table(history: History, { height, width, channels }: ImageShape): Table {
  const kept = history.positions.map((position) => history.at(position)).filter((moment) => moment !== undefined);
  const size = height * width * channels;
  const pictures = (kept[0]?.x.length ?? 0) / size;
  const pixels = Array.from({ length: size }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return `x_${Math.floor(pixel / width)}_${pixel % width}${channels === 3 ? COLOURS[i % 3] : ''}`;
  });
  return {
    header: ['moment', 't', 'sigma', 'picture', ...pixels],
    rows: kept.length * pictures,
    row: (index) => {
      const [at, picture] = [Math.floor(index / pictures), index % pictures];
      const moment = kept[at];
      if (!moment) return [];
      return [moment.position, moment.t, moment.sigma, picture, ...moment.x.subarray(picture * size, (picture + 1) * size)];
    },
  };
}
