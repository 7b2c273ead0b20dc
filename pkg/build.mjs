// Makes the npm package from its TypeScript and the built modules: `node pkg/build.mjs [FOLDER]`, into pkg/dist
// unless told otherwise; `npm pack ./pkg/dist` is what is published. The modules come from `cargo xtask modules`, esbuild
// and tsc from the page's packages.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyModules } from './modules.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = createRequire(join(root, 'www/package.json'));

/** index.js, worker.js, the modules and the benchmarks' door. */
export async function buildPackage(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await packages('esbuild').build({
    entryPoints: { index: join(root, 'pkg/index.ts'), worker: join(root, 'pkg/src/worker.ts') },
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  await copyModules(folder);
  await cp(join(root, 'benches/bench.js'), join(folder, 'bench.js'));
}

/** All that is published: the above with its types, what it says of itself, and the example with the model that it draws with. */
export async function buildPublished(folder) {
  await buildPackage(folder);
  await emitTypes(join(folder, 'types'));
  for (const path of ['pkg/package.json', 'pkg/README.md', 'LICENSE-MIT', 'LICENSE-APACHE']) {
    await cp(join(root, path), join(folder, path.replace('pkg/', '')));
  }
  await cp(join(root, 'pkg/example'), join(folder, 'example'), { recursive: true });
  for (const name of ['digits.json', 'digits.safetensors']) await cp(join(root, 'www/models', name), join(folder, 'models', name));
}

/** The declarations that index.d.ts leads to, with their comments. */
async function emitTypes(folder) {
  const tsc = join(root, 'www/node_modules/.bin', process.platform === 'win32' ? 'tsc.cmd' : 'tsc');
  const emit = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--rootDir', join(root, 'pkg'), '--outDir', folder];
  execFileSync(tsc, ['-p', join(root, 'pkg/tsconfig.json'), ...emit], { stdio: 'inherit' });
  const needed = new Set();
  const visit = async (path) => {
    if (needed.has(path)) return;
    needed.add(path);
    // Node's own resolution of modules, which TypeScript can be told to follow, wants the ending that bundlers add.
    const text = (await readFile(path, 'utf8')).replaceAll(/(from '\.\.?\/[^']+)'/g, "$1.js'");
    await writeFile(path, text);
    for (const [, name] of text.matchAll(/from '([^']+)\.js'/g)) await visit(join(dirname(path), `${name}.d.ts`));
  };
  await visit(join(folder, 'index.d.ts'));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !needed.has(path)) await rm(path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(root, 'pkg/dist'));
  await buildPublished(folder);
  console.log(`npm pack ./${relative(process.cwd(), folder)}`);
}
