// Makes the npm package from the engine's TypeScript and the built modules: `node pkg/build.mjs [FOLDER]`, into pkg/dist
// unless told otherwise. The modules come from `cargo xtask modules`, esbuild and tsc from the page's packages.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyModules } from './modules.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = createRequire(join(root, 'www/package.json'));

/** index.js, worker.js, the modules and the benchmarks' door. */
export async function buildPackage(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await packages('esbuild').build({
    entryPoints: { index: join(root, 'pkg/index.ts'), worker: join(root, 'www/src/engine/worker.ts') },
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  await copyModules(folder);
  await cp(join(root, 'benches/bench.js'), join(folder, 'bench.js'));
}

function emitTypes(folder) {
  const tsc = join(root, 'www/node_modules/.bin', process.platform === 'win32' ? 'tsc.cmd' : 'tsc');
  const emit = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--rootDir', root, '--outDir', join(folder, 'types')];
  execFileSync(tsc, ['-p', join(root, 'pkg/tsconfig.json'), ...emit], { stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(root, 'pkg/dist'));
  await buildPackage(folder);
  emitTypes(folder);
}
