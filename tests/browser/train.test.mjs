// Room Train as a visitor meets it: data are chosen, drawn or pasted, a network learns them, and what is asked is answered.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { noWebGpu, PageSite } from './page-site.mjs';
import { atRest, clockReaches, eventually, press, until } from './page-view.mjs';

/** A network so small that the tests are quick. */
const QUICK = '?room=train&width=32&depth=2&batch=64&points=300&T=100&steps=10&count=100';

const test = (name, work) => unlimited(name, { timeout: 120_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const trainButton = (page) => page.getByRole('button', { name: 'Train', exact: true });
const pauseButton = (page) => page.getByRole('button', { name: 'Pause', exact: true });

/** Opens the room and waits until there is something on the stage. */
async function open(query = QUICK, options = {}) {
  const page = await site.page({ query, ...options });
  await ready(page);
  return page;
}

const ready = (page) => page.locator('.time-track input:enabled').waitFor({ timeout: 60_000 });

/** The step that the page says it is at. */
const step = async (page) => Number((await page.locator('.step-count').textContent()).replace(/\D/g, ''));

const stepReaches = (page, least) => until(async () => (await step(page)) >= least, `step ${least}`);

/** The figure once no step is under way: a slice that was when a button was pressed is still counted. */
async function restingStep(page) {
  await atRest(page);
  return step(page);
}

const stagePixels = (page) => page.locator('.stage canvas').evaluate((canvas) => canvas.toDataURL());

/** Waits until the stage shows something other than `before`. */
const stageChanges = (page, before) =>
  until(async () => {
    const now = await stagePixels(page);
    return now !== before && now;
  }, 'another picture');

/** The stage once all that it shows is computed and drawn. */
async function restingStage(page) {
  await atRest(page);
  return stagePixels(page);
}

describe('the rooms', () => {
  test('are links: there and back, with the address, and each as it was left', async () => {
    const page = await site.page({ query: '?steps=10&speed=max' });
    await clockReaches(page, ({ t }) => t === 0);
    const link = page.getByRole('link', { name: 'Train' });
    await eventually(async () => assert.match(await link.getAttribute('href'), /room=train/));
    await link.click();
    await ready(page);
    await eventually(async () => assert.equal(await link.getAttribute('aria-current'), 'page'));
    assert.match(page.url(), /\?room=train$/, 'settings of Watch have come along');
    assert.match(await page.title(), /train/i);
    await page.getByRole('button', { name: 'Train for 100 steps' }).click();
    await stepReaches(page, 100);
    await page.goBack();
    await page.locator('.watch').waitFor();
    await clockReaches(page, ({ t, steps }) => t === 0 && steps === 10);
    assert.match(page.url(), /steps=10/);
    await page.goForward();
    await ready(page);
    assert.ok((await step(page)) >= 100);
    assert.deepEqual(page.problems, []);
  });

  test('have, gone back to, the settings of that entry and not those that came after it', async () => {
    const page = await site.page({ query: '?steps=10&speed=max' });
    await clockReaches(page, ({ t }) => t === 0);
    await page.getByRole('link', { name: 'Train' }).click();
    await ready(page);
    await page.getByRole('link', { name: 'Watch' }).click();
    await page.locator('.watch').waitFor();
    await page.getByRole('radio', { name: 'Digits', exact: true }).click();
    await page.waitForURL(/model=digits/);
    await page.goBack();
    await ready(page);
    await page.goBack();
    await page.locator('.watch').waitFor();
    await eventually(async () => assert.ok(await page.getByRole('radio', { name: 'Avatars' }).isChecked()));
    await clockReaches(page, ({ t, steps }) => t === 0 && steps === 10);
    assert.doesNotMatch(page.url(), /model=/);
    await page.goForward();
    await ready(page);
    await page.goForward();
    await eventually(async () => assert.ok(await page.getByRole('radio', { name: 'Digits', exact: true }).isChecked()));
    await page.waitForURL(/model=digits/);
    assert.deepEqual(page.problems, []);
  });

  test('a room that is left does not train on', async () => {
    const page = await open();
    await trainButton(page).click();
    await stepReaches(page, 20);
    await page.getByRole('link', { name: 'Watch' }).click();
    await page.locator('.watch').waitFor();
    await page.goBack();
    await ready(page);
    const now = await restingStep(page);
    await atRest(page);
    assert.equal(await step(page), now);
    await eventually(async () => assert.ok(await trainButton(page).isVisible()));
  });

  test('a link to Train does not fetch what only Watch needs to run, and one to Watch not what Train is made of', async () => {
    const page = await site.page({ query: '?steps=10&speed=max' });
    await clockReaches(page, ({ t }) => t === 0);
    const chunks = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.includes('/chunks/room-')),
    );
    assert.deepEqual(chunks, []);
  });

  test('one that is not there: told, and Watch opens', async () => {
    const page = await site.page({ query: '?room=cellar' });
    await page.locator('.notice', { hasText: 'room' }).waitFor();
    await eventually(async () => assert.ok(await page.locator('.watch').isVisible()));
  });

  test('whose code cannot be had: told, and trying again works', async () => {
    const page = await site.page({ query: '?steps=10&speed=max' });
    await clockReaches(page, ({ t }) => t === 0);
    await site.stop();
    await page.getByRole('link', { name: 'Train' }).click();
    await page.locator('.notice[data-code=network]').waitFor();
    await site.restart();
    await page.getByRole('link', { name: 'Watch' }).click();
    await clockReaches(page, ({ t }) => t === 0);
  });
});

describe('training', () => {
  test('begins when asked, pauses, and the loss falls', async () => {
    const page = await open();
    assert.equal(await step(page), 0);
    await atRest(page);
    assert.equal(await step(page), 0, 'it began by itself');
    await trainButton(page).click();
    await stepReaches(page, 300);
    await pauseButton(page).click();
    const paused = await restingStep(page);
    await trainButton(page).waitFor();
    await atRest(page);
    assert.equal(await step(page), paused);
    const loss = Number(await page.locator('.figures dd').nth(1).textContent());
    assert.ok(loss > 0 && loss < 0.9, `the loss is ${loss}`);
    assert.match(await page.locator('.badge').textContent(), /Computed just now on your CPU/);
    await page.locator('.algorithm .katex').first().waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('one step, so many steps, and back to the same initialisation', async () => {
    const page = await open();
    const first = await restingStage(page);
    await page.getByRole('button', { name: 'One step' }).click();
    await until(async () => (await step(page)) === 1, 'step 1');
    await page.getByLabel('Number of steps at once').fill('40');
    await press(page, 'Tab');
    await page.getByRole('button', { name: 'Train for 40 steps' }).click();
    await until(async () => (await step(page)) === 41, 'step 41');
    const learnt = await stageChanges(page, first);
    assert.notEqual(learnt, first);
    await trainButton(page).waitFor();
    await page.getByRole('button', { name: 'Reset to the initial weights' }).click();
    await until(async () => (await step(page)) === 0, 'step 0');
    await until(async () => (await stagePixels(page)) === first, 'the first picture again');
  });

  test('the same address gives the same samples, another seed others', async () => {
    const pictures = [];
    for (const query of [`${QUICK}&seed=5`, `${QUICK}&seed=5`, `${QUICK}&seed=6`]) {
      const page = await open(query);
      await page.getByRole('button', { name: 'Train for 100 steps' }).click();
      await until(async () => (await step(page)) === 100, 'step 100');
      await trainButton(page).waitFor();
      pictures.push(await restingStage(page));
    }
    assert.equal(pictures[0], pictures[1]);
    assert.notEqual(pictures[0], pictures[2]);
  });

  test('learning rate and batch change in mid-training; all else begins anew', async () => {
    const page = await open();
    await trainButton(page).click();
    await stepReaches(page, 50);
    const slider = page.getByLabel('Learning rate', { exact: true });
    await slider.focus();
    await press(page, 'ArrowRight');
    await page.waitForURL(/lr=0.01/);
    await stepReaches(page, (await step(page)) + 20);
    await pauseButton(page).click();
    await restingStep(page);
    await page.getByRole('radio', { name: 'v', exact: true }).check();
    await page.waitForURL(/target=v/);
    await until(async () => (await step(page)) === 0, 'a new run');
    assert.deepEqual(page.problems, []);
  });

  test('the main thread is never held up for long', async () => {
    const page = await open(QUICK, {
      script: `window.longest = 0;
        new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); })
          .observe({ type: 'longtask' });`,
    });
    await trainButton(page).click();
    await stepReaches(page, 20);
    await page.evaluate(() => (window.longest = 0));
    await stepReaches(page, (await step(page)) + 1000);
    // Two cores shared with the engine and the browser itself: a task of ours takes a few milliseconds
    const longest = await page.evaluate(() => window.longest);
    assert.ok(longest < 150, `a task of ${longest} ms`);
  });
});

describe('the stage', () => {
  test('at 1280 x 800 its layers are in sight below it, and it stays in sight whatever one scrolls to', async () => {
    const page = await open(QUICK, { viewport: { width: 1280, height: 800 } });
    for (const part of ['.stage canvas', '.time-track', '.layers .segments-row']) {
      const { y, height } = await page.locator(part).first().boundingBox();
      assert.ok(y + height <= 800, `${part} ends at ${y + height}`);
    }
    for (const part of ['.measurements .panel >> nth=-1', 'aside.controls .group >> nth=-1', '.plots']) {
      await page.locator(part).evaluate((element) => element.scrollIntoView({ block: 'end', behavior: 'instant' }));
      const { y, height } = await page.locator('.stage canvas').boundingBox();
      assert.ok(y >= 0 && y + height <= 800, `at ${part} the stage is from ${y} to ${y + height}`);
    }
  });

  test('before training, marks at the edge say where the samples are, and a label how many', async () => {
    const page = await open('?room=train&show=samples&count=400', { viewport: { width: 1280, height: 800 } });
    await atRest(page);
    assert.match(await page.locator('.stage-labels .beyond').textContent(), /\d+ (beyond|outside)/);
    const marked = await page.locator('.stage canvas').evaluate((canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      const edge = { left: 0, right: 0, top: 0, bottom: 0 };
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          // Orange and nothing else: much more red than blue
          const at = 4 * (y * width + x);
          if (data[at + 3] < 60 || data[at] < data[at + 2] + 60) continue;
          if (x < 7) edge.left += 1;
          if (x >= width - 7) edge.right += 1;
          if (y < 7) edge.top += 1;
          if (y >= height - 7) edge.bottom += 1;
        }
      }
      return edge;
    });
    assert.ok(
      Object.values(marked).every((count) => count > 20),
      JSON.stringify(marked),
    );
  });

  test('every layer has a label, and those of lines a colour and a stroke of their own', async () => {
    const page = await open(`${QUICK}&show=data,samples,field,mesh,density`);
    await atRest(page);
    const labels = await page
      .locator('.stage-labels li:is(.data, .prediction:not(.beyond), .layer-field, .layer-mesh, .layer-density)')
      .evaluateAll((all) =>
        all.map((label) => {
          const { borderTopStyle, borderTopWidth, content } = getComputedStyle(label, '::before');
          return { colour: getComputedStyle(label).color, look: `${borderTopStyle} ${borderTopWidth} ${content}` };
        }),
      );
    assert.equal(labels.length, 5);
    assert.equal(new Set(labels.map(({ colour }) => colour)).size, 5);
    const [field, mesh] = ['.layer-field', '.layer-mesh'].map((name) =>
      page.locator(`.stage-labels ${name}`).evaluate((label) => getComputedStyle(label, '::before').borderTopStyle),
    );
    assert.deepEqual(await Promise.all([field, mesh]), ['solid', 'dashed']);
  });

  test('the slider carries the samples from data to noise, by hand and by key', async () => {
    const page = await open();
    const data = await restingStage(page);
    const slider = page.getByRole('slider', { name: 'From noise to data', exact: true }).first();
    await eventually(async () => assert.equal(await slider.getAttribute('aria-valuetext'), 't = 0'));
    await slider.fill('0');
    await eventually(async () => assert.equal(await slider.getAttribute('aria-valuetext'), 't = 100'));
    const noise = await stageChanges(page, data);
    await page.locator('h1').click();
    await press(page, 'End');
    await until(async () => (await stagePixels(page)) === data, 'the data again');
    await press(page, 'ArrowLeft');
    await eventually(async () => assert.notEqual(await slider.getAttribute('aria-valuetext'), 't = 0'));
    await press(page, 'Home');
    await until(async () => (await stagePixels(page)) === noise, 'the noise again');
    await press(page, 'g');
    await until(async () => (await slider.getAttribute('aria-valuetext')) === 't = 0', 'the end of the way');
  });

  test('every layer can be shown, and changes the picture', async () => {
    const page = await open(`${QUICK}&show=data`);
    let before = await restingStage(page);
    for (const name of ['samples', 'contours', 'noised data', 'paths', 'arrows', 'error of ε̂', 'density', 'warped mesh']) {
      await page.getByRole('checkbox', { name, exact: true }).check({ force: true });
      before = await stageChanges(page, before);
      before = await restingStage(page);
    }
    await page.waitForURL(/show=[^&]*mesh/);
    await page.getByRole('radio', { name: 'both', exact: true }).check();
    await stageChanges(page, before);
    assert.deepEqual(page.problems, []);
  });

  test('a click on a sample shows its way', async () => {
    const page = await open(`${QUICK}&count=1200&show=samples`);
    const before = await restingStage(page);
    const { x, y, width, height } = await page.locator('.stage canvas').boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.waitForURL(/paths/);
    await stageChanges(page, before);
  });

  test('a key follows one sample after another, and lets them all go', async () => {
    const page = await open(`${QUICK}&show=samples`);
    const before = await restingStage(page);
    await page.locator('h1').click();
    await press(page, 'f');
    await page.waitForURL(/paths/);
    await stageChanges(page, before);
    const one = await restingStage(page);
    await press(page, 'f');
    await stageChanges(page, one);
    await press(page, 'Shift+f');
    await until(async () => (await stagePixels(page)) === before, 'the stage as it was');
  });

  test('the exact denoiser samples without training', async () => {
    const page = await open(`${QUICK}&show=samples`);
    const untrained = await restingStage(page);
    await page.locator('h1').click();
    await press(page, 'x');
    await page.waitForURL(/exact=on/);
    await stageChanges(page, untrained);
    assert.equal(await step(page), 0);
  });
});

describe('data', () => {
  test('every set can be chosen, and has a picture', async () => {
    const page = await open();
    const before = await restingStage(page);
    await page.getByRole('button', { name: 'Spiral' }).click();
    await page.waitForURL(/data=spiral/);
    await stageChanges(page, before);
    const blank = () =>
      page.locator('.thumbnail').evaluateAll(
        (canvases) =>
          canvases.filter((canvas) => {
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return !data.some((value) => value > 0);
          }).length,
      );
    await until(async () => (await blank()) === 0, 'all thumbnails');
    assert.equal(await page.locator('.thumbnail').count(), 16);
    assert.deepEqual(page.problems, []);
  });

  test('drawn by hand: it is trained on, undo and clear work', async () => {
    const page = await open();
    const before = await restingStage(page);
    await page.getByRole('button', { name: 'Your data' }).click();
    const pad = page.locator('.draw-pad');
    await pad.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await pad.boundingBox();
    const stroke = async (from, to) => {
      await page.mouse.move(x + from[0] * width, y + from[1] * height);
      await page.mouse.down();
      await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 8 });
      await page.mouse.up();
    };
    await stroke([0.2, 0.2], [0.8, 0.2]);
    await page.waitForURL(/data=own/);
    await stageChanges(page, before);
    const one = await restingStage(page);
    await stroke([0.2, 0.8], [0.8, 0.8]);
    await stageChanges(page, one);
    await restingStage(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await stagePixels(page)) === one, 'one stroke again');
    await page.getByRole('button', { name: 'Train for 100 steps' }).click();
    await stepReaches(page, 100);
    await page.getByRole('button', { name: 'Clear' }).click();
    await eventually(async () => assert.ok(await page.getByRole('button', { name: 'Undo' }).isDisabled()));
    assert.deepEqual(page.problems, []);
  });

  test('pasted: taken as they are', async () => {
    const page = await open();
    const before = await restingStage(page);
    await page.getByRole('button', { name: 'Your data' }).click();
    const rows = Array.from({ length: 60 }, (_, i) => `${Math.cos(i / 9)}\t${Math.sin(i / 7)}`);
    await page.getByLabel('Or paste two columns').fill(['x\ty', ...rows].join('\n'));
    await page.getByRole('button', { name: 'Use these points' }).click();
    await page.waitForURL(/data=own/);
    await stageChanges(page, before);
    assert.deepEqual(page.problems, []);
  });

  test('pasted with a slip: told with the line, and the room lives on', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Your data' }).click();
    await page.getByLabel('Or paste two columns').fill('x,y\n1,2\n3,4\n5,oops\n7,8');
    await page.getByRole('button', { name: 'Use these points' }).click();
    const notice = page.locator('.notice[data-code=data_invalid]');
    await notice.waitFor();
    assert.match(await notice.textContent(), /Line 4/);
    await page.getByRole('button', { name: 'One step' }).click();
    await stepReaches(page, 1);
    assert.deepEqual(page.problems, []);
  });

  test('the digits: a sheet of pictures', async () => {
    const page = await open(`${QUICK}&data=digits`);
    await eventually(async () => assert.match(await page.locator('.stage canvas').getAttribute('aria-label'), /pictures/));
    await eventually(async () => assert.equal(await page.getByRole('checkbox', { name: 'density' }).count(), 0));
    const before = await restingStage(page);
    await page.getByRole('button', { name: 'Train for 100 steps' }).click();
    await stepReaches(page, 100);
    await stageChanges(page, before);
    assert.deepEqual(page.problems, []);
  });

  test('a table that is taken ends the complaint of one that was not', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Your data' }).click();
    const field = page.locator('.table-input textarea');
    const use = page.locator('.table-input').getByRole('button', { name: 'Use these points' });
    await field.fill('1,2\nnonsense');
    await use.click();
    await page.locator('.notice[data-code=data_invalid]').waitFor();
    await field.fill('0,0\n1,1\n2,0.5');
    await use.click();
    await page.waitForURL(/data=own/);
    assert.equal(await page.locator('.notice[data-code=data_invalid]').count(), 0);
    assert.deepEqual(page.problems, []);
  });

  test('the pad shows the points of a table, and closes with another set', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Your data' }).click();
    const marks = () =>
      page.locator('.draw-pad').evaluate((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value > 0).length;
      });
    assert.equal(await marks(), 0);
    await page.locator('.table-input textarea').fill('0,0\n100,7\n50,3');
    await page.locator('.table-input').getByRole('button', { name: 'Use these points' }).click();
    await eventually(async () => assert.ok((await marks()) > 30));
    // A stroke is a drawing of its own
    const { x, y, width, height } = await page.locator('.draw-pad').boundingBox();
    await page.mouse.move(x + 0.2 * width, y + 0.2 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.5 * width, y + 0.2 * height, { steps: 4 });
    await page.mouse.up();
    await atRest(page);
    assert.ok((await marks()) > 200);
    await page.getByRole('button', { name: 'Spiral', exact: true }).click();
    await atRest(page);
    assert.equal(await page.locator('.own-ways').count(), 0);
    assert.deepEqual(page.problems, []);
  });
});

describe('on WebGPU', { skip: noWebGpu }, () => {
  test('asked for by the address, the run goes over to it and trains on, goes back when told, and the page says so', async () => {
    const page = await open(`${QUICK}&backend=webgpu`, { gpu: true });
    const badge = (device) => page.locator('.badge', { hasText: `just now on your ${device}` }).waitFor({ timeout: 100_000 });
    await trainButton(page).click();
    await badge('GPU');
    await stepReaches(page, (await step(page)) + 5);
    await page.getByRole('radio', { name: 'CPU', exact: true }).check();
    await badge('CPU');
    await stepReaches(page, (await step(page)) + 5);
    await pauseButton(page).click();
    assert.deepEqual(page.problems, []);
  });
});

describe('the schedule', () => {
  test('too short a chain is warned of, a handle bends the curve', async () => {
    const page = await open('?room=train&T=100&width=32&points=300&steps=10');
    await page.locator('.gauge .warning', { hasText: 'is not noise' }).waitFor();
    const handle = page.getByRole('slider', { name: 'β, handle 6' });
    await handle.focus();
    for (let press = 0; press < 25; press += 1) await page.keyboard.press('ArrowUp');
    await page.waitForURL(/schedule=custom/);
    await page.waitForURL(/curve=/);
    await until(async () => (await page.locator('.gauge .warning').count()) === 0, 'the warning to go');
    assert.deepEqual(page.problems, []);
  });
});

describe('settings', () => {
  test('that cannot be had are told, and the room opens all the same', async () => {
    const page = await open('?room=train&lr=99&data=<img src=x>&width=33');
    await eventually(async () => assert.equal(await page.locator('.notice').count(), 3));
    assert.equal(await page.locator('.notice img').count(), 0);
  });

  test('the run is still there after a reload, and after another visit without an address', async () => {
    const context = await open();
    await context.getByRole('button', { name: 'Train for 100 steps' }).click();
    await until(async () => (await step(context)) === 100, 'step 100');
    await trainButton(context).waitFor();
    const learnt = await restingStage(context);
    await until(() => context.evaluate(kept), 'the run to be kept');
    await context.reload();
    await ready(context);
    assert.equal(await step(context), 100);
    await until(async () => (await stagePixels(context)) === learnt, 'the same samples');
    await context.goto(`${site.url}?room=train`);
    await ready(context);
    assert.equal(await step(context), 100);
    await context.waitForURL(/width=32/);
    await context.getByRole('button', { name: 'One step' }).click();
    await until(async () => (await step(context)) === 101, 'step 101');
    assert.deepEqual(context.problems, []);
  });

  test('a storage that is forbidden: told, and the room goes on', async () => {
    const script = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });";
    const page = await open(QUICK, { script });
    await page.getByRole('button', { name: 'Train for 100 steps' }).click();
    await stepReaches(page, 100);
    await page.locator('.notice[data-code=storageForbidden]').waitFor();
    assert.deepEqual(page.problems, []);
  });

  for (const [how, script] of [
    ['at once', "IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };"],
    [
      'in the middle',
      // A request that fails as one does that finds the disk full: its error is told before the transaction has one
      `const { put } = IDBObjectStore.prototype;
       IDBObjectStore.prototype.put = function (...values) {
         const request = put.apply(this, values);
         const error = new DOMException('no room', 'QuotaExceededError');
         Object.defineProperty(request, 'error', { get: () => error });
         queueMicrotask(() => this.transaction.onerror?.(new Event('error')));
         return request;
       };`,
    ],
  ]) {
    test(`a storage that is full, ${how}: told in its own words, and the room goes on`, async () => {
      const page = await open(QUICK, { script });
      await page.getByRole('button', { name: 'Train for 100 steps' }).click();
      await stepReaches(page, 100);
      await page.locator('.notice[data-code=storageFull]').waitFor();
      assert.match(await page.locator('.notice[data-code=storageFull]').textContent(), /storage of this browser is full/);
      assert.equal(await page.locator('.notice[data-code=storageForbidden]').count(), 0);
      await page.getByRole('button', { name: 'One step' }).click();
      await stepReaches(page, 101);
      assert.deepEqual(page.problems, []);
    });
  }

  test('saved as a file, opened again: the run goes on from there', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Train for 100 steps' }).click();
    await until(async () => (await step(page)) === 100, 'step 100');
    await trainButton(page).waitFor();
    const learnt = await restingStage(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the run' }).click()]);
    const file = await download.path();
    assert.ok((await readFile(file)).length > 1000);
    await page.getByRole('button', { name: 'Reset to the initial weights' }).click();
    await until(async () => (await step(page)) === 0, 'step 0');
    await stageChanges(page, learnt);
    await page.locator('input[accept=".safetensors"]').setInputFiles(file);
    await until(async () => (await step(page)) === 100, 'the step of the file');
    await until(async () => (await stagePixels(page)) === learnt, 'the samples of the file');
    await page.getByRole('button', { name: 'One step' }).click();
    await until(async () => (await step(page)) === 101, 'step 101');
    assert.deepEqual(page.problems, []);
  });

  test('its settings as a PyTorch script, which names the file that the run is saved as', async () => {
    const page = await open();
    const handedOut = async (name) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
      return file;
    };
    const script = await handedOut('A PyTorch script');
    const run = await handedOut('Save the run');
    assert.match(script.suggestedFilename(), /^ddpm-lab-.*-0\.py$/);
    const text = await readFile(await script.path(), 'utf8');
    assert.ok(text.includes(`"--run", default="${run.suggestedFilename()}"`));
    assert.deepEqual(page.problems, []);
  });

  test('a file that is none of ours: told, and the run stays', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'One step' }).click();
    await stepReaches(page, 1);
    await page
      .locator('input[accept=".safetensors"]')
      .setInputFiles({ name: 'x.safetensors', mimeType: '', buffer: Buffer.from('nonsense') });
    await page.locator('.notice.error').waitFor();
    assert.equal(await step(page), 1);
    await page.getByRole('button', { name: 'One step' }).click();
    await stepReaches(page, 2);
  });
});

describe('measurements', () => {
  test('the distance plot shows its end: a first distance hundreds of times as large does not flatten it', async () => {
    const page = await open('?room=train&width=32&depth=2&batch=64&points=300&T=1000&steps=10&count=100');
    await trainButton(page).click();
    await stepReaches(page, 1500);
    await pauseButton(page).click();
    await atRest(page);
    const plot = page.locator('.distances .plot svg');
    const heights = async (curve) =>
      [...(await plot.locator(curve).getAttribute('d')).matchAll(/[ML]\S+ (-?[\d.]+)/g)].map(([, y]) => Number(y));
    const [ys, data] = [await heights('.curve.learnt'), await heights('.curve.truth')];
    assert.ok(ys.length >= 3, `${ys.length} distances`);
    const later = ys.slice(Math.floor(ys.length / 2)).concat(data);
    assert.ok(
      Math.max(...later) - Math.min(...later) > 40,
      `the later half takes ${Math.max(...later) - Math.min(...later)} of 130 pixels`,
    );
    assert.ok(
      ys.every((y) => y >= 0 && y <= 131),
      String(ys),
    );
  });

  for (const [name, button, result] of [
    ['compare', /Sample with both/, '.side:nth-child(2) canvas'],
    ['quality', /Measure all/, '.mark'],
    ['bound', /Measure the bound/, '.bound-figures'],
    ['variance', /Measure the variance/, 'tbody tr:nth-child(5)'],
  ]) {
    test(`${name}: on request, with progress, and a result`, async () => {
      const page = await open(`${QUICK}&T=20`);
      const panel = page.locator(`[data-panel=${name}]`);
      await panel.locator('summary').first().click();
      await panel.getByRole('button', { name: button }).click();
      await panel.locator(result).first().waitFor({ state: 'attached', timeout: 60_000 });
      await panel.getByRole('button', { name: button }).waitFor({ timeout: 60_000 });
      assert.deepEqual(page.problems, []);
    });
  }

  test('can be given up', async () => {
    const page = await open(`${QUICK}&T=20&open=memory`);
    const panel = page.locator('[data-panel=memory]');
    await panel.getByLabel('Training steps').fill('0');
    await panel.getByRole('button', { name: 'Sweep the set sizes' }).click();
    // What was measured before it was given up stays
    await panel.locator('.dot.prediction').first().waitFor({ state: 'attached', timeout: 60_000 });
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByRole('button', { name: 'Sweep the set sizes' }).waitFor();
    assert.ok((await panel.locator('.dot.prediction').count()) > 0);
    await page.getByRole('button', { name: 'One step' }).click();
    await stepReaches(page, 1);
    assert.deepEqual(page.problems, []);
  });
});

describe('languages, sizes, ears', () => {
  test('in Chinese no English sentence is left', async () => {
    const page = await open(`${QUICK}&lang=zh&lr=99&show=data,samples,contours,forward,paths,field,error,density,mesh`);
    assert.match(await page.locator('h1').textContent(), /小网络/);
    await page.getByRole('button', { name: '自己的数据' }).click();
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await press(page, '?');
    const words = await page.evaluate(() => document.body.innerText.match(/[A-Za-z]{3,}( [a-z]{2,}){2,}/g));
    assert.equal(words, null);
    const labels = await page.evaluate(() =>
      [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
        .flatMap((element) => ['aria-label', 'title'].map((name) => element.getAttribute(name) ?? ''))
        .filter((label) => /[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}/.test(label)),
    );
    assert.deepEqual(labels, []);
  });

  for (const [width, height] of [
    [390, 844],
    [1280, 800],
    [1920, 1080],
  ]) {
    test(`at ${width} pixels nothing sticks out, and the stage is in sight`, async () => {
      const page = await open(QUICK, { viewport: { width, height } });
      await page.locator('.algorithm .katex').first().waitFor();
      const { y, height: side } = await page.locator('.stage canvas').boundingBox();
      assert.ok(y + side <= height, `the stage ends at ${y + side}`);
      await page.getByRole('button', { name: 'Your data' }).click();
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main details')) details.open = true;
      });
      await atRest(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(page.problems, []);
    });
  }

  test('everything that can be clicked has a name', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Your data' }).click();
    for (const summary of await page.locator('main summary').all()) await summary.click();
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, select, textarea, [role=slider], [role=img], a')]
        .filter((element) => !(element.getAttribute('aria-label') || element.textContent?.trim() || element.labels?.length))
        .map((element) => element.outerHTML),
    );
    assert.deepEqual(nameless, []);
  });

  test('what happens is said, now and then', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Train for 100 steps' }).click();
    await page.locator('[aria-live=polite].unseen', { hasText: 'Step 100' }).waitFor({ state: 'attached' });
  });

  test('the help sheet has the keys of this room', async () => {
    const page = await open();
    await press(page, '?');
    assert.match(await page.getByRole('dialog').textContent(), /layers of the stage/);
    await press(page, 'Escape');
    await press(page, '.');
    await stepReaches(page, 1);
  });
});

/** Whether the browser keeps a run; runs in the page. */
function kept() {
  return new Promise((done) => {
    const request = indexedDB.open('ddpm-lab', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('runs');
    request.onerror = () => done(false);
    request.onsuccess = () => {
      const get = request.result.transaction('runs').objectStore('runs').get('train');
      get.onerror = () => done(false);
      get.onsuccess = () => {
        request.result.close();
        done(get.result?.record?.step === 100);
      };
    };
  });
}
