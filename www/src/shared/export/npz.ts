/** Arrays as NumPy reads them: `numpy.load('run.npz')['x']`. */
import { zipSync } from 'fflate';

export interface NamedArray {
  values: Float32Array | Int32Array;
  shape: readonly number[];
}

/** One array in NumPy's format, version 1.0, little-endian, C order. */
export function npy({ values, shape }: NamedArray): Uint8Array<ArrayBuffer> {
  const type = values instanceof Float32Array ? '<f4' : '<i4';
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const facts = `{'descr': '${type}', 'fortran_order': False, 'shape': (${tuple}), }`;
  // Magic, version and length are ten bytes; the numbers begin at a multiple of 64, and a line feed ends the header.
  const length = Math.ceil((10 + facts.length + 1) / 64) * 64;
  const header = `${facts.padEnd(length - 11)}\n`;
  const file = new Uint8Array(length + values.byteLength);
  file.set([0x93, ...bytes('NUMPY'), 1, 0]);
  new DataView(file.buffer).setUint16(8, header.length, true);
  file.set(bytes(header), 10);
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), length);
  return file;
}

/** Several arrays in one file. Not compressed: noise does not get smaller. */
export function npz(arrays: Record<string, NamedArray>): Uint8Array<ArrayBuffer> {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npy(array)] as const);
  return zipSync(Object.fromEntries(files), { level: 0 }) as Uint8Array<ArrayBuffer>;
}

function bytes(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
