// The page as a visitor meets it: it runs by itself, obeys, speaks two languages, and says what is wrong when something is.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { npz } from './npz.mjs';
import { dist, noWebGpu, PageSite } from './page-site.mjs';
import { atRest, clock, clockReaches, endsOtherwise, eventually, press, stagePixels } from './page-view.mjs';

/** Short runs, so that the tests are. */
const QUICK = '?steps=10&speed=max';

const test = (name, work) => unlimited(name, { timeout: 120_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const done = (page) => clockReaches(page, ({ t }) => t === 0);
const open = (query, options = {}) => site.page({ query, ...options });

describe('a visit', () => {
  test('begins by itself and ends in a picture, with nothing to complain of', async () => {
    const page = await open(QUICK);
    await clockReaches(page, ({ step }) => step > 0);
    const { total } = await done(page);
    assert.equal(total, 1000);
    assert.match(await page.locator('.badge').textContent(), /CPU/);
    assert.match(await page.locator('.story').textContent(), /10 steps/);
    await page.locator('.tex .katex').waitFor();
    assert.deepEqual(page.problems, []);
  });

  test('with reduced motion waits for the visitor', async () => {
    const page = await open(QUICK, { reducedMotion: 'reduce' });
    await clockReaches(page, ({ t }) => t === 1000);
    await atRest(page);
    assert.equal((await clock(page)).t, 1000);
    await page.getByRole('button', { name: 'Play' }).click();
    await done(page);
  });

  test('with the same address shows the same picture, with another seed another', async () => {
    const pictures = [];
    for (const query of [`${QUICK}&seed=5`, `${QUICK}&seed=5`, `${QUICK}&seed=6`]) {
      const page = await open(query);
      await done(page);
      pictures.push(await stagePixels(page));
    }
    assert.equal(pictures[0], pictures[1]);
    assert.notEqual(pictures[0], pictures[2]);
  });

  for (const [width, height] of [
    [390, 844],
    [1280, 800],
    [1920, 1080],
  ]) {
    test(`at ${width} pixels nothing sticks out, and the picture is in sight`, async () => {
      const page = await open(QUICK, { viewport: { width, height } });
      await done(page);
      await page.locator('.tex .katex').waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      const { y, height: side } = await page.locator('.stage canvas').boundingBox();
      assert.ok(y + side <= height, `the picture ends at ${y + side}`);
    });
  }
});

describe('playing', () => {
  test('the keys: pause, back, on, ends, play', async () => {
    const page = await open('?steps=10&speed=2');
    await clockReaches(page, ({ step }) => step >= 3);
    await press(page, 'Space');
    const { step } = await clock(page);
    await press(page, 'ArrowLeft');
    await clockReaches(page, (now) => now.step === step - 1);
    await press(page, 'Home');
    await clockReaches(page, (now) => now.step === 0);
    await press(page, 'End');
    const head = await clockReaches(page, (now) => now.step >= step);
    await press(page, 'ArrowRight');
    await clockReaches(page, (now) => now.step === head.step + 1);
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    // At full speed a run that is not paused would ask for its next step at once
    await press(page, '+', '+', '+', '+', '+', '+');
    await atRest(page);
    assert.equal((await clock(page)).step, head.step + 1, 'it went on though it was paused');
    await press(page, 'Space');
    await done(page);
  });

  test('the strip: a click goes there, a drag follows, what was made stays', async () => {
    const page = await open(QUICK);
    await done(page);
    const last = await stagePixels(page);
    const { x, y, width, height } = await page.locator('.track').boundingBox();
    await page.mouse.move(x + 2, y + height / 2);
    await page.mouse.down();
    await clockReaches(page, ({ step }) => step === 0);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
    await clockReaches(page, ({ step }) => step === 5);
    await page.mouse.move(x + width - 2, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await done(page);
    assert.equal(await stagePixels(page), last);
  });

  test('one step a click', async () => {
    const page = await open('?steps=10&speed=click');
    await clockReaches(page, ({ step }) => step === 0);
    await atRest(page);
    assert.equal((await clock(page)).step, 0);
    await press(page, 'Space');
    await clockReaches(page, ({ step }) => step === 1);
    await atRest(page);
    assert.equal((await clock(page)).step, 1);
  });

  test('an address says the real picture, where the model took over and where the run stands', async () => {
    const page = await open(`${QUICK}&picture=3&noised=700&at=200`);
    await clockReaches(page, ({ t }) => t === 200);
    await atRest(page);
    const address = (of) => new URL(of.url()).searchParams;
    assert.equal(await page.getByLabel('A real picture').isChecked(), true);
    const pixels = await stagePixels(page);
    // By hand, from where an address of the forward process alone leads
    const other = await open(`${QUICK}&picture=3&at=700`);
    await other.getByRole('button', { name: 'Denoise from here' }).first().click();
    await done(other);
    await atRest(other);
    await press(other, 'ArrowLeft', 'ArrowLeft');
    await clockReaches(other, ({ t }) => t === 200);
    assert.equal(await stagePixels(other), pixels);
    await eventually(() => assert.deepEqual([...address(other)].sort(), [...address(page)].sort()));
  });

  test('a fork keeps the beginning and ends elsewhere', async () => {
    const page = await open(QUICK);
    await done(page);
    const first = await stagePixels(page);
    await press(page, 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await clockReaches(page, ({ step }) => step === 3);
    const shared = await stagePixels(page);
    await page.getByRole('button', { name: 'Fork from here' }).click();
    await done(page);
    assert.notEqual(await stagePixels(page), first);
    await press(page, 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await clockReaches(page, ({ step }) => step === 3);
    assert.equal(await stagePixels(page), shared);
  });

  test('keys 1 2 3 and the small pictures choose what is large', async () => {
    const page = await open(QUICK);
    await done(page);
    await press(page, 'Home', '2');
    await eventually(async () => assert.equal(await page.locator('.stage').getAttribute('data-shown'), 'x0'));
    const belief = await stagePixels(page);
    await page.locator('.part-picture').nth(2).click();
    await eventually(async () => assert.equal(await page.locator('.stage').getAttribute('data-shown'), 'eps'));
    assert.notEqual(await stagePixels(page), belief);
  });
});

describe('links to the tools of room Learn', () => {
  test('open them without loading the page again, and back leads to the run as it was left', async () => {
    const page = await open(`${QUICK}&model=digits&seed=7&notation=su`);
    await done(page);
    await page.evaluate(() => (window.loadedOnce = true));
    const links = page.getByRole('navigation', { name: 'Continue in Learn' }).getByRole('link');
    assert.equal(await links.count(), 3);
    await links.filter({ hasText: 'Debugger' }).click();
    await page.locator('.debugger[data-phase="open"]').waitFor();
    await eventually(async () => assert.match(page.url(), /room=learn&lesson=debugger.*stage=pictures.*seed=7.*model=digits/));
    assert.match(page.url(), /notation=su/);
    await page.goBack();
    await done(page);
    assert.equal(await page.evaluate(() => window.loadedOnce), true);
    assert.deepEqual(page.problems, []);
  });
});

describe('settings', () => {
  for (const [query, width] of [
    ['', 1280],
    ['&model=digits', 1280],
    ['', 1920],
  ]) {
    test(`do not move when the model comes${query}, at ${width} pixels`, async () => {
      let send;
      const asked = new Promise((done) => (send = done));
      for (const name of ['avatars', 'digits'])
        site.alter(`models/${name}.json`, async (body) => {
          await asked;
          return body;
        });
      const page = await open(`${QUICK}${query}`, { viewport: { width, height: 900 } });
      const top = () =>
        page
          .locator('.controls .group')
          .last()
          .evaluate((group) => group.getBoundingClientRect().top);
      await page.locator('.attributes[data-waiting]').waitFor({ state: 'attached' });
      const before = await top();
      send();
      await page.locator('.attributes:not([data-waiting])').waitFor();
      await done(page);
      assert.ok(Math.abs((await top()) - before) <= 2, `${before} became ${await top()}`);
      assert.deepEqual(page.problems, []);
    });
  }

  test('a button that cannot be pressed says why, and a variance is never said to be 0', async () => {
    const page = await open('?steps=10&speed=click&sampler=ddim');
    await clockReaches(page, ({ t }) => t === 1000);
    const fork = page.getByRole('button', { name: 'Fork from here' });
    assert.ok(await fork.isDisabled());
    assert.match(await page.locator('.reason').textContent(), /no noise is drawn on the way/);
    await page.getByRole('radio', { name: 'DDPM', exact: true }).check();
    await eventually(async () => assert.ok(await fork.isEnabled()));
    const variance = page.getByRole('slider', { name: 'Variance σ²' });
    assert.equal(await variance.getAttribute('aria-valuetext'), '= β̃');
    await variance.press('ArrowRight');
    await eventually(async () => assert.equal(await variance.getAttribute('aria-valuetext'), 'β̃ + 5 %'));
    await variance.press('End');
    await eventually(async () => assert.equal(await variance.getAttribute('aria-valuetext'), '= β'));
  });

  test('go into the address, and come back from it', async () => {
    const page = await open(QUICK);
    await done(page);
    await page.getByRole('radio', { name: 'DDIM', exact: true }).check();
    await page.getByRole('radio', { name: '4', exact: true }).check();
    await page.waitForURL(/sampler=ddim/);
    await page.waitForURL(/sheet=4/);
    await page.reload();
    await done(page);
    assert.ok(await page.getByRole('radio', { name: 'DDIM' }).isChecked());
    assert.ok(await page.getByRole('radio', { name: '4', exact: true }).isChecked());
    await eventually(async () =>
      assert.ok(await page.getByRole('button', { name: 'Fork from here' }).isDisabled(), 'a fork without noise would change nothing'),
    );
  });

  test('that cannot be had are told, and the page runs all the same', async () => {
    const page = await open(`${QUICK}&seed=<img src=x onerror=alert(1)>&w=99&sampler=evil`);
    await done(page);
    const notices = page.locator('.notice');
    await eventually(async () => assert.equal(await notices.count(), 3));
    assert.match(await notices.filter({ hasText: 'seed' }).textContent(), /<img src=x/);
    assert.equal(await page.locator('.notice img').count(), 0);
    await notices.first().getByRole('button', { name: 'Dismiss' }).click();
    await eventually(async () => assert.equal(await notices.count(), 2));
  });

  test('a class, with guidance, changes the picture', async () => {
    const page = await open(`${QUICK}&model=digits`);
    await done(page);
    const any = await stagePixels(page);
    await page.getByRole('radio', { name: '3', exact: true }).check();
    await page.waitForURL(/class=3/);
    await endsOtherwise(page, any);
    await eventually(async () => assert.ok(await page.getByLabel('Guidance w').isEnabled()));
  });

  test('another model begins another run', async () => {
    const page = await open(QUICK);
    await done(page);
    const avatar = await stagePixels(page);
    await page.getByRole('radio', { name: 'Digits', exact: true }).check();
    await endsOtherwise(page, avatar);
    await page.waitForURL(/model=digits/);
    assert.deepEqual(page.problems, []);
  });
});

describe('the forward process', () => {
  test('a real picture opens half way to noise, with something to denoise; at t = 0 the page says why it cannot', async () => {
    const page = await open(QUICK);
    await done(page);
    await page.getByRole('radio', { name: 'A real picture', exact: true }).check();
    const { t } = await clockReaches(page, (now) => now.t > 0);
    assert.ok(t > 400 && t < 600, `${t}`);
    assert.match(await page.locator('h1').textContent(), /From a picture to noise/);
    const denoise = page.getByRole('button', { name: 'Denoise from here' });
    assert.ok(await denoise.isEnabled());
    assert.equal(await page.locator('.reason').textContent(), '');
    // The radio button that has the focus keeps this key for itself
    await page.locator('.track').focus();
    await press(page, 'End');
    await done(page);
    await eventually(async () => assert.ok(await denoise.isDisabled()));
    assert.match(await page.locator('.reason').textContent(), /no noise/);
    assert.equal(await denoise.getAttribute('aria-describedby'), await page.locator('.reason').getAttribute('id'));
    assert.deepEqual(page.problems, []);
  });

  test('a real picture, noised to a t, and denoised from there', async () => {
    const page = await open(`${QUICK}&seed=3`);
    await done(page);
    const fromNoise = await stagePixels(page);
    await page.getByRole('radio', { name: 'A real picture', exact: true }).check();
    await page.locator('.example').nth(1).click();
    await page.locator('.part.data').first().waitFor();
    await press(page, 'End');
    await clockReaches(page, ({ t }) => t === 0);
    const real = await stagePixels(page);
    await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    const { t, step } = await clockReaches(page, (now) => now.step === 6);
    assert.notEqual(await stagePixels(page), real);
    assert.match(await page.locator('.badge').textContent(), /Computes on/, 'no network has computed this');
    await page.getByRole('button', { name: 'Denoise from here' }).click();
    await page.locator('.part.prediction').first().waitFor();
    // The run from noise is shown until that from the picture has begun
    await endsOtherwise(page, fromNoise);
    assert.match(await page.locator('.badge').textContent(), /Computed just now/);
    await press(page, 'Home');
    const first = await clockReaches(page, (now) => now.step === step);
    assert.equal(first.t, t, 'the run begins where the picture was noised to');
    const restored = await clockReaches(page, (now) => now.step === step).then(() => stagePixels(page));
    await page.getByRole('radio', { name: 'Pure noise', exact: true }).check();
    await endsOtherwise(page, restored);
    assert.deepEqual(page.problems, []);
  });
});

describe('on WebGPU', { skip: noWebGpu }, () => {
  test('asked for by the address, it takes the run over in its midst, gives it back when told, and the page says so', async () => {
    const page = await open('?steps=1000&speed=10&backend=webgpu', { gpu: true });
    const badge = (device) => page.locator('.badge', { hasText: `just now on your ${device}` }).waitFor({ timeout: 100_000 });
    await badge('CPU');
    await badge('GPU');
    assert.ok((await clock(page)).t > 0, 'in the midst of the run');
    await page.getByRole('radio', { name: 'CPU', exact: true }).check();
    await badge('CPU');
    assert.ok((await clock(page)).t > 0, 'still in its midst');
    assert.deepEqual(page.problems, []);
  });
});

describe('languages and colours', () => {
  test('the link’s language, the other by key, and kept for the next visit', async () => {
    const page = await open(`${QUICK}&lang=zh`);
    await done(page);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hans');
    assert.match(await page.locator('h1').textContent(), /从噪声到图像/);
    await press(page, 'l');
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    await page.waitForURL(/lang=en/);
    await page.goto(page.url().replace(/[?&]lang=en/, ''));
    await page.locator('h1').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  });

  test('the browser’s language, where nobody says', async () => {
    const page = await open(QUICK, { locale: 'zh-CN' });
    await page.locator('h1').waitFor();
    assert.match(await page.locator('h1').textContent(), /从噪声到图像/);
  });

  test('in Chinese no English sentence is left', async () => {
    const page = await open(`${QUICK}&lang=zh&w=99`);
    await done(page);
    await press(page, '?');
    const words = await page.evaluate(() => document.body.innerText.match(/[A-Za-z]{3,}( [a-z]{2,}){2,}/g));
    assert.equal(words, null);
  });

  test('dark and light by key, whatever the system says', async () => {
    const page = await open(QUICK, { colorScheme: 'light' });
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await press(page, 't', 't');
    assert.notEqual(await paper(), light);
    await press(page, 't');
    assert.equal(await paper(), light);
  });
});

describe('for keys and ears', () => {
  test('the help sheet opens, holds the focus, and closes', async () => {
    const page = await open(QUICK);
    await done(page);
    await press(page, '?');
    await eventually(async () => assert.ok(await page.getByRole('dialog').isVisible()));
    const before = await clock(page);
    await press(page, 'r');
    await atRest(page);
    assert.deepEqual(await clock(page), before, 'a key reached the page behind the dialog');
    await press(page, 'Escape');
    // Out of the page, and not closed only: the event that removes it comes a moment later
    await eventually(async () => assert.equal(await page.locator('dialog.help').count(), 0));
    // Open before another key can come, so that an Escape at once is not lost
    const atOnce = await page.evaluate(async () => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
      for (let turn = 0; turn < 20; turn += 1) await null;
      return document.querySelector('dialog.help')?.open;
    });
    assert.equal(atOnce, true);
  });

  test('everything that can be clicked has a name', async () => {
    const page = await open(QUICK);
    await done(page);
    await page.getByRole('radio', { name: 'A real picture', exact: true }).check();
    await page.locator('.example').first().waitFor();
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, select, [role=slider], a')]
        .filter((element) => !(element.getAttribute('aria-label') || element.textContent?.trim() || element.labels?.length))
        .map((element) => element.outerHTML),
    );
    assert.deepEqual(nameless, []);
  });

  test('writing a seed is not a shortcut', async () => {
    const page = await open(QUICK);
    await done(page);
    await page.getByLabel('Seed', { exact: true }).fill('123');
    await press(page, 'Enter');
    await page.waitForURL(/seed=123/);
    assert.ok(await page.getByRole('radio', { name: '1', exact: true }).isChecked(), 'a digit chose something else');
  });

  test('what is shown is said, now and then', async () => {
    const page = await open(QUICK);
    await done(page);
    await page.locator('[aria-live=polite].unseen', { hasText: 't = 0 of 1000' }).waitFor({ state: 'attached' });
  });
});

describe('taken home', () => {
  /** The name and the bytes of what a button hands out. */
  async function handedOut(page, name) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  test('the picture is a PNG of the pixels shown, the run a GIF of its steps', async () => {
    const page = await open(QUICK);
    await done(page);
    const picture = await handedOut(page, 'This picture (PNG)');
    assert.equal(picture.name, 'ddpm-lab-avatars-seed-1-t-0.png');
    assert.deepEqual([...picture.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    assert.deepEqual([picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)], [480, 480]);
    const run = await handedOut(page, 'The run (GIF)');
    assert.equal(run.bytes.subarray(0, 6).toString('latin1'), 'GIF89a');
    assert.deepEqual([run.bytes.readUInt16LE(6), run.bytes.readUInt16LE(8)], [480, 480]);
    // One graphic control extension a frame: eleven moments, x_T to x_0.
    assert.equal(run.bytes.toString('latin1').split('\x21\xf9\x04').length - 1, 11);
    assert.deepEqual(page.problems, []);
  });

  test('the settings are a PyTorch script, and the weights are under the name that it looks for', async () => {
    const page = await open(`${QUICK}&model=digits&class=7&sampler=ddim&seed=3`);
    await done(page);
    const script = await handedOut(page, 'A PyTorch script');
    assert.equal(script.name, 'ddpm-lab-digits-seed-3.py');
    const text = script.bytes.toString('utf8');
    for (const line of ['STEPS = 10 ', 'SEED = 3 ', 'CONDITIONS = [[7]] ', 'SAMPLER = {"kind": "ddim", "eta": 0} ']) {
      assert.ok(text.includes(`\n${line}`), line);
    }
    const weights = await handedOut(page, 'The weights');
    assert.ok(text.includes(`default="${weights.name}"`), weights.name);
    assert.deepEqual(weights.bytes, await readFile(join(dist, 'models/digits.safetensors')));
    assert.deepEqual(page.problems, []);
  });

  test('the numbers are those of every moment: each x is the mixture of its x̂_0 and ε̂ that eq. 4 says', async () => {
    const page = await open('?steps=1000&speed=max&sheet=4');
    await clockReaches(page, ({ step }) => step >= 8);
    await press(page, 'Space');
    const { name, bytes } = await handedOut(page, 'The numbers (NPZ)');
    assert.equal(name, 'ddpm-lab-avatars-seed-1.npz');
    const arrays = npz(bytes);
    const moments = arrays.t.values.length;
    assert.ok(moments >= 8);
    assert.deepEqual([...arrays.t.values].slice(0, 3), [1000, 999, 998]);
    for (const key of ['x', 'x0_hat', 'eps_hat']) assert.deepEqual(arrays[key].shape, [moments, 4, 16, 16, 3], key);
    // x_t = √ᾱ x̂_0 + √(1 − ᾱ) ε̂ holds of every moment; √ᾱ_t is that of the cosine schedule.
    const length = 4 * 16 * 16 * 3;
    const cosine = (t) => Math.cos(((t / 1000 + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
    for (const i of [2, moments - 1]) {
      const alphaBar = cosine(arrays.t.values[i]) / cosine(0);
      const at = i * length + 100;
      const mixed = Math.sqrt(alphaBar) * arrays.x0_hat.values[at] + Math.sqrt(1 - alphaBar) * arrays.eps_hat.values[at];
      assert.ok(Math.abs(mixed - arrays.x.values[at]) < 1e-3, `${mixed} and ${arrays.x.values[at]} at moment ${i}`);
    }
  });
});

describe('when things go wrong', () => {
  const notice = (page, code) => page.locator(`.notice[data-code=${code}]`);

  test('no model on the server: a sentence, and trying again works', async () => {
    site.alter('models/avatars.safetensors', () => null);
    const page = await open(QUICK);
    await notice(page, 'network').waitFor();
    site.alter('models/avatars.safetensors', (body) => body);
    await page.getByRole('button', { name: 'Try again' }).click();
    await done(page);
    await eventually(async () => assert.equal(await page.locator('.notice').count(), 0));
  });

  for (const [what, code, change] of [
    ['cut short', 'weights_truncated', (body) => body.subarray(0, body.length - 100)],
    ['altered', 'weights_altered', (body) => Buffer.concat([body.subarray(0, body.length - 1), Buffer.of(body.at(-1) ^ 1)])],
  ]) {
    test(`weights ${what}: not used, and told`, async () => {
      site.alter('models/avatars.safetensors', change);
      const page = await open(QUICK);
      await notice(page, code).waitFor();
      assert.equal(await page.locator('.clock').count(), 0);
    });
  }

  test('a second model that cannot be had: the first and its picture stay', async () => {
    site.alter('models/digits.json', () => null);
    const page = await open(QUICK);
    await done(page);
    const picture = await stagePixels(page);
    await page.getByRole('radio', { name: 'Digits', exact: true }).click();
    await notice(page, 'network').waitFor();
    assert.equal(await stagePixels(page), picture);
    await eventually(async () => assert.ok(await page.getByRole('radio', { name: 'Avatars' }).isChecked()));
    await press(page, 'd');
    await endsOtherwise(page, picture);
  });

  test('the server gone in mid-run: the run goes on, and what needs it says so', async () => {
    const page = await open('?steps=20&speed=5');
    await clockReaches(page, ({ step }) => step > 2);
    await site.stop();
    await press(page, '+', '+', '+', '+');
    await done(page);
    await page.getByRole('radio', { name: 'A real picture', exact: true }).check();
    await notice(page, 'network').waitFor();
    assert.equal((await clock(page)).t, 0);
  });

  test('damaged example pictures: told, and noise still works', async () => {
    site.alter('models/avatars-examples.idx', (body) => body.subarray(0, 999));
    const page = await open(QUICK);
    await done(page);
    await page.getByRole('radio', { name: 'A real picture', exact: true }).check();
    await notice(page, 'data_invalid').waitFor();
    const picture = await stagePixels(page);
    await press(page, 'd');
    await endsOtherwise(page, picture);
  });

  test('the worker killed in mid-run: told, and the picture is the one it would have been', async () => {
    const whole = await open('?steps=20&speed=max');
    await done(whole);
    const expected = await stagePixels(whole);
    const page = await open('?steps=20&speed=5');
    await clockReaches(page, ({ step }) => step > 2);
    const [worker] = page.workers();
    void worker.evaluate(() => self.close()).catch(() => undefined);
    await notice(page, 'worker_lost').waitFor();
    await press(page, '+', '+', '+', '+');
    await done(page);
    assert.equal(await stagePixels(page), expected);
  });

  test('a WebGPU that is not there: told when asked for, and the CPU draws', async () => {
    const page = await open(`${QUICK}&backend=webgpu`);
    await notice(page, 'gpu_unavailable').waitFor();
    await done(page);
    assert.match(await page.locator('.badge').textContent(), /CPU/);
  });
});
