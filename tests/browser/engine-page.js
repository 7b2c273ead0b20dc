// The tests' side within the page: an engine, the reference network, and short ways to run it.
import { reference, withWeights } from './bench.js';
import { createEngine, TRAIN_DEFAULTS } from './index.js';

export { reference, withWeights };

/** Every status told, oldest first. */
export const statuses = [];
export let engine = null;

export async function start(prefer) {
  engine = await createEngine({ base: new URL('/', location.href), prefer, onStatus: (status) => statuses.push(status) });
}

/** Waits for a status. */
export async function until(what, seconds = 240) {
  for (const end = performance.now() + 1000 * seconds; ; await new Promise((done) => setTimeout(done, 20))) {
    const status = statuses.at(-1);
    if (status !== undefined && what(status)) return status;
    if (performance.now() > end) throw new Error(`not in ${seconds} s; the last status was ${JSON.stringify(status)}`);
  }
}

/** { shape, data } by name, and the network's output as PyTorch computed it. */
export async function arrays(name) {
  const bytes = async (file) => (await fetch(`/reference/${file}`)).arrayBuffer();
  const list = await (await fetch(`/reference/${name}.json`)).json();
  const values = new Float32Array(await bytes(`${name}.bin`));
  const found = {};
  for (const [key, { shape, off }] of Object.entries(list)) {
    const length = shape.reduce((a, b) => a * b, 1);
    found[key] = { shape, data: values.slice(off, off + length) };
  }
  return { arrays: found, output: new Float32Array(await bytes(`${name}_y.bin`)) };
}

/** Loads the small reference network: 28x28x1, no attributes, T = 1000. */
export async function loadReference() {
  const { card, weights } = await reference('unet8', (await arrays('unet8')).arrays);
  return engine.loadModel(card, weights);
}

/** Loads one of the page's own models. */
export async function loadModel(name) {
  const bytes = async (file) => new Uint8Array(await (await fetch(`/models/${file}`)).arrayBuffer());
  return engine.loadModel(await bytes(`${name}.json`), await bytes(`${name}.safetensors`));
}

/** Settings of a run with as many pictures as there are conditions. */
export const config = (changes = {}) => {
  const { conditions = [[]] } = changes;
  const fixed = { sampler: { kind: 'ddpm', variance: 0 }, steps: 6, spacing: 'trailing', seed: 1, guidance: 0, clip: true };
  return { ...fixed, count: conditions.length, conditions, ...changes };
};

/** The frames to come, at most `most`. */
export async function frames(run, most = Infinity) {
  const found = [];
  while (found.length < most) {
    const frame = await run.next();
    if (frame === null) break;
    found.push(frame);
  }
  return found;
}

/** The largest difference between two arrays. */
export const distance = (a, b) => {
  if (a.length !== b.length) return Infinity;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
};

/** The code of what a promise rejects with; null where it does not. */
export const codeOf = (promise) =>
  promise.then(
    () => null,
    (error) => (error.name === 'EngineError' ? error.code : `not ours: ${error}`),
  );

/** A network that trains in a moment. */
export const smallNetwork = { width: 64, depth: 2, time: 'sinusoidal', timeWidth: 32, activation: 'silu' };

export const trainConfig = (changes = {}) => ({ ...TRAIN_DEFAULTS, batch: 128, ...changes });

export const dataSource = () => ({ kind: 'shape', shape: 'eight_gaussians', count: 500, seed: 1 });

export const sampleRequest = (changes = {}) => ({
  denoiser: 'network',
  sampler: { kind: 'ddpm', variance: 0 },
  steps: 20,
  spacing: 'trailing',
  count: 100,
  seed: 1,
  keep: 1,
  ...changes,
});
