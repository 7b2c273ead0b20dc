// A site with nothing on it but the npm package and a reference network: the engine is tested as its users get it, and the
// page has no part in it. What goes wrong in the tests of failures is put in from outside, by this server or by Chromium.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackage } from '../../pkg/build.mjs';
import { engine, launch } from './browsers.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Why the tests on WebGPU cannot be run, or false. The module is built by `cargo xtask modules webgpu`. */
export const noWebGpu = existsSync(join(root, 'pkg/webgpu/ddpm_lab_bg.wasm')) ? false : 'pkg/webgpu has not been built';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const HTML = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>engine</title></html>';
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

export class Site {
  #folder = '';
  #server = http.createServer((request, response) => void this.#serve(request, response));
  #browser = null;
  /** Path to what is made of the file's content before it is sent. */
  #altered = new Map();
  /** Every path asked for since the last `reset`. */
  requested = [];

  static async open() {
    const site = new Site();
    site.#folder = await mkdtemp(join(tmpdir(), 'ddpm-lab-'));
    await buildPackage(site.#folder);
    await new Promise((done) => site.#server.listen(0, '127.0.0.1', done));
    site.#browser = await launch({ gpu: true });
    return site;
  }

  /** From now on `path` is served as `change` makes it. */
  alter(path, change) {
    this.#altered.set(path, change);
  }

  /** Puts code before the worker's own, in the worker's scope. */
  beforeWorker(code) {
    this.alter('/worker.js', (body) => `${code};\n${body}`);
  }

  /** An empty page with `lab` on it, see engine-page.js, and the problems that it met. */
  async page({ script } = {}) {
    const context = await this.#browser.newContext();
    const page = await context.newPage();
    if (script !== undefined) await page.addInitScript(script);
    const address = this.#server.address();
    await page.goto(`http://localhost:${address.port}/`);
    await page.evaluate(async () => {
      window.lab = await import('/engine-page.js');
    });
    return page;
  }

  /** Stops answering, as a server does that is switched off. */
  async stopServer() {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** All as at first: every file itself, every page closed. */
  async reset() {
    this.#altered.clear();
    this.requested = [];
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
  }

  async close() {
    await this.#browser.close();
    if (this.#server.listening) await this.stopServer();
    await rm(this.#folder, { recursive: true });
  }

  async #serve(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    this.requested.push(pathname);
    try {
      let body = pathname === '/' ? HTML : await readFile(this.#file(pathname));
      const change = this.#altered.get(pathname);
      if (change !== undefined) body = await change(body);
      assert.notEqual(body, null);
      response.setHeader('content-type', TYPES[extname(pathname)] ?? (pathname === '/' ? 'text/html' : 'application/octet-stream'));
      response.setHeader('content-security-policy', POLICY);
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  }

  #file(pathname) {
    if (pathname === '/engine-page.js') return join(root, 'tests/browser/engine-page.js');
    if (pathname.startsWith('/reference/')) return join(root, 'tests', pathname);
    if (pathname.startsWith('/models/')) return join(root, 'www', pathname);
    return join(this.#folder, pathname);
  }
}

/** Why tests that reach into a worker cannot be run, or false. */
export const noWorkers = engine === 'firefox' ? 'Playwright does not reach into the workers of Firefox' : false;

/** The worker of a backend. */
export async function workerOf(page, backend) {
  for (const worker of page.workers()) {
    if ((await worker.evaluate(() => self.name)) === `ddpm-lab ${backend}`) return worker;
  }
  throw new Error(`no worker for ${backend}`);
}
