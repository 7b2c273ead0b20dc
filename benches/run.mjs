// `cargo xtask bench [--times N]`: what a visitor waits for, on this machine, once the page is there (start.mjs measures until
// then). Times depend on what else it does, so the
// median of several is printed with the fastest, and none of it is a test.
//
// To measure this project beside others in one browser, lay out the package (`node pkg/build.mjs FOLDER`) and hand FOLDER to
// whatever imports bench.js from it.
import { parseArgs } from 'node:util';
import { noWebGpu, Site } from '../tests/browser/engine-site.mjs';

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
const times = Number(values.times);

const report = (what, all, unit) => {
  const sorted = all.toSorted((a, b) => a - b);
  const [fastest, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]].map((value) => value.toFixed(1).padStart(8));
  console.log(`${median} ${unit}  (fastest ${fastest.trim()})  ${what}`);
};

/** In the page: the first step of a workload, and `count` more, in milliseconds; the result read back every step. */
async function measured({ backend, module, workload, batch, count }) {
  const { open } = await import('/bench.js');
  const common = {
    loadModel: async (name) => (await lab.arrays(name)).arrays,
    sched: (length) => ({ length }),
  };
  const work = await open({ backend, workload, batch, extra: { m: 'unet8', module }, common });
  const taken = [];
  for (let i = 0; i <= count; i++) {
    const begun = performance.now();
    await work.step();
    await work.sync();
    taken.push(performance.now() - begun);
  }
  return { first: taken[0], rest: taken.slice(1) };
}

/** What computes, by the names of bench.js, and what it is called here. */
const BACKENDS = [
  ['wasm', 'cpu', 'CPU module'],
  ['wasm', 'relaxed', 'CPU module with relaxed SIMD'],
  ['webgpu', undefined, 'WebGPU on the software adapter'],
];

/** What is computed, and for how many at a time; see bench.js. */
const workloads = [
  ['W1', 'Algorithm 1, 130-128-128-128-2, batch', [128, 512, 2048]],
  ['W2', 'reverse step of the same, points', [512, 2048]],
  ['W3', 'reverse step of a U-Net 28x28x1, base 8, batch', [1, 16]],
];

const engine = await Site.open();
try {
  for (const [backend, module, where] of BACKENDS) {
    if (backend === 'webgpu' && noWebGpu) continue;
    for (const [workload, name, batches] of workloads) {
      for (const batch of batches) {
        const page = await engine.page();
        // Steps of points take a few milliseconds, and the first of them are compiled while they run.
        const count = workload === 'W3' ? 4 * times : 20 * times;
        const { first, rest } = await page.evaluate(measured, { backend, module, workload, batch, count });
        const what = `${name} ${batch}, ${where}`;
        report(`${what}: first step`, [first], 'ms');
        report(`${what}: one step`, rest, 'ms');
        await engine.reset();
      }
    }
  }
} finally {
  await engine.close();
}
if (noWebGpu) console.log(noWebGpu);
