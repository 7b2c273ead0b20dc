// The size budgets, over what `cargo xtask build` has laid out in dist/: what a visitor downloads must stay small.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist');

const gzipped = async (file) => gzipSync(await readFile(file), { level: 9 }).length;
const onDisk = async (file) => (await stat(file)).size;

/** Files in `folder` with one of the endings; none where there is no such folder. */
async function files(folder, ...endings) {
  const names = await readdir(join(dist, folder)).catch(() => []);
  return names.filter((name) => endings.some((ending) => name.endsWith(ending))).map((name) => join(dist, folder, name));
}

/** A script with what it imports before it begins. */
async function withImports(script, found = new Set()) {
  if (found.has(script)) return found;
  found.add(script);
  for (const [, name] of (await readFile(script, 'utf8')).matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+\.js)"/g)) {
    await withImports(join(dirname(script), name), found);
  }
  return found;
}

/** Every script of the page: what a visitor downloads who opens all of its rooms. */
const scripts = [...(await files('app', '.js')), ...(await files('app/chunks', '.js'))];
/** What room Watch needs, which opens first: its script and what that imports, the worker, and KaTeX. */
const first = scripts.filter(
  (file) => ['main.js', 'preload.js', 'worker.js'].includes(basename(file)) || basename(file).startsWith('typeset-'),
);
const watch = new Set();
for (const script of first) await withImports(script, watch);
/** With the strings of one language; preload.js names those of every language. */
const spoken = new Map();
for (const [name] of (await readFile(join(dist, 'app/preload.js'), 'utf8')).matchAll(/chunks\/[\w-]+\.js/g)) {
  const what = `the scripts of room Watch in "${basename(name).split('-')[0]}", gzip`;
  spoken.set(what, await withImports(join(dist, 'app', name), spoken.get(what) ?? new Set(watch)));
}

/** What room Act fetches when it is opened, beside what Watch has and the strings. A chunk's name says nothing of its room. */
const act = new Set();
for (const script of scripts) if ((await readFile(script, 'utf8')).includes('act-duel')) await withImports(script, act);
for (const script of watch) act.delete(script);

const weights = await files('models', '.safetensors');
/** What, its files, how they are weighed, and the most they may weigh together, in bytes. */
const budgets = [
  ['CPU module, gzip', await files('app/cpu', '.js', '.wasm'), gzipped, 800_000],
  ['CPU module with relaxed SIMD, gzip', await files('app/relaxed', '.js', '.wasm'), gzipped, 800_000],
  ['WebGPU module, gzip', await files('app/webgpu', '.js', '.wasm'), gzipped, 3_000_000],
  ...[...spoken].map(([what, list]) => [what, [...list], gzipped, 200_000]),
  ['what room Act fetches, gzip', [...act], gzipped, 60_000],
  // With the texts of every lesson in both languages, of which a visitor fetches what is opened
  ['the scripts of all rooms, gzip', scripts, gzipped, 700_000],
  ["the page's style, gzip", [join(dist, 'app/main.css')], gzipped, 40_000],
  // Each on its own, and at least one, since without it the page has nothing to show.
  ...(weights.length === 0 ? [['weights, on disk', [], onDisk, 2_000_000]] : []),
  ...weights.map((file) => [`weights ${file.slice(join(dist, 'models').length + 1)}, on disk`, [file], onDisk, 2_000_000]),
];

let over = 0;
for (const [what, list, weigh, most] of budgets) {
  if (list.length === 0) {
    console.log(`NONE  ${what}: no such files in dist/`);
    over += 1;
    continue;
  }
  const sizes = await Promise.all(list.map(weigh));
  const size = sizes.reduce((a, b) => a + b, 0);
  if (size > most) over += 1;
  const [is, may] = [size, most].map((bytes) => `${(bytes / 1000).toFixed(1)} kB`);
  console.log(`${size > most ? 'OVER' : 'ok  '}  ${is.padStart(10)} of ${may.padStart(10)}  ${what}`);
}
process.exitCode = over === 0 ? 0 : 1;
