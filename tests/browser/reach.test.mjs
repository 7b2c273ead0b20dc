// The page for every screen and everybody: nothing sticks out from a narrow phone to 4K, large screens have large type, the
// keyboard goes the way that the eye goes and can be seen where it is, every canvas says what it shows, and the visitor's own
// colours leave nothing untold.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches, eventually } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 180_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const LESSONS = ['1', '2', '3', '4', '5', '6', '6b', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16'];
const ROOMS = { watch: '?steps=5&speed=max', train: '?room=train&points=200&count=100&T=20&width=16&batch=64', learn: '?room=learn' };

async function open(room, options = {}, more = '') {
  const page = await site.page({ query: ROOMS[room] + more, ...options });
  if (room === 'watch') await clockReaches(page, ({ t }) => t === 0);
  else await page.locator('main.room:not(.waiting) canvas, .lesson h1').first().waitFor();
  return page;
}

/** Every page of room Learn in turn; the others have only one. */
async function pages(page, room, look) {
  if (room !== 'learn') return look(room);
  for (const name of [...LESSONS, 'questions', 'formulas', 'notation', 'glossary', 'progress']) {
    await page.locator(`[data-page="${name}"]`).click();
    await page.locator('.lesson h1, .lesson-body h1').first().waitFor();
    await look(`lesson ${name}`);
  }
}

describe('size', () => {
  for (const [width, height, lang] of [
    [360, 740, 'en'],
    [360, 740, 'zh'],
    [3840, 2160, 'en'],
  ]) {
    for (const room of Object.keys(ROOMS)) {
      test(`${room} at ${width} pixels, ${lang}: nothing to scroll sideways`, async () => {
        const page = await open(room, { viewport: { width, height } }, `&lang=${lang}`);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('main details')) details.open = true;
        });
        await pages(page, room, async (where) => {
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `${where}: ${over} pixels too wide`);
        });
        assert.deepEqual(page.problems, []);
      });
    }
  }

  test('in Learn, on a phone, nothing stands beside the switches and breaks their lines', async () => {
    for (const lang of ['en', 'zh']) {
      const page = await open('learn', { viewport: { width: 390, height: 844 } }, `&lang=${lang}`);
      const [switches, badge] = await Promise.all(
        ['.notation-switch', '.learn-top .badge'].map((part) => page.locator(part).boundingBox()),
      );
      assert.ok(switches.width > 340, `${lang}: the switches are ${switches.width} wide`);
      assert.ok(badge.y >= switches.y + switches.height, `${lang}: the badge stands beside them`);
    }
  });

  test('on a 4K screen the page is twice as large as on one of full HD, its plots included', async () => {
    const sizes = [];
    for (const viewport of [
      { width: 1920, height: 1080 },
      { width: 3840, height: 2160 },
    ]) {
      const page = await open('watch', { viewport });
      await page.locator('.plot svg').first().waitFor();
      sizes.push(
        await page.evaluate(() => {
          const width = (selector) => document.querySelector(selector).getBoundingClientRect().width;
          const tick = document.querySelector('.plot .tick').getBoundingClientRect().height;
          const strip = document.querySelector('.track').getBoundingClientRect().height;
          return [width('main'), width('.stage canvas'), width('.controls'), tick, strip];
        }),
      );
    }
    const [small, large] = sizes;
    // The strip's pictures are whole multiples of their pixels, so that it grows in leaps
    for (const [i, size] of small.entries()) {
      assert.ok(Math.abs(large[i] / size - 2) < 0.35, `part ${i}: ${size} pixels, and ${large[i]}`);
    }
  });

  test('a click on a plot goes where it is, however large the plot is drawn', async () => {
    const page = await site.page({ query: '?steps=100&speed=max', viewport: { width: 3840, height: 2160 } });
    await clockReaches(page, ({ t }) => t === 0);
    const plot = page.locator('.plot svg').first();
    const { width } = await plot.boundingBox();
    await plot.click({ position: { x: width / 4, y: 100 } });
    await clockReaches(page, ({ t }) => Math.abs(t - 750) <= 10);
  });
});

describe('the keyboard', () => {
  test('in Learn, on a phone, goes down the page as the eye does', async () => {
    const page = await open('learn', { viewport: { width: 390, height: 844 } });
    for (const lesson of LESSONS) {
      await page.locator(`[data-page="${lesson}"]`).click();
      await page.locator(`.lesson[data-lesson="${lesson}"] .scene-stage`).first().waitFor();
      const back = await page.evaluate(() => {
        const all = [...document.querySelectorAll('.lesson :is(a[href], button, input, select, summary, [tabindex="0"])')];
        const seen = all.filter((element) => element.checkVisibility() && !element.disabled);
        const places = seen.map((element) => [element, element.getBoundingClientRect()]);
        return places.slice(1).flatMap(([element, { bottom }], i) => {
          const [before, { top }] = places[i];
          // Within a drawing, things that can be moved lie where their values are
          if (before.closest('svg') && before.closest('svg') === element.closest('svg')) return [];
          return bottom < top ? [`${before.outerHTML.slice(0, 90)} and then, above it, ${element.outerHTML.slice(0, 90)}`] : [];
        });
      });
      assert.deepEqual(back, [], `lesson ${lesson}`);
    }
  });

  for (const room of Object.keys(ROOMS)) {
    test(`${room}: whatever has the focus shows it, and Tab comes round`, async () => {
      const page = await open(room, {}, room === 'learn' ? '&lesson=4' : '');
      if (room === 'learn') await page.locator('.digits').waitFor();
      const met = new Set();
      const unseen = [];
      for (let i = 0; i < 150; i += 1) {
        await page.keyboard.press('Tab');
        const { name, shown, index } = await page.evaluate(() => {
          const element = document.activeElement;
          const shows = (one) => {
            if (!one) return false;
            const { outlineStyle, outlineWidth } = getComputedStyle(one);
            return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
          };
          // A choice's own box is invisible, its words are ringed; so is the button that a file's input lies in
          const stand = [element, element.nextElementSibling, element.closest('.file-button')];
          return {
            name: element.outerHTML.slice(0, 100),
            shown: element === document.body || stand.some(shows),
            index: [...document.querySelectorAll('*')].indexOf(element),
          };
        });
        if (met.has(index)) break;
        met.add(index);
        if (!shown) unseen.push(name);
      }
      assert.deepEqual(unseen, []);
      assert.ok(met.size > 15, `${met.size} stops`);
    });
  }

  test('what a click places in a lesson, arrow keys place as well', async () => {
    for (const [lesson, said] of [
      ['5', /xₜ = \(1\.65, −1\.20\)/],
      ['10', /xₜ = \(0\.450, 0\.300\)/],
    ]) {
      // Before its prediction a stage is fixed.
      const page = await open('learn', {}, `&lesson=${lesson}&hide=learn.predictions`);
      const canvas = page.locator('.scene-stage canvas[role=application]').first();
      await canvas.focus();
      await page.keyboard.press('ArrowRight');
      await eventually(async () => assert.match(await page.locator('.stage-says').first().textContent(), said));
      assert.match(await canvas.getAttribute('aria-label'), /Arrow keys move it/);
      assert.match(page.url(), new RegExp(`lesson=${lesson}`));
    }
  });
});

describe('a canvas', () => {
  for (const room of Object.keys(ROOMS)) {
    test(`${room}: each says what it shows, or stands in a control that does`, async () => {
      const page = await open(room);
      await atRest(page);
      await pages(page, room, async (where) => {
        const silent = await page.evaluate(() => {
          const told = (canvas) => {
            const label = canvas.getAttribute('aria-label');
            if (label) return ['img', 'application'].includes(canvas.getAttribute('role')) && label.length > 10;
            const control = canvas.closest('button, [role=slider]');
            return Boolean(control?.getAttribute('aria-label'));
          };
          return [...document.querySelectorAll('canvas')].filter((canvas) => !told(canvas)).map((canvas) => canvas.outerHTML);
        });
        assert.deepEqual(silent, [], where);
      });
    });
  }

  test('its words follow the picture', async () => {
    const page = await open('watch');
    const stage = page.locator('.stage canvas');
    assert.match(await stage.getAttribute('aria-label'), /t = 0 of 1000, step 5 of 5/);
    await page.keyboard.press('ArrowLeft');
    await eventually(async () => assert.match(await stage.getAttribute('aria-label'), /step 4 of 5/));
    const train = await open('train');
    await eventually(async () =>
      assert.match(await train.locator('.stage canvas').getAttribute('aria-label'), /100 samples at t = 0, 200 .* after 0/),
    );
    await train.getByRole('button', { name: 'One step' }).click();
    await eventually(async () => assert.match(await train.locator('.stage canvas').getAttribute('aria-label'), /after 1 training/));
  });
});

describe('colours of the visitor’s own', () => {
  test('what is chosen is still told from what is not', async () => {
    const page = await open('watch', { forcedColors: 'active' });
    const grounds = await page.evaluate(() => {
      const of = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
      return [of('.segments input:checked + span'), of('.segments input:not(:checked) + span')];
    });
    assert.notEqual(grounds[0], grounds[1]);
    const rooms = await page.evaluate(() => {
      const of = (selector) => getComputedStyle(document.querySelector(selector)).textDecorationLine;
      return [of('.header nav a[aria-current]'), of('.header nav a:not([aria-current])')];
    });
    assert.notEqual(rooms[0], rooms[1]);
  });
});
