// The page without a server: kept at the first visit, opened at the second, and never of two builds at once.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { dist, PageSite } from './page-site.mjs';
import { clockReaches, frames, stagePixels, until } from './page-view.mjs';

const QUICK = '?steps=5&speed=max';
const test = (name, work) => unlimited(name, { timeout: 180_000 }, work);

let site;
before(async () => {
  site = await PageSite.open('/some/where/');
});
afterEach(() => site.reset());
after(() => site.close());

const done = (page) => clockReaches(page, ({ t }) => t === 0);
const versionOf = (page) => page.evaluate(() => document.documentElement.dataset.version);

/** What is kept, as addresses. */
const kept = (page) =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => url);
  });

/** What the site's service worker says that there is. */
async function listOf(folder) {
  const script = await readFile(join(folder, 'service-worker.js'), 'utf8');
  return JSON.parse(/^const SITE = (.*);$/m.exec(script)[1]);
}

/** Waits until everything of a build has been kept that is to be kept without WebGPU and with relaxed SIMD. */
async function allKept(page, folder = dist) {
  const { files, build } = await listOf(folder);
  const countIs = async ({ wanted, build }) => {
    const name = (await caches.keys()).find((name) => name.endsWith(build));
    return name !== undefined && (await (await caches.open(name)).keys()).length >= wanted;
  };
  const wanted = files.filter(({ gpu, relaxed }) => !gpu && relaxed !== false).length;
  await until(() => page.evaluate(countIs, { wanted, build }), 'every file to be kept');
}

/** A visit in a context where it may be kept, and a second visit in the same. */
const visit = (query = QUICK) => site.page({ query, serviceWorkers: 'allow' });
async function again(page, query = QUICK) {
  const next = await page.context().newPage();
  await next.goto(`${site.url}${query}`);
  return next;
}

describe('without a server', () => {
  test('the second visit draws the same picture, with another model and another room at hand', async () => {
    const page = await visit();
    await done(page);
    const picture = await stagePixels(page);
    await allKept(page);
    await site.stop();
    const second = await again(page);
    await done(second);
    assert.equal(await stagePixels(second), picture);
    await second.locator('.tex .katex').waitFor();
    // What the first visit never asked for has been kept meanwhile: the other model, the other room.
    await second.getByRole('radio', { name: 'Digits', exact: true }).check();
    await second.waitForURL(/model=digits/);
    await done(second);
    assert.equal(await second.locator('.notice').count(), 0);
    await second.getByRole('link', { name: 'Train' }).click();
    await second.locator('main.room:not(.waiting)').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('a lesson is given all the same: its script, the teacher’s panel, and the teaching plans', async () => {
    const page = await visit();
    await done(page);
    await allKept(page);
    await site.stop();
    const lesson = await again(page, '?script=45min&present=on&stop=2');
    await lesson.locator('.present-bar').getByText('2 / 8').waitFor();
    await lesson.locator('[data-lesson="1"]').waitFor();
    await lesson.keyboard.press('h');
    await lesson.locator('.class-panel .qr').waitFor();
    const plans = await again(page, 'teaching.html#中文');
    await plans.getByRole('link', { name: '第 3 课：前向过程' }).first().click();
    await plans.locator('[data-lesson="3"]').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('nothing is kept of another path, and all of it is whole', async () => {
    const page = await visit();
    await done(page);
    await allKept(page);
    const urls = await kept(page);
    for (const url of urls) assert.ok(url.startsWith(site.url), url);
    const modules = ['cpu', 'relaxed'].filter((name) => urls.some((url) => url.includes(`/app/${name}/`)));
    assert.deepEqual(modules, ['relaxed'], 'of the CPU module the form that this browser runs');
    const { files } = await listOf(dist);
    const found = await page.evaluate(async () => {
      const [name] = await caches.keys();
      const cache = await caches.open(name);
      const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
      const hashes = (await cache.keys()).map(async (request) => {
        const response = await cache.match(request);
        return [request.url, hex(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()))];
      });
      return Promise.all(hashes);
    });
    const expected = new Map(files.map(({ path, sha256 }) => [new URL(path, site.url).href, sha256]));
    for (const [url, hash] of found) assert.equal(hash, expected.get(url), url);
  });

  test('storage that refuses everything breaks nothing', async () => {
    const page = await site.page({
      query: QUICK,
      serviceWorkers: 'allow',
      script: `navigator.serviceWorker.register = () => {
        window.refused = true;
        return Promise.reject(new DOMException('no', 'SecurityError'));
      }`,
    });
    await done(page);
    await page.waitForFunction(() => window.refused);
    await frames(page);
    assert.deepEqual(page.problems, []);
  });
});

describe('the list of what there is', () => {
  test('has every file of the site once, with its hash', async () => {
    const { files } = await listOf(dist);
    const entries = await readdir(dist, { recursive: true, withFileTypes: true });
    const there = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    const paths = there.map((path) => path.slice(dist.length + 1)).filter((path) => !/LEGAL\.txt$|^service-worker\.js$/.test(path));
    assert.deepEqual(files.map(({ path }) => path.replace(/\?.*/, '').replace(/^\.\/$/, 'index.html')).sort(), paths.sort());
    for (const { path, sha256 } of files) {
      const file = path === './' ? 'index.html' : path.replace(/\?.*/, '');
      assert.equal(
        createHash('sha256')
          .update(await readFile(join(dist, file)))
          .digest('hex'),
        sha256,
        path,
      );
    }
  });
});

describe('what is kept at once', () => {
  test('has the scripts that the page names, and the strings of every language', async () => {
    const { files } = await listOf(dist);
    const first = files.filter((file) => file.first).map(({ path }) => path);
    const named = [...(await readFile(join(dist, 'index.html'), 'utf8')).matchAll(/"modulepreload" href="([^"]+)"/g)];
    const strings = [...(await readFile(join(dist, 'app/preload.js'), 'utf8')).matchAll(/chunks\/(?:en|zh)-\w+\.js/g)];
    // Those of all rooms and those of room Watch, in two languages
    assert.equal(strings.length, 4);
    for (const path of [...named.map(([, path]) => path), ...strings.map(([path]) => `app/${path}`)]) assert.ok(first.includes(path), path);
  });
});

describe('a new build', () => {
  /** The same site with another version, as building it from changed sources would give. */
  async function nextBuild() {
    const folder = await mkdtemp(join(tmpdir(), 'ddpm-lab-next-'));
    await cp(dist, folder, { recursive: true });
    const { version, build } = await listOf(dist);
    const [nextVersion, style] = ['feedfeedfeed', 'app/main.css'];
    const css = `${await readFile(join(folder, style), 'utf8')}\n:root { --build: next; }`;
    await writeFile(join(folder, style), css);
    const integrity = (content) => createHash('sha384').update(content).digest('base64');
    const oldStyle = integrity(await readFile(join(dist, style)));
    const index = await readFile(join(folder, 'index.html'), 'utf8');
    const html = index.replaceAll(version, nextVersion).replace(oldStyle, integrity(css));
    await writeFile(join(folder, 'index.html'), html);
    const sha256 = (content) => createHash('sha256').update(content).digest('hex');
    const script = await readFile(join(folder, 'service-worker.js'), 'utf8');
    const { files } = await listOf(dist);
    const hashOf = (path) => files.find((file) => file.path.replace(/\?.*/, '') === path).sha256;
    const next = script
      .replaceAll(version, nextVersion)
      .replace(`"${build}"`, '"beefbeefbeef"')
      .replace(hashOf('./'), sha256(html))
      .replace(hashOf(style), sha256(css));
    await writeFile(join(folder, 'service-worker.js'), next);
    return { folder, version: nextVersion };
  }

  /** The browser's own account of its service workers: a function that gives the ids of those in a state. */
  async function serviceWorkers(page) {
    const states = new Map();
    const session = await page.context().newCDPSession(page);
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, status } of versions) states.set(versionId, status);
    });
    await session.send('ServiceWorker.enable');
    return (state) => [...states].filter(([, status]) => status === state).map(([id]) => id);
  }

  const style = (page) => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--build'));
  const caches_ = (page) => page.evaluate(() => caches.keys());

  test('is shown at once by a server that has it, kept whole, and replaces the old one when no page of that is open', async () => {
    const next = await nextBuild();
    try {
      const first = await visit();
      await done(first);
      await allKept(first);
      const old = await versionOf(first);
      assert.equal(await style(first), '');
      site.folder = next.folder;
      const second = await again(first);
      await done(second);
      assert.equal(await versionOf(second), next.version, 'a stale page');
      assert.equal(await style(second), 'next');
      // Fetched behind it: two builds are kept, side by side, while pages of the old worker are open.
      const waiting = async () => (await navigator.serviceWorker.getRegistration())?.waiting != null;
      await until(() => second.evaluate(waiting), 'the new worker');
      assert.equal((await caches_(second)).length, 2);
      await allKept(second, next.folder);

      // Meanwhile without a server: the old build, whole.
      await site.stop();
      const stale = await again(first);
      await done(stale);
      assert.equal(await versionOf(stale), old);
      assert.equal(await style(stale), '');

      const context = first.context();
      // A page outside the site, which tells when the new worker has taken over: a page of the site would be one of the old.
      const observer = await context.newPage();
      const workers = await serviceWorkers(observer);
      await until(() => workers('activated').length === 1 && workers('installed').length === 1, 'two workers to be told of');
      const [waitingWorker] = workers('installed');
      await Promise.all([first.close(), second.close(), stale.close()]);
      await until(() => workers('activated').includes(waitingWorker), 'the new worker to take over');
      const third = await again(observer);
      await done(third);
      assert.equal(await versionOf(third), next.version);
      assert.equal(await style(third), 'next');
      assert.equal((await caches_(third)).length, 1, 'the old build is still kept');
    } finally {
      site.folder = dist;
      await rm(next.folder, { recursive: true });
    }
  });

  test('of which a file is not what it should be is not taken', async () => {
    const next = await nextBuild();
    try {
      const first = await visit();
      await done(first);
      await allKept(first);
      site.folder = next.folder;
      // The page is there, its style is still the old one: as when a host has not got everything yet.
      site.alter('app/main.css', () => readFile(join(dist, 'app/main.css')));
      const gone = await first.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const found = new Promise((resolve) => registration.addEventListener('updatefound', () => resolve(registration.installing)));
        await registration.update().catch(() => undefined);
        const worker = await found;
        while (worker.state === 'installing')
          await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
        return worker.state;
      });
      assert.equal(gone, 'redundant');
      await site.stop();
      const second = await again(first);
      await done(second);
      assert.notEqual(await versionOf(second), next.version);
    } finally {
      site.folder = dist;
      await rm(next.folder, { recursive: true });
    }
  });
});
