// WebKit by plain W3C WebDriver: the MiniBrowser of WebKitGTK behind WebKitWebDriver, on a display of its own. Its pages have
// the part of a Playwright page that visit.test.mjs needs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './page-view.mjs';

const DRIVER = 'WebKitWebDriver';
const BROWSER = process.env.WEBKIT_BROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** How long a script or a page may take, in milliseconds. */
const PATIENCE = 120_000;

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A virtual display, which chooses its number itself and tells it. */
async function virtualDisplay() {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x960x24', '-nolisten', 'tcp'], { stdio });
  const name = await Promise.race([
    once(server.stdio[3], 'data').then(([number]) => `:${String(number).trim()}`),
    once(server, 'error').then(([error]) => Promise.reject(error)),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`))),
  ]);
  return { name, server };
}

export class WebKit {
  #display;
  /** Where the browser keeps its settings and puts what it saves. */
  home = '';

  static async launch() {
    const webkit = new WebKit();
    webkit.home = await mkdtemp(join(tmpdir(), 'ddpm-lab-webkit-'));
    webkit.#display = await virtualDisplay();
    return webkit;
  }

  /** A page in a browser of its own. */
  async page() {
    const port = await freePort();
    const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: this.home, DISPLAY: this.#display.name };
    // No GPU, and no bus for the accessibility of the desktop, which it would wait for
    Object.assign(env, { LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1', GSETTINGS_BACKEND: 'memory' });
    // A group of its own, to end the browser with its driver
    const driver = spawn(DRIVER, ['--host=127.0.0.1', `--port=${port}`], { env, stdio: 'ignore', detached: true });
    const page = new WebKitPage(`http://127.0.0.1:${port}`, driver);
    try {
      await page.begin();
      return page;
    } catch (error) {
      await page.close();
      throw error;
    }
  }

  async close() {
    await ended(this.#display.server, () => this.#display.server.kill());
    await rm(this.home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

class WebKitPage {
  #base;
  #driver;

  constructor(base, driver) {
    this.#base = base;
    this.#driver = driver;
  }

  async begin() {
    await until(() => this.#send('GET', '/status').then(Boolean, () => false), 'WebKitWebDriver');
    const options = { binary: BROWSER, args: ['--automation'] };
    const asked = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } };
    const { sessionId } = await this.#send('POST', '/session', asked);
    this.#base += `/session/${sessionId}`;
    await this.#send('POST', '/timeouts', { script: PATIENCE, pageLoad: PATIENCE });
  }

  async goto(url) {
    await this.#send('POST', '/url', { url });
  }

  /** What a function, written out and taken to the page, gives at once for an argument that JSON can write. */
  evaluate(work, arg = null) {
    return this.#send('POST', '/execute/sync', { script: `return (${work})(arguments[0]);`, args: [arg] });
  }

  /** What the page complained of since it was loaded; COMPLAINTS must be among its scripts. */
  problems() {
    return this.evaluate(() => window.complaints);
  }

  close() {
    return ended(this.#driver, () => process.kill(-this.#driver.pid, 'SIGKILL'));
  }

  async #send(method, path, body) {
    const signal = AbortSignal.timeout(PATIENCE + 10_000);
    const answer = fetch(this.#base + path, { method, body: body && JSON.stringify(body), signal });
    const response = await answer.catch((error) => Promise.reject(new Error(`WebDriver ${method} ${path}: ${error.name}`)));
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}

/** Ends a process, unless it has ended, and waits until it has. */
async function ended(child, end) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end();
  await exit;
}

/** A script of the page's own origin, before any other, that collects what goes wrong; the page's policy allows no other. */
export const COMPLAINTS = `
  window.complaints = [];
  const complain = (words) => window.complaints.push(words);
  const { error } = console;
  console.error = (...words) => { complain('console: ' + words.join(' ')); error.apply(console, words); };
  addEventListener('error', ({ message, target }) => complain('error: ' + (message ?? target?.src ?? target?.href)), true);
  addEventListener('unhandledrejection', ({ reason }) => complain('rejected: ' + reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => complain('policy: ' + violatedDirective + ' ' + blockedURI));
`;
