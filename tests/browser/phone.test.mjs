// A phone, held upright and touched: what a room is about is on its first screen, settings lie in a drawer, and whatever is
// tapped is large enough for a finger.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches, eventually } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 120_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const TRAIN = '?room=train&points=200&count=100&T=20&steps=10&width=16&batch=64';

async function open(query) {
  const page = await site.page({ query, ...PHONE });
  await page.locator('main.room:not(.waiting)').waitFor();
  await atRest(page);
  return page;
}

/** Asserts that all of each part lies on the first screen, above the drawer's handle. */
async function firstScreen(page, parts) {
  const handle = await page.locator('.drawer-handle').boundingBox();
  for (const part of parts) {
    const { y, height } = await page.locator(part).first().boundingBox();
    assert.ok(y >= 0 && y + height <= handle.y, `${part}: from ${y} to ${y + height}; the drawer's handle begins at ${handle.y}`);
  }
}

for (const lang of ['en', 'zh']) {
  describe(lang, () => {
    test('the first screen of Watch: the picture, x̂_0 and ε̂, play and the strip', async () => {
      const page = await open(`?steps=5&speed=max&lang=${lang}`);
      await clockReaches(page, ({ t }) => t === 0);
      await firstScreen(page, ['.stage canvas', '.part:nth-of-type(2) canvas', '.identity-row', '.transport .primary', '.track']);
      const { width } = await page.locator('.stage canvas').boundingBox();
      assert.ok(width >= 250, `the picture is ${width} wide`);
      assert.deepEqual(page.problems, []);
    });

    test('the first screen of Train: the stage, its button and the loss', async () => {
      const page = await open(`${TRAIN}&lang=${lang}`);
      await firstScreen(page, ['.stage canvas', '.transport .primary', '.figures dd >> nth=1']);
      const { width } = await page.locator('.stage canvas').boundingBox();
      assert.ok(width >= 300, `the stage is ${width} wide`);
      assert.deepEqual(page.problems, []);
    });
  });
}

describe('the drawer', () => {
  for (const query of ['?steps=5&speed=max', TRAIN]) {
    test(`${query}: a tap opens the settings and a tap closes them, and so does Escape`, async () => {
      const page = await open(query);
      const settings = page.locator('aside.controls');
      const handle = page.locator('.drawer-handle');
      assert.ok(await settings.isHidden());
      assert.equal(await handle.getAttribute('aria-expanded'), 'false');
      const reach = await handle.boundingBox();
      assert.ok(reach.y > 600 && reach.x > 195, 'not where a thumb is');
      await handle.tap();
      await settings.waitFor();
      assert.equal(await handle.getAttribute('aria-expanded'), 'true');
      const { y, height } = await settings.boundingBox();
      assert.ok(y > 100 && y + height <= 845, `from ${y}, ${height} high`);
      await handle.tap();
      await settings.waitFor({ state: 'hidden' });
      await handle.tap();
      await settings.locator('input, select').first().focus();
      await page.keyboard.press('Escape');
      await settings.waitFor({ state: 'hidden' });
      assert.equal(await page.evaluate(() => document.activeElement.className), 'drawer-handle primary');
      assert.deepEqual(page.problems, []);
    });
  }

  test('what is set in it is set', async () => {
    const page = await open('?steps=5&speed=max');
    await page.locator('.drawer-handle').tap();
    await page.getByRole('radio', { name: 'Digits', exact: true }).tap();
    await page.waitForURL(/model=digits/);
    assert.deepEqual(page.problems, []);
  });

  test('where there is room beside the picture there is none', async () => {
    const page = await site.page({ query: '?steps=5&speed=max', viewport: { width: 1024, height: 800 } });
    await clockReaches(page, ({ t }) => t === 0);
    assert.ok(await page.locator('.drawer-handle').isHidden());
    assert.ok(await page.locator('aside.controls').isVisible());
  });
});

test('a finger draws on the pad', async () => {
  const page = await open(TRAIN);
  await page.getByRole('button', { name: 'Your data' }).tap();
  const pad = page.locator('.draw-pad');
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width } = await pad.boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x: x + 0.2 * width, y: y + 0.3 * width }]);
  for (let i = 1; i <= 10; i += 1) await touch('touchMove', [{ x: x + (0.2 + 0.05 * i) * width, y: y + 0.3 * width }]);
  await touch('touchEnd', []);
  await page.waitForURL(/data=own/);
  await eventually(async () => assert.match(await pad.getAttribute('aria-label'), /\d{2,}/));
  assert.deepEqual(page.problems, []);
});

describe('what is tapped is at least 44 pixels high, and a button as wide', () => {
  for (const query of [
    '?steps=5&speed=max',
    TRAIN,
    '?room=learn&lesson=1',
    '?room=learn&lesson=3',
    '?room=learn&lesson=5',
    '?room=learn&lesson=10',
    '?room=learn&lesson=debugger&eps=exact',
    '?room=learn&lesson=break&eps=exact',
    '?room=learn&lesson=fork&steps=25',
    '?room=learn&lesson=questions',
  ]) {
    test(query, async () => {
      const page = await open(query);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main details')) details.open = true;
        document.querySelector('.drawer-handle')?.click();
      });
      await atRest(page);
      const small = await page.evaluate(() => {
        const found = new Set();
        for (const control of document.querySelectorAll(
          ':is(main, .header) :is(button, select, summary, input, textarea, [role=slider]), .header a',
        )) {
          // A choice is tapped on its words
          const label = control.closest('label') ?? (control.id ? document.querySelector(`label[for="${CSS.escape(control.id)}"]`) : null);
          const target = control.matches('[type=radio], [type=checkbox], [type=file]') && label ? label : control;
          if (!target.checkVisibility({ visibilityProperty: true }) || target.closest('.skip, svg')) continue;
          // Marks within a line of text: what they say is also said elsewhere
          if (target.closest('p, td, .tex, .debug-box, .scene-text li') && !target.matches('.primary')) continue;
          const { width, height } = target.getBoundingClientRect();
          if (width < 2) continue;
          const narrow = target.matches('button:not(.link)') && width < 43.5;
          if (height < 43.5 || narrow) found.add(`${Math.round(width)} × ${Math.round(height)}: ${target.outerHTML.slice(0, 110)}`);
        }
        return [...found];
      });
      assert.deepEqual(small, []);
    });
  }
});
