// The page in class, as a teacher and a student meet it: a link that is made opens to exactly that, and a clicker walks a script.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches, eventually, stagePixels, violations } from './page-view.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(join(root, 'www/package.json'));
const jsqr = require('jsqr');

const test = (name, work) => unlimited(name, { timeout: 120_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const PROJECTOR = { width: 1280, height: 720 };

async function open(query, options = {}) {
  const page = await site.page({ query, ...options });
  await page.locator('main.room:not(.waiting)').waitFor();
  return page;
}

async function openPanel(page) {
  await page.keyboard.press('h');
  const panel = page.getByRole('dialog', { name: 'For the class' });
  await panel.waitFor();
  return panel;
}

const linkIn = (panel) => panel.locator('.link-box textarea').inputValue();

/** What a decoder that is not ours reads in the code on the screen. */
async function decoded(panel) {
  const rows = await panel.locator('.qr svg').evaluate(async (svg) => {
    const side = 4 * svg.viewBox.baseVal.width;
    const copy = svg.cloneNode(true);
    for (const [name, value] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', width: side, height: side }))
      copy.setAttribute(name, value);
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(copy.outerHTML)}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext('2d');
    // Over black: without a quiet zone of its own the code could not be found
    context.fillRect(0, 0, side, side);
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, side, side);
    return Array.from({ length: side }, (_, y) =>
      Array.from({ length: side }, (_, x) => (data[4 * (y * side + x)] < 128 ? '#' : ' ')).join(''),
    );
  });
  const side = rows.length;
  const pixels = Uint8ClampedArray.from({ length: 4 * side * side }, (_, i) => {
    const [pixel, channel] = [i >> 2, i & 3];
    return channel < 3 && rows[Math.floor(pixel / side)][pixel % side] === '#' ? 0 : 255;
  });
  return jsqr(pixels, side, side)?.data ?? null;
}

/** Loads the page anew, once nothing is on its way that would be broken off. */
async function reload(page) {
  await page.waitForLoadState('networkidle');
  await page.reload();
}

const query = (page) => new URL(page.url()).searchParams;

describe('the teacher’s panel', () => {
  test('makes a link that opens, somewhere else, to exactly that; its code says the same', async () => {
    const page = await open('?steps=10&speed=max&model=digits&class=3&seed=42');
    await clockReaches(page, ({ t }) => t === 0);
    const drawn = await stagePixels(page);
    const panel = await openPanel(page);
    await panel.getByRole('checkbox', { name: 'The same seed for all' }).check();
    await panel.getByRole('radio', { name: '中文' }).check();
    await panel.locator('[data-controls=watch] summary').click();
    for (const name of ['Sampler', 'Plots', 'Save and export', 'Fork from here'])
      await panel.getByRole('checkbox', { name, exact: true }).uncheck();
    const link = await linkIn(panel);
    assert.equal(await decoded(panel), link);
    assert.deepEqual(page.problems, []);

    const student = await open(link.slice(link.indexOf('?')), { locale: 'en-GB' });
    assert.equal(await student.evaluate(() => document.documentElement.lang), 'zh-Hans');
    await clockReaches(student, ({ t, steps }) => t === 0 && steps === 10);
    assert.equal(await stagePixels(student), drawn, 'the same picture, number by number');
    for (const gone of ['.plots', '.take-home', '#seed']) assert.equal(await student.locator(gone).count(), 0, gone);
    assert.equal(await student.getByRole('radio', { name: 'DDIM', exact: true }).count(), 0);
    assert.equal(await student.getByRole('button', { name: '从此处分叉' }).count(), 0);
    // Keys of what is hidden do nothing
    for (const key of ['s', 'd', 'f']) await student.keyboard.press(key);
    // The address is written some moments after a change: this one comes after those that the keys would have made
    await student.keyboard.press('-');
    await student.waitForURL((url) => url.searchParams.get('speed') !== 'max');
    await atRest(student);
    assert.equal(query(student).get('sampler'), null);
    assert.equal(query(student).get('seed'), '42');
    assert.equal(await stagePixels(student), drawn);
    // And in the help sheet they are not promised
    await student.keyboard.press('?');
    const help = student.locator('dialog.help[open]');
    await help.waitFor();
    assert.equal(await help.getByText('换一个种子').count(), 0);
    await student.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    // Nobody is locked out
    await student.getByText('老师隐藏了 5 个控件。').waitFor();
    await student.getByRole('button', { name: '显示隐藏的控件' }).click();
    await student.getByRole('radio', { name: 'DDIM', exact: true }).waitFor();
    assert.equal(await student.locator('.plots').count(), 1);
    assert.deepEqual(student.problems, []);
  });

  test('by keys alone: a script of two places with a note, put in order, tried, and presented', async () => {
    const page = await open('?steps=5&speed=max');
    const panel = await openPanel(page);
    const press = async (name) => {
      await panel.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Add this place');
    await panel.getByLabel('Where the link leads').focus();
    await panel.getByLabel('Where the link leads').selectOption({ label: 'Learn: 3. The forward process' });
    await press('Add the place chosen above');
    await panel.getByLabel('Note for stop 2').focus();
    await page.keyboard.type('Which is wider? 哪个更宽？');
    await page.keyboard.press('Tab');
    await press('Move stop 2 up');
    assert.equal(await panel.getByLabel('Note for stop 1').inputValue(), 'Which is wider? 哪个更宽？');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Move stop 1 down', 'the focus goes along');
    const link = await linkIn(panel);
    assert.match(link, /\?script=1[\w-]+$/);
    assert.equal(await decoded(panel), link);
    await press('Try stop 1');
    await page.locator('[data-lesson="3"]').waitFor();
    assert.equal(await panel.count(), 0);

    await openPanel(page);
    await press('Present now');
    await page.locator('.present-bar').getByText('1 / 2').waitFor();
    assert.match(await page.locator('.present-note').textContent(), /哪个更宽/);
    await page.keyboard.press('PageDown');
    await page.locator('.watch').waitFor();
    await clockReaches(page, ({ t, steps }) => t === 0 && steps === 5);
    assert.deepEqual(page.problems, []);
  });

  test('on a phone, whose header has no room for its button, it is in the help sheet', async () => {
    const page = await open('?room=learn', { viewport: { width: 390, height: 844 } });
    assert.equal(await page.locator('.class-button').isVisible(), false);
    await page.getByRole('button', { name: 'Keyboard and help' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'For the class' }).click();
    const panel = page.getByRole('dialog', { name: 'For the class' });
    await panel.locator('.qr').waitFor();
    assert.equal(await page.getByRole('dialog').count(), 1);
    assert.ok(await panel.evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth));
    await page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await page.getByRole('dialog').count(), 0));
    assert.deepEqual(page.problems, []);
  });

  test('copies the link; where the browser forbids that, it is selected and says so', async () => {
    const page = await open('?room=learn');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Copy' }).click();
    await panel.getByText('Copied.').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await linkIn(panel));

    const strict = await open('?room=learn', { script: () => Object.defineProperty(navigator, 'clipboard', { value: undefined }) });
    const other = await openPanel(strict);
    await other.getByRole('button', { name: 'Copy' }).click();
    await other.getByText('The link is selected').waitFor();
    const selected = await other.locator('textarea').evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
    assert.equal(selected, await linkIn(other));
    assert.deepEqual(strict.problems, []);
  });

  test('its code is dark on light in the dark, too, and is saved as an SVG that reads the same', async () => {
    const page = await open('?room=learn', { colorScheme: 'dark' });
    const panel = await openPanel(page);
    const fills = await panel.locator('.qr path').evaluateAll((paths) => paths.map((path) => getComputedStyle(path).fill));
    assert.deepEqual(fills, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    const [file] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Save the code' }).click()]);
    const saved = await readFile(await file.path(), 'utf8');
    const drawn = await panel.locator('.qr path').nth(1).getAttribute('d');
    assert.ok(saved.includes(` d="${drawn}"`));
    const roots = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [document.documentElement.nodeName, document.querySelectorAll('parsererror').length];
    }, saved);
    assert.deepEqual(roots, ['svg', 0]);
  });

  test('its code is whole in sight on a screen of 1280 x 800, and is shown as large as the screen', async () => {
    const page = await open('?room=learn', { viewport: { width: 1280, height: 800 } });
    const panel = await openPanel(page);
    const small = await panel.locator('.qr svg').boundingBox();
    assert.ok(small.y + small.height <= 800, `it ends at ${small.y + small.height}`);
    const within = await panel.evaluate(() => {
      const { bottom } = document.querySelector('.class-result').getBoundingClientRect();
      return document.querySelector('.qr svg').getBoundingClientRect().bottom <= bottom;
    });
    assert.ok(within, 'the column cuts it off');
    await panel.getByRole('button', { name: 'Show full size' }).click();
    const large = page.locator('dialog.qr-large');
    const { width, height } = await large.locator('svg').boundingBox();
    assert.deepEqual([width, height], [768, 768]);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    assert.ok(await panel.isVisible(), 'the panel is closed as well');
    assert.deepEqual(page.problems, []);
  });

  test('says when a script is too long for a code, or for a link', async () => {
    const page = await open('?room=learn');
    const panel = await openPanel(page);
    let state = 1;
    const letter = () => {
      state = (state * 48271) % 2147483647;
      return String.fromCodePoint(0x4e00 + (state % 20_000));
    };
    const letters = () => Array.from({ length: 240 }, letter).join('');
    for (let i = 1; i <= 20; i += 1) {
      await panel.getByRole('button', { name: 'Add this place' }).click();
      await panel.getByLabel(`Note for stop ${i}`, { exact: true }).fill(letters());
      await panel.getByLabel(`Note for stop ${i}`, { exact: true }).blur();
      if ((await panel.getByText('too long for a link').count()) > 0) break;
      if (i >= 4) await panel.getByText('too long for a QR code').waitFor();
    }
    await panel.getByText('too long for a link').waitFor();
    assert.equal(await panel.locator('.qr, textarea').count(), 0);
    await panel.getByRole('button', { name: 'Remove all stops' }).click();
    await panel.locator('.qr').waitFor();
    assert.deepEqual(page.problems, []);
  });
});

describe('a hostile link', () => {
  for (const [name, asked, told] of [
    ['a script cut short', 'script=1q1YqVrJSKs9PVrJSioWK', /script of this link cannot be read/],
    ['a script from nowhere', `script=${'A'.repeat(4000)}`, /script of this link cannot be read/],
    ['a script that is markup', 'script=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', /script of this link cannot be read/],
    ['controls that do not exist', 'hide=watch.seed,__proto__', /hide = “watch\.seed,__proto__”/],
    ['a presentation of something else', 'present=javascript:alert(1)', /present = “javascript:alert\(1\)”/],
    ['a stop beyond the last', 'script=45min&stop=40', /stop = “40”.*8 is used/],
  ]) {
    test(`${name}: the page opens to the default, and says so in a sentence`, async () => {
      const page = await open(`?${asked}`);
      await page.locator('.notice', { hasText: told }).waitFor();
      await page.locator(name.includes('stop beyond') ? '.stage canvas' : '.watch .stage canvas').waitFor();
      assert.equal(await page.locator('.present-bar, .hidden-line').count(), 0);
      await eventually(() => assert.equal(query(page).get('hide') ?? query(page).get('present'), null));
      assert.equal(await page.locator('img').count(), 0);
      assert.deepEqual(page.problems, []);
    });
  }
});

describe('a presentation', () => {
  test('at 1280 x 720: the whole picture is in sight with what drives it, in large type, and nothing has to be scrolled', async () => {
    for (const asked of ['?steps=5&speed=max&present=on', '?room=train&data=eight_gaussians&points=300&width=16&present=on']) {
      const page = await open(asked, { viewport: PROJECTOR });
      await page.locator('.present-bar').waitFor();
      await page.locator('.stage canvas').waitFor();
      if (!asked.includes('train')) await clockReaches(page, ({ t }) => t === 0);
      const seen = await page.evaluate(() => {
        const bar = document.querySelector('.present-bar').getBoundingClientRect();
        const below = (selector) => document.querySelector(selector).getBoundingClientRect().bottom - bar.top;
        return {
          stage: below('.stage figure, figure.stage'),
          button: below('.transport .primary'),
          height: document.documentElement.scrollHeight - innerHeight,
          width: document.documentElement.scrollWidth - innerWidth,
          type: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
          side: document.querySelector('.stage canvas').getBoundingClientRect().width,
        };
      });
      assert.ok(seen.stage <= 0 && seen.button <= 0, JSON.stringify(seen));
      assert.ok(seen.height <= 0 && seen.width <= 0, JSON.stringify(seen));
      assert.ok(seen.type >= 20 && seen.side >= 400, JSON.stringify(seen));
      assert.equal(await page.locator('.header, .controls, .take-home, .measurements').count(), 0);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, 'for ears there is still a title');
      assert.deepEqual(page.problems, []);
    }
  });

  test('a clicker walks a script to its end and back, from room to room, without loading the page anew', async () => {
    const page = await open('?script=45min&present=on&lang=en', { viewport: PROJECTOR });
    await page.evaluate(() => (window.stayed = true));
    const bar = page.locator('.present-bar');
    const at = (stop) => bar.getByText(`${stop} / 8`).waitFor();
    await at(1);
    await clockReaches(page, ({ steps }) => steps === 50);
    await page.keyboard.press('PageDown');
    await at(2);
    await page.locator('[data-lesson="1"]').waitFor();
    await page.keyboard.press('PageDown');
    await page.locator('[data-lesson="3"]').waitFor();
    assert.equal(await page.locator('[data-scene]').count(), 1, 'one scene at a time');
    await page.keyboard.press('PageDown');
    await page.locator('.train').waitFor();
    // What the class has trained is still there after a look at something else
    await page.getByRole('button', { name: 'One step', exact: true }).click();
    await page.locator('.step-count', { hasText: /^1$/ }).waitFor();
    await page.keyboard.press('PageDown');
    await page.locator('[data-lesson="5"]').waitFor();
    await page.keyboard.press('PageUp');
    await page.locator('.step-count', { hasText: /^1$/ }).waitFor();
    for (const stop of [5, 6, 7, 8, 8]) {
      await page.keyboard.press('PageDown');
      await at(stop);
    }
    await clockReaches(page, ({ steps }) => steps === 50);
    await eventually(() => assert.equal(query(page).get('model'), 'digits'));
    assert.equal(query(page).get('sheet'), '16');
    assert.equal(query(page).get('stop'), '8');
    assert.equal(await page.evaluate(() => window.stayed), true);
    // The address holds the place: whoever loads it anew is there again
    await reload(page);
    await at(8);
    await clockReaches(page, ({ steps }) => steps === 50);
    for (let i = 0; i < 9; i += 1) await page.keyboard.press('PageUp');
    await at(1);
    await eventually(() => assert.equal(query(page).get('model'), null));
    await page.keyboard.press('Escape');
    await page.locator('.header').waitFor();
    assert.equal(await bar.count(), 0);
    assert.deepEqual(page.problems, []);
  });

  test('without a script the clicker goes scene by scene, from lesson to lesson', async () => {
    const page = await open('?room=learn&lesson=2&present=on', { viewport: PROJECTOR });
    const scene = (name) => page.locator(`[data-scene="${name}"]`).waitFor();
    await scene('threads');
    await page.keyboard.press('PageDown');
    await scene('gradient');
    await page.keyboard.press('PageDown');
    await page.locator('[data-lesson="3"]').waitFor();
    await page.keyboard.press('PageUp');
    await scene('gradient');
    await eventually(() => assert.equal(query(page).get('scene'), '2'));
    await reload(page);
    await scene('gradient');
    // Whoever leaves the presentation has the whole lesson, at the same part
    await page.keyboard.press('Escape');
    await scene('threads');
    await eventually(async () => {
      const top = await page.locator('[data-scene="gradient"]').evaluate((element) => element.getBoundingClientRect().top);
      assert.ok(top > -100 && top < 400, `${top}`);
    });
    assert.deepEqual(page.problems, []);
  });

  test('a blank screen by ., by B and by its button; the next click brings the page back', async () => {
    const page = await open('?steps=5&speed=max&present=on', { viewport: PROJECTOR });
    const blank = page.locator('.present-blank');
    await page.locator('.present-bar').waitFor();
    for (const [dark, light] of [
      ['.', '.'],
      ['b', 'Escape'],
      ['B', 'Space'],
      ['.', 'PageDown'],
    ]) {
      await page.keyboard.press(dark);
      await blank.waitFor();
      const covered = await blank.evaluate((element) => {
        const { width, height } = element.getBoundingClientRect();
        return [width === innerWidth, height === innerHeight, getComputedStyle(element).backgroundColor];
      });
      assert.deepEqual(covered, [true, true, 'rgb(0, 0, 0)']);
      await page.keyboard.press(light);
      await eventually(async () => assert.equal(await blank.count(), 0));
    }
    await page.keyboard.press('Shift+H');
    await page.locator('.header').waitFor();
    await page.keyboard.press('.');
    assert.equal(await blank.count(), 0, 'outside of a presentation the key is the room’s own');
    await page.keyboard.press('Shift+H');
    await page.getByRole('button', { name: 'Blank screen' }).click();
    await blank.click();
    assert.equal(await blank.count(), 0);
    await page.locator('.present-bar').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('full screen by F and by its button; a browser that refuses is told of', async () => {
    const page = await open('?steps=5&present=on');
    await page.getByRole('button', { name: 'Full screen' }).click();
    await eventually(async () => assert.ok(await page.evaluate(() => document.fullscreenElement !== null)));
    await page.keyboard.press('f');
    await eventually(async () => assert.ok(await page.evaluate(() => document.fullscreenElement === null)));
    const strict = await open('?steps=5&present=on', {
      script: () => (Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not allowed'))),
    });
    await strict.locator('.present-bar').waitFor();
    await strict.keyboard.press('f');
    await strict.getByText('does not allow the page to fill the screen').waitFor();
    assert.deepEqual(strict.problems, []);
  });
});

describe('predictions', () => {
  for (const viewport of [PROJECTOR, { width: 1920, height: 1080 }]) {
    test(`at ${viewport.width} x ${viewport.height} each stands above the bar of a presentation, with the button that commits to it`, async () => {
      for (const [lesson, scene] of [
        [1, 1],
        [2, 2],
        [3, 1],
        [3, 2],
        [4, 1],
        [5, 1],
        [5, 2],
        [6, 1],
        [7, 2],
        [8, 2],
        [9, 1],
        [10, 1],
        [10, 2],
        [11, 1],
        [11, 2],
      ]) {
        const page = await open(`?room=learn&lesson=${lesson}&scene=${scene}&present=on`, { viewport });
        const place = page.locator('[data-experiment]').first();
        await place.waitFor();
        await atRest(page);
        const bar = (await page.locator('.present-bar').boundingBox()).y;
        for (const part of [place, place.locator('button[type=submit]')]) {
          const { y, height } = await part.boundingBox();
          assert.ok(y >= 0 && y + height <= bar, `lesson ${lesson}, part ${scene}: from ${y} to ${y + height}, the bar begins at ${bar}`);
        }
        await page.context().close();
      }
    });
  }

  test('hands are counted option by option, and stand beside the right answer after the run', async () => {
    const page = await open('?room=learn&lesson=3&present=on', { viewport: PROJECTOR });
    const place = page.locator('[data-experiment="spread"]');
    await place.waitFor();
    const hands = ['The one that took many steps: noise was added more often', 'The one that jumped', 'They have the same width'];
    for (const [option, times] of [
      [0, 2],
      [2, 4],
    ]) {
      for (let i = 0; i < times; i += 1) await place.getByRole('button', { name: `One more hand for: ${hands[option]}` }).click();
    }
    await place.getByRole('button', { name: `One hand fewer for: ${hands[2]}` }).click();
    assert.equal(await place.locator('.tally').count(), 0, 'no answer before the question is settled');
    await place.getByRole('radio', { name: hands[0] }).check();
    await place.locator('button[type=submit]').click();
    assert.equal(await place.locator('[data-fits]').count(), 0);
    await place.locator('button.primary').click();
    await place.locator('.verdict').waitFor({ timeout: 60_000 });
    assert.deepEqual(await place.locator('.tally b').allTextContents(), ['2', '0', '3']);
    assert.match(await place.locator('[data-fits]').textContent(), /same width/);
    assert.equal(await place.locator('.verdict').getAttribute('data-right'), 'false');
    assert.deepEqual(page.problems, []);
  });

  test('scores are kept on the device, survive a visit, never leave it, and can be set to nothing', async () => {
    const page = await open('?room=learn&lesson=3');
    const sent = [];
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
    const place = page.locator('[data-experiment="spread"]');
    for (const [answer, said] of [
      [2, 'Predictions: 1 right, 0 wrong. Kept on this device only.'],
      [0, 'Predictions: 1 right, 1 wrong. Kept on this device only.'],
    ]) {
      await place.locator('input[type=radio]').nth(answer).check();
      await place.locator('button[type=submit]').click();
      await place.locator('button.primary').click();
      await page.getByText(said).waitFor({ timeout: 60_000 });
      await place.getByRole('button', { name: 'Predict again' }).click();
    }
    // The formulas' code may still come; nothing is sent, and no address has a score in it
    assert.ok(
      sent.every((request) => request.startsWith('GET ') && !/\?(?!v=)|score/.test(request)),
      sent.join('\n'),
    );
    assert.deepEqual(query(page).toString(), 'room=learn&lesson=3');
    await reload(page);
    await page.getByText('Predictions: 1 right, 1 wrong.').waitFor();
    await page.locator('.scores').getByRole('button', { name: 'Reset' }).click();
    await reload(page);
    await page.locator('.lesson h1').waitFor();
    assert.equal(await page.locator('.scores').count(), 0);
    assert.equal(await page.evaluate(() => localStorage.getItem('ddpm-lab:scores')), null);
    // What somebody else has written there is no score
    await page.evaluate(() => localStorage.setItem('ddpm-lab:scores', '[["__proto__",9,9],["3.spread",1e9,0],{"x":1}]'));
    await reload(page);
    await page.locator('.lesson h1').waitFor();
    assert.equal(await page.locator('.scores').count(), 0);
    assert.deepEqual(page.problems, []);
  });
});

describe('the teaching plans', () => {
  test('are a page beside the page: read from the panel, and their links lead into every room', async () => {
    const page = await open('?room=learn&lang=zh');
    await page.keyboard.press('h');
    const [plans] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: '教案全文' }).click()]);
    await plans.locator('table').first().waitFor();
    assert.ok(decodeURIComponent(plans.url()).endsWith('/teaching.html#中文'));
    assert.equal(await plans.locator('table').count(), 12);
    const wide = await plans.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0);
    assert.deepEqual(await violations(plans), []);
    await plans.locator('[lang=zh-Hans] a', { hasText: '以演示模式打开' }).first().click();
    await plans.locator('.present-bar').getByText('1 / 8').waitFor();
    await plans.goBack();
    await plans.getByRole('link', { name: 'Train: two moons' }).click();
    await plans.locator('.train .stage canvas').waitFor();
    assert.deepEqual(page.problems, []);
    const alone = await site.page({ query: 'teaching.html', viewport: { width: 390, height: 844 } });
    await alone.locator('table').first().waitFor();
    assert.ok(await alone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(alone.problems, []);
  });
});
