// The built page, dist/, as a visitor gets it: from a plain file server, under some path, in a browser with or without
// WebGPU. What the page must never do (fail a request, ask another origin, break its own policy, log an error) is noted
// for every page opened; tests of failures put those in from outside, by `alter` and `stop`.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './browsers.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The built site; another folder may be named to test one that was built elsewhere. */
export const dist = process.env.DDPM_LAB_SITE ?? join(root, 'dist');

/** Why tests of the page on WebGPU cannot be run, or false. */
export const noWebGpu = existsSync(join(dist, 'app/webgpu')) ? false : 'the site was built without its WebGPU module';

export const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const CONTEXT = { viewport: { width: 1280, height: 900 }, locale: 'en-GB', serviceWorkers: 'block' };

/** In the page: `unanswered` counts what the page has asked of its engine and has no answer to; `atRest` reads it. */
function countUnanswered() {
  const asked = new Map();
  Object.defineProperty(window, 'unanswered', { get: () => [...asked.values()].reduce((sum, ids) => sum + ids.size, 0) });
  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      asked.set(this, new Set());
      this.addEventListener('message', ({ data }) => asked.get(this)?.delete(data?.id));
      this.addEventListener('error', () => asked.delete(this));
    }
    postMessage(request, ...rest) {
      if (request?.id !== undefined) asked.get(this)?.add(request.id);
      super.postMessage(request, ...rest);
    }
    terminate() {
      asked.delete(this);
      super.terminate();
    }
  };
}

export class PageSite {
  /** What is served: the built site, unless a test has another build. */
  folder = dist;
  /** Where the browsers put what they save; Playwright's own folder unless it is set before the first page. */
  downloads;
  #base;
  #server = http.createServer((request, response) => void this.#answer(request, response));
  #port = 0;
  #browsers = new Map();
  /** Path below the site to what is made of the file before it is sent. */
  #altered = new Map();

  /** Serves dist/ below `base`, which begins and ends with a slash. */
  static async open(base = '/lab/') {
    const site = new PageSite(base);
    await site.restart();
    return site;
  }

  constructor(base) {
    this.#base = base;
  }

  get url() {
    return `http://localhost:${this.#port}${this.#base}`;
  }

  /**
   * Opens the page in a context of its own. `gpu` gives it the software adapter; `query` is put behind the address;
   * `script` runs before the page's own; the rest are Playwright's options of a context (viewport, locale, ...). Nothing is
   * kept for use without a server unless `serviceWorkers` is 'allow': other tests are of what the server gives.
   * The page comes with `problems`, a list of what it must not do.
   */
  async page({ gpu = false, query = '', script, ...options } = {}) {
    const browser = await this.#browser(gpu);
    const context = await browser.newContext({ ...CONTEXT, ...options });
    const page = await context.newPage();
    page.problems = [];
    const note = (problem) => page.problems.push(problem);
    page.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()}`));
    page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      // The browser asks for the page's icon by itself, and drops the request where the address changes meanwhile.
      if (request.url().endsWith('/icons/icon.svg') && reason === 'net::ERR_ABORTED') return;
      note(`failed: ${request.url()}: ${reason}`);
    });
    page.on('response', (response) => response.status() >= 400 && note(`HTTP ${response.status()}: ${response.url()}`));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(this.url).origin) note(`another origin: ${request.url()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    await page.addInitScript(countUnanswered);
    if (script !== undefined) await page.addInitScript(script);
    await page.goto(`${this.url}${query}`);
    return page;
  }

  /** From now on the file at `path`, relative to the site, is served as `change` makes it; where that gives null, not at all. */
  alter(path, change) {
    this.#altered.set(path, change);
  }

  /** Stops answering, as a server does that is switched off. */
  async stop() {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** Answers again, at the same address. */
  async restart() {
    await new Promise((done, failed) => {
      this.#server.once('error', failed);
      this.#server.listen(this.#port, '127.0.0.1', done);
    });
    this.#port = this.#server.address().port;
  }

  /** All as at first: every file itself, every page closed, the server up. */
  async reset() {
    this.#altered.clear();
    const browsers = await Promise.all(this.#browsers.values());
    await Promise.all(browsers.flatMap((browser) => browser.contexts()).map((context) => context.close()));
    if (!this.#server.listening) await this.restart();
  }

  async close() {
    const browsers = await Promise.all(this.#browsers.values());
    await Promise.all(browsers.map((browser) => browser.close()));
    if (this.#server.listening) await this.stop();
  }

  #browser(gpu) {
    if (!this.#browsers.has(gpu)) this.#browsers.set(gpu, launch({ gpu, downloadsPath: this.downloads }));
    return this.#browsers.get(gpu);
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = pathname.startsWith(this.#base) ? pathname.slice(this.#base.length) || 'index.html' : null;
    let body = null;
    if (path !== null && !normalize(path).startsWith('..')) {
      body = await readFile(join(this.folder, path)).catch(() => null);
      const change = this.#altered.get(path);
      if (change !== undefined) body = await change(body);
    }
    if (body === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body);
  }
}
