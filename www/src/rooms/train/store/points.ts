/** Points of the visitor's own, and pictures as points. Pure. */
import { EngineError } from '../../../../../pkg/src/types';
import { parseIdx } from '../../../shared/state/idx';

/** Most points that are taken of a drawing. */
export const MAX_DRAWN = 4000;
/** Fewest that are worth training on. */
export const FEWEST = 2;
/** How many points a stroke leaves for each of its own, and how far around it, as a share of the pad. */
const PER_POINT = 4;
const SPREAD = 0.012;

/** A stroke in the pad's own units: 0..1 to the right and down. */
export type Stroke = readonly (readonly [number, number])[];

/** A repeatable number in [−1, 1) from two whole ones: the same drawing is the same data. */
function jitter(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 0x8000_0000 - 1;
}

/** Points along strokes, up is positive; thinned evenly where there are too many. count × 2. */
export function strokePoints(strokes: readonly Stroke[]): Float32Array {
  const all: number[] = [];
  strokes.forEach((stroke, s) => {
    stroke.forEach(([x, y], i) => {
      for (let copy = 0; copy < PER_POINT; copy += 1) {
        const key = (s << 20) + i * PER_POINT + copy;
        all.push(x + SPREAD * jitter(key, 1), 1 - y + SPREAD * jitter(key, 2));
      }
    });
  });
  const count = all.length / 2;
  if (count <= MAX_DRAWN) return Float32Array.from(all);
  return Float32Array.from({ length: 2 * MAX_DRAWN }, (_, i) => all[2 * Math.floor(((i >> 1) * count) / MAX_DRAWN) + (i & 1)] ?? 0);
}

/** Points between two of a stroke that lie far apart, so that a quick hand draws as densely as a slow one. */
export function filled(from: readonly [number, number], to: readonly [number, number], gap = 0.008): [number, number][] {
  const parts = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / gap));
  return Array.from({ length: parts }, (_, i) => {
    const share = (i + 1) / parts;
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  });
}

/** The share of the pad that points from elsewhere fill. */
const FILLED = 0.9;

/** Points from elsewhere in the pad's units, at the same scale both ways, as large as the pad shows them whole. */
export function onPad(points: Float32Array): [number, number][] {
  const range = (axis: 0 | 1): { low: number; high: number } => {
    const values = points.filter((_, i) => i % 2 === axis);
    return { low: values.reduce((a, b) => Math.min(a, b), Infinity), high: values.reduce((a, b) => Math.max(a, b), -Infinity) };
  };
  const [x, y] = [range(0), range(1)];
  const size = Math.max(x.high - x.low, y.high - y.low) || 1;
  const at = (value: number, { low, high }: { low: number; high: number }): number => 0.5 + (FILLED * (value - (low + high) / 2)) / size;
  return Array.from({ length: points.length / 2 }, (_, i) => [at(points[2 * i] ?? 0, x), 1 - at(points[2 * i + 1] ?? 0, y)]);
}

export const DIGIT_SIDE = 8;
const BRIGHTEST = 16;

/**
 * The 8 × 8 digits as points of 64 dimensions, whole numbers from 0 to 16 as they come: the engine scales them, and tells by
 * their being whole that the bound has a discrete decoder. Throws EngineError 'data_invalid' where the file is damaged.
 */
export function digitPoints(file: Uint8Array): Float32Array {
  const { sizes, data } = parseIdx(file);
  const [count = 0, height, width] = sizes;
  if (count === 0 || sizes.length !== 3 || height !== DIGIT_SIDE || width !== DIGIT_SIDE)
    throw new EngineError('data_invalid', 'the file of digits does not hold pictures of 8 × 8');
  return Float32Array.from(data);
}

/** Such numbers as pictures are drawn of: −1 is black, 1 is white. */
export function asPictures(points: Float32Array): Float32Array {
  return points.map((value) => (2 * value) / BRIGHTEST - 1);
}
