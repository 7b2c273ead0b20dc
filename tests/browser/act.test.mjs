// Room Act as a visitor meets it: two policies learn from demonstrations, made or drawn by hand, and are rolled out.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { atRest, eventually, press, until, violations } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 180_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Opens the room and waits for its first rollout. */
async function open(query = '', options = {}) {
  const page = await site.page({ query: `?room=act${query}`, ...options });
  await page.locator('.act-side[data-outcome]').first().waitFor({ timeout: 60_000 });
  await atRest(page);
  return page;
}

const step = async (page) => Number((await page.locator('.step-count').textContent()).replace(/\D/g, ''));
const pictureOf = (page, policy) => page.locator(`[data-policy="${policy}"] canvas`).evaluate((canvas) => canvas.toDataURL());
const drawnCount = async (page) => Number((await page.locator('.drawn-count').textContent()).match(/\d+/)[0]);

/** Trains until at least so many steps are done, and pauses. */
async function train(page, steps) {
  await page.getByRole('button', { name: 'Train both' }).click();
  await until(async () => (await step(page)) >= steps, `step ${steps}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await atRest(page);
}

/** The shares of 100 rollouts, by name and policy. */
async function measure(page) {
  await page.getByRole('button', { name: 'Roll out both' }).click();
  await page.locator('.act-measure table').waitFor({ timeout: 60_000 });
  return Object.fromEntries(
    await page
      .locator('tr[data-diffusion]')
      .evaluateAll((rows) => rows.map(({ dataset: d }) => [d.figure, { diffusion: Number(d.diffusion), cloning: Number(d.cloning) }])),
  );
}

/** A touch that draws along these shares of the plane's width and height. */
async function drawByTouch(page, shares) {
  const canvas = page.locator('.act-data canvas');
  await canvas.scrollIntoViewIfNeeded();
  const { x, y, width } = await canvas.boundingBox();
  const at = ([across, down]) => ({ x: Math.round(x + across * width), y: Math.round(y + down * width) });
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [at(shares[0])]);
  for (const share of shares.slice(1)) await touch('touchMove', [at(share)]);
  await touch('touchEnd', []);
  await session.detach();
}

describe('both policies', () => {
  test('after a thousand steps diffusion passes the disc on both sides where cloning drives into it', async () => {
    const page = await open();
    assert.equal(await step(page), 0);
    await train(page, 1000);
    const found = await measure(page);
    assert.ok(found.arrived.diffusion > 0.6, JSON.stringify(found));
    assert.ok(found.arrived.cloning < 0.1 && found.collided.cloning > 0.9, JSON.stringify(found));
    assert.ok(found.left.diffusion > 0.15 && found.left.diffusion < 0.85, JSON.stringify(found));
    await page.getByRole('slider', { name: 'Moment' }).press('End');
    await eventually(async () => assert.equal(await page.locator('[data-policy="cloning"]').getAttribute('data-outcome'), 'collided'));
    assert.match(await page.locator('[data-policy="cloning"] figcaption').textContent(), /hit the disc/);
    // The floor was measured beside the training, and lies below the network's error
    const [network, exact] = await page.locator('.plot').nth(1).locator('b').allTextContents();
    assert.ok(Number(exact) < Number(network), `${exact} of ${network}`);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.problems, []);
  });

  test('the film walks from noise to plan to way; the keys and the address follow', async () => {
    const page = await open('&demos=20');
    await train(page, 100);
    await press(page, 'Home');
    const moment = page.getByRole('slider', { name: 'Moment' });
    await eventually(async () => assert.equal(await moment.getAttribute('aria-valuetext'), 'plan 1, t = 100, step 0'));
    const noise = await pictureOf(page, 'diffusion');
    await press(page, 'ArrowRight', 'ArrowRight');
    await eventually(async () => assert.match(await moment.getAttribute('aria-valuetext'), /^plan 1, t = 8\d, step 0$/));
    await until(async () => (await pictureOf(page, 'diffusion')) !== noise, 'another picture');
    await press(page, 'o');
    await page.getByRole('radio', { name: 'after Ta actions (closed loop)' }).waitFor();
    assert.ok(await page.getByRole('radio', { name: 'after Ta actions (closed loop)' }).isChecked());
    await eventually(() => assert.match(page.url(), /room=act.*loop=closed/));
    assert.deepEqual(page.problems, []);
  });

  test('an address opens the settings that it was written with, and says what it cannot have', async () => {
    const query = '&demos=50&left=0.8&To=3&Tp=20&Ta=4&loop=closed&y=-0.05&target=v&steps=8&fan=4&seed=7&noise=3';
    const page = await open(query);
    await eventually(() => {
      const { searchParams } = new URL(page.url());
      for (const [key, value] of new URLSearchParams(query)) assert.equal(searchParams.get(key), value, key);
    });
    const other = await open('&Ta=99&data=drawn');
    assert.equal(await other.locator('.notice').count(), 2);
    assert.ok(await other.getByRole('radio', { name: 'Generated' }).isChecked());
    assert.deepEqual([...page.problems, ...other.problems], []);
  });

  test('reduced motion: the film has few pictures, and ends', async () => {
    const page = await open('&demos=20', { reducedMotion: 'reduce' });
    await press(page, 'Home', 'g');
    const moment = page.getByRole('slider', { name: 'Moment' });
    const seen = new Set();
    await until(async () => {
      seen.add(await moment.inputValue());
      return (await moment.inputValue()) === (await moment.getAttribute('max'));
    }, 'the end of the film');
    assert.ok(seen.size <= 8, `${seen.size} pictures`);
  });
});

describe('demonstrations drawn by hand', () => {
  test('a touch adds one, undo removes it, and it is there at the next visit', async () => {
    const page = await open('', PHONE);
    await page.locator('.drawer-handle').tap();
    await page.getByRole('radio', { name: 'Drawn by hand' }).check({ force: true });
    await page.getByText('0 drawn').waitFor();
    const over = [0.14, 0.3, 0.5, 0.7, 0.86].map((across, i) => [across, [0.5, 0.3, 0.2, 0.3, 0.5][i]]);
    await drawByTouch(page, over);
    await eventually(async () => assert.equal(await drawnCount(page), 1));
    await drawByTouch(
      page,
      over.map(([across, down]) => [across, 1 - down]),
    );
    await eventually(async () => assert.equal(await drawnCount(page), 2));
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => assert.equal(await drawnCount(page), 1));
    // It can be learnt from, and outlives the page
    await page.locator('.act-side[data-outcome]').first().waitFor();
    await page.reload();
    await page.locator('.act-side[data-outcome]').first().waitFor();
    await page.locator('.drawer-handle').tap();
    await eventually(async () => assert.equal(await drawnCount(page), 1));
    // A line that shows no way is none, and is told
    await drawByTouch(page, [
      [0.5, 0.8],
      [0.52, 0.8],
    ]);
    await page.locator('[data-code="shortLine"]').waitFor({ state: 'attached' });
    assert.equal(await drawnCount(page), 1);
    assert.deepEqual(page.problems, []);
  });
});

for (const lang of ['en', 'zh']) {
  test(`${lang}, on a phone: the button, both planes and the step on the first screen, nothing beyond its edge`, async () => {
    const page = await open(`&lang=${lang}`, PHONE);
    const handle = await page.locator('.drawer-handle').boundingBox();
    for (const part of ['.transport .primary', '[data-policy="diffusion"] canvas', '[data-policy="cloning"] canvas', '.step-count']) {
      const { x, y, width, height } = await page.locator(part).first().boundingBox();
      assert.ok(x >= 0 && x + width <= 390 && y + height <= handle.y, `${part} at ${x}, ${y}`);
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.problems, []);
  });
}
