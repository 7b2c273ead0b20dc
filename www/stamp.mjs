// Trunk's last hook: gives the site a version, the page's scripts and style sheet their integrity hashes, and the service
// worker the list of everything there is.
//
// The version is a hash over every file but index.html and travels as a query (main.js?v=...; the page hands it on to the
// worker and the modules, see src/app/assets.ts, and to its models, see src/shared/state/site.ts). So a browser never mixes the files of two
// versions, whatever a host's cache headers say, and a page that is already open still finds its files after the site was
// built anew. Chunks and fonts have their hash in their name instead. The chunks that main.js cannot begin without are named
// in the page, with their integrity, so that they are fetched beside it; the others are fetched when a room is opened.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const staging = process.env.TRUNK_STAGING_DIR ?? join(root, 'dist');
const WORKER = 'service-worker.js';
const TEACHING = 'teaching.html';

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Every file but those that are written here, as paths from the page. */
const paths = (await readdir(staging, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) =>
    relative(staging, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep)
      .join('/'),
  )
  .filter((path) => path !== 'index.html' && path !== WORKER && path !== TEACHING)
  .sort();
const hashes = new Map(await Promise.all(paths.map(async (path) => [path, sha256(await readFile(join(staging, path)))])));
const teaching = await readFile(join(staging, TEACHING), 'utf8');
const version = sha256(JSON.stringify([...hashes, [TEACHING, sha256(teaching)]])).slice(0, 12);

async function stamped(html, attribute, path) {
  const before = `${attribute}="${path}"`;
  if (html.split(before).length !== 2) {
    throw new Error(`the page must name ${path} exactly once, as ${before}`);
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
const chunks = await imports('app/main.js');

/** The strings of every language, which preload.js names, with what they import. */
const strings = new Set();
for (const [name] of (await readFile(join(staging, 'app/preload.js'), 'utf8')).matchAll(/chunks\/[\w-]+\.js/g)) {
  await imports(`app/${name}`, strings.add(`app/${name}`));
}
if (strings.size === 0) throw new Error('preload.js must name the strings of every language; it names none');

/** Names the chunks that the script needs at once, before the script itself. */
async function preloaded(html) {
  let links = '';
  for (const chunk of [...chunks].sort()) {
    links += `<link rel="modulepreload" href="${chunk}" integrity="${await integrity(chunk)}" />\n    `;
  }
  const before = '<script type="module"';
  if (html.split(before).length !== 2) throw new Error('index.html must have exactly one module script');
  return html.replace(before, `${links}${before}`);
}

/** What the page needs to open on the CPU, beside its chunks: its scripts and style, the CPU module in both its forms, and the model that it begins with. */
const FIRST = /^(app\/[^/]+\.(js|css|json)|app\/(cpu|relaxed)\/.*|models\/avatars\.(json|safetensors)|icons\/.*|manifest\.webmanifest)$/;
const UNSTAMPED = /^(icons\/.*|manifest\.webmanifest)$/;
const HASHED = /^app\/(chunks\/.*|[^/]+\.woff2)$/;

function listed(path) {
  const fixed = !UNSTAMPED.test(path);
  return {
    path: fixed && !HASHED.test(path) ? `${path}?v=${version}` : path,
    sha256: hashes.get(path),
    fixed,
    first: FIRST.test(path) || chunks.has(path) || strings.has(path),
    gpu: path.startsWith('app/webgpu/'),
    relaxed: relaxedOf(path),
  };
}

/** Whether only browsers with relaxed SIMD use a file, or only those without; null where both do. */
function relaxedOf(path) {
  if (path.startsWith('app/relaxed/')) return true;
  return path.startsWith('app/cpu/') && paths.some((other) => other.startsWith('app/relaxed/')) ? false : null;
}

const index = join(staging, 'index.html');
let html = await readFile(index, 'utf8');
if (!html.includes('<html lang="en">')) throw new Error('index.html must begin as <html lang="en">');
html = html.replace('<html lang="en">', `<html lang="en" data-version="${version}">`);
html = await stamped(html, 'src', 'app/preload.js');
html = await stamped(html, 'src', 'app/main.js');
html = await stamped(html, 'href', 'app/main.css');
html = await preloaded(html);
await writeFile(index, html);

const plans = await stamped(teaching, 'href', 'app/main.css');
await writeFile(join(staging, TEACHING), plans);

const worker = join(staging, WORKER);
const page = { path: './', sha256: sha256(html), fixed: false, first: true, gpu: false, relaxed: null };
const lessons = { path: TEACHING, sha256: sha256(plans), fixed: false, first: false, gpu: false, relaxed: null };
const files = [page, lessons, ...paths.filter((path) => !path.endsWith('.LEGAL.txt')).map(listed)];
const site = { version, build: sha256(html).slice(0, 12), files };
await writeFile(worker, `const SITE = ${JSON.stringify(site)};\n${await readFile(worker, 'utf8')}`);
