// The door by which this project is measured beside others, in the same page and on the same work: a training step of a small
// network of points (workload W1), its reverse step (W2), and the reverse step of a U-Net (W3), x_t read back every step. It
// lies beside the built modules, see ../pkg/build.mjs. `backend` is 'webgpu' or 'wasm', which is the CPU module that the
// browser would get; `extra.module` names one of the two, 'cpu' or 'relaxed'.
//
//   open({ backend, workload, batch, extra, common }) -> { step, sync, info, maxErr }

/** The card and the weight file of a reference network: `arrays` maps names to { shape, data } in PyTorch's layout. */
export async function reference(name, arrays) {
  const header = {};
  let length = 0;
  for (const [key, { shape, data }] of Object.entries(arrays)) {
    header[key] = { dtype: 'F32', shape, data_offsets: [length, length + data.byteLength] };
    length += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // The numbers must be aligned, so the header is filled up with spaces.
  const head = 8 + Math.ceil(json.length / 8) * 8;
  const weights = new Uint8Array(head + length).fill(0x20, 0, head);
  new DataView(weights.buffer).setBigUint64(0, BigInt(head - 8), true);
  weights.set(json, 8);
  for (const [key, { data }] of Object.entries(arrays)) {
    weights.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), head + header[key].data_offsets[0]);
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', weights));
  const card = {
    name,
    network: {
      image: { height: 28, width: 28, channels: 1 },
      patch: 1,
      base: arrays['cin.bias'].shape[0],
      multipliers: [1, 2, 4],
      blocks: 2,
      groups: 8,
      attributes: [],
    },
    schedule: 'linear',
    steps: 1000,
    prediction: 'epsilon',
    data: { name: 'none', source: 'random weights', licence: 'none', examples: 0 },
    training: {
      seed: 0,
      steps: 0,
      batch: 0,
      learning_rate: 0,
      ema_decay: 0,
      condition_dropout: 0,
      final_loss: 0,
      backend: 'none',
    },
    quality: [],
    sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
  return { card: new TextEncoder().encode(JSON.stringify(card)), weights };
}

/** The network's output for x = linspace(-1, 1) at t = 37, counted from 0: the ε̂ of a run that starts there. */
export async function referenceOutput(sampler, values) {
  const x = Float32Array.from({ length: values }, (_, i) => -1 + (2 * i) / (values - 1));
  const run = sampler(settings(1, 1000), undefined, 38, x);
  const { eps_hat } = await run.next();
  run.free();
  return eps_hat;
}

/** Ho et al. 2020 with σ² = β over `steps` of the thousand. */
const settings = (batch, steps, seed = 0) => ({
  sampler: { kind: 'ddpm', variance: 1 },
  steps,
  spacing: 'leading',
  seed,
  count: batch,
});

/** The defaults of room two, which are the workload's: T = 1000, linear, 130-128-128-128-2, SiLU, ε, Adam at 1e-3. */
const points = (batch) => ({
  network: { width: 128, depth: 3, time: 'sinusoidal', timeWidth: 128, activation: 'silu' },
  schedule: { kind: 'linear', steps: 1000 },
  prediction: 'epsilon',
  weighting: 'simple',
  optimizer: 'adam',
  learningRate: 1e-3,
  weightDecay: 0,
  emaDecay: 0.99,
  batch,
  times: 'uniform',
  antithetic: false,
  seed: 1,
});

const eightGaussians = { kind: 'shape', shape: 'eight_gaussians', count: 8192, seed: 1 };

/** A run on points, as the module has it. */
export const newTraining = (engine, batch) => engine.train(points(batch), eightGaussians, 2, new Float32Array(0));

/** A saved run with other weights in it: `arrays` maps names to { data } in PyTorch's layout. */
export async function withWeights(file, arrays) {
  const head = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const { __metadata__: metadata, ...places } = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + head)));
  const body = file.slice(8 + head);
  for (const [name, { data }] of Object.entries(arrays)) {
    for (const part of ['weights', 'ema']) {
      const [from] = places[`${part}/${name}`].data_offsets;
      body.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), from);
    }
  }
  // The checksum is over names and bytes in the order of the names, each after its length.
  const length = (bytes) => new Uint8Array(new BigUint64Array([BigInt(bytes.length)]).buffer);
  const parts = Object.keys(places)
    .sort()
    .flatMap((name) => [new TextEncoder().encode(name), body.subarray(...places[name].data_offsets)])
    .flatMap((bytes) => [length(bytes), bytes]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
  const run = JSON.parse(metadata['ddpm-lab run']);
  run.sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const header = new TextEncoder().encode(JSON.stringify({ __metadata__: { 'ddpm-lab run': JSON.stringify(run) }, ...places }));
  const padded = new Uint8Array(Math.ceil(header.length / 8) * 8).fill(32);
  padded.set(header);
  return new Uint8Array(await new Blob([length(padded), padded, body]).arrayBuffer());
}

/** The output of a network of points for x = linspace(-1, 1) at t = 0, 100, ... 700, counted from 0. */
export async function pointsOutput(engine, arrays, count) {
  const fresh = newTraining(engine, 1);
  const run = engine.resume(await withWeights(await fresh.save(), arrays));
  const x = Float32Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1));
  const found = new Float32Array(count);
  for (let i = 0; 2 * i < count; i++) {
    const { eps_hat } = await run.field('network', 100 * i + 1, x.subarray(2 * i, 2 * i + 2));
    found.set(eps_hat, 2 * i);
  }
  run.free();
  fresh.free();
  return found;
}

/** W1: Algorithm 1 with the batch made on the host. */
function training(engine, batch) {
  const run = newTraining(engine, batch);
  let loss = Number.NaN;
  return {
    parameters: run.parameters(),
    async step() {
      while (run.inFlight() < run.maxInFlight()) run.issue();
      loss = await run.completed();
    },
    async sync() {
      while (run.inFlight() > 0) loss = await run.completed();
      return loss;
    },
  };
}

/** W2: DDPM over `steps` of the thousand, every x_t read back. */
function sampling(engine, batch, steps) {
  const run = newTraining(engine, 1);
  let [sampler, seed, left] = [null, 0, 0];
  let x = null;
  return {
    parameters: run.parameters(),
    async step() {
      if (left === 0) {
        sampler?.free();
        const config = { sampler: { kind: 'ddpm', variance: 1 }, steps, spacing: 'leading', count: batch, seed };
        sampler = run.sampler('network', config);
        seed += 1;
        left = steps;
      }
      sampler.step();
      left -= 1;
      x = await sampler.read();
    },
    sync: async () => x[0],
  };
}

/** W3: the same with a U-Net. */
async function picturing(engine, batch, steps, name, common) {
  const { card, weights } = await reference(name, await common.loadModel(name));
  const { parameters } = engine.loadModel(card, weights);
  let run = null;
  let seed = 0;
  let left = 0;
  let x = 0;
  return {
    parameters,
    async step() {
      if (left === 0) {
        run?.free();
        run = engine.sampler(settings(batch, steps, seed));
        seed += 1;
        left = steps;
      }
      const { mean, noise, sigma } = await run.next();
      left -= 1;
      x = mean[0] + sigma * noise[0];
    },
    sync: async () => x,
  };
}

export async function open({ backend, workload, batch, extra, common }) {
  const { hasRelaxedSimd } = await import('./index.js');
  const cpu = extra.module ?? (hasRelaxedSimd() ? 'relaxed' : 'cpu');
  const module = { wasm: cpu, webgpu: 'webgpu' }[backend];
  const script = await import(new URL(`./${module}/ddpm_lab.js`, import.meta.url).href);
  const wasm = await fetch(new URL(`./${module}/ddpm_lab_bg.wasm`, import.meta.url));
  const bytes = await wasm.arrayBuffer();
  await script.default({ module_or_path: bytes });
  const engine = await script.Engine.open();

  const steps = common.sched(100).length;
  const name = workload === 'W3' ? (extra.m ?? 'unet') : 'mlp';
  const begin = {
    W1: () => training(engine, batch),
    W2: () => sampling(engine, batch, steps),
    W3: () => picturing(engine, batch, steps, name, common),
  }[workload];
  if (begin === undefined) throw new Error(`${workload} is not measured here`);
  const { parameters, step, sync } = await begin();
  return {
    info: { engine: 'ddpm-lab', parameters, module_bytes: bytes.byteLength },
    step,
    sync,
    async maxErr() {
      const expected = await common.ref(name);
      const output =
        workload === 'W3'
          ? await referenceOutput((...ask) => engine.sampler(...ask), expected.length)
          : await pointsOutput(engine, await common.loadModel(name), expected.length);
      return common.maxErr(output, expected);
    },
  };
}
