// "Break it" as a visitor meets it: every mistake beside the right way from the same noise, figures that tell them apart, the quiz.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches, endsOtherwise, eventually, frames, stagePixels } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 240_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

/** A network is trained on whatever machine this is. */
const PATIENCE = 180_000;

async function open(query = '', options = {}) {
  const page = await site.page({ query: `?room=learn&lesson=break${query}`, ...options });
  await page.locator('.break').waitFor();
  return page;
}

/** Waits until both sides and their figures are there; wrong and right of each by its name. */
async function measured(page) {
  await page.locator('.break[data-busy=false] tr[data-measure]').first().waitFor({ timeout: PATIENCE });
  const rows = await page
    .locator('tr[data-measure]')
    .evaluateAll((all) => all.map((row) => [row.dataset.measure, [...row.querySelectorAll('td')].map((cell) => cell.textContent)]));
  return Object.fromEntries(
    rows.map(([name, cells]) => {
      const [wrong, right, data] = cells.map((cell) => Number(cell.replaceAll('−', '-')));
      return [name, { wrong, right, data }];
    }),
  );
}

async function choose(page, fault) {
  await page.locator(`[data-fault=${fault}] input`).check();
  // What was measured before is gone in the same frame
  await frames(page);
  return measured(page);
}

const pixels = (page, side) => page.locator(`[data-side=${side}] canvas`).evaluate((canvas) => canvas.toDataURL());

const along = (page, percent) =>
  page.locator('.journey input[type=range]').evaluate((input, to) => {
    input.value = String(to);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, percent);

/** Both sides are the same pictures now. */
const same = (page) => eventually(async () => assert.equal(await pixels(page, 'wrong'), await pixels(page, 'right')));

/** Appleby's finalizer, by which a number deals. */
function dealt(deal) {
  const mask = 0xffffffffn;
  let hash = BigInt(deal) & mask;
  hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & mask;
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & mask;
  return Number((hash ^ (hash >> 16n)) % 9n);
}
const NOTHING = 8;
const dealOf = (outcome) => Array.from({ length: 999 }, (_, i) => i + 1).find((deal) => dealt(deal) === outcome);

describe('a mistake', () => {
  test('is looked at before it is explained: the reason comes when it is asked for, and goes with another mistake', async () => {
    const page = await open('&eps=exact');
    await measured(page);
    assert.equal(await page.locator('.fault-words').count(), 0);
    await page.getByRole('button', { name: /I have looked/ }).click();
    await page.locator('.fault-words', { hasText: 'Why:' }).waitFor();
    const other = page.locator('.fault-card:not(:has(:checked))').first();
    await other.locator('input').check();
    await frames(page);
    assert.equal(await page.locator('.fault-words').count(), 0);
    assert.deepEqual(page.problems, []);
  });

  // What each must show at least, by its figures: (wrong, right) of a measure.
  const POINTS = {
    no_noise: [['spread', (w, r) => w < 0.3 * r]],
    last_noise: [
      ['off', (w, r) => w > 2 * r],
      ['spread', (w, r) => Math.abs(w / r - 1) < 0.05],
    ],
    beta_for_sigma: [['spread', (w, r) => w < 0.93 * r && w > 0.3 * r]],
    shifted_alpha_bar: [['off', (w, r) => w > 2 * r]],
    unspaced_beta: [
      ['distance', (w, r) => w > 2 * r],
      ['off', (w, r) => w > 5 * r],
    ],
    one_time: [['distance', (w, r) => w > 3 * r]],
    short_schedule: [
      ['distance', (w, r) => w > 1.2 * r],
      ['off', (w, r) => w < 2 * r],
    ],
    marginal_sigma: [['distance', (w, r) => w > 1.1 * r]],
  };

  test('begins on points with the right one’s noise, and each shows in its own figures', async () => {
    // Two draws of these data are 0.05 apart, samples of ten seeds 0.06 to 0.13.
    const page = await open('&seed=4');
    let right;
    for (const [fault, claims] of Object.entries(POINTS)) {
      const found = await choose(page, fault);
      for (const [name, holds] of claims) {
        const { wrong, right: ok } = found[name];
        assert.ok(holds(wrong, ok), `${fault}: ${name} is ${wrong} wrong, ${ok} right`);
      }
      right ??= found.distance.right;
      assert.equal(found.distance.right, right, 'the right side stays');
      assert.ok(found.distance.right < 1.6 * found.distance.data, 'the right side is right');
      await along(page, 0);
      await same(page);
      await along(page, 100);
      await eventually(async () => assert.notEqual(await pixels(page, 'wrong'), await pixels(page, 'right'), fault));
    }
    assert.deepEqual(page.problems, []);
  });

  const PICTURES = {
    no_noise: ['contrast', (w, r) => w < 0.9 * r],
    last_noise: ['grain', (w, r) => w > r],
    unspaced_beta: ['grain', (w, r) => w > 2 * r],
    one_time: ['beyond', (w, r) => w > 2 * r],
    short_schedule: ['grain', (w, r) => w > r],
    marginal_sigma: ['beyond', (w, r) => w > 2 * r],
  };

  test('shows on pictures, too', async () => {
    const page = await open('&stage=pictures');
    for (const [fault, [name, holds]] of Object.entries(PICTURES)) {
      const { wrong, right } = (await choose(page, fault))[name];
      assert.ok(holds(wrong, right), `${fault}: ${name} is ${wrong} wrong, ${right} right`);
      await along(page, 0);
      await same(page);
      await along(page, 100);
    }
    assert.match(await page.locator('.fault-card:has(:checked)').textContent(), /The wrong σ/);
    assert.deepEqual(page.problems, []);
  });

  test('of a network without time is a second one, trained beside the first; training can be stopped and goes on', async () => {
    const page = await open('&eps=network&fault=one_time');
    await page.locator('[data-running] button').click();
    await page.getByRole('button', { name: 'Compute' }).click();
    const { distance } = await measured(page);
    assert.ok(distance.wrong > 1.3 * distance.right, JSON.stringify(distance));
    assert.match(await page.locator('.fault-card:has(:checked)').textContent(), /eps = net\(x\)/);
    await page.getByRole('button', { name: 'I have looked' }).click();
    await page.locator('.fault-told', { hasText: 'second network' }).waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('is played by a key and a button, and with little motion in few pictures', async () => {
    const page = await open('', { reducedMotion: 'reduce' });
    await measured(page);
    await page.locator('.lesson h1').click();
    await page.keyboard.press('k');
    const shown = new Set();
    const slider = page.locator('.journey input[type=range]');
    await eventually(async () => {
      shown.add(await slider.inputValue());
      assert.equal(await page.getByRole('button', { name: 'Play' }).count(), 1);
      assert.equal(await slider.inputValue(), '100');
    });
    assert.ok(shown.size <= 8, [...shown].join());
    assert.deepEqual(page.problems, []);
  });
});

describe('the address', () => {
  test('holds what was chosen, and another page takes it out', async () => {
    const page = await open();
    await measured(page);
    await page.getByRole('radio', { name: '50', exact: true }).check();
    await page.getByLabel('Data', { exact: true }).selectOption({ label: 'Dinosaur' });
    await choose(page, 'marginal_sigma');
    await eventually(async () => assert.match(page.url(), /fault=marginal_sigma&shape=dino&steps=50/));
    const again = await site.page({ query: new URL(page.url()).search });
    await measured(again);
    assert.equal(await again.locator('[data-fault=marginal_sigma] input').isChecked(), true);
    assert.equal(await again.getByRole('radio', { name: '50', exact: true }).isChecked(), true);
    await again.locator('[data-page="1"]').click();
    await eventually(async () => assert.doesNotMatch(again.url(), /fault|shape|steps/));
    assert.deepEqual([...page.problems, ...again.problems], []);
  });

  test('that is hostile opens to the defaults, with a sentence for each', async () => {
    const hostile = {
      stage: '<script>',
      fault: '__proto__',
      shape: 'x'.repeat(3000),
      steps: '7',
      deal: '123456',
      seed: '-1',
      level: 'both ',
    };
    const page = await open(`&${new URLSearchParams(hostile)}`);
    await measured(page);
    assert.equal(await page.locator('.notice.problem').count(), Object.keys(hostile).length);
    assert.equal(await page.locator('[data-fault=no_noise] input').isChecked(), true);
    assert.equal(await page.locator('.quiz').count(), 0);
    assert.deepEqual(page.problems, []);
  });
});

describe('the quiz', () => {
  const answer = async (page, index) => {
    await page.locator('.quiz .answers input').nth(index).check();
    await page.locator('.quiz button[type=submit]').click();
    await page.locator('.quiz .verdict').waitFor();
    return (await page.locator('.quiz .verdict').getAttribute('data-right')) === 'true';
  };
  const scored = (page) => page.locator('.quiz-score').getAttribute('data-score');

  test('hides what it dealt until one has committed, then tells it and keeps the score', async () => {
    const shown = dealOf(6);
    const page = await open(`&deal=${shown}&fault=one_time`);
    await measured(page);
    assert.equal(await page.locator('.fault-card, .code-lines').count(), 0, 'something is told');
    // The clock of a chain that begins late would tell
    assert.doesNotMatch(await page.locator('[data-side=wrong]').textContent(), /t =/);
    await eventually(async () => assert.doesNotMatch(page.url(), /fault/));
    assert.equal(await answer(page, 0), false);
    assert.match(await page.locator('.verdict').textContent(), /A chain started late.*x\[T \/\/ 4\]/s);
    assert.match(await page.locator('[data-side=wrong]').textContent(), /t = 0/);
    assert.equal(await scored(page), '0/1');
    assert.equal(await page.locator('.quiz .answers').count(), 0, 'an answer stands');

    await page.getByRole('button', { name: 'Next question' }).click();
    await eventually(async () => assert.doesNotMatch(page.url(), new RegExp(`deal=${shown}\\b`)));
    await measured(page);
    const deal = Number(new URL(page.url()).searchParams.get('deal'));
    // One in ten thousand deals is the one before
    if (deal !== shown) {
      assert.equal(await answer(page, dealt(deal)), true);
      assert.equal(await scored(page), '1/2');
    }
    await page.waitForLoadState('networkidle');
    await page.reload();
    await page.locator('.quiz .verdict').waitFor();
    assert.equal(await scored(page), deal === shown ? '0/1' : '1/2');
    await page.getByRole('button', { name: 'Reset the score' }).click();
    assert.equal(await scored(page), '0/0');
    assert.equal(await page.evaluate(() => localStorage.getItem('ddpm-lab:break')), null);
    assert.deepEqual(page.problems, []);
  });

  test('may have nothing wrong: then both sides are the same', async () => {
    const page = await open(`&deal=${dealOf(NOTHING)}&stage=pictures&model=digits`);
    const { contrast } = await measured(page);
    assert.equal(contrast.wrong, contrast.right);
    await same(page);
    assert.equal(await answer(page, NOTHING), true);
    assert.deepEqual(page.problems, []);
  });

  test('has a harder level, with one side only', async () => {
    const page = await open(`&deal=${dealOf(1)}&level=alone`);
    await measured(page);
    assert.equal(await page.locator('[data-side]').count(), 1);
    assert.equal(await page.locator('th[scope=col]').count(), 2);
    assert.equal(await answer(page, 1), true);
    assert.equal(await page.locator('[data-side]').count(), 2, 'once it is told, both are shown');
    assert.deepEqual(page.problems, []);
  });

  for (const text of ['[[0,1],"x"]', '{"right":99}', 'x'.repeat(1e6), '[[1,99]]']) {
    test(`scores that somebody else has stored are none: ${text.slice(0, 14)}`, async () => {
      const script = `localStorage.setItem('ddpm-lab:break', ${JSON.stringify(text)})`;
      const page = await open('&deal=5', { script });
      await measured(page);
      assert.equal(await scored(page), '0/0');
      assert.deepEqual(page.problems, []);
    });
  }
});

test('room Watch has its own model again when one comes back', async () => {
  const page = await site.page({ query: '?steps=5&speed=max' });
  await clockReaches(page, ({ t }) => t === 0);
  await atRest(page);
  const first = await stagePixels(page);
  await page.getByRole('link', { name: 'Learn' }).click();
  await page.locator('[data-page=break]').click();
  await page.getByRole('radio', { name: 'Pictures' }).check();
  await page.getByRole('radio', { name: 'Digits' }).check();
  await measured(page);
  await page.getByRole('link', { name: 'Watch' }).click();
  await clockReaches(page, ({ t }) => t === 0);
  await eventually(async () => assert.equal(await stagePixels(page), first, 'what was shown is gone'));
  const seed = page.locator('#seed');
  await seed.fill('2');
  await seed.press('Enter');
  await endsOtherwise(page, first);
  await seed.fill('1');
  await seed.press('Enter');
  await eventually(async () => assert.equal(await stagePixels(page), first, 'the run was of another model'));
  assert.deepEqual(page.problems, []);
});

test('lesson 5 leads to it', async () => {
  const page = await site.page({ query: '?room=learn&lesson=5' });
  await page.locator('.tool-link button', { hasText: 'Break it' }).click();
  await measured(page);
  assert.deepEqual(page.problems, []);
});
