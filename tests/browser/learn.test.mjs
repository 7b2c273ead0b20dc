// Room Learn as a visitor meets it: every lesson is walked to its end, and the numbers it shows are compared with the engine's.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { atRest, eventually } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 240_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

/** A run of a lesson trains a network on whatever machine this is. */
const PATIENCE = 180_000;

/** In the page: the self-checks of all lessons count as answered, so that a lesson is whole once its scenes are. */
const checksAnswered = () => {
  const all = Array.from({ length: 40 }, (_, i) => `${i + 1}.check`);
  localStorage.getItem('ddpm-lab:learn') ?? localStorage.setItem('ddpm-lab:learn', JSON.stringify(all));
};

async function open(lesson, query = '', options = {}) {
  const page = await site.page({ query: `?room=learn&lesson=${lesson}${query}`, script: checksAnswered, ...options });
  await page.locator('.lesson h1').waitFor();
  return page;
}

const experiment = (page, id) => page.locator(`[data-experiment="${id}"]`);

/** Commits to a prediction (the index of an answer, or nothing: the number next to where it stands), runs, and reads the verdict. */
async function predict(page, id, answer) {
  const place = experiment(page, id);
  if (answer !== undefined) await place.locator('input[type=radio]').nth(answer).check();
  assert.equal(await place.locator('.verdict').count(), 0, 'a verdict before a prediction');
  const slider = place.locator('form input[type=range]');
  if ((await slider.count()) > 0) {
    assert.ok(await place.locator('button[type=submit]').isDisabled(), 'nothing has been predicted yet');
    await slider.press('ArrowRight');
  }
  await place.locator('button[type=submit]').click();
  await place.locator('button.primary').click();
  const verdict = place.locator('.verdict');
  await verdict.waitFor({ timeout: PATIENCE });
  return { words: await verdict.textContent(), right: (await verdict.getAttribute('data-right')) === 'true' };
}

/** Half of what a plane shows, both ways. */
const EXTENT = 3.2;

/** Clicks on the picture of an experiment, commits, runs, and reads the verdict: where it is, and how far off the click was. */
async function pointAt(page, id, [x, y]) {
  const place = experiment(page, id);
  const canvas = place.locator('canvas');
  assert.ok(await place.locator('button[type=submit]').isDisabled(), 'nothing has been marked yet');
  await canvas.scrollIntoViewIfNeeded();
  const { width } = await canvas.boundingBox();
  const at = (value) => ((value + EXTENT) / (2 * EXTENT)) * width;
  await canvas.click({ position: { x: at(x), y: at(-y) } });
  const [u, v] = numbers(await place.locator('.point-picture [role=status]').textContent());
  assert.ok(Math.hypot(u - x, v - y) < 0.05, `the mark is at ${u}, ${v}`);
  const { words, right } = await predict(page, id);
  const label = numbers((await canvas.getAttribute('aria-label')).split('Computed: ')[1]);
  const [away, within] = numbers(words.split('Your mark is ')[1]);
  assert.ok(Math.abs(away - Math.hypot(u - label[0], v - label[1])) < 0.02, `${away} away, from ${u}, ${v} to ${label}`);
  assert.equal(right, away <= within);
  return { words, right, truth: label };
}

/** Writes a derivation: at its first step a wrong line first, then the right ones, which stand at these places. */
async function derive(fill, places) {
  for (const [step, place] of places.entries()) {
    const next = fill.locator(`[data-step="${step}"]`);
    if (step === 0) {
      await next
        .getByRole('radio')
        .nth((place + 1) % 3)
        .check();
      await next.getByRole('button', { name: 'Take this line' }).click();
      await next.locator('[data-diagnosis]').waitFor();
    }
    await next.getByRole('radio').nth(place).check();
    await next.getByRole('button', { name: 'Take this line' }).click();
    await fill.and(fill.page().locator(`[data-at="${step + 1}"]`)).waitFor();
  }
  await fill.locator('.fill-whole').waitFor();
}

/** A range by its label within the lesson, set as a hand sets it. */
const setRange = (page, label, value) =>
  page
    .getByLabel(label, { exact: true })
    .first()
    .evaluate((input, to) => {
      input.value = String(to);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, value);

const done = (page, task) => page.locator(`[data-task="${task}"].done`).waitFor();

/** All of a lesson is done but its self-check, which is tested elsewhere. */
const whole = (page, lesson) =>
  eventually(async () => {
    const [done, all] = (await page.locator(`[data-page="${lesson}"] .lesson-done`).textContent()).split('/').map(Number);
    assert.equal(done, all, `${done} of ${all} done`);
  });

/** Numbers of a sentence, with the page's own minus sign. */
const numbers = (words) => (words.replaceAll('−', '-').match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number);

const near = (actual, expected, share, what) =>
  assert.ok(Math.abs(actual - expected) <= share * Math.abs(expected), `${what}: ${actual} is not about ${expected}`);

/** ᾱ of Ho et al.'s linear schedule, reckoned here. */
function alphaBar(total, t = total) {
  let product = 1;
  for (let i = 1; i <= t; i += 1) product *= 1 - (1e-4 + ((0.02 - 1e-4) * (i - 1)) / (total - 1));
  return product;
}

describe('the layout', () => {
  for (const width of [390, 1024, 1280, 1920]) {
    test(`at ${width} pixels a derivation without a stage stands below its introduction, as wide as it`, async () => {
      for (const lesson of [2, 6]) {
        const page = await site.page({ query: `?room=learn&lesson=${lesson}`, viewport: { width, height: 900 } });
        await page.locator('.lesson .scene-row').first().waitFor();
        await atRest(page);
        const rows = await page.locator('.scene-row.alone').evaluateAll((all) =>
          all.map((row) => {
            const [head, rest] = ['.scene-head', '.scene-rest'].map((part) => row.querySelector(part).getBoundingClientRect());
            return { gap: rest.top - head.bottom, shift: rest.left - head.left };
          }),
        );
        assert.ok(rows.length > 0, `lesson ${lesson} has no such part`);
        for (const { gap, shift } of rows) assert.ok(gap >= 0 && shift === 0, `lesson ${lesson}: ${gap}, ${shift}`);
        await page.context().close();
      }
    });
  }
});

describe('a lesson', () => {
  test('1: half of the variance is noise where the schedule says so; down and up', async () => {
    const page = await open(1);
    await page.getByLabel('Progress').waitFor();
    await page.locator('.scene-stage input[type=range]:enabled').first().waitFor();
    // What is asked for is not said before it has been predicted
    assert.doesNotMatch(await page.locator('.stage-says').textContent(), /variance/);
    const { words } = await predict(page, 'half');
    assert.match(await page.locator('.stage-says').textContent(), /signal has 0\.\d+ of the variance/);
    const [t] = numbers(words);
    assert.ok(alphaBar(1000, t) < 0.5 && alphaBar(1000, t - 1) >= 0.5, `t = ${t}`);
    await setRange(page, 'Progress', 50);
    await done(page, 'down');
    await page.getByRole('radio', { name: 'rebuild' }).check();
    await setRange(page, 'Progress', 50);
    await done(page, 'up');
    await whole(page, 1);
    assert.deepEqual(page.problems, []);
  });

  test('2: reparameterization has variance (2σ)²; the sliders are noticed', async () => {
    const page = await open(2);
    await setRange(page, 'μ', -1);
    await setRange(page, 'σ', 0);
    await done(page, 'both');
    await done(page, 'zero');
    const { words, right } = await predict(page, 'scatter', 2);
    const [truth, path, score, , pathVariance, scoreVariance, ratio] = numbers(words.replace('8,000', '8000'));
    assert.equal(truth, 2);
    near(path, 2, 0.03, 'reparameterization');
    near(score, 2, 0.15, 'the score-function estimator');
    near(pathVariance, 1, 0.06, 'variance of reparameterization');
    near(ratio, scoreVariance / pathVariance, 0.02, 'the ratio');
    assert.ok(right);
    await whole(page, 2);
    assert.deepEqual(page.problems, []);
  });

  test('3: steps and jump have eq. 4’s moments; at T = 250 as much is left as the schedule says', async () => {
    const page = await open(3);
    const spread = await predict(page, 'spread', 2);
    assert.ok(spread.right, spread.words);
    const left = await predict(page, 'left', 2);
    assert.ok(left.right, left.words);
    const [bar] = numbers(left.words);
    near(bar, alphaBar(250), 0.005, 'ᾱ_T');
    const rows = await page.locator('tbody tr').allTextContents();
    assert.equal(rows.length, 6);
    await setRange(page, 'Steps', 50);
    await done(page, 'end');
    const [t, chainMean, chainVariance, jumpMean, jumpVariance] = numbers(await page.locator('.stage-says').first().textContent());
    assert.equal(t, 50);
    for (const mean of [chainMean, jumpMean]) assert.ok(Math.abs(mean) < 0.08, `mean ${mean}`);
    for (const variance of [chainVariance, jumpVariance]) near(variance, 1, 0.1, 'variance');
    await whole(page, 3);
    assert.deepEqual(page.problems, []);
  });

  test('4: both forms of the mean agree to the last digits, wherever the handles are', async () => {
    const page = await open(4);
    await page.locator('.digits').waitFor();
    // The stage cannot be set to the question before it has been predicted
    assert.ok(await page.getByLabel('Time', { exact: true }).isDisabled());
    await page.getByRole('slider', { name: 'x₀', exact: true }).and(page.locator('[aria-disabled="true"]')).waitFor();
    await predict(page, 'mean');
    // β rises evenly from 0.005 to 0.6 in 20 steps; the mean of eq. 7 at t = 2
    const betas = [0.005, 0.005 + 0.595 / 19];
    const [before, bar] = [1 - betas[0], (1 - betas[0]) * (1 - betas[1])];
    const [ofX0, ofXt] = [(Math.sqrt(before) * betas[1]) / (1 - bar), (Math.sqrt(1 - betas[1]) * (1 - before)) / (1 - bar)];
    const mean = [ofX0 * 1.7 - ofXt * 1.9, ofX0 * 1.1 - ofXt * 1.3];
    const marked = await pointAt(page, 'between', [mean[0] + 0.2, mean[1]]);
    assert.ok(marked.right, marked.words);
    for (const i of [0, 1]) assert.ok(Math.abs(marked.truth[i] - mean[i]) < 0.006, `${marked.truth}, not ${mean}`);
    for (const [name, key, times] of [
      ['x₀', 'ArrowRight', 7],
      ['x at t', 'ArrowLeft', 5],
    ]) {
      await page.getByRole('slider', { name, exact: true }).focus();
      for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
    }
    await done(page, 'drag');
    const [bySeven, byEleven] = (await page.locator('.digits b').allTextContents()).map((text) => Number(text.replaceAll('−', '-')));
    assert.ok(Math.abs(bySeven - byEleven) < 1e-12, `${bySeven} and ${byEleven}`);
    assert.match(page.url(), /lesson=4/, 'arrow keys of a handle turned the page');
    await setRange(page, 'Time', 1);
    await done(page, 'first');
    assert.match(await page.locator('.stage-says').textContent(), /variance 0\.00|variance 0\b/);
    await whole(page, 4);
    assert.deepEqual(page.problems, []);
  });

  test('5: each variance is right on its own data; one can walk to t = 0', async () => {
    const page = await open(5);
    assert.ok(await page.getByRole('button', { name: 'Take this step' }).isDisabled(), 'nothing has been predicted yet');
    await predict(page, 'share', 1);
    const tilde = await predict(page, 'tilde', 0);
    assert.ok(tilde.right, tilde.words);
    const [gaussian, point] = numbers(tilde.words.replace('N(0, I)', '').replace('t = 1', '').replace(/σ²/g, ''));
    assert.ok(gaussian < 0.9, `β̃ on a Gaussian: ${gaussian}`);
    near(point, 1, 0.06, 'β̃ on a point');
    // The nearest island is not what is believed; the stage, taken to the same place, says the same as the check
    const belief = await pointAt(page, 'belief', [-1, 1]);
    assert.ok(!belief.right, belief.words);
    await setRange(page, 'Time', 18);
    await setRange(page, 'x, horizontal', -1.8);
    await setRange(page, 'x, vertical', 1.4);
    await eventually(async () => {
      const says = await page.locator('.stage-says').first().textContent();
      const [, , , u, v] = numbers(says.replace('xₜ', 'x'));
      assert.ok(Math.hypot(u - belief.truth[0], v - belief.truth[1]) < 0.02, `${says}: not ${belief.truth}`);
    });
    assert.ok(Math.hypot(...belief.truth) < 1.1, 'the belief lies inside the ring');
    const beta = await predict(page, 'beta', 2);
    assert.ok(beta.right, beta.words);
    await setRange(page, 'Time', 3);
    for (const t of [2, 1, 0]) {
      await page.getByRole('button', { name: 'Take this step' }).click();
      await page.getByText(`t = ${t} / 40`, { exact: true }).waitFor();
      await page.waitForFunction((at) => at === 0 || document.querySelector('.stage-says')?.textContent.startsWith(`t = ${at}.`), t);
    }
    await done(page, 'walk');
    const small = await predict(page, 'small', 1);
    assert.ok(small.right, small.words);
    await setRange(page, 'β of the step', 0.6);
    await done(page, 'split');
    await whole(page, 5);
    assert.deepEqual(page.problems, []);
  });

  test('6: the parts of the bound add up, and the derivation unfolds to their numbers', async () => {
    const page = await open(6);
    const { words, right } = await predict(page, 'where', 0);
    assert.ok(right, words);
    const says = await page.locator('.stage-says').first().textContent();
    const [prior, sum, decoder, total] = says
      .replaceAll('−', '-')
      .match(/L_T = (\S+), Σ Lₜ₋₁ = (\S+), L₀ = (\S+); together (\S+)/)
      .slice(1)
      .map(Number);
    assert.ok(Math.abs(prior + sum + decoder - total) < 0.03, `${prior} + ${sum} + ${decoder} is not ${total}`);
    // The lines: a wrong one is told why it does not follow, the right one goes on, with the numbers of the network
    const [jensen, divergence] = [page.locator('[data-scene="jensen"] .fill'), page.locator('[data-scene="divergence"] .fill')];
    await derive(jensen, [1, 2, 0, 2, 1, 0, 1]);
    assert.equal(await jensen.locator('.step-numbers').count(), 7);
    await derive(divergence, [2, 0, 1]);
    const place = await predict(page, 'place');
    assert.ok(!place.right, place.words);
    await setRange(page, 'Mean of q', 0.75);
    await setRange(page, 'Standard deviation of q', 0.71);
    await done(page, 'close');
    assert.deepEqual(page.problems, []);
  });

  test('6b: the last three lines have the numbers of the network, and most of a term is its floor', async () => {
    const page = await open('6b');
    const mean = await predict(page, 'mean');
    assert.ok(!mean.right, mean.words);
    await setRange(page, 'Probability of x₀ = 2', 0.6);
    await setRange(page, 'Estimate a', 0.8);
    await done(page, 'follow');
    const floor = await predict(page, 'floor', 2);
    assert.ok(floor.right, floor.words);
    await derive(page.locator('.fill'), [2, 0, 1]);
    const [, weight, , error, product, term] = numbers(await page.locator('.fill .step-numbers').nth(1).textContent());
    near(weight * 2 * error, product, 0.02, 'weight times error');
    near(product, term, 0.25, 'eq. 12 against the measured term');
    assert.deepEqual(page.problems, []);
  });

  test('7: the loop goes on line by line; the loss stays above its floor', async () => {
    const page = await open(7);
    const next = page.getByRole('button', { name: 'Next line' });
    for (let i = 0; i < 10; i += 1) {
      await next.click();
      await page
        .locator('.algorithm li')
        .nth((i + 1) % 5)
        .and(page.locator('.lit'))
        .waitFor();
    }
    await done(page, 'turn');
    const { words } = await predict(page, 'fall', 2);
    const [early, late, floor, earlyDistance, lateDistance] = numbers(words);
    assert.ok(late < early && late > 0.85 * floor, `${early}, ${late}, floor ${floor}`);
    assert.ok(lateDistance < earlyDistance, `${earlyDistance}, ${lateDistance}`);
    await whole(page, 7);
    assert.deepEqual(page.problems, []);
  });

  test('8: two noises scatter more than one', async () => {
    const page = await open(8);
    const { words, right } = await predict(page, 'two', 2);
    assert.ok(right, words);
    assert.equal(await page.locator('.scene-stage rect.bar').count(), 5);
    // The axes: at t = 1 all noise is this step's, at the end nearly none is; always two independent standard normals
    const says = page.locator('[data-scene="rotation"] .stage-says');
    await setRange(page, 'Time', 1);
    await page.locator('[data-scene="rotation"] .stage-says', { hasText: '90°' }).waitFor();
    await setRange(page, 'Time', 100);
    await done(page, 'ends');
    const [, angle, eps, omega, , epsSquare, omegaSquare, correlation] = numbers((await says.textContent()).replace('4,000', '4000'));
    assert.ok(angle > 15 && angle < 35, `${angle}°`);
    near(Math.hypot(eps, omega), Math.hypot(1.4, 0.9), 0.005, 'a rotation keeps lengths');
    for (const square of [epsSquare, omegaSquare]) near(square, 1, 0.08, 'variance');
    assert.ok(Math.abs(correlation) < 0.06);
    await whole(page, 8);
    assert.deepEqual(page.problems, []);
  });

  test('9: plain Langevin sampling stays where it began, the other two reach all islands', async () => {
    const page = await open(9);
    const { words } = await predict(page, 'modes');
    const [plain, , ddpm, annealed] = numbers(words);
    assert.ok(plain <= 3, words);
    assert.deepEqual([ddpm, annealed], [8, 8]);
    await setRange(page, 'Progress', 10);
    await done(page, 'back');
    // At a level with hardly any signal the cloud is about N(0, I), wherever it began, and a step of δ = (1 − ᾱ)/2 widens it
    const high = await pointAt(page, 'high', [0, 0]);
    assert.ok(high.right, high.words);
    assert.ok(Math.hypot(...high.truth) < 0.3, high.words);
    near(numbers(high.words)[2], Math.sqrt(1 / (1 - (1 - alphaBar(1000, 500)) / 8)), 0.08, 'the deviation');
    await whole(page, 9);
    assert.deepEqual(page.problems, []);
  });

  test('10: the exact denoiser gives training points back, and is the engine’s', async () => {
    const page = await open(10);
    await page.getByText(/The engine’s own exact denoiser/).waitFor();
    const away = Number(
      (await page.locator('.scene-stage .hint', { hasText: 'exact denoiser' }).textContent())
        .replaceAll('−', '-')
        .match(/within (\S+)\.$/)[1],
    );
    assert.ok(away < 1e-5, `the two are ${away} apart`);
    assert.ok(await page.getByLabel('Time', { exact: true }).isDisabled(), 'nothing has been predicted yet');
    const guess = await pointAt(page, 'guess', [2.4, -1.6]);
    assert.ok(!guess.right, guess.words);
    await setRange(page, 'Time', 1);
    await setRange(page, 'Time', 1000);
    await done(page, 'ends');
    await page.locator('.scene-stage .plane.dragged').click({ position: { x: 60, y: 60 } });
    await done(page, 'move');
    await setRange(page, 'Time', 250);
    await setRange(page, 'x, horizontal', 2.4);
    await setRange(page, 'x, vertical', -1.6);
    await eventually(async () => {
      const [, , , u, v] = numbers(await page.locator('.stage-says').first().textContent());
      assert.ok(Math.hypot(u - guess.truth[0], v - guess.truth[1]) < 0.02, `${u}, ${v}: not ${guess.truth}`);
    });
    const { words, right } = await predict(page, 'memory', 2);
    assert.ok(right, words);
    await whole(page, 10);
    assert.deepEqual(page.problems, []);
  });

  test('11: DDIM is nearest with ten calls, and without z all samples run together', async () => {
    const page = await open(11);
    const few = await predict(page, 'few', 1);
    assert.ok(few.right, few.words);
    const silent = await predict(page, 'silent', 1);
    assert.ok(silent.right, silent.words);
    assert.deepEqual(page.problems, []);
  });

  test('13: guidance makes a class narrower and moves it away', async () => {
    const page = await open(13);
    const { words, right } = await predict(page, 'guidance', 0);
    assert.ok(right, words);
    const [none, , strong, , centre, away] = numbers(words);
    assert.ok(strong < none && away > centre, words);
    assert.deepEqual(page.problems, []);
  });

  test('15: the layers of a picture model are gone through to the last', async () => {
    const page = await open(15);
    const narrow = await predict(page, 'narrow', 2);
    assert.ok(narrow.right, narrow.words);
    await setRange(page, 'Layer', 7);
    await page.locator('.stage-says', { hasText: 'attention' }).waitFor();
    await setRange(page, 'Layer', 14);
    await page.locator('.stage-says', { hasText: 'last convolution' }).waitFor();
    await done(page, 'walk');
    assert.deepEqual(page.problems, []);
  });
});

describe('the room', () => {
  test('keeps what was done, and turns its pages by keys, links and address', async () => {
    const page = await open(2);
    await setRange(page, 'σ', 0);
    await done(page, 'zero');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/lesson=3/);
    await page.locator('.lesson[data-lesson="3"]').waitFor();
    await page.locator('[data-page="2"]').click();
    await page.waitForURL(/lesson=2/);
    await page.reload();
    await done(page, 'zero');
    await page.getByRole('link', { name: 'Watch' }).click();
    await page.waitForURL((url) => !url.search.includes('lesson'));
    await page.getByRole('link', { name: 'Learn' }).click();
    await page.locator('.lesson[data-lesson="2"]').waitFor();
  });

  test('a self-check asks five questions, answers each, and counts for the lesson; the progress travels as a file', async () => {
    const page = await site.page({ query: '?room=learn&lesson=2' });
    const check = page.locator('.self-check');
    let right = 0;
    for (let at = 1; at <= 5; at += 1) {
      await check.getByText(`question ${at} of 5`).waitFor();
      const field = check.locator('input').first();
      if ((await field.getAttribute('type')) === 'radio') await field.check();
      else await field.fill('-2,5');
      await check.locator('button[type=submit]').click();
      const verdict = check.locator('.verdict');
      assert.ok((await verdict.textContent()).length > 20);
      right += (await verdict.getAttribute('data-right')) === 'true' ? 1 : 0;
      await check.locator('button.primary').click();
    }
    await check.getByText(`${right} of 5 right.`).waitFor();
    await page.locator('[data-page="progress"]').click();
    const row = page.locator('.progress-table [data-lesson="2"]');
    await row.getByText('1/4').waitFor();
    await row.getByText(`${right} of 5`).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save progress as a file' }).click(),
    ]);
    const content = await readFile(await file.path());
    await page.getByRole('button', { name: 'Erase all progress' }).click();
    await row.getByText('0/4').waitFor();
    const take = (buffer) =>
      page.locator('.carry input[type=file]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer });
    await take(Buffer.from('{"kind":"x"}'));
    await page.getByText('not a progress file of DDPM Lab').waitFor();
    await take(content);
    await row.getByText('1/4').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('a term defines itself on focus and on hover, until Escape, and leads to the glossary', async () => {
    const page = await open(3);
    const term = page.locator('[data-gloss=forwardProcess]').first();
    const tip = page.getByRole('tooltip');
    assert.equal(await tip.count(), 0);
    await term.focus();
    await tip.waitFor();
    assert.equal(await term.getAttribute('aria-describedby'), await tip.getAttribute('id'));
    await page.keyboard.press('Escape');
    await tip.waitFor({ state: 'detached' });
    await term.hover();
    await tip.waitFor();
    await term.click();
    await page.locator('[data-entry=forwardProcess][data-sought]').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('works where nothing may be stored', async () => {
    const script = () => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('not here', 'SecurityError');
        },
      });
    };
    const page = await open(2, '', { script });
    await setRange(page, 'σ', 0);
    await done(page, 'zero');
    await page.locator('[data-page="progress"]').click();
    await page.locator('[data-storage=refused]').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('a hostile lesson is told, and the first one opened', async () => {
    const page = await open('<img src=x>', '&notation=klingon');
    await eventually(async () => assert.equal(await page.locator('.lesson').getAttribute('data-lesson'), '1'));
    await eventually(async () => assert.equal(await page.locator('.notice').count(), 2));
    assert.equal(await page.locator('.notice img').count(), 0);
  });

  test('every page says what computes', async () => {
    const page = await open(7);
    for (const name of ['7', 'debugger', 'break', 'fork']) {
      await page.locator(`[data-page="${name}"]`).click();
      await page.locator('.learn-top .badge', { hasText: 'Computes on your CPU: WebAssembly' }).waitFor();
    }
    assert.deepEqual(page.problems, []);
  });

  test('the notation goes along into the other rooms, and back', async () => {
    const page = await open(4, '&notation=su');
    await page.getByRole('link', { name: 'Train' }).click();
    await page.locator('.algorithm annotation', { hasText: 'boldsymbol' }).first().waitFor({ state: 'attached' });
    await page.locator('.algorithm').getByLabel('Notation').selectOption('diffusers');
    await page.locator('.algorithm annotation', { hasText: 'model' }).first().waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Learn' }).click();
    await page.locator('.display[data-notation="diffusers"]').first().waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('the numbers switch puts the values of the stage into the formulas', async () => {
    const page = await open(4, '&numbers=on');
    await page.locator('.digits').waitFor();
    const shown = page.locator('.display annotation');
    await page.locator('.display annotation', { hasText: '(-1.000)' }).first().waitFor({ state: 'attached' });
    const [bySeven] = (await page.locator('.digits b').allTextContents()).map((text) => Number(text.replaceAll('−', '-')));
    const mean = () => shown.allTextContents().then((all) => all.some((tex) => tex.includes(bySeven.toFixed(3))));
    assert.ok(await mean(), `the mean ${bySeven} stands in no formula`);
    await page.keyboard.press('v');
    await page.waitForURL((url) => !url.searchParams.has('numbers'));
    assert.ok(!(await mean()));
    assert.ok((await shown.allTextContents()).some((tex) => tex.includes('\\bar\\alpha_t')));
    assert.deepEqual(page.problems, []);
  });

  test('where a stage has no point of its own, the numbers are a point’s of the lessons’ network, and satisfy eq. 4', async () => {
    const page = await open(3, '&numbers=on');
    await page.locator('.numbers-bar', { hasText: 'trained here for 1500 steps' }).waitFor({ timeout: PATIENCE });
    await setRange(page, 'Time t of the numbers', 150);
    const root = Number(Math.sqrt(alphaBar(1000, 150)).toPrecision(4));
    const jump = page.locator('.display annotation', { hasText: `${root}\\cdot` }).first();
    await jump.waitFor({ state: 'attached' });
    const found = numbers((await jump.textContent()).replaceAll(/\\htmlClass\{[a-z-]+\}|smallmatrix/g, ''));
    const [xt, x0, eps] = [found.slice(0, 2), found.slice(3, 5), found.slice(6, 8)];
    for (const k of [0, 1]) {
      const expected = root * x0[k] + Math.sqrt(1 - alphaBar(1000, 150)) * eps[k];
      assert.ok(Math.abs(xt[k] - expected) < 0.003, `${found}`);
    }
    assert.deepEqual(page.problems, []);
  });

  test('the notation sets every formula anew', async () => {
    const page = await open(4);
    await page.locator('.display .katex').first().waitFor();
    const formulas = () => page.locator('.display annotation').allTextContents();
    const before = await formulas();
    await page.getByRole('radio', { name: 'Su Jianlin' }).check();
    await page.waitForURL(/notation=su/);
    await page.locator('.display[data-notation="su"] annotation', { hasText: 'boldsymbol' }).first().waitFor({ state: 'attached' });
    const after = await formulas();
    assert.equal(after.length, before.length);
    for (const [i, tex] of after.entries()) assert.notEqual(tex, before[i]);
  });

  test('a mark is placed by the keyboard alone, and its keys do not turn the page', async () => {
    const page = await open(4);
    const place = experiment(page, 'between');
    await place.locator('canvas').focus();
    for (const key of ['ArrowRight', 'ArrowUp', 'Shift+ArrowRight']) await page.keyboard.press(key);
    await place.getByText('Your mark: (0.55, 0.05).').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await place.locator('.committed', { hasText: '(0.55, 0.05)' }).waitFor();
    await place.locator('canvas').click();
    assert.ok(
      (await place.locator('canvas').getAttribute('aria-label')).includes('Your mark: (0.55, 0.05).'),
      'a mark that is committed was moved',
    );
    assert.match(page.url(), /lesson=4/);
    assert.deepEqual(page.problems, []);
  });

  test('a term lights its part of the stage, for the pointer and for the keyboard', async () => {
    const page = await open(4);
    await page.locator('[data-part="prior"]').waitFor({ state: 'attached' });
    await page.locator('[data-term="prior"]').hover();
    await page.locator('[data-part="prior"][data-lit="true"]').waitFor({ state: 'attached' });
    await page.locator('[data-term="likelihood"]').focus();
    await page.locator('[data-part="likelihood"][data-lit="true"]').waitFor({ state: 'attached' });
  });

  test('all questions are answered in a list of their own', async () => {
    const page = await site.page({ query: '?room=learn&lesson=questions' });
    await page.locator('.question').first().waitFor();
    await eventually(async () => assert.equal(await page.locator('.question').count(), 7));
    await page.locator('.question summary').first().click();
    assert.ok((await page.locator('.question[open] p').textContent()).length > 80);
  });

  for (const [width, lang] of [
    [390, 'en'],
    [390, 'zh'],
    [1280, 'en'],
    [1920, 'zh'],
  ]) {
    test(`at ${width} pixels, in ${lang}, nothing sticks out of any page`, async () => {
      const page = await site.page({ query: `?room=learn&lang=${lang}`, viewport: { width, height: 844 } });
      for (const name of [
        '1',
        '2',
        '3',
        '4',
        '5',
        '6',
        '6b',
        '7',
        '8',
        '9',
        '10',
        '11',
        '12',
        '13',
        '14',
        '15',
        '16',
        'questions',
        'formulas',
        'notation',
        'glossary',
        'progress',
      ]) {
        await page.locator(`[data-page="${name}"]`).click();
        await page.locator('.lesson h1').waitFor();
        await page.waitForFunction(
          () => document.querySelectorAll('.display').length === document.querySelectorAll('.display .katex').length,
        );
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `page ${name}`);
      }
      assert.deepEqual(page.problems, []);
    });
  }
});
