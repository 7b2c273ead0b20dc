// `cargo xtask bench start [--times N] [--rows local,slow-4g]`: how long a visitor waits from navigation to the first x_t that
// has moved, over lines and on processors of several speeds. Times depend on what else the machine does, so the median of
// several visits is printed with all of them, and none of it is a test.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { launch } from '../tests/browser/browsers.mjs';
import { dist, TYPES } from '../tests/browser/page-site.mjs';

/** Megabits a second and milliseconds of a round trip of the line, how many times slower the processor, and which visit. */
const ROWS = {
  local: {},
  'slow-cpu': { slower: 4 },
  '4g': { rate: 9, roundTrip: 170 },
  'slow-4g': { rate: 1.6, roundTrip: 150 },
  second: { visits: 2 },
};

const { values: asked } = parseArgs({
  options: { times: { type: 'string', default: '3' }, rows: { type: 'string', default: Object.keys(ROWS).join() } },
});

/** How often the line hands on bytes, in milliseconds. */
const TICK_MS = 10;

/**
 * The way from server to browser. It is slowed down here since a browser's own throttling leaves out what its workers fetch.
 * An answer waits one round trip; those on their way share the rate.
 */
class Line {
  /** Bytes that have been sent since this was set to 0. */
  sent = 0;
  /** Megabits a second; none: all at once. */
  rate;
  roundTrip = 0;
  #answers = [];

  constructor() {
    setInterval(() => this.#tick(), TICK_MS).unref();
  }

  async send(response, body) {
    this.sent += body.length;
    if (this.rate === undefined) {
      response.end(body);
      return;
    }
    await new Promise((done) => setTimeout(done, this.roundTrip));
    this.#answers.push({ response, left: body });
  }

  #tick() {
    let bytes = Math.floor(((this.rate ?? 0) * 1e6 * TICK_MS) / 8000);
    while (this.#answers.length > 0 && bytes > 0) {
      const share = Math.ceil(bytes / this.#answers.length);
      const answer = this.#answers.shift();
      const part = answer.left.subarray(0, Math.min(share, bytes));
      answer.response.write(part);
      answer.left = answer.left.subarray(part.length);
      bytes -= part.length;
      if (answer.left.length > 0) this.#answers.push(answer);
      else answer.response.end();
    }
  }
}

/** The built site, compressed and cached as GitHub Pages does it. */
async function serve(line) {
  const files = new Map();
  const compressed = async (path) => {
    const body = await readFile(join(dist, path));
    return extname(path) === '.woff2' ? body : gzipSync(body);
  };
  const server = http.createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)).slice(1) || 'index.html';
    if (!files.has(path)) files.set(path, await compressed(path).catch(() => null));
    const body = files.get(path);
    if (body === null) {
      response.writeHead(404).end();
      return;
    }
    const head = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-length': body.length };
    if (extname(path) !== '.woff2') head['content-encoding'] = 'gzip';
    response.writeHead(200, { ...head, 'cache-control': 'max-age=600' });
    await line.send(response, body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://localhost:${server.address().port}/` };
}

/** In the page: notes when its title is there, and when the clock above the picture has left its first step. */
function noteStart() {
  const look = () => {
    if (window.titled === undefined && document.querySelector('h1')) window.titled = performance.now();
    const step = document.querySelector('.clock')?.textContent.match(/\d+/g)?.[2];
    if (Number(step) > 0) window.moved = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const median = (all) => all.toSorted((a, b) => a - b)[all.length >> 1];

const line = new Line();
const { server, url } = await serve(line);

/** The last of so many visits by a fresh browser. */
async function visit({ rate, roundTrip = 0, slower = 1, visits = 1 }) {
  const browser = await launch({ gpu: false });
  try {
    Object.assign(line, { rate, roundTrip });
    // What is kept for use without a server is fetched after the start, and is not what is measured
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
    let seen;
    for (let i = 0; i < visits; i += 1) {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
      await page.addInitScript(noteStart);
      line.sent = 0;
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForFunction(() => window.moved !== undefined, null, { timeout: 120_000 });
      seen = { ...(await page.evaluate(() => ({ titled, moved }))), sent: line.sent };
      await page.close();
    }
    return seen;
  } finally {
    await browser.close();
  }
}

try {
  for (const name of asked.rows.split(',')) {
    if (ROWS[name] === undefined) throw new Error(`no row is called ${name}; there are ${Object.keys(ROWS).join(', ')}`);
    const seen = [];
    for (let i = 0; i < Number(asked.times); i += 1) seen.push(await visit(ROWS[name]));
    const ms = (what) => `${Math.round(median(seen.map((one) => one[what])))} ms`;
    const all = seen.map(({ moved }) => Math.round(moved)).join(', ');
    const sent = (median(seen.map((one) => one.sent)) / 1e6).toFixed(2);
    console.log(`${name.padEnd(9)} first moving x_t after ${ms('moved')} (${all}), title after ${ms('titled')}, ${sent} MB sent`);
  }
} finally {
  server.close();
}
