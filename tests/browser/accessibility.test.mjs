// axe-core over every room, in both languages, light and dark, narrow and wide: no violation.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { sources } from '../page/sources.mjs';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches, frames, violations } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 120_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

/** Rooms in every state worth looking at: the address, and what a visitor does there first. */
const ROOMS = {
  'Watch, a run that is over': {
    query: 'steps=5&speed=max',
    async ready(page) {
      await clockReaches(page, ({ t }) => t === 0);
      await page.locator('.tex .katex').waitFor();
    },
  },
  'Watch, a digit asked for, a notice, a real picture': {
    query: 'steps=5&speed=max&model=digits&class=3&w=99',
    async ready(page, lang) {
      await clockReaches(page, ({ t }) => t === 0);
      // On a phone the settings lie in a drawer.
      const handle = page.locator('.drawer-handle');
      if (await handle.isVisible()) await handle.click();
      const real = lang === 'en' ? 'A real picture' : '真实图像';
      await page.getByRole('radio', { name: real, exact: true }).check();
      await page.locator('.example').first().click();
      await page.locator('.notice').first().waitFor();
    },
  },
  'Train, before and after some steps, all panels open': {
    query: 'room=train&data=eight_gaussians&points=300&count=100&T=50&width=16',
    async ready(page, lang) {
      await page.locator('main.room:not(.waiting)').waitFor();
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main details')) details.open = true;
      });
      const button = (name) => page.getByRole('button', { name, exact: true }).first();
      await button(lang === 'en' ? 'One step' : '训练一步').click();
    },
  },
  'Act, before and after a measurement': {
    query: 'room=act&demos=20&steps=4',
    async ready(page) {
      await page.locator('.act-side[data-outcome]').first().waitFor();
      await page.locator('.act-go .primary').click();
      await page.locator('.act-measure table').waitFor();
    },
  },
};

for (const [room, { query, ready }] of Object.entries(ROOMS)) {
  describe(room, () => {
    for (const lang of ['en', 'zh']) {
      for (const colorScheme of ['light', 'dark']) {
        for (const viewport of [
          { width: 1280, height: 900 },
          { width: 390, height: 844 },
        ]) {
          test(`${lang}, ${colorScheme}, ${viewport.width} pixels: nothing for axe to find`, async () => {
            const page = await site.page({ query: `?${query}&lang=${lang}`, colorScheme, viewport });
            await ready(page, lang);
            assert.deepEqual(await violations(page), []);
          });
        }
      }
    }
  });
}

describe('the help sheet', () => {
  for (const lang of ['en', 'zh']) {
    test(`${lang}: nothing for axe to find`, async () => {
      const page = await site.page({ query: `?steps=5&speed=max&lang=${lang}` });
      await clockReaches(page, ({ t }) => t === 0);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await violations(page), []);
    });
  }
});

describe('what Train has measured, and data of one’s own', () => {
  for (const colorScheme of ['light', 'dark']) {
    test(`${colorScheme}: nothing for axe to find`, async () => {
      const query = '?room=train&points=200&count=100&T=20&width=16&batch=64&steps=10&show=data,samples,contours,field,paths,error';
      const page = await site.page({ query, colorScheme });
      for (const [name, button, result] of [
        ['compare', /Sample with both/, '.side:nth-child(2) canvas'],
        ['quality', /Measure all/, '.mark'],
        ['bound', /Measure the bound/, '.bound-figures'],
        ['variance', /Measure the variance/, 'tbody tr:nth-child(5)'],
      ]) {
        const panel = page.locator(`[data-panel=${name}]`);
        await panel.locator('summary').first().click();
        await panel.getByRole('button', { name: button }).click();
        await panel.locator(result).first().waitFor({ state: 'attached', timeout: 60_000 });
        await panel.getByRole('button', { name: button }).waitFor({ timeout: 60_000 });
      }
      await page.getByRole('button', { name: 'Your data' }).click();
      assert.deepEqual(await violations(page), []);
    });
  }
});

describe('Learn', () => {
  const PAGES = [
    ...['1', '2', '3', '4', '5', '6', '6b', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16'],
    ...['debugger', 'break', 'fork', 'questions', 'formulas', 'notation', 'glossary', 'progress'],
  ];
  for (const [lang, colorScheme, width] of [
    ['en', 'light', 1280],
    ['zh', 'dark', 390],
  ]) {
    test(`${lang}, ${colorScheme}, ${width} pixels: nothing for axe to find on any page, all of it unfolded`, async () => {
      const page = await site.page({ query: `?room=learn&lang=${lang}`, colorScheme, viewport: { width, height: 900 } });
      for (const name of PAGES) {
        await page.locator(`[data-page="${name}"]`).click();
        await page.locator('.lesson h1').waitFor();
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('main details')) details.open = true;
        });
        assert.deepEqual(await violations(page), [], `page ${name}`);
      }
    });
  }

  for (const [lang, colorScheme, width] of [
    ['en', 'dark', 1280],
    ['zh', 'light', 390],
  ]) {
    test(`${lang}, ${colorScheme}, ${width} pixels: nothing for axe to find in the debugger, whatever runs in it`, async () => {
      for (const query of ['eps=exact&t=20&line=4&break=7&numbers=on', 'alg=1', 'stage=pictures&walk=5']) {
        const viewport = { width, height: 900 };
        const page = await site.page({ query: `?room=learn&lesson=debugger&${query}&lang=${lang}`, colorScheme, viewport });
        await page.locator('.debugger[data-phase="open"]').waitFor();
        await page.locator('.debug-box .katex').nth(10).waitFor();
        assert.deepEqual(await violations(page), [], query);
      }
    });
  }

  for (const [lang, colorScheme, width] of [
    ['en', 'light', 1280],
    ['zh', 'dark', 390],
  ]) {
    test(`${lang}, ${colorScheme}, ${width} pixels: mistakes and forks that were computed, a quiz that was answered: nothing for axe to find`, async () => {
      const open = (query) => site.page({ query: `?room=learn&lang=${lang}&${query}`, colorScheme, viewport: { width, height: 900 } });
      const quiz = await open('lesson=break&deal=7&stage=pictures&steps=10');
      await quiz.locator('tr[data-measure]').first().waitFor({ timeout: 60_000 });
      assert.deepEqual(await violations(quiz), [], 'a quiz');
      await quiz.locator('.quiz .answers input').first().check();
      await quiz.locator('.quiz button[type=submit]').click();
      await quiz.locator('.quiz .verdict').waitFor();
      assert.deepEqual(await violations(quiz), [], 'a verdict');
      const fork = await open('lesson=fork&steps=25');
      await fork.locator('.fork-course button:enabled').first().click();
      await fork.locator('.decided').waitFor({ timeout: 60_000 });
      await fork.locator('.fork-course summary').click();
      assert.deepEqual(await violations(fork), [], 'a fork of points');
      const pictures = await open('lesson=fork&stage=pictures&draws=8&steps=25&t=200');
      await pictures.locator('.fork-stage .primary:enabled').click();
      await pictures.locator('.fork[data-busy=false]').waitFor({ timeout: 60_000 });
      assert.deepEqual(await violations(pictures), [], 'a fork of pictures');
    });
  }

  test('a lesson with its verdict: nothing for axe to find', async () => {
    const page = await site.page({ query: '?room=learn&lesson=3&notation=su' });
    for (const id of ['spread', 'left']) {
      const place = page.locator(`[data-experiment="${id}"]`);
      await place.locator('input').first().check();
      await place.locator('button[type=submit]').click();
      await place.locator('button.primary').click();
      await place.locator('.verdict').waitFor({ timeout: 60_000 });
    }
    assert.deepEqual(await violations(page), []);
  });
});

describe('in class', () => {
  for (const [lang, colorScheme, width] of [
    ['en', 'light', 1280],
    ['zh', 'dark', 390],
  ]) {
    test(`${lang}, ${colorScheme}, ${width} pixels: nothing for axe to find in the panel, all of it unfolded`, async () => {
      const page = await site.page({ query: `?room=learn&lang=${lang}`, colorScheme, viewport: { width, height: 900 } });
      await page.locator('.lesson h1').waitFor();
      await page.keyboard.press('h');
      const panel = page.locator('.class-panel');
      await panel.locator('.qr').waitFor();
      await panel.locator('select').nth(1).selectOption({ index: 1 });
      await panel.locator('.stops li').nth(7).waitFor();
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('.class-panel details')) details.open = true;
      });
      assert.deepEqual(await violations(page), []);
    });

    test(`${lang}, ${colorScheme}, ${width} pixels: nothing for axe to find in a presentation of every room, nor on a blank screen`, async () => {
      const page = await site.page({ query: `?script=45min&present=on&lang=${lang}`, colorScheme, viewport: { width, height: 720 } });
      await page.locator('.present-bar').waitFor();
      for (const room of ['.watch .stage canvas', '[data-lesson="1"]', '[data-lesson="3"] .hands', '.train .stage canvas']) {
        await page.locator(room).first().waitFor();
        assert.deepEqual(await violations(page), [], room);
        await page.keyboard.press('PageDown');
      }
      await page.keyboard.press('.');
      await page.locator('.present-blank').waitFor();
      assert.deepEqual(await violations(page), [], 'blank');
    });
  }

  test('controls hidden, and the line that says so: nothing for axe to find', async () => {
    const { CONTROLS } = await sources(['shared/state/controls']);
    for (const [room, first] of [
      ['watch', '.stage canvas'],
      ['train', '.stage canvas'],
      ['learn', '.lesson h1'],
    ]) {
      const page = await site.page({ query: `?room=${room}&hide=${CONTROLS.join(',')}` });
      await page.locator(first).first().waitFor();
      await page.locator('.hidden-line').waitFor();
      assert.deepEqual(await violations(page), [], room);
    }
  });
});

describe('with reduced motion', () => {
  for (const query of ['?steps=5', '?room=train&data=point&count=100']) {
    test(`${query}: nothing moves by itself, by script or by style`, async () => {
      const page = await site.page({ query, reducedMotion: 'reduce' });
      await page.locator('main.room:not(.waiting)').waitFor();
      await atRest(page);
      const moving = await page.evaluate(() => {
        const long = (list) => list.split(',').some((time) => Number.parseFloat(time) > 0.01);
        const styles = [...document.querySelectorAll('*')].map((element) => [element, getComputedStyle(element)]);
        const animated = styles.filter(
          ([, s]) => s.animationName !== 'none' || long(s.transitionDuration) || s.scrollBehavior === 'smooth',
        );
        return animated.map(([element]) => element.outerHTML.slice(0, 80));
      });
      assert.deepEqual(moving, []);
      const pictures = () => page.evaluate(() => [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join());
      const before = await pictures();
      await frames(page);
      assert.equal(await page.evaluate(() => window.unanswered), 0, 'something is computed that nobody asked for');
      assert.equal(await pictures(), before);
    });
  }
});
