// Fashion-MNIST (Zalando Research, MIT), from Debian's package `dataset-fashion-mnist`. The package is unpacked, not
// installed, so that no rights are needed.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

import { decode, writeWhole } from './idx.mjs';

const PACKAGE = 'dataset-fashion-mnist';
const FILES = {
  'train-images': 'train-images-idx3-ubyte.gz',
  'train-labels': 'train-labels-idx1-ubyte.gz',
  'test-images': 't10k-images-idx3-ubyte.gz',
  'test-labels': 't10k-labels-idx1-ubyte.gz',
};
const run = promisify(execFile);

export async function fetchInto(folder, say) {
  const work = await mkdtemp(join(tmpdir(), 'fashion-'));
  try {
    await run('apt-get', ['download', PACKAGE], { cwd: work }).catch((cause) => {
      const advice = 'run `sudo apt-get update` and try again; on another system, unpack that package by hand';
      throw new Error(`Debian's package ${PACKAGE} could not be downloaded: ${advice} (docs/data.md)`, { cause });
    });
    const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
    await run('dpkg-deb', ['-x', archive, 'unpacked'], { cwd: work });
    for (const [name, original] of Object.entries(FILES)) {
      const packed = await readFile(join(work, 'unpacked/usr/share/datasets/fashion-mnist', original));
      const file = gunzipSync(packed);
      say(`${name}: ${decode(file).shape.join(' x ')}`);
      await writeWhole(`${folder}/${name}.idx`, file);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
