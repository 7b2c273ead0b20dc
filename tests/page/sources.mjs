// Modules of the page, bundled for Node: what lies below the views is tested without a browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const esbuild = createRequire(join(root, 'www/package.json'))('esbuild');

/** What these modules of www/src export: of a list all in one, of an object under its names. */
export async function sources(modules) {
  const from = (path) => JSON.stringify(join(root, 'www/src', path));
  const lines = Array.isArray(modules)
    ? modules.map((path) => `export * from ${from(path)};`)
    : Object.entries(modules).map(([name, path]) => `export * as ${name} from ${from(path)};`);
  const folder = await mkdtemp(join(tmpdir(), 'ddpm-lab-sources-'));
  try {
    const outfile = join(folder, 'sources.mjs');
    await esbuild.build({
      stdin: { contents: lines.join('\n'), resolveDir: join(root, 'www') },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
