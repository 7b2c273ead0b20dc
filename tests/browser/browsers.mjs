// The browsers that the tests drive: Chromium, or by BROWSER=firefox a Firefox as the distributions ship it, both through
// Playwright. WebKit has another door, see webkit.mjs.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../www/package.json', import.meta.url));
const { chromium, firefox } = require('playwright-core');

/** The engine under test. */
export const engine = process.env.BROWSER ?? 'chromium';

/** What every Chromium of the tests is started with: nothing fetched from outside, and a sandbox that containers refuse. */
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** For tests on WebGPU: Chromium's own software adapter, which a page gets only where it asks for one. */
const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-unsafe-swiftshader'];

/** Firefox on Linux has WebGPU behind these; the adapter is Mesa's llvmpipe. */
const firefoxPrefs = (gpu) => ({ 'dom.webgpu.enabled': gpu, 'gfx.webgpu.ignore-blocklist': gpu });

/** Starts the engine under test, with a software adapter for WebGPU or without WebGPU; what it saves goes to `downloadsPath`. */
export function launch({ gpu, downloadsPath }) {
  if (engine === 'firefox') {
    answerUnknownCommand();
    const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
    return firefox.launch({ channel: 'moz-firefox', executablePath, downloadsPath, firefoxUserPrefs: firefoxPrefs(gpu) });
  }
  const args = gpu ? [...QUIET, ...SOFTWARE_GPU] : [...QUIET, '--disable-features=WebGPU'];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', downloadsPath, args });
}

let answers = false;

/**
 * Playwright sets the media features of every context, by a command of WebDriver BiDi that Firefox has only in versions
 * after the extended-support one, and gives up where it is refused. It is answered here: the features stay the browser's own.
 */
function answerUnknownCommand() {
  if (answers) return;
  answers = true;
  const { ws } = require('playwright-core/lib/utilsBundle');
  const send = ws.prototype.send;
  ws.prototype.send = function (text, ...rest) {
    const { id, method } = JSON.parse(text);
    if (method !== 'emulation.setMediaFeaturesOverride') return send.call(this, text, ...rest);
    queueMicrotask(() => this.emit('message', Buffer.from(JSON.stringify({ type: 'success', id, result: {} })), false));
  };
}
