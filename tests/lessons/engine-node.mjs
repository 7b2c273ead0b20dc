// The CPU module in Node, as the lessons' stores use the engine: schedules, data, and training runs. No browser, no worker.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { sources } from '../page/sources.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { beginning, origin, WorkerTraining } = await sources(['../../pkg/src/worker-training']);

// Node 20's V8 has relaxed SIMD behind this; where it has it anyway, the flag is not known and nothing happens.
if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');

/** The engine of a built CPU module: 'cpu', or 'relaxed' for the one with relaxed SIMD. */
export async function moduleEngine(name) {
  const module = await import(pathToFileURL(join(root, `pkg/${name}/ddpm_lab.js`)).href);
  await module.default({ module_or_path: new WebAssembly.Module(await readFile(join(root, `pkg/${name}/ddpm_lab_bg.wasm`))) });
  return module.Engine.open();
}

/** What a page's engine offers of points and of demonstrations, from the built CPU module. */
export async function nodeEngine() {
  const engine = await moduleEngine('cpu');
  return {
    points: async (source) => engine.points(...origin(source)),
    schedule: async (schedule) => engine.schedule(schedule),
    async train(config, source) {
      const run = new WorkerTraining(beginning(engine, config, source), 'cpu');
      return Object.assign(run, run.info(), { close: () => run.free() });
    },
  };
}
