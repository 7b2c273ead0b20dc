// The debugger as a visitor meets it: every number it shows is held against the formulas of the paper, reckoned here from
// the schedule, and against the step before and after it.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches, eventually, stagePixels } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 240_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const EXTENT = 3.2;

/** Looks again and again until there is something to be seen, and gives that. */
const until = (look) =>
  eventually(async () => {
    const found = await look();
    assert.ok(found);
    return found;
  });

async function open(query = '', options = {}) {
  const page = await site.page({ query: `?room=learn&lesson=debugger${query}`, ...options });
  await ready(page);
  return page;
}

const ready = (page) => page.locator('.debugger[data-phase="open"]').waitFor({ timeout: 120_000 });

/** What the page shows: the line that is lit, and for every symbol its numbers, or null where they are not known yet. */
const seen = (page) =>
  page.evaluate(() => {
    const lit = document.querySelector('.debug-box li[aria-current="step"]');
    const values = {};
    for (const chip of document.querySelectorAll('.debug-box [data-symbol]')) {
      const numbers = chip.querySelector('data')?.value.split(',').map(Number) ?? null;
      const name = chip.dataset.symbol;
      const before = values[name];
      if (before !== undefined && String(before) !== String(numbers)) throw new Error(`${name} is ${before} and ${numbers}`);
      values[name] = numbers;
    }
    const fresh = [...document.querySelectorAll('.chip.fresh')].map((chip) => chip.dataset.symbol);
    return { line: Number(lit?.querySelector('.line-number').textContent), fresh: [...new Set(fresh)].sort(), ...values };
  });

/** Presses a key and waits until the page has followed. */
async function press(page, key, condition = () => true) {
  const before = await seen(page);
  await page.keyboard.press(key);
  return until(async () => {
    const now = await seen(page);
    return (
      (now.line !== before.line || String(now.t) !== String(before.t) || String(now.x0) !== String(before.x0)) && condition(now) && now
    );
  });
}

const close = (actual, expected, what, tolerance = 2e-5) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * (1 + Math.abs(expected)), `${what}: ${actual} is not ${expected}`);

/** The same, number by number. */
function allClose(actual, expected, what, tolerance) {
  assert.equal(actual.length, expected.length, what);
  for (const [k, value] of actual.entries()) close(value, expected[k], what, tolerance);
}

/** The paper's linear β in fewer, larger steps, with its ᾱ, reckoned here. */
function schedule(total) {
  const scale = 1000 / total;
  const [low, high] = [1e-4 * scale, Math.min(0.02 * scale, 0.6)];
  const beta = [0, ...Array.from({ length: total }, (_, i) => low + ((high - low) * i) / (total - 1))];
  const alphaBar = [1];
  for (let t = 1; t <= total; t += 1) alphaBar.push(alphaBar[t - 1] * (1 - beta[t]));
  return { beta, alphaBar };
}

/** Line 4 of Algorithm 2 with the numbers on the page. */
function holdsLine4(now, what) {
  now.xPrev.forEach((next, k) => {
    const mean = now.stretch[0] * (now.xt[k] - now.share[0] * now.epsTheta[k]);
    // A factor of a thousand at the end of a cosine schedule multiplies the rounding of 32-bit numbers
    close(next, mean + now.sigma[0] * now.z[k], `${what}: x_{t−1}`, 2e-5 * Math.max(1, now.stretch[0] / 4));
  });
}

describe('Algorithm 2 on points', () => {
  test('every line of every step: the numbers are the paper’s, and each step begins where the one before ended', async () => {
    const total = 10;
    const { beta, alphaBar } = schedule(total);
    const page = await open(`&shape=gaussian&eps=exact&T=${total}&seed=5&particle=17`);
    let now = await seen(page);
    assert.deepEqual([now.line, now.fresh, now.t, now.z], [1, ['xT'], null, null]);
    let x = now.xT;
    for (let t = total; t >= 1; t -= 1) {
      now = await press(page, 'ArrowRight');
      assert.deepEqual([now.line, now.t, now.xt, now.z, now.epsTheta], [2, [t], x, null, null]);
      assert.deepEqual(now.fresh, ['share', 'sigma', 'stretch', 't', 'xt']);
      const [bar, before] = [alphaBar[t], alphaBar[t - 1]];
      close(now.stretch[0], 1 / Math.sqrt(1 - beta[t]), '1/√α', 1e-12);
      close(now.share[0], beta[t] / Math.sqrt(1 - bar), '(1 − α)/√(1 − ᾱ)', 1e-12);
      close(now.sigma[0], t === 1 ? 0 : Math.sqrt(((1 - before) / (1 - bar)) * beta[t]), 'σ', 1e-12);

      now = await press(page, 'ArrowRight');
      assert.deepEqual([now.line, now.fresh, now.epsTheta], [3, ['z'], null]);
      assert.equal(
        now.z.every((z) => z === 0),
        t === 1,
        'z is 0 in the last step alone',
      );

      now = await press(page, 'ArrowRight');
      assert.deepEqual([now.line, now.fresh], [4, ['epsTheta', 'xPrev']]);
      // For x_0 ~ N(0, I) the best guess is √(1 − ᾱ_t) x_t
      allClose(
        now.epsTheta,
        x.map((value) => Math.sqrt(1 - bar) * value),
        'ε',
      );
      holdsLine4(now, `t = ${t}`);
      x = now.xPrev;
    }
    now = await press(page, 'ArrowRight');
    assert.deepEqual([now.line, now.x0], [6, x]);
    assert.deepEqual(page.problems, []);
  });

  test('the network is trained on the spot, and its steps obey line 4, too', async () => {
    const page = await open('&T=5&seed=2');
    for (let step = 0; step < 5; step += 1) {
      for (const line of [2, 3, 4]) assert.equal((await press(page, 'ArrowRight')).line, line);
      holdsLine4(await seen(page), `step ${step}`);
    }
    // Trained on eight islands, all of which lie between 1 and 2 from the middle
    const { x0 } = await press(page, 'ArrowRight');
    const away = Math.hypot(...x0);
    assert.ok(away > 0.8 && away < 2.2, `a sample ${away} from the middle`);
    assert.deepEqual(page.problems, []);
  });

  test('σ² = β takes the same x_T and the same z', async () => {
    const page = await open('&shape=point&eps=exact&T=10&t=6&line=4');
    const small = await seen(page);
    await page.getByRole('radio', { name: 'β', exact: true }).check();
    const large = await until(async () => {
      const now = await seen(page);
      return now.line === 4 && now.sigma[0] !== small.sigma[0] && now;
    });
    const { beta } = schedule(10);
    close(large.sigma[0], Math.sqrt(beta[6]), 'σ', 1e-12);
    assert.deepEqual([large.xT, large.z, large.t], [small.xT, small.z, [6]]);
    holdsLine4(large, 'β');
  });

  test('keys: lines, steps and ends, forth and back', async () => {
    const page = await open('&shape=point&eps=exact&T=10');
    const at = async (key, line, t) => {
      const now = await press(page, key);
      assert.deepEqual([now.line, now.t?.[0] ?? null], [line, t]);
    };
    await at('ArrowRight', 2, 10);
    await at('Shift+ArrowRight', 2, 9);
    await at('ArrowRight', 3, 9);
    await at('ArrowLeft', 2, 9);
    await at('ArrowLeft', 4, 10);
    await at('Shift+ArrowLeft', 2, 10);
    await at('End', 6, 1);
    await at('Home', 1, null);
  });

  test('runs in slow motion and stops at the break, whichever way that was set; pausing pauses', async () => {
    const page = await open('&shape=point&eps=exact&T=20&pace=20');
    const state = page.locator('.debug-bar [role="status"]');
    await page.getByLabel('Breakpoint at t', { exact: true }).fill('15');
    await page.getByLabel('Breakpoint at t', { exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('Stopped at the breakpoint t = 15.').waitFor();
    assert.deepEqual(await seen(page).then(({ line, t }) => [line, t]), [2, [15]]);

    // By a click on the track: it runs from T on the left to 0 on the right
    const track = page.locator('.stop-track');
    const { width, height } = await track.boundingBox();
    await track.click({ position: { x: width * (1 - 9 / 20), y: height / 2 } });
    assert.equal(await page.getByLabel('Breakpoint at t', { exact: true }).inputValue(), '9');
    await page.locator('h1').click();
    await page.keyboard.press(' ');
    await page.getByText('Stopped at the breakpoint t = 9.').waitFor();

    // By a key, where one stands
    await page.keyboard.press('Shift+ArrowRight');
    await until(async () => (await seen(page)).t[0] === 8);
    await page.keyboard.press('b');
    assert.equal(await page.getByLabel('Breakpoint at t', { exact: true }).inputValue(), '8');
    await page.keyboard.press('b');
    assert.equal(await page.getByLabel('Breakpoint at t', { exact: true }).inputValue(), '');

    await page.keyboard.press(' ');
    await until(async () => (await seen(page)).t[0] <= 6);
    await page.keyboard.press(' ');
    const paused = await seen(page);
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    await atRest(page);
    assert.deepEqual(await seen(page), paused);
    await page.keyboard.press(' ');
    await until(async () => (await seen(page)).line === 6);
    assert.equal(await state.textContent(), '');
    assert.deepEqual(page.problems, []);
  });

  test('the slider jumps to any t, and the values are those of walking there', async () => {
    const page = await open('&shape=eight_gaussians&eps=exact&T=20');
    for (let i = 0; i < 4; i += 1) await press(page, 'Shift+ArrowRight');
    await press(page, 'ArrowRight');
    const walked = await press(page, 'ArrowRight');
    await press(page, 'Home');
    await page.getByLabel('Jump to t').evaluate((input) => {
      input.value = '3';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await until(async () => (await seen(page)).t?.[0] === 17);
    await page.locator('h1').click();
    await press(page, 'ArrowRight');
    const jumped = await press(page, 'ArrowRight');
    assert.deepEqual(jumped, walked);
  });

  test('a click follows the particle under it, a number any, and arrow keys the next one on that side', async () => {
    const page = await open('&shape=two_moons&eps=exact&T=20&t=12&line=2');
    const number = page.getByLabel('Particle no.', { exact: true });
    const pad = page.locator('.debug-stage .pad');
    const side = (await pad.boundingBox()).width;
    const first = await seen(page);
    for (const [across, down] of [
      [0.35, 0.4],
      [0.62, 0.55],
    ]) {
      const before = await number.inputValue();
      await pad.click({ position: { x: across * side, y: down * side } });
      assert.notEqual(await number.inputValue(), before);
      const [x, y] = [(2 * across - 1) * EXTENT, (1 - 2 * down) * EXTENT];
      const { t, line } = await until(async () => {
        const now = await seen(page);
        assert.ok(Math.hypot(now.xt[0] - x, now.xt[1] - y) < 0.5, `the particle at ${now.xt} is not the one clicked at ${[x, y]}`);
        return now;
      });
      assert.deepEqual([t, line], [[12], 2], 'the place in time is kept');
    }
    const before = await seen(page);
    await pad.focus();
    await page.keyboard.press('ArrowRight');
    const right = await until(async () => {
      const now = await seen(page);
      return now.xt[0] > before.xt[0] && now;
    });
    await page.keyboard.press('ArrowUp');
    await until(async () => (await seen(page)).xt[1] > right.xt[1]);
    await number.fill('1');
    await number.press('Enter');
    await until(async () => String((await seen(page)).xt) === String(first.xt));
  });

  test('values in place of symbols: line 4 is then an equation of numbers', async () => {
    const page = await open('&shape=point&eps=exact&T=10&t=6&line=4');
    const formula = page.locator('.debug-box li.lit .display');
    assert.match(await formula.textContent(), /σ/);
    await page.keyboard.press('v');
    const { stretch, sigma } = await seen(page);
    await until(async () => (await formula.textContent()).includes(stretch[0].toFixed(4)));
    const words = await formula.textContent();
    assert.ok(words.includes(sigma[0].toFixed(4)) && !words.includes('σ'), words);
  });
});

describe('Algorithm 1', () => {
  test('every turn is a training step whose numbers are the paper’s', async () => {
    const { alphaBar } = schedule(40);
    const page = await open('&alg=1&shape=two_moons&particle=3');
    const losses = [];
    for (let turn = 1; turn <= 5; turn += 1) {
      let now = turn === 1 ? await seen(page) : await press(page, 'ArrowRight');
      assert.deepEqual([now.line, now.fresh, now.t, now.eps], [2, ['x0'], null, null]);
      now = await press(page, 'ArrowRight');
      assert.deepEqual([now.line, now.eps, now.loss], [3, null, null]);
      const t = now.t[0];
      assert.ok(Number.isInteger(t) && t >= 1 && t <= 40);
      close(now.rootAlphaBar[0], Math.sqrt(alphaBar[t]), '√ᾱ', 1e-12);
      close(now.rootNoiseVariance[0], Math.sqrt(1 - alphaBar[t]), '√(1 − ᾱ)', 1e-12);
      now = await press(page, 'ArrowRight');
      assert.deepEqual([now.line, now.fresh, now.xt], [4, ['eps'], null]);
      now = await press(page, 'ArrowRight');
      assert.deepEqual([now.line, now.fresh], [5, ['change', 'epsTheta', 'gradient', 'loss', 'square', 'xt']]);
      allClose(
        now.xt,
        now.x0.map((x0, k) => now.rootAlphaBar[0] * x0 + now.rootNoiseVariance[0] * now.eps[k]),
        'x_t',
      );
      const square = now.eps.reduce((sum, eps, k) => sum + (eps - now.epsTheta[k]) ** 2, 0);
      close(now.square[0], square, '‖ε − ε_θ‖²', 1e-4);
      assert.ok(now.gradient[0] > 0 && now.change[0] > 0 && now.loss[0] > 0);
      losses.push(now.loss[0]);
    }
    assert.equal(new Set(losses).size, 5, 'each turn has a batch of its own');
    assert.equal(await page.locator('.debug-clock').textContent(), 'training step 5');

    // Back through what was
    for (let i = 0; i < 4; i += 1) await press(page, 'ArrowLeft');
    assert.equal((await seen(page)).loss[0], losses[3]);

    // 500 more at once: the loss falls, and the turn that follows is one of them all
    await page.getByRole('button', { name: 'Train 500 steps at once' }).click();
    await until(async () => (await page.locator('.debug-clock').textContent()) === 'training step 506');
    const later = [];
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press('Shift+ArrowRight');
      await until(async () => (await page.locator('.debug-clock').textContent()) === `training step ${507 + i}`);
      for (let line = 0; line < 3; line += 1) await press(page, 'ArrowRight');
      later.push((await seen(page)).loss[0]);
    }
    const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
    assert.ok(mean(later) < 0.9 * mean(losses), `${mean(later)} after training, ${mean(losses)} before`);
    await page.getByText(/^Loss of the batch over 51\d steps/).waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('a click follows another point of the same batch, back on every line of the turn', async () => {
    const page = await open('&alg=1&shape=two_moons&T=10');
    for (let line = 0; line < 3; line += 1) await press(page, 'ArrowRight');
    const first = await seen(page);
    const pad = page.locator('.debug-stage .pad');
    const side = (await pad.boundingBox()).width;
    await pad.click({ position: { x: 0.6 * side, y: 0.6 * side } });
    const now = await until(async () => {
      const shown = await seen(page);
      assert.notDeepEqual(shown.xt, first.xt);
      return shown;
    });
    assert.ok(Math.hypot(now.xt[0] - 0.2 * EXTENT, now.xt[1] + 0.2 * EXTENT) < 0.5, `${now.xt} is not the point that was clicked`);
    assert.deepEqual([now.line, now.loss, now.gradient], [5, first.loss, first.gradient], 'it is the same step');
    close(
      now.square[0],
      now.eps.reduce((sum, eps, k) => sum + (eps - now.epsTheta[k]) ** 2, 0),
      '‖ε − ε_θ‖²',
      1e-4,
    );
    await press(page, 'ArrowLeft');
    assert.deepEqual((await seen(page)).eps, now.eps);
    await pad.focus();
    await page.keyboard.press('ArrowLeft');
    await until(async () => String((await seen(page)).x0) !== String(now.x0));
    assert.deepEqual(page.problems, []);
  });

  test('the same seed draws the same turn; a break stops when its t is drawn', async () => {
    const page = await open('&alg=1&T=5&break=3&pace=20&seed=9');
    const first = (await seen(page)).x0;
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('Stopped at the breakpoint t = 3.').waitFor();
    assert.deepEqual(await seen(page).then(({ line, t }) => [line, t]), [3, [3]]);
    const again = await open('&alg=1&T=5&seed=9');
    assert.deepEqual((await seen(again)).x0, first);
  });

  test('what was trained is still there after a look at Algorithm 2', async () => {
    const page = await open('&alg=1&shape=point&eps=exact&T=5');
    for (let i = 0; i < 6; i += 1) await press(page, 'ArrowRight');
    const before = await seen(page);
    await page.keyboard.press('a');
    await until(async () => (await seen(page)).line === 1);
    await page.keyboard.press('a');
    await until(async () => (await seen(page)).line === before.line && String((await seen(page)).x0) === String(before.x0));
    assert.deepEqual(await seen(page), before);
  });
});

describe('Algorithm 2 on a picture', () => {
  for (const clip of ['on', 'off']) {
    test(`x̂_0 limited: ${clip}. Line 4 holds for the pixel at every step, and a step begins where the one before ended`, async () => {
      const page = await open(`&stage=pictures&model=digits&walk=5&clip=${clip}&column=14&row=13`);
      let x = (await seen(page)).xT;
      for (let step = 0; step < 5; step += 1) {
        let now = await press(page, 'ArrowRight');
        assert.equal(now.line, 2);
        // x at t, as the engine hands it out, to the rounding of 32-bit numbers
        allClose(now.xt, x, 'x_t', 1e-5);
        await press(page, 'ArrowRight');
        now = await press(page, 'ArrowRight');
        holdsLine4(now, `step ${step}`);
        x = now.xPrev;
      }
      const { line, x0 } = await press(page, 'ArrowRight');
      assert.equal(line, 6);
      allClose(x0, x, 'x_0', 1e-5);
      assert.equal(await page.getByText('is clipped to').count(), clip === 'on' ? 1 : 0);
      assert.deepEqual(page.problems, []);
    });
  }

  test('a colour picture has three numbers a pixel; a click and the arrow keys follow another; any t may be jumped to', async () => {
    const page = await open('&stage=pictures&walk=5');
    assert.equal((await seen(page)).xT.length, 3);
    const pad = page.locator('[data-picture="x"] .pad');
    const { width } = await pad.boundingBox();
    await pad.click({ position: { x: (2.5 / 16) * width, y: (4.5 / 16) * width } });
    assert.equal(await page.getByLabel('Pixel column').inputValue(), '3');
    assert.equal(await page.getByLabel('Pixel row').inputValue(), '5');
    const clicked = (await seen(page)).xT;
    await pad.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.getByLabel('Pixel column').inputValue(), '4');
    assert.equal(await page.getByLabel('Pixel row').inputValue(), '6');
    assert.notDeepEqual((await seen(page)).xT, clicked);
    await page.locator('h1').click();
    await page.keyboard.press('End');
    await until(async () => (await seen(page)).line === 6);
    const jump = page.getByLabel('Jump to t');
    await jump.evaluate((input) => {
      input.value = '2';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const now = await until(async () => {
      const shown = await seen(page);
      return shown.line === 2 && shown;
    });
    assert.deepEqual(now.t, [600]);
    await page.getByText('from 600 to 400').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('room Watch keeps its own model, whichever the debugger took', async () => {
    const page = await site.page({ query: '?steps=5&speed=max' });
    await clockReaches(page, ({ t }) => t === 0);
    const picture = await stagePixels(page);
    await page.getByRole('link', { name: 'Learn' }).click();
    await page.locator('[data-page="debugger"]').click();
    await ready(page);
    await page.getByRole('radio', { name: 'a picture' }).check();
    await page.getByLabel('Model').selectOption('Digits');
    await until(async () => (await seen(page)).xT?.length === 1);
    await ready(page);
    await page.getByRole('link', { name: 'Watch' }).click();
    const other = page.getByRole('spinbutton', { name: 'Seed' });
    for (const seed of ['2', '1']) {
      await other.fill(seed);
      await other.press('Enter');
      await atRest(page);
      await clockReaches(page, ({ t }) => t === 0);
    }
    await until(async () => (await stagePixels(page)) === picture);
    assert.equal(await page.locator('.notice.error').count(), 0);
    assert.deepEqual(page.problems, []);
  });
});

describe('the address', () => {
  test('opens to exactly what it was: settings, place and break', async () => {
    const query = '&shape=swiss_roll&eps=exact&T=20&variance=1&seed=77&particle=200&break=4&pace=2&numbers=on&t=13&line=3';
    const page = await open(query);
    const now = await until(async () => {
      const shown = await seen(page);
      return shown.line === 3 && shown;
    });
    assert.deepEqual(now.t, [13]);
    const wanted = [...new URLSearchParams(`room=learn&lesson=debugger${query}`)].sort();
    await until(() => JSON.stringify([...new URL(page.url()).searchParams].sort()) === JSON.stringify(wanted));
    await press(page, 'ArrowRight');
    await until(() => new URL(page.url()).searchParams.get('line') === '4');
    const again = await site.page({ query: new URL(page.url()).search });
    await ready(again);
    await until(async () => JSON.stringify(await seen(again)) === JSON.stringify(await seen(page)));
  });

  test('a hostile one opens to the defaults, with a sentence; another page takes the settings out', async () => {
    const page = await open('&shape=../x&T=7&eps=exact&particle=1e9&t=-4');
    assert.ok((await page.locator('.notice').count()) >= 1);
    assert.equal((await seen(page)).line, 1);
    await until(() => new URL(page.url()).searchParams.get('eps') === 'exact');
    await page.locator('[data-page="7"]').click();
    await until(() => new URL(page.url()).search === '?room=learn&lesson=7');
    await page.locator('.tool-link button', { hasText: 'The debugger' }).click();
    await ready(page);
    assert.deepEqual(page.problems, []);
  });
});

test('who does not want to wait for the network need not', async () => {
  const page = await site.page({ query: '?room=learn&lesson=debugger&T=150&shape=checkerboard' });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Use the exact denoiser' }).click();
  await ready(page);
  assert.equal((await seen(page)).line, 1);
  assert.deepEqual(page.problems, []);
});

test('with reduced motion what has changed is marked, and nothing moves', async () => {
  for (const [reducedMotion, animation] of [
    ['no-preference', 'just-changed'],
    ['reduce', 'none'],
  ]) {
    const page = await open('&shape=point&eps=exact&T=5', { reducedMotion });
    const fresh = page.locator('.chip.fresh data').first();
    const style = await fresh.evaluate((element) => {
      const { animationName, borderBottomWidth } = getComputedStyle(element);
      return [animationName, borderBottomWidth];
    });
    assert.deepEqual(style, [animation, '2px']);
  }
});

test('in Chinese the page says the same', async () => {
  const page = await open('&shape=point&eps=exact&T=5&lang=zh&t=3&line=4');
  await page.getByRole('heading', { name: '算法 2：采样' }).waitFor();
  assert.match(await page.locator('.stage-says').textContent(), /^第 4 行/);
});
