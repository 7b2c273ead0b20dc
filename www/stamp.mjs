// Trunk's last hook: gives app/ a version, and the page's scripts and style sheet their integrity hashes.
//
// The version is a hash over everything in app/ and travels as a query (main.js?v=...; the page hands it on to the worker
// and the modules, see src/assets.ts). So a browser never mixes the files of two versions, whatever a host's cache headers
// say, and a page that is already open still finds its files after the site was built anew. The chunks of the page's script
// have their hash in their name instead. Those that main.js cannot begin without are named in the page, with their integrity,
// so that they are fetched beside it; the others are fetched when a room is opened.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
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
  return html.replace(before, `${attribute}="${path}?v=${version}" integrity="${await integrity(path)}"`);
}

async function integrity(path) {
  const hash = createHash('sha384').update(await readFile(join(staging, path)));
  return `sha384-${hash.digest('base64')}`;
}

/** What a script imports before it begins, and what that imports, as paths from the page. `import(...)` is not among it. */
async function imports(path, found = new Set()) {
  const code = await readFile(join(staging, path), 'utf8');
  for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+\.js)"/g)) {
    const chunk = posix.join(posix.dirname(path), name);
    if (found.has(chunk)) continue;
    found.add(chunk);
    await imports(chunk, found);
  }
  return found;
}

/** Names the chunks that the script needs at once, before the script itself. */
async function preloaded(html, script) {
  let links = '';
  for (const chunk of [...(await imports(script))].sort()) {
    links += `<link rel="modulepreload" href="${chunk}" integrity="${await integrity(chunk)}" />\n    `;
  }
  const before = '<script type="module"';
  if (html.split(before).length !== 2) throw new Error('index.html must have exactly one module script');
  return html.replace(before, `${links}${before}`);
}

const index = join(staging, 'index.html');
let html = await readFile(index, 'utf8');
html = await stamped(html, 'src', 'app/preload.js');
html = await stamped(html, 'src', 'app/main.js');
html = await stamped(html, 'href', 'app/main.css');
html = await preloaded(html, 'app/main.js');
await writeFile(index, html);
