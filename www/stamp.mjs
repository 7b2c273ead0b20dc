// Trunk's last hook: gives app/ a version, and the page's scripts and style sheet their integrity hashes.
//
// The version is a hash over everything in app/ and travels as a query (main.js?v=...; the page hands it on to the worker
// and the modules, see src/assets.ts). So a browser never mixes the files of two versions, whatever a host's cache headers
// say, and a page that is already open still finds its files after the site was built anew.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const staging = process.env.TRUNK_STAGING_DIR ?? join(root, 'dist');
const app = join(staging, 'app');

const files = (await readdir(app, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const all = createHash('sha256');
for (const file of files) {
  all.update(file.slice(app.length)).update(await readFile(file));
}
const version = all.digest('hex').slice(0, 12);

async function stamped(html, attribute, path) {
  const before = `${attribute}="${path}"`;
  if (html.split(before).length !== 2) {
    throw new Error(`index.html must name ${path} exactly once, as ${before}`);
  }
  const hash = createHash('sha384')
    .update(await readFile(join(staging, path)))
    .digest('base64');
  return html.replace(before, `${attribute}="${path}?v=${version}" integrity="sha384-${hash}"`);
}

const index = join(staging, 'index.html');
let html = await readFile(index, 'utf8');
html = await stamped(html, 'src', 'app/preload.js');
html = await stamped(html, 'src', 'app/main.js');
html = await stamped(html, 'href', 'app/main.css');
await writeFile(index, html);
