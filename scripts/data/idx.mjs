// The idx format of MNIST: two zero bytes, the element type (8: unsigned byte), the number of dimensions, each length
// as a big-endian 32-bit number, then the elements, the last dimension fastest.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const UNSIGNED_BYTE = 8;

/** The bytes of an idx file that holds `bytes` as an array of shape `shape`. */
export function encode(shape, bytes) {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== bytes.length) throw new Error(`idx: ${bytes.length} bytes do not fill ${shape.join(' x ')}`);
  const head = Buffer.alloc(4 + 4 * shape.length);
  head[2] = UNSIGNED_BYTE;
  head[3] = shape.length;
  shape.forEach((length, i) => {
    head.writeUInt32BE(length, 4 + 4 * i);
  });
  return Buffer.concat([head, bytes]);
}

/** The shape and the elements of an idx file of bytes. */
export function decode(file) {
  if (file.length < 4 || file[0] !== 0 || file[1] !== 0 || file[2] !== UNSIGNED_BYTE) {
    throw new Error('idx: not an idx file of unsigned bytes');
  }
  const shape = Array.from({ length: file[3] }, (_, i) => file.readUInt32BE(4 + 4 * i));
  const bytes = file.subarray(4 + 4 * shape.length);
  if (shape.reduce((product, length) => product * length, 1) !== bytes.length) throw new Error('idx: file cut short');
  return { shape, bytes };
}

/** Writes a file whole or not at all, so that a download cut short never looks like a data set. */
export async function writeWhole(path, bytes) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}
