// Bundles the page and lays it out beside the WebAssembly modules. Trunk runs it as its build hook; the result is
//   app/preload.js  app/main.js  app/chunks/  app/main.css  app/worker.js  app/*.woff2  app/modules.json  app/cpu/
//   app/relaxed/  app/webgpu/ (once built)  service-worker.js  teaching.html
// all of it relative to index.html, so that the site works under any path.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { copyModules } from '../pkg/modules.mjs';
import { teachingPage } from './teaching.mjs';

const www = dirname(fileURLToPath(import.meta.url));
const root = dirname(www);
const staging = process.env.TRUNK_STAGING_DIR ?? join(root, 'dist');
const app = join(staging, 'app');

/** KaTeX names three files for each font. Every browser that has WebGPU or SIMD reads woff2, so the others are left out. */
const woff2Only = {
  name: 'woff2-only',
  setup(build) {
    build.onLoad({ filter: /katex(\.min)?\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, ''),
      loader: 'css',
    }));
  },
};

await rm(app, { recursive: true, force: true });
await mkdir(app, { recursive: true });

/** @type {esbuild.BuildOptions} */
const scripts = {
  absWorkingDir: www,
  outdir: app,
  bundle: true,
  format: 'esm',
  // The oldest browsers that the page supports, see docs/browsers.md
  target: ['chrome91', 'firefox114', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  // Names of classes and functions appear in error reports, which visitors send us.
  keepNames: true,
  sourcemap: false,
  legalComments: 'linked',
  // The modules are loaded at run time from their own folders, never bundled.
  external: ['*/ddpm_lab.js'],
  logLevel: 'warning',
};

// The worker is whole in itself: what it shares with the page would be one more request before the engine starts.
await esbuild.build({ ...scripts, entryPoints: { worker: '../pkg/src/worker.ts' } });

// Room Watch is main.js; the other rooms and KaTeX are fetched when they are wanted. What they share with main.js is in
// chunks that index.html names (stamp.mjs), so they come beside it and not after it. A chunk's name holds its hash.
const page = await esbuild.build({
  ...scripts,
  entryPoints: { main: 'src/app/main.tsx' },
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
});

/** The chunk that a module became which is imported by `import(...)`, as a path from app/. */
function chunkOf(module) {
  const found = Object.entries(page.metafile.outputs).find(([, { entryPoint }]) => entryPoint === module);
  if (found === undefined) throw new Error(`${module} must be a chunk of its own; it is not among the chunks`);
  return relative(app, join(www, found[0])).split(sep).join('/');
}

// Beside index.html, since a service worker serves what lies beside and below it. stamp.mjs tells it what there is.
await esbuild.build({ ...scripts, outdir: staging, format: 'iife', entryPoints: { 'service-worker': 'src/app/service-worker.ts' } });

// A classic script, since it has to run before the page is laid out; modules wait. It fetches the strings of the visitor's
// language beside main.js, which would ask for them only when it runs.
const stringsIn = (language) => ({
  shared: chunkOf(`src/shared/i18n/${language}.ts`),
  watch: chunkOf(`src/rooms/watch/locales/${language}.ts`),
});
const strings = { en: stringsIn('en'), zh: stringsIn('zh') };
await esbuild.build({
  ...scripts,
  format: 'iife',
  keepNames: false,
  define: { STRINGS: JSON.stringify(strings) },
  entryPoints: { preload: 'src/app/preload.ts' },
});

await esbuild.build({
  absWorkingDir: www,
  entryPoints: { main: 'styles/main.css' },
  outdir: app,
  bundle: true,
  minify: true,
  loader: { '.woff2': 'file', '.svg': 'dataurl' },
  assetNames: '[name]-[hash]',
  plugins: [woff2Only],
  logLevel: 'warning',
});

await copyModules(app);
await writeFile(join(staging, 'teaching.html'), teachingPage(await readFile(join(root, 'docs/teaching.md'), 'utf8')));
