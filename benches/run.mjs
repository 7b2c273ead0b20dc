// `cargo xtask bench [--times N]`: what a visitor waits for, on this machine. Times depend on what else it does, so the
// median of several is printed with the fastest, and none of it is a test.
//
// To measure this project beside others in one browser, lay out the package (`node pkg/build.mjs FOLDER`) and hand FOLDER to
// whatever imports bench.js from it.
import { parseArgs } from 'node:util';
import { noWebGpu, Site } from '../tests/browser/engine-site.mjs';
import { PageSite } from '../tests/browser/page-site.mjs';

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
const times = Number(values.times);

const report = (what, all, unit) => {
  const sorted = all.toSorted((a, b) => a - b);
  const [fastest, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]].map((value) => value.toFixed(1).padStart(8));
  console.log(`${median} ${unit}  (fastest ${fastest.trim()})  ${what}`);
};

/** Milliseconds from navigation to the first x_t that has moved, as drawn. */
async function starts(site) {
  const all = [];
  for (let i = 0; i < times; i++) {
    const page = await site.page({ script: `(${whenMoved})()` });
    await page.waitForFunction(() => window.movedAfter !== undefined);
    all.push(await page.evaluate(() => window.movedAfter));
    await site.reset();
  }
  return all;
}

/** In the page: notes when the clock above the picture has left its first step. */
function whenMoved() {
  const look = () => {
    const step = document.querySelector('.clock')?.textContent.match(/\d+/g)?.[2];
    if (Number(step) > 0) window.movedAfter = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page: the first step of a workload, and `count` more, in milliseconds; the result read back every step. */
async function measured({ backend, workload, batch, count }) {
  const { open } = await import('/bench.js');
  const common = {
    loadModel: async (name) => (await lab.arrays(name)).arrays,
    sched: (length) => ({ length }),
  };
  const work = await open({ backend, workload, batch, extra: { m: 'unet8' }, common });
  const taken = [];
  for (let i = 0; i <= count; i++) {
    const begun = performance.now();
    await work.step();
    await work.sync();
    taken.push(performance.now() - begun);
  }
  return { first: taken[0], rest: taken.slice(1) };
}

const pages = await PageSite.open();
try {
  report('navigation to the first moving x_t, CPU module', await starts(pages), 'ms');
} finally {
  await pages.close();
}

/** What is computed, and for how many at a time; see bench.js. */
const workloads = [
  ['W1', 'Algorithm 1, 130-128-128-128-2, batch', [128, 512, 2048]],
  ['W2', 'reverse step of the same, points', [512, 2048]],
  ['W3', 'reverse step of a U-Net 28x28x1, base 8, batch', [1, 16]],
];

const engine = await Site.open();
try {
  for (const backend of noWebGpu ? ['wasm'] : ['wasm', 'webgpu']) {
    for (const [workload, name, batches] of workloads) {
      for (const batch of batches) {
        const page = await engine.page();
        // Steps of points take a few milliseconds, and the first of them are compiled while they run.
        const count = workload === 'W3' ? 4 * times : 20 * times;
        const { first, rest } = await page.evaluate(measured, { backend, workload, batch, count });
        const what = `${name} ${batch}, ${backend === 'wasm' ? 'CPU module' : 'WebGPU on the software adapter'}`;
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
