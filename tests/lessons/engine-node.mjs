// The CPU module in Node, as the lessons' stores use the engine: schedules, data, and training runs. No browser, no worker.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sources } from '../page/sources.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { beginning, origin, WorkerTraining } = await sources(['../../pkg/src/worker-training']);

/** What a page's engine offers of points and of demonstrations, from the built CPU module. */
export async function nodeEngine() {
  const module = await import(pathToFileURL(join(root, 'pkg/cpu/ddpm_lab.js')).href);
  await module.default({ module_or_path: new WebAssembly.Module(await readFile(join(root, 'pkg/cpu/ddpm_lab_bg.wasm'))) });
  const engine = await module.Engine.open();
  return {
    points: async (source) => engine.points(...origin(source)),
    schedule: async (schedule) => engine.schedule(schedule),
    async train(config, source) {
      const run = new WorkerTraining(beginning(engine, config, source), 'cpu');
      return Object.assign(run, run.info(), { close: () => run.free() });
    },
  };
}
