// Serve the package's folder and open example/: a digit is drawn by a model that comes with it, then one is trained.
import { createEngine, sheet, TRAIN_DEFAULTS } from '../index.js';

const say = (words) => (document.querySelector('[role=status]').textContent = words);
const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
const engine = await createEngine({ base: new URL('../', import.meta.url) });

// Sampling (Algorithm 2): a five, in 50 steps.
const { card } = await engine.loadModel(await bytes('../models/digits.json'), await bytes('../models/digits.safetensors'));
const sampler = { kind: 'ddpm', variance: 0 };
const settings = { sampler, steps: 50, spacing: 'trailing', seed: 7, count: 1, conditions: [[5]], guidance: 1, clip: true };
const run = await engine.sampler(settings);
for (let frame = await run.next(); frame !== null; frame = await run.next()) {
  const { data, width, height } = sheet(frame.x_t, card.network.image);
  document
    .querySelector('#picture')
    .getContext('2d')
    .putImageData(new ImageData(data, width, height), 0, 0);
}

// Training (Algorithm 1): two moons, for 600 steps; after every stretch the same noise becomes points (DDIM).
const training = await engine.train(TRAIN_DEFAULTS, { kind: 'shape', shape: 'two_moons', count: 2000, seed: 1 });
const context = document.querySelector('#points').getContext('2d');
const request = { denoiser: 'network', sampler: { kind: 'ddim', eta: 0 }, steps: 20, spacing: 'trailing', count: 500, seed: 1, keep: 1 };
for (let step = 0; step < 600; ) {
  const { step: now, losses } = await training.train(600 - step, 250);
  const { x } = await training.sample(request);
  context.clearRect(0, 0, 300, 300);
  for (let i = 0; i < x.length; i += 2) context.fillRect(150 + 60 * x[i], 150 - 60 * x[i + 1], 2, 2);
  step = now;
  say(`step ${step}, loss ${losses.at(-1).toFixed(3)}`);
}
const { samples, data } = await training.distances((await training.sample({ ...request, count: 2000 })).x);
say(`done: ${samples.slicedWasserstein.toFixed(3)} from the data, which lie ${data.slicedWasserstein.toFixed(3)} from other data`);
