/** Files of real pictures, in the idx form of MNIST: a magic number, sizes (big-endian), bytes. */
import type { ImageShape } from '../../../../pkg/src/types';
import { EngineError } from '../../../../pkg/src/types';

export interface Examples {
  count: number;
  shape: ImageShape;
  /** count × height × width × channels bytes. */
  pixels: Uint8Array;
  /** count × attributes bytes: indices of values. */
  labels: Uint8Array;
  attributes: number;
}

const UNSIGNED_BYTES = 0x08;

/** An idx file of bytes: its sizes and its data. Throws EngineError `data_invalid`. */
export function parseIdx(bytes: Uint8Array): { sizes: number[]; data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rank = bytes[3] ?? 0;
  if (bytes.length < 4 + 4 * rank || rank === 0 || bytes[2] !== UNSIGNED_BYTES) throw bad('its head is not that of an idx file of bytes');
  const sizes = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const data = bytes.subarray(4 + 4 * rank);
  const expected = sizes.reduce((product, size) => product * size, 1);
  if (data.length !== expected) throw bad(`it holds ${data.length} bytes, and its head says ${expected}`);
  return { sizes, data };
}

/**
 * Real pictures with their labels: images [n, h, w] or [n, h, w, c], labels [n] or [n, attributes].
 * Throws EngineError 'data_invalid' where the files are damaged or not of the model's shape.
 */
export function parseExamples(images: Uint8Array, labels: Uint8Array, shape: ImageShape, attributes: number): Examples {
  const image = parseIdx(images);
  const label = parseIdx(labels);
  const [count = 0, height, width, channels = 1] = image.sizes;
  if (height !== shape.height || width !== shape.width || channels !== shape.channels)
    throw bad('its pictures have another shape than the model');
  if (count === 0 || label.sizes[0] !== count || (label.sizes[1] ?? 1) !== attributes) throw bad('its labels do not match its pictures');
  return { count, shape, pixels: image.data, labels: label.data, attributes };
}

/** Picture i, repeated for a batch, in [−1, 1]. */
export function examplePicture(examples: Examples, i: number, batch: number): Float32Array {
  const { height, width, channels } = examples.shape;
  const size = height * width * channels;
  const one = Float32Array.from(examples.pixels.subarray(i * size, (i + 1) * size), (byte) => byte / 127.5 - 1);
  const all = new Float32Array(size * batch);
  for (let copy = 0; copy < batch; copy += 1) all.set(one, copy * size);
  return all;
}

/** The labels of picture i, one an attribute. */
export function exampleLabels(examples: Examples, i: number): number[] {
  return [...examples.labels.subarray(i * examples.attributes, (i + 1) * examples.attributes)];
}

function bad(why: string): EngineError {
  return new EngineError('data_invalid', `the file of example pictures cannot be used: ${why}`);
}
