// The built WebAssembly modules, laid out for whoever serves them: the page (www/build.mjs) and the npm package (build.mjs).
import { cp, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Copies what `cargo xtask modules` has built into `folder`, and lists it there in `modules.json`. */
export async function copyModules(folder) {
  // The list tells the engine which modules there are, so that it need not ask for files that are not, and how long they
  // are unpacked, which content-length does not say of a compressed answer.
  const modules = {};
  for (const name of ['cpu', 'relaxed', 'webgpu']) {
    const [script, wasm] = [`${name}/ddpm_lab.js`, `${name}/ddpm_lab_bg.wasm`];
    const found = await stat(join(here, wasm)).catch(() => null);
    if (found === null) continue;
    await cp(join(here, script), join(folder, script));
    await cp(join(here, wasm), join(folder, wasm));
    modules[name] = { script, wasm, bytes: found.size };
  }
  await writeFile(join(folder, 'modules.json'), JSON.stringify(modules));
}
