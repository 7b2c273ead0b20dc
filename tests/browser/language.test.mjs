// The strings of the page: of each part, those of the language in use are fetched and no others.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { dist, PageSite } from './page-site.mjs';

const test = (name, work) => unlimited(name, { timeout: 120_000 }, work);

let site;
/** The file with the strings of all rooms, and that of room Watch's, in each language, relative to the site. */
let strings;

before(async () => {
  site = await PageSite.open();
  const script = await readFile(join(dist, 'app/preload.js'), 'utf8');
  strings = { en: [], zh: [] };
  for (const [path, name] of script.matchAll(/chunks\/(en|zh)-\w+\.js/g)) strings[name].push(`app/${path}`);
});
afterEach(() => site.reset());
after(() => site.close());

/** A promise, and what fulfils it. */
function withResolvers() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** The languages whose strings the page has asked for, in order. */
const asked = (page) =>
  page.evaluate(() => {
    const found = performance.getEntriesByType('resource').map(({ name }) => /\/chunks\/(en|zh)-\w+\.js$/.exec(name)?.[1]);
    return [...new Set(found.filter((name) => name !== undefined))];
  });

const speaks = (page, lang) => page.waitForFunction((lang) => document.documentElement.lang === lang, lang);
const LANGUAGES = { en: 'en', zh: 'zh-Hans' };

describe('the strings of a language', () => {
  for (const [place, shown] of [
    ['?steps=10&speed=max', '.clock'],
    ['?room=train', '.algorithm'],
    ['?room=learn', '.lesson'],
    ['?room=learn&lesson=debugger', '.debugger'],
    ['?room=learn&lesson=break', '.break'],
    ['?room=learn&lesson=fork', '.fork'],
    ['?script=45min&present=on', '.present-note'],
  ]) {
    for (const [first, second] of [
      ['en', 'zh'],
      ['zh', 'en'],
    ]) {
      test(`${place} in ${first}: fetched alone, and those of ${second} when the language is switched`, async () => {
        const page = await site.page({ query: `${place}&lang=${first}` });
        await page.locator(shown).first().waitFor();
        await speaks(page, LANGUAGES[first]);
        assert.deepEqual(await asked(page), [first]);
        const said = await page.locator(shown).first().textContent();
        await page.keyboard.press('l');
        await speaks(page, LANGUAGES[second]);
        assert.deepEqual(await asked(page), [first, second]);
        await page.waitForFunction(([shown, said]) => document.querySelector(shown)?.textContent !== said, [shown, said]);
        assert.deepEqual(page.problems, []);
      });
    }
  }

  for (const first of ['en', 'zh']) {
    for (const room of ['watch', 'train']) {
      test(`${room} in ${first}: the teacher’s panel has all of its own, whatever the room`, async () => {
        const page = await site.page({ query: `?room=${room}&lang=${first}` });
        await page.locator('main.room:not(.waiting)').waitFor();
        await page.keyboard.press('h');
        await page.locator('dialog.class-panel[open]').waitFor();
        assert.deepEqual(await asked(page), [first]);
        assert.deepEqual(page.problems, []);
      });
    }
  }

  for (const [language, locale] of [
    ['en', 'en-GB'],
    ['zh', 'zh-CN'],
  ]) {
    test(`${locale}: are asked for before main.js has arrived`, async () => {
      const waits = strings[language].map((path) => {
        const { promise, resolve } = withResolvers();
        site.alter(path, (code) => {
          resolve();
          return code;
        });
        return promise;
      });
      assert.equal(waits.length, 2);
      // Were main.js needed for it, neither would ever come
      site.alter('app/main.js', async (code) => {
        await Promise.all(waits);
        return code;
      });
      const page = await site.page({ query: '?steps=10&speed=max', locale });
      await page.locator('.clock').waitFor();
      assert.deepEqual(page.problems, []);
    });
  }

  test('that cannot be fetched leave the language as it is, say so, and are fetched when they are asked for again', async () => {
    const page = await site.page({ query: '?steps=10&speed=max' });
    await page.locator('.clock').waitFor();
    for (const path of strings.zh) site.alter(path, () => null);
    await page.keyboard.press('l');
    await page.locator('.notice.error[data-code="network"]').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    for (const path of strings.zh) site.alter(path, (code) => code);
    await page.keyboard.press('l');
    await speaks(page, LANGUAGES.zh);
    assert.equal(await page.locator('.notice.error').count(), 0);
  });

  test('that cannot be fetched at first: the page says so in words of its own', async () => {
    for (const path of Object.values(strings).flat()) site.alter(path, () => null);
    const page = await site.page({ query: '?steps=10&speed=max' });
    await page.getByText('DDPM Lab could not be loaded completely').waitFor();
  });

  test('switched to and back before they are there: the page stays as it was', async () => {
    const page = await site.page({ query: '?steps=10&speed=max' });
    await page.locator('.clock').waitFor();
    const [request, held] = [withResolvers(), withResolvers()];
    const [late] = strings.zh;
    site.alter(late, async (code) => {
      request.resolve();
      await held.promise;
      return code;
    });
    await page.keyboard.press('l');
    await request.promise;
    await page.keyboard.press('l');
    const arrived = page.waitForResponse((response) => response.url().endsWith(late));
    held.resolve();
    await (await arrived).finished();
    // A third time they are there, and switched to at once
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.keyboard.press('l');
    await speaks(page, LANGUAGES.zh);
  });
});
