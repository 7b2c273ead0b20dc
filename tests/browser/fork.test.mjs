// "Fork" as a visitor meets it: x is frozen, goes on with other noise, and the spread of the ends falls towards t = 0.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { eventually } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 240_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const PATIENCE = 180_000;

async function open(query = '', options = {}) {
  const page = await site.page({ query: `?room=learn&lesson=fork${query}`, ...options });
  await page.locator('.fork').waitFor();
  return page;
}

/** The sentence below the stage, once it is about a fork at this t. */
const says = (page, t) =>
  eventually(async () => {
    const words = await page.locator('.stage-says').textContent();
    assert.match(words, new RegExp(`t = ${t}\\.`));
    return words;
  });

const spreadOf = (words) => Number(/spread ([\d.e-]+\d)/.exec(words.replaceAll('−', '-'))[1]);

const freeze = (page, position) =>
  page
    .getByLabel('Freeze at')
    .first()
    .evaluate((input, to) => {
      input.value = String(to);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, position);

/** Has the spread over t measured; (t, spread) of every row. */
async function measure(page) {
  await page.getByRole('button', { name: 'Measure the spread against t' }).click();
  await page.locator('.decided').waitFor({ timeout: PATIENCE });
  return page
    .locator('tr[data-spread]')
    .evaluateAll((rows) => rows.map(({ dataset }) => ({ t: Number(dataset.t), spread: Number(dataset.spread) })));
}

const picture = (page) =>
  page
    .locator('.fork-stage canvas')
    .first()
    .evaluate((canvas) => canvas.toDataURL());

describe('points', () => {
  test('end far apart when frozen early, near one another when late, and at one place when frozen before the last step', async () => {
    const page = await open('&steps=50');
    const middle = await says(page, 500);
    assert.match(middle, /50 end points.*\d+ of them are in the same mode of the eight/);
    await freeze(page, 0);
    const early = spreadOf(await says(page, 1000));
    await freeze(page, 47);
    const late = spreadOf(await says(page, 60));
    await freeze(page, 49);
    const last = await says(page, 20);
    // Eight Gaussians of mean square 1: far apart is as far as data are
    assert.ok(early > 0.8 && early < 1.2, `early ${early}`);
    assert.ok(late < 0.6 * early, `late ${late}`);
    assert.equal(spreadOf(last), 0, 'nothing is drawn after the last step');
    assert.match(last, /; 50 of them/);
    assert.deepEqual(page.problems, []);
  });

  test('have a spread over t that begins with that of data and falls to 0, and a sentence that says when it was decided', async () => {
    const page = await open();
    await says(page, 500);
    const course = await measure(page);
    assert.equal(course.length, 12);
    assert.deepEqual([course[0].t, course.at(-1).t], [1000, 20]);
    assert.ok(course[0].spread > 0.8 && course.at(-1).spread < 1e-6, JSON.stringify(course));
    const half = Number(/t ≈ (\d+)/.exec(await page.locator('.decided').textContent())[1]);
    const after = course.filter(({ t }) => t < half);
    const before = course.findLast(({ t }) => t >= half);
    assert.ok(after.every(({ spread }) => spread <= course[0].spread / 2) && before.spread > course[0].spread / 2, `half at ${half}`);
    assert.deepEqual(page.problems, []);
  });

  test('are chosen by a click or by number, and draw other noise when asked', async () => {
    const page = await open('&shape=two_moons');
    const first = await says(page, 500);
    const canvas = page.locator('.fork-stage canvas');
    const { width, height } = await canvas.boundingBox();
    const before = await picture(page);
    await canvas.click({ position: { x: 0.35 * width, y: 0.6 * height } });
    await eventually(async () => assert.match(page.url(), /particle=\d+/));
    await eventually(async () => assert.notEqual(await picture(page), before));
    const chosen = await page.getByLabel('Point to follow', { exact: true }).inputValue();
    assert.equal(Number(chosen) - 1, Number(new URL(page.url()).searchParams.get('particle')));
    const here = await says(page, 500);
    assert.notEqual(here, first);
    await page.getByRole('button', { name: 'Draw new z fifty times' }).click();
    await eventually(async () => assert.notEqual(await page.locator('.stage-says').textContent(), here));
    const second = await page.locator('.stage-says').textContent();
    await page.keyboard.press('r');
    await eventually(async () => assert.notEqual(await page.locator('.stage-says').textContent(), second));
    await page.keyboard.press('.');
    await says(page, 480);
    assert.deepEqual(page.problems, []);
  });

  test('can be a network’s: it is trained first, which can be stopped', async () => {
    const page = await open('&eps=network&steps=25');
    await page.locator('[data-running] button').click();
    await page.getByRole('button', { name: 'Compute' }).click();
    await page.locator('.fork[data-busy=false]').waitFor({ timeout: PATIENCE });
    const spread = spreadOf(await says(page, 520));
    assert.ok(spread > 0.1 && spread < 1.5, `${spread}`);
    assert.deepEqual(page.problems, []);
  });
});

describe('pictures', () => {
  test('of a fork are the more alike the later they part, with their mean and their deviation', async () => {
    const page = await open('&stage=pictures&draws=8&steps=25&t=1000');
    const spreads = [];
    for (const position of [0, 12, 24]) {
      await page.locator('.fork-stage .primary:enabled').waitFor({ timeout: PATIENCE });
      await freeze(page, position);
      await page.locator('.fork-stage .primary:enabled').click();
      spreads.push(spreadOf(await says(page, 1000 - 40 * position)));
      assert.equal(await page.locator('.fork-stage canvas').count(), 5);
    }
    assert.ok(spreads[0] > 0.25 && spreads[0] > 1.5 * spreads[1] && spreads[1] > 0.01, spreads.join());
    assert.equal(spreads[2], 0, 'after the last step nothing is drawn');
    // Canvases are drawn in the frame after the words
    await eventually(async () => {
      const drawn = await page.locator('.fork-stage canvas').evaluateAll((all) => all.map((canvas) => canvas.toDataURL()));
      const [sheet, , went, mean] = drawn;
      assert.equal(mean, went, 'all pictures are the one that the run itself ended in');
      assert.notEqual(sheet, mean);
    });
    assert.deepEqual(page.problems, []);
  });

  test('are measured over t with progress, which can be stopped, and what is there stays', async () => {
    const page = await open('&stage=pictures&draws=8&steps=25&model=digits');
    await page.getByRole('button', { name: 'Measure the spread against t' }).click();
    await page.locator('tr[data-spread]').nth(1).waitFor({ state: 'attached', timeout: PATIENCE });
    await page.locator('.fork-course [data-running] button').click();
    await page.locator('.fork-course [data-running]').waitFor({ state: 'detached' });
    const rows = await page.locator('tr[data-spread]').count();
    assert.ok(rows >= 2 && rows < 6, `${rows} rows`);
    const spreads = await page.locator('tr[data-spread]').evaluateAll((all) => all.map(({ dataset }) => Number(dataset.spread)));
    assert.ok(spreads[0] > spreads[1], spreads.join());
    assert.deepEqual(page.problems, []);
  });
});

describe('the address', () => {
  test('holds what was frozen, and comes back to the same fork', async () => {
    const page = await open('&shape=swiss_roll&t=300&particle=17&seed=9&redraw=4');
    const first = await says(page, 300);
    await eventually(async () => assert.match(page.url(), /seed=9&t=300&particle=17&redraw=4/));
    const again = await site.page({ query: new URL(page.url()).search });
    assert.equal(await says(again, 300), first);
    await again.locator('[data-page=break]').click();
    await eventually(async () => assert.doesNotMatch(again.url(), /particle|redraw/));
    assert.deepEqual([...page.problems, ...again.problems], []);
  });

  test('that is hostile opens to the defaults, with a sentence for each', async () => {
    const hostile = { t: '1001', particle: '200', draws: '49', redraw: '0', steps: '<b>', stage: 'constructor', eps: 'x'.repeat(5000) };
    const page = await open(`&${new URLSearchParams(hostile)}`);
    await says(page, 500);
    assert.equal(await page.locator('.notice.problem').count(), Object.keys(hostile).length);
    assert.deepEqual(page.problems, []);
  });
});

test('lesson 9 leads to it, in Chinese, too', async () => {
  const page = await site.page({ query: '?room=learn&lesson=9&lang=zh' });
  await page.locator('.tool-link button').click();
  await eventually(async () => assert.match(await page.locator('.stage-says').textContent(), /固定于 t = 500/));
  assert.deepEqual(page.problems, []);
});
