// The few held-out pictures that the page carries, for whoever wants to noise a real picture and denoise from there.
import { readFile } from 'node:fs/promises';

import { decode, encode, writeWhole } from './idx.mjs';

const COUNT = 64;

/** Writes the first held-out pictures of a set beside its model. */
export async function writeExamples(data, models, name) {
  for (const [kind, suffix] of [
    ['images', ''],
    ['labels', '-labels'],
  ]) {
    const { shape, bytes } = decode(await readFile(`${data}/${name}/test-${kind}.idx`));
    const size = shape.slice(1).reduce((product, length) => product * length, 1);
    const file = encode([COUNT, ...shape.slice(1)], bytes.subarray(0, COUNT * size));
    await writeWhole(`${models}/${name}-examples${suffix}.idx`, file);
  }
}
