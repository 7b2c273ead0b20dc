// The CPU module in Node, as the lessons' stores use the engine: schedules, data, and runs on points. No browser, no worker.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sources } from './sources.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const worker = await sources(['../../pkg/src/worker-toy']);

/** What a page's engine offers of points, from the built CPU module. */
export async function nodeEngine() {
  const module = await import(pathToFileURL(join(root, 'pkg/cpu/ddpm_lab.js')).href);
  await module.default({ module_or_path: new WebAssembly.Module(await readFile(join(root, 'pkg/cpu/ddpm_lab_bg.wasm'))) });
  const engine = await module.Engine.open();
  const given = (source, call) => {
    const { origin, dims, values } = worker.origin(source);
    return call(origin, dims, values);
  };
  return {
    toyData: async (source) => given(source, (...from) => engine.toyData(...from)),
    toySchedule: async (schedule) => engine.toySchedule(worker.scheduleToWasm(schedule)),
    toy: async (config, source) => run(given(source, (...from) => engine.toy(worker.toWasm(config), ...from))),
  };
}

function run(toy) {
  return {
    data: toy.data(),
    config: worker.fromWasm(toy.config()),
    train: (steps, budgetMs) => worker.train(toy, steps, budgetMs, 'cpu'),
    turn: () => worker.turn(toy, 'cpu'),
    reset: async () => toy.reset(),
    sample: (what) => worker.sample(toy, what, 'cpu'),
    field: (eps, t, points) => toy.field(eps, t, points),
    noised: async (t, count, seed) => toy.noised(t, count, seed),
    density: (eps, points, steps) => toy.density(eps, points, steps),
    lossByTime: (times, count) => toy.lossByTime(Uint32Array.from(times), count),
    distances: async (cloud) => toy.distances(cloud),
    memorised: async (cloud) => toy.memorised(cloud),
    bound: (times, count, variance) => toy.bound(times, count, variance),
    variance: (estimator, repeats) => toy.variance(estimator, repeats),
    close: () => toy.free(),
  };
}
