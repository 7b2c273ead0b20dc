// One visit in each engine (BROWSER=chromium, firefox, webkit): every room is opened, a run watched to its end, a network
// trained, a policy rolled out, a lesson walked, files exported, and nothing complained of. All by one small set of
// actions within the page, since WebKit's driver has no more than that.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { engine } from './browsers.mjs';
import { PageSite } from './page-site.mjs';
import { until } from './page-view.mjs';
import { COMPLAINTS, WebKit } from './webkit.mjs';

const test = (name, work) => unlimited(name, { timeout: 300_000 }, work);

let site;
let webkit;
/** Where the browser puts what it saves. */
let downloads;
const open = [];
before(async () => {
  site = await PageSite.open();
  if (engine === 'webkit') webkit = await WebKit.launch();
  downloads = webkit?.home ?? (await mkdtemp(join(tmpdir(), 'ddpm-lab-saved-')));
  site.downloads = downloads;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((page) => page.close()));
  await site.reset();
});
after(async () => {
  await site.close();
  await webkit?.close();
  await rm(downloads, { recursive: true, force: true });
});

/** The page at an address, as what two engines' drivers have in common: `evaluate`, and `problems` for what went wrong. */
async function visit(query, script) {
  const address = `?lang=en${query}`;
  if (webkit === undefined) {
    const page = await site.page({ query: address, script });
    return { evaluate: (work, arg) => page.evaluate(work, arg), problems: async () => page.problems };
  }
  site.alter('index.html', (body) => String(body).replace('<script', '<script src="app/complaints.js"></script><script'));
  site.alter('app/complaints.js', () => COMPLAINTS);
  const page = await webkit.page();
  open.push(page);
  await page.goto(site.url + address);
  return page;
}

/** The bytes of the file that `press` has the browser save, once it is `whole`: it is written while it is looked at. */
async function saved(press, whole) {
  const before = new Set(await readdir(downloads));
  await press();
  return until(async () => {
    const fresh = (await readdir(downloads)).filter((name) => !before.has(name) && !name.startsWith('.'));
    const files = await Promise.all(fresh.map((name) => readFile(join(downloads, name)).catch(() => Buffer.alloc(0))));
    return files.find(whole);
  }, 'a saved file');
}

/** Waits for an element. */
const appears = (page, selector) => until(() => page.evaluate((s) => document.querySelector(s) !== null, selector), selector);

/** The words of the first element of a selector, or of the one at `index`. */
const words = (page, selector, index = 0) =>
  page.evaluate(([selector, index]) => document.querySelectorAll(selector)[index]?.textContent ?? '', [selector, index]);

/** Clicks on the first element of a selector that has exactly these words, or any, as soon as there is one that can be. */
const press = (page, selector, label = '') =>
  until(
    () =>
      page.evaluate(
        ([selector, label]) => {
          const fits = (element) => !element.disabled && (label === '' || element.textContent.trim() === label);
          const found = [...document.querySelectorAll(selector)].find(fits);
          found?.click();
          return found !== undefined;
        },
        [selector, label],
      ),
    `${selector} ${label}`,
  );

/** Sets a slider, by its position among those of a selector, as a hand does. */
const slide = (page, selector, value) =>
  page.evaluate(
    ([selector, value]) => {
      const input = document.querySelector(selector);
      input.value = String(value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [selector, value],
  );

/** How many colours a canvas shows. */
const colours = (page, selector) =>
  page.evaluate((selector) => {
    const canvas = document.querySelector(selector);
    if (canvas === null || canvas.width === 0) return 0;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, selector);

const endsWith = (bytes, tail) => bytes.subarray(-tail.length).equals(Buffer.from(tail, 'latin1'));
const isPng = (bytes) => bytes.subarray(1, 4).toString() === 'PNG' && endsWith(bytes.subarray(0, -4), 'IEND');
const isGif = (bytes) => bytes.subarray(0, 6).toString() === 'GIF89a' && endsWith(bytes, ';');
/** Its directory's end is the last of a ZIP without a comment. */
const isZip = (bytes) => bytes.subarray(0, 2).toString() === 'PK' && bytes.subarray(-22, -18).toString('latin1') === 'PK\x05\x06';

/**
 * Takes away, from a page or a worker, what a Chrome of 2021 (version 91) does not have of what the page could use. Playwright
 * has scripts of its own in the page, which use what they find before this.
 */
function takeAwayWhatIsYoung() {
  const typed = Object.getPrototypeOf(Uint8Array.prototype);
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']) {
    delete Array.prototype[name];
    delete typed[name];
  }
  delete String.prototype.at;
  for (const name of ['hasOwn', 'groupBy']) delete Object[name];
  delete globalThis.structuredClone;
  delete AbortSignal.timeout;
  delete Promise.withResolvers;
  delete globalThis.Iterator;
  const { validate } = WebAssembly;
  const relaxed = (bytes) => bytes.some((byte, i) => byte === 253 && bytes[i + 1] === 133 && bytes[i + 2] === 2);
  WebAssembly.validate = (bytes) => !relaxed(bytes) && validate(bytes);
  delete WebAssembly.compileStreaming;
}

/** Serves the site as such a browser understands it. */
function serveToOldBrowser() {
  site.alter('index.html', (body) => String(body).replaceAll(/ integrity="[^"]*"/g, ''));
  site.alter('app/worker.js', (body) => `(${takeAwayWhatIsYoung})();\n${body}`);
  site.alter('app/main.css', (body) => String(body).replaceAll(':has(', ':gone(').replaceAll('color-mix(', 'gone('));
}

const browsers = [[engine, async () => undefined, undefined]];
if (engine === 'chromium') browsers.push(['chromium as of 2021', serveToOldBrowser, takeAwayWhatIsYoung]);

for (const [name, prepare, script] of browsers) {
  describe(`a visit by ${name}`, () => {
    const opened = async (query) => {
      await prepare();
      return visit(query, script);
    };

    test('room Watch: a run goes to its end and is exported', async () => {
      const page = await opened('&steps=10&speed=max');
      await until(async () => /^t = 0 /.test(await words(page, '.clock')), 't = 0');
      await until(async () => (await colours(page, '.stage canvas')) > 8, 'a picture');
      assert.match(await words(page, '.badge'), /CPU/);
      await saved(() => press(page, 'button', 'This picture (PNG)'), isPng);
      await saved(() => press(page, 'button', 'The run (GIF)'), isGif);
      assert.deepEqual(await page.problems(), []);
    });

    test('the rooms, by their links: a network learns, a policy is rolled out, a lesson opens', async () => {
      const page = await opened('&room=train&width=32&depth=2&batch=64&points=300&T=100&steps=10&count=100');
      const loss = async () => Number(await words(page, '.figures dd', 1));
      const step = async () => Number((await words(page, '.step-count')).replace(/\D/g, ''));
      await press(page, 'button', 'Train');
      await until(async () => (await step()) > 0 && (await loss()) > 0, 'a first loss');
      await until(async () => (await step()) >= 600 && (await loss()) < 0.75, 'a loss that has fallen');
      await press(page, 'button', 'Pause');
      await saved(() => press(page, 'button', 'The weights and the model card (ZIP)'), isZip);
      await press(page, 'header nav a', 'Act');
      await appears(page, '.act-side[data-outcome]');
      await until(async () => (await colours(page, '[data-policy="diffusion"] canvas')) > 2, 'a rollout');
      await press(page, 'header nav a', 'Learn');
      await appears(page, '[data-page]');
      await press(page, 'header nav a', 'Watch');
      await until(async () => /^t = \d+ /.test(await words(page, '.clock')), 'a run');
      assert.deepEqual(await page.problems(), []);
    });

    test('a lesson is walked to its end', async () => {
      const page = await opened('&room=learn&lesson=1');
      const form = '[data-experiment="half"] form';
      await appears(page, `${form} input[type=range]`);
      await slide(page, `${form} input[type=range]`, 300);
      await press(page, `${form} button[type=submit]`);
      await press(page, '[data-experiment="half"] button.primary');
      await appears(page, '[data-experiment="half"] .verdict');
      const way = '.scene-stage input[type=range]:enabled';
      await appears(page, way);
      await slide(page, way, 50);
      await appears(page, '[data-task="down"].done');
      await press(page, '.scene-stage label', 'rebuild');
      await until(async () => {
        await slide(page, way, 50);
        return page.evaluate(() => document.querySelector('[data-task="up"].done') !== null);
      }, 'the way back');
      // All is done but the self-check
      await until(async () => {
        const [done, all] = (await words(page, '[data-page="1"] .lesson-done')).split('/').map(Number);
        return done === all - 1;
      }, 'a lesson that is done but for its self-check');
      assert.deepEqual(await page.problems(), []);
    });
  });
}
