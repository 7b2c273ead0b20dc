// The door by which this project is measured beside others, in the same page and on the same work: the reverse step of a
// U-Net with x_t read back every step (workload W3). It lies beside the built modules, see ../pkg/build.mjs.
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
  const run = sampler(settings(1, 1000), 38, x);
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
  conditions: Array.from({ length: batch }, () => []),
  guidance: 0,
  clip: false,
});

export async function open({ backend, workload, batch, extra, common }) {
  if (workload !== 'W3') throw new Error(`${workload} is not measured here`);
  const module = { wasm: 'cpu', webgpu: 'webgpu' }[backend];
  const script = await import(new URL(`./${module}/ddpm_lab.js`, import.meta.url).href);
  const wasm = await fetch(new URL(`./${module}/ddpm_lab_bg.wasm`, import.meta.url));
  const bytes = await wasm.arrayBuffer();
  await script.default({ module_or_path: bytes });
  const engine = await script.Engine.open();

  const name = extra.m ?? 'unet';
  const { card, weights } = await reference(name, await common.loadModel(name));
  const { parameters } = engine.loadModel(card, weights);

  const steps = common.sched(100).length;
  let run = null;
  let seed = 0;
  let left = 0;
  let x = 0;
  return {
    info: { engine: 'ddpm-lab', parameters, module_bytes: bytes.byteLength },
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
    async maxErr() {
      const expected = await common.ref(name);
      const output = await referenceOutput((...ask) => engine.sampler(...ask), expected.length);
      return common.maxErr(output, expected);
    },
  };
}
