// The settings as a PyTorch script: where there is a Python with torch (PYTHON, or python3), what it draws is held against
// what the engine draws with the same weights and the same noise; everywhere, that it is Python and says what was set.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test as unlimited } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sources } from '../page/sources.mjs';
import { Site } from './engine-site.mjs';
import { npy } from './npz.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const test = (name, options, work) => unlimited(name, { timeout: 240_000, ...options }, work);

const python = process.env.PYTHON ?? 'python3';
const runs = (...args) => {
  try {
    execFileSync(python, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const noPython = runs('--version') ? false : `there is no ${python}`;
const noTorch = runs('-c', 'import numpy, torch') ? false : `${python} has no torch`;

let folder;
let scripts;
let site;
let page;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ddpm-lab-pytorch-'));
  scripts = await sources(['rooms/watch/export/pytorch', 'rooms/train/export/pytorch']);
  site = await Site.open();
  page = await site.page();
  await page.evaluate(() => lab.start('cpu'));
});
after(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

/** What the script draws, as a flat array. */
async function drawn(script, ...args) {
  await writeFile(join(folder, 'script.py'), script);
  execFileSync(python, ['script.py', '--out', 'out.npy', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return npy(await readFile(join(folder, 'out.npy'))).values;
}

function assertNear(found, expected, most) {
  assert.equal(found.length, expected.length);
  const gaps = Array.from(found, (value, i) => Math.abs(value - expected[i]));
  assert.ok(Math.max(...gaps) <= most, `differences of up to ${Math.max(...gaps)}`);
  // Not by both being nothing.
  assert.ok(expected.some((value) => Math.abs(value) > 0.5));
}

const WATCH = {
  'DDPM, two pictures, a class with guidance': {
    model: 'digits',
    config: { sampler: { kind: 'ddpm', variance: 0.3 }, steps: 20, spacing: 'trailing', seed: 5, conditions: [[3], [null]], guidance: 1.5 },
  },
  'DDPM with the variance β, unlimited': {
    model: 'digits',
    config: { sampler: { kind: 'ddpm', variance: 1 }, steps: 10, spacing: 'linspace', seed: 4_000_000_000, clip: false },
  },
  'DDIM, three channels and attributes': {
    model: 'avatars',
    config: { sampler: { kind: 'ddim', eta: 0 }, steps: 12, spacing: 'quadratic', seed: 1, conditions: [[1, null, 0]], guidance: 1 },
  },
  'DDIM with noise': {
    model: 'avatars',
    config: { sampler: { kind: 'ddim', eta: 0.7 }, steps: 8, spacing: 'leading', seed: 2, conditions: [[null, null, null]] },
  },
};
const whole = (config) => {
  const { conditions = [[null]] } = config;
  return { count: conditions.length, conditions, guidance: 0, clip: true, ...config };
};

const SAMPLE = { eps: 'network', steps: 15, spacing: 'trailing', count: 64, seed: 9, keep: 1 };
const TRAIN = {
  'the reference network, DDPM': [{}, { sampler: { kind: 'ddpm', variance: 0.5 } }],
  'Fourier features, tanh, cosine, x_0, DDIM': [
    {
      network: { time: 'fourier', timeWidth: 16, activation: 'tanh', width: 32 },
      prediction: 'x0',
      schedule: { kind: 'cosine', steps: 100 },
      seed: 77,
    },
    { sampler: { kind: 'ddim', eta: 0.5 }, spacing: 'quadratic' },
  ],
  'linear time, GELU, v, Heun': [
    { network: { time: 'linear', activation: 'gelu', width: 32, depth: 2 }, prediction: 'v', schedule: { kind: 'sigmoid', steps: 50 } },
    { sampler: { kind: 'heun' }, spacing: 'linspace' },
  ],
  'no time, ReLU, a schedule of one’s own, annealed Langevin': [
    {
      network: { time: 'none', activation: 'relu', width: 32 },
      schedule: { kind: 'custom', betas: Array.from({ length: 40 }, (_, i) => 0.001 + 0.005 * i) },
      ...{ weighting: 'bound', times: 'stratified', antithetic: true, optimizer: 'adamw' },
    },
    { sampler: { kind: 'annealed_langevin', perLevel: 3, stepSize: 0.1 } },
  ],
  'plain Langevin, scaled linear, importance': [
    { schedule: { kind: 'scaled_linear', steps: 200 }, times: 'importance' },
    { sampler: { kind: 'langevin', t: 60, stepSize: 0.2 } },
  ],
};

/** A run trained a little, its file, and the samples that were asked for. */
const trained = ([changes, sample]) =>
  page.evaluate(
    async ({ changes, sample }) => {
      const betas = changes.schedule?.betas;
      const { network } = lab.trainConfig();
      const config = lab.trainConfig({ batch: 64, ...changes, network: { ...network, ...changes.network } });
      if (betas) config.schedule = { kind: 'custom', betas: Float64Array.from(betas) };
      const toy = await lab.engine.train(config, { kind: 'shape', shape: 'two_moons', count: 200, seed: 1 });
      await toy.train(40, 5000);
      const { x } = await toy.sample(sample);
      const file = await toy.save();
      toy.close();
      return { x: [...x], file: [...file] };
    },
    { changes, sample: { ...SAMPLE, ...sample } },
  );

/** As the page has it: all settings, none left out. */
const settled = ([changes, sample]) => {
  const network = { width: 128, depth: 3, time: 'sinusoidal', timeWidth: 128, activation: 'silu', ...changes.network };
  const rest = { prediction: 'epsilon', weighting: 'simple', optimizer: 'adam', learningRate: 1e-3, weightDecay: 0.01, emaDecay: 0.99 };
  const config = {
    schedule: { kind: 'linear', steps: 1000 },
    ...rest,
    batch: 64,
    times: 'uniform',
    antithetic: false,
    seed: 1,
    ...changes,
    network,
  };
  return scripts.trainScript(config, 2, { ...SAMPLE, ...sample }, 'run.safetensors');
};

const cardOf = async (name) => JSON.parse(await readFile(join(root, 'www/models', `${name}.json`), 'utf8'));

describe('room Watch as a script', () => {
  for (const [name, { model, config }] of Object.entries(WATCH)) {
    test(`${name}: is Python`, { skip: noPython }, async () => {
      await writeFile(join(folder, 'script.py'), scripts.watchScript(await cardOf(model), whole(config)));
      execFileSync(python, ['-m', 'py_compile', 'script.py'], { cwd: folder });
    });

    test(`${name}: draws what the engine draws`, { skip: noTorch }, async () => {
      await copyFile(join(root, 'www/models', `${model}.safetensors`), join(folder, `${model}.safetensors`));
      const found = await drawn(scripts.watchScript(await cardOf(model), whole(config)));
      const expected = await page.evaluate(
        async ({ model, config }) => {
          await lab.loadModel(model);
          return [...(await lab.frames(await lab.engine.sampler(config))).at(-1).x_t];
        },
        { model, config: whole(config) },
      );
      assertNear(found, expected, 2e-3);
    });
  }

  test('trains on pictures of one’s own', { skip: noTorch }, async () => {
    const script = scripts.watchScript(
      await cardOf('digits'),
      whole({ sampler: { kind: 'ddim', eta: 0 }, steps: 2, spacing: 'trailing', seed: 1 }),
    );
    const make = 'import numpy as np; np.save("p.npy", np.zeros((4, 28, 28, 1))); np.save("l.npy", np.arange(4).reshape(4, 1))';
    execFileSync(python, ['-c', make], { cwd: folder });
    const found = await drawn(script, '--train', 'p.npy', '--labels', 'l.npy', '--steps', '2');
    assert.equal(found.length, 28 * 28);
    assert.ok(found.every(Number.isFinite));
  });

  test('says what was set, and lets nothing else into the program', async () => {
    const card = await cardOf('digits');
    const script = scripts.watchScript(card, whole({ sampler: { kind: 'ddim', eta: 0.25 }, steps: 33, spacing: 'leading', seed: 42 }));
    for (const line of ['SAMPLER = {"kind": "ddim", "eta": 0.25}', 'STEPS = 33 ', 'SEED = 42 ', 'CLIP = True ', 'VALUES = [10] ']) {
      assert.ok(script.includes(`\n${line}`), line);
    }
    const hostile = scripts.trainScript(
      { ...JSON.parse(JSON.stringify(TOY)) },
      2,
      { ...SAMPLE, sampler: { kind: 'heun' } },
      'a"\n""";import os\n#.safetensors',
    );
    assert.ok(!hostile.includes('import os\n'));
  });
});

/** Settings for a test of the text alone. */
const TOY = {
  network: { width: 8, depth: 1, time: 'none', timeWidth: 2, activation: 'relu' },
  schedule: { kind: 'linear', steps: 10 },
  ...{ prediction: 'epsilon', weighting: 'simple', optimizer: 'adam', learningRate: 1e-3, weightDecay: 0, emaDecay: 0.9 },
  ...{ batch: 8, times: 'uniform', antithetic: false, seed: 1 },
};

describe('room Train as a script', () => {
  for (const [name, run] of Object.entries(TRAIN)) {
    test(`${name}: is Python`, { skip: noPython }, async () => {
      await writeFile(join(folder, 'script.py'), settled(run));
      execFileSync(python, ['-m', 'py_compile', 'script.py'], { cwd: folder });
    });

    test(`${name}: draws what the engine draws, and learns`, { skip: noTorch }, async () => {
      const { x, file } = await trained(run);
      await writeFile(join(folder, 'run.safetensors'), Uint8Array.from(file));
      assertNear(await drawn(settled(run)), x, 2e-3);
      const anew = await drawn(settled(run), '--train', '20');
      assert.equal(anew.length, x.length);
      assert.ok(anew.every(Number.isFinite));
    });
  }
});
