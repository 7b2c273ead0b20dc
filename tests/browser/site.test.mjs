// The built site as a thing to be put on any web server: complete, relative, and with its own protection.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { dist, PageSite } from './page-site.mjs';

let site;
before(async () => {
  site = await PageSite.open('/some/where/');
});
afterEach(() => site.reset());
after(() => site.close());

describe('the built site', () => {
  test('index.html names its files relatively, and they are there', async () => {
    const html = await readFile(join(dist, 'index.html'), 'utf8');
    const named = [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    assert.ok(named.length > 3, `index.html names only ${named}`);
    for (const address of named) {
      assert.doesNotMatch(address, /^(\/|[a-z]+:)/i, `${address} works only on one host`);
      await stat(join(dist, address.replace(/\?.*/, '')));
    }
  });

  test('lists the modules that it holds, with their sizes', async () => {
    const modules = JSON.parse(await readFile(join(dist, 'app/modules.json'), 'utf8'));
    assert.deepEqual(Object.keys(modules), ['cpu', 'relaxed', 'webgpu']);
    for (const { script, wasm, bytes } of Object.values(modules)) {
      assert.equal((await stat(join(dist, 'app', wasm))).size, bytes);
      await stat(join(dist, 'app', script));
    }
  });

  test('gives scripts and style their hashes, and one version', async () => {
    const html = await readFile(join(dist, 'index.html'), 'utf8');
    const hashed = [...html.matchAll(/"(app\/[^"?]+)\?v=([0-9a-f]+)" integrity="sha384-([^"]+)"/g)];
    assert.deepEqual(hashed.map(([, path]) => path).sort(), ['app/main.css', 'app/main.js', 'app/preload.js']);
    for (const [, path, , hash] of hashed) {
      const file = await readFile(join(dist, path));
      assert.equal(createHash('sha384').update(file).digest('base64'), hash, path);
    }
    assert.equal(new Set(hashed.map(([, , version]) => version)).size, 1);
  });

  test('is opened under a path without an error, a foreign request or a breach of its policy', async () => {
    const page = await site.page();
    await page.locator('main').waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(page.problems, []);
    const versions = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name))
        .filter(({ pathname }) => pathname.endsWith('.wasm') || /\/(main|worker)\.js$/.test(pathname))
        .map(({ search }) => search),
    );
    assert.ok(versions.length > 0);
    assert.match(versions[0], /^\?v=[0-9a-f]{12}$/);
    assert.equal(new Set(versions).size, 1, `of more than one version: ${versions}`);
  });

  test('does not run a script that was altered on its way', async () => {
    site.alter('app/main.js', (body) => `${body};window.altered = true;`);
    const page = await site.page();
    await page.waitForLoadState('load');
    assert.equal(await page.evaluate(() => window.altered), undefined);
    assert.ok(
      page.problems.some((problem) => problem.includes('integrity')),
      `${page.problems}`,
    );
  });

  test('does not run a script or load an image that was put into it', async () => {
    const page = await site.page();
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      const image = new Image();
      const blocked = new Promise((done) => {
        image.onerror = () => done(true);
        image.onload = () => done(false);
      });
      image.src = 'http://127.0.0.1:9/spy.png';
      return [window.injected, await blocked];
    });
    assert.deepEqual(ran, [undefined, true]);
    for (const directive of ['script-src', 'img-src']) {
      assert.ok(
        page.problems.some((problem) => problem.startsWith(`console: policy: ${directive}`)),
        `${directive}: ${page.problems}`,
      );
    }
  });
});
