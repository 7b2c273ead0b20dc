/** The layers of the pictures’ U-Net in the order of computation, from its card: shapes and how many numbers each holds. Pure. */
import type { UNetConfig } from '../../../../../../pkg/src/types';

export type LayerKind = 'in' | 'block' | 'down' | 'attention' | 'up' | 'out';

export interface Layer {
  /** As in the file of weights. */
  name: string;
  kind: LayerKind;
  /** Rows, columns and channels of what it gives. */
  shape: readonly [height: number, width: number, channels: number];
  /** Channels of what it reads: of its own and of what is joined to it. */
  reads: number;
  /** The layer on the way down whose output is joined to its input. */
  joined: string | null;
  parameters: number;
}

const conv = (input: number, output: number, side: number): number => input * output * side * side + output;
const linear = (input: number, output: number): number => input * output + output;
const norm = (channels: number): number => 2 * channels;

/** Width of the time embedding. */
export const embeddingOf = ({ base }: Pick<UNetConfig, 'base'>): number => 4 * base;

function block(input: number, output: number, embedding: number): number {
  const skip = input === output ? 0 : conv(input, output, 1);
  return norm(input) + conv(input, output, 3) + linear(embedding, output) + norm(output) + conv(output, output, 3) + skip;
}

export function layersOf(config: UNetConfig): Layer[] {
  const { image, patch, base, multipliers, blocks } = config;
  const folded = image.channels * patch * patch;
  const embedding = embeddingOf(config);
  const widths = multipliers.map((multiplier) => multiplier * base);
  const layers: Layer[] = [];
  let [height, width, channels] = [image.height / patch, image.width / patch, base];
  const add = (name: string, kind: LayerKind, reads: number, parameters: number, joined: string | null = null): void => {
    layers.push({ name, kind, reads, parameters, joined, shape: [height, width, channels] });
  };
  add('cin', 'in', folded, conv(folded, base, 3));
  const skips: string[] = [];
  widths.forEach((to, level) => {
    for (let k = 0; k < blocks; k += 1) {
      const from = channels;
      channels = to;
      const name = `down.${level}.${k}`;
      add(name, 'block', from, block(from, to, embedding));
      skips.push(name);
    }
    if (level < widths.length - 1) {
      [height, width] = [Math.ceil(height / 2), Math.ceil(width / 2)];
      add(`ds.${level}`, 'down', channels, conv(channels, channels, 3));
    }
  });
  add('m1', 'block', channels, block(channels, channels, embedding));
  add('ma', 'attention', channels, norm(channels) + conv(channels, 3 * channels, 1) + conv(channels, channels, 1));
  add('m2', 'block', channels, block(channels, channels, embedding));
  widths.toReversed().forEach((to, i) => {
    for (let k = 0; k < blocks; k += 1) {
      const from = channels + to;
      channels = to;
      add(`up.${i}.${k}`, 'block', from, block(from, to, embedding), skips.pop() ?? null);
    }
    if (i < widths.length - 1) {
      [height, width] = [2 * height, 2 * width];
      add(`us.${i}`, 'up', channels, conv(channels, channels, 3));
    }
  });
  const last = norm(channels) + conv(channels, folded, 3);
  const reads = channels;
  channels = folded;
  add('co', 'out', reads, last);
  return layers;
}

/** Numbers of the two dense layers of the time, and of the tables of what can be asked for. */
export function embeddingParameters(config: UNetConfig): number {
  const embedding = embeddingOf(config);
  const tables = config.attributes.reduce((sum, { values }) => sum + (values.length + 1) * embedding, 0);
  return linear(config.base, embedding) + linear(embedding, embedding) + tables;
}

/** The waves of a time: sines, then cosines, of frequencies that fall from 1 to nearly 1/10,000 (Vaswani et al. 2017). */
export function sinusoid(t: number, width: number): Float64Array {
  const half = width / 2;
  return Float64Array.from({ length: width }, (_, i) => {
    const angle = t * 10_000 ** (-(i % half) / half);
    return i < half ? Math.sin(angle) : Math.cos(angle);
  });
}

/** The cosine of the angle between the waves of two times: 1 where they are the same. */
export function likeness(a: number, b: number, width: number): number {
  const [one, other] = [sinusoid(a, width), sinusoid(b, width)];
  const dot = (u: Float64Array, v: Float64Array): number => u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}
