// Everything that can be taken home, read back by a tool that is not ours: the browser's own decoders of pictures, video and
// SVG, NumPy where there is one, the formats' definitions otherwise; and its numbers compared with the engine's.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { npz } from './npz.mjs';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches, eventually } from './page-view.mjs';
import { array, safetensors } from './safetensors.mjs';

const test = (name, work) => unlimited(name, { timeout: 180_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

/** The name and the bytes of what a button hands out. */
async function handedOut(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), button.click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

const named = (page, name) => page.getByRole('button', { name, exact: true });

async function watch(query = '') {
  const page = await site.page({ query: `?steps=10&speed=max${query}` });
  await clockReaches(page, ({ t }) => t === 0);
  return page;
}

async function train(query = '') {
  const page = await site.page({
    query: `?room=train&data=eight_gaussians&points=300&count=100&T=50&steps=20&width=16&batch=64${query}`,
  });
  await named(page, 'From noise to data (GIF)').and(page.locator(':enabled')).waitFor();
  return page;
}

/** In the browser: a PNG's size and some of its pixels, decoded by createImageBitmap; the bytes go there as base64. */
const decoded = (page, bytes, at = []) =>
  page.evaluate(
    async ([base64, at]) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'image/png' });
      const bitmap = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return {
        width: bitmap.width,
        height: bitmap.height,
        pixels: at.map(([x, y]) => [...data.slice(4 * (y * bitmap.width + x)).slice(0, 3)]),
      };
    },
    [bytes.toString('base64'), at],
  );

/** Every frame of a GIF, by the browser's ImageDecoder: when, how long, and its pixels at `scale` apart. */
const gifFrames = (page, bytes, scale) =>
  page.evaluate(
    async ([base64, apart]) => {
      const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const decoder = new ImageDecoder({ data, type: 'image/gif' });
      await decoder.tracks.ready;
      await decoder.completed;
      const frames = [];
      for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack.frameCount; frameIndex += 1) {
        const { image } = await decoder.decode({ frameIndex });
        const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data: rgba } = context.getImageData(0, 0, canvas.width, canvas.height);
        const pixels = [];
        for (let y = apart >> 1; y < canvas.height; y += apart) {
          for (let x = apart >> 1; x < canvas.width; x += apart)
            pixels.push(...rgba.slice(4 * (y * canvas.width + x), 4 * (y * canvas.width + x) + 3));
        }
        frames.push({ ms: image.duration / 1000, width: canvas.width, height: canvas.height, pixels });
        image.close();
      }
      return frames;
    },
    [bytes.toString('base64'), scale],
  );

/**
 * What a video element makes of a file: size, duration, and the pixels at some times, `apart` from one another. In a page of
 * its own, since ours plays no video, and its policy says so.
 */
async function videoFrames(page, bytes, times, apart) {
  const player = await page.context().newPage();
  return player.evaluate(
    async ([base64, at, step]) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'video/webm' });
      const video = document.createElement('video');
      video.muted = true;
      video.src = URL.createObjectURL(blob);
      await new Promise((done, failed) => {
        video.onloadeddata = done;
        video.onerror = () => failed(new Error(video.error?.message));
      });
      const { videoWidth: width, videoHeight: height, duration } = video;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      const frames = [];
      for (const time of at) {
        const seeked = new Promise((done) => {
          video.onseeked = done;
        });
        video.currentTime = time;
        await seeked;
        context.drawImage(video, 0, 0);
        const { data: rgba } = context.getImageData(0, 0, width, height);
        const pixels = [];
        for (let y = step >> 1; y < height; y += step) {
          for (let x = step >> 1; x < width; x += step) pixels.push(...rgba.slice(4 * (y * width + x), 4 * (y * width + x) + 3));
        }
        frames.push(pixels);
      }
      return { width, height, duration, frames };
    },
    [bytes.toString('base64'), times, apart],
  );
}

/** How far apart two lists are on average. */
const apart = (a, b) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

/** x in [−1, 1] as a level of grey or of a colour. */
const level = (x) => Math.min(255, Math.max(0, Math.round((x + 1) * 127.5)));

/** Header and rows of a table, by its commas and line ends alone. */
function parsed(bytes) {
  const lines = bytes.toString('utf8').split('\r\n');
  assert.equal(lines.pop(), '', 'the last line ends as the others do');
  const [header, ...rows] = lines.map((line) => line.split(','));
  return { header, rows: rows.map((row) => row.map(Number)) };
}

/** Files of a ZIP archive by name, by the format's own headers. */
function unzipped(bytes) {
  const files = {};
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [method, packed] = [bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 18)];
    const [name, extra] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const start = at + 30 + name + extra;
    const content = bytes.subarray(start, start + packed);
    files[bytes.toString('utf8', at + 30, at + 30 + name)] = method === 0 ? content : inflateRawSync(content);
    at = start + packed;
  }
  return files;
}

/** An SVG as the browser's parser reads it and its renderer draws it; colours are counted where it draws. */
const drawnSvg = (page, words) =>
  page.evaluate(async (source) => {
    const parsedSvg = new DOMParser().parseFromString(source, 'image/svg+xml');
    const root = parsedSvg.documentElement;
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colours = {};
    for (let i = 0; i < data.length; i += 4) {
      const name = `#${[0, 1, 2].map((k) => data[i + k].toString(16).padStart(2, '0')).join('')}`;
      colours[name] = (colours[name] ?? 0) + 1;
    }
    return {
      error: parsedSvg.querySelector('parsererror')?.textContent ?? null,
      name: root.localName,
      namespace: root.namespaceURI,
      title: root.querySelector('title')?.textContent,
      classes: root.querySelectorAll('[class], [style]').length,
      paths: [...root.querySelectorAll('path')].map((path) => ({
        d: path.getAttribute('d'),
        stroke: path.getAttribute('stroke'),
        clear: 1 - Number(path.getAttribute('fill-opacity') ?? 1),
      })),
      texts: [...root.querySelectorAll('text')].map((element) => element.textContent),
      width: canvas.width,
      height: canvas.height,
      colours,
    };
  }, words);

/** One of the page's colours, as it is in a style. */
const pageColour = (page, name) =>
  page.evaluate((variable) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.className = variable;
    const [r, g, b] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
    probe.remove();
    return `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  }, name);

/** Entries of a BibTeX file: what they are, their keys and their fields. Braces must match. */
function bibtex(words) {
  const [, kind, key, body] = /^@(\w+)\{([\w:-]+),\n([\s\S]*)\n\}\s*$/.exec(words);
  const fields = {};
  for (const line of body.split('\n')) {
    const [, name, value] = /^ {2}(\w+)\s+= \{(.*)\},$/.exec(line);
    assert.equal(value.split('{').length, value.split('}').length, `braces of ${name}`);
    fields[name] = value;
  }
  return { kind, key, fields };
}

describe('room Watch', () => {
  test('the PNG, decoded by the browser, has the pixels of x_0 as squares', async () => {
    const page = await watch();
    const { values } = npz((await handedOut(page, named(page, 'The numbers (NPZ)'))).bytes).x;
    const { bytes } = await handedOut(page, named(page, 'This picture (PNG)'));
    const places = [
      [0, 0],
      [7, 8],
      [15, 15],
    ];
    const inside = places.map(([x, y]) => [30 * x + 3, 30 * y + 17]);
    const { width, height, pixels } = await decoded(page, bytes, inside);
    assert.deepEqual([width, height], [480, 480]);
    const last = values.subarray(-16 * 16 * 3);
    const expected = places.map(([x, y]) => [0, 1, 2].map((c) => level(last[3 * (16 * y + x) + c])));
    assert.deepEqual(pixels, expected);
    assert.deepEqual(page.problems, []);
  });

  test('GIF and WebM, decoded by the browser, show every moment of the run in its place', async () => {
    const page = await watch();
    const { x } = npz((await handedOut(page, named(page, 'The numbers (NPZ)'))).bytes);
    const size = 16 * 16 * 3;
    const expected = Array.from({ length: 11 }, (_, i) => [...x.values.subarray(i * size, (i + 1) * size)].map(level));

    const gif = await handedOut(page, named(page, 'The run (GIF)'));
    const frames = await gifFrames(page, gif.bytes, 30);
    assert.equal(frames.length, 11);
    assert.deepEqual(
      frames.map(({ ms }) => ms),
      [...new Array(10).fill(80), 2500],
    );
    for (const [i, { pixels }] of frames.entries()) assert.ok(apart(pixels, expected[i]) < 8, `frame ${i}: ${apart(pixels, expected[i])}`);

    const webm = await handedOut(page, named(page, 'The run (WebM)'));
    assert.equal(webm.name, 'ddpm-lab-avatars-seed-1.webm');
    const times = [0.04, 0.44, 0.84, 2.5];
    const video = await videoFrames(page, webm.bytes, times, 30);
    assert.deepEqual([video.width, video.height], [480, 480]);
    assert.ok(Math.abs(video.duration - (0.8 + 2.48)) < 0.1, `${video.duration} s`);
    for (const [i, moment] of [0, 5, 10, 10].entries()) {
      const away = apart(video.frames[i], expected[moment]);
      assert.ok(away < 14, `at ${times[i]} s, ${away} levels from moment ${moment}`);
      const other = apart(video.frames[i], expected[moment === 10 ? 4 : moment + 3]);
      assert.ok(away < 0.6 * other, `at ${times[i]} s, no nearer to its moment than to another`);
    }
    assert.deepEqual(page.problems, []);
  });

  test('the CSV has the numbers of the NPZ, in as many rows and columns as were told', async () => {
    const page = await watch('&sheet=4');
    const { x, t, sigma } = npz((await handedOut(page, named(page, 'The numbers (NPZ)'))).bytes);
    const told = await page.locator('.take-home .hint', { hasText: 'CSV' }).textContent();
    const { name, bytes } = await handedOut(page, named(page, 'A table (CSV)'));
    assert.equal(name, 'ddpm-lab-avatars-seed-1.csv');
    const { header, rows } = parsed(bytes);
    const [, toldRows, toldColumns, size, unit] = told.match(/(\d+) rows × (\d+) columns, about ([\d.]+) (kB|MB)/);
    assert.deepEqual([Number(toldRows), Number(toldColumns)], [rows.length, header.length]);
    const about = Number(size) * (unit === 'kB' ? 1e3 : 1e6);
    assert.ok(Math.abs(bytes.length - about) < 0.25 * about, `${bytes.length} bytes, told: ${told}`);
    assert.deepEqual(header.slice(0, 7), ['moment', 't', 'sigma', 'picture', 'x_0_0_red', 'x_0_0_green', 'x_0_0_blue']);
    assert.equal(header.at(-1), 'x_15_15_blue');
    assert.equal(rows.length, 11 * 4);
    const length = 16 * 16 * 3;
    for (const [i, row] of rows.entries()) {
      const [moment, picture] = [Math.floor(i / 4), i % 4];
      assert.deepEqual([row[0], row[1], Math.fround(row[2]), row[3]], [moment, t.values[moment], sigma.values[moment], picture]);
      assert.deepEqual(Float32Array.from(row.slice(4)), x.values.slice(i * length, (i + 1) * length), `row ${i}`);
    }
    assert.deepEqual(page.problems, []);
  });

  test('the NPZ is read by NumPy, where there is one, as it is read here', async (context) => {
    const python = process.env.PYTHON ?? 'python3';
    const run = promisify(execFile);
    const has = await run(python, ['-c', 'import numpy']).catch(() => null);
    if (has === null) return context.skip(`${python} has no numpy`);
    const page = await watch();
    const [file] = await Promise.all([page.waitForEvent('download'), named(page, 'The numbers (NPZ)').click()]);
    const path = await file.path();
    const script =
      'import json,sys,numpy as n; f=n.load(sys.argv[1]); print(json.dumps({k:[list(f[k].shape),float(f[k].astype("f8").sum())] for k in f}))';
    const theirs = JSON.parse((await run(python, ['-c', script, path])).stdout);
    for (const [name, { shape, values }] of Object.entries(npz(await readFile(path)))) {
      assert.deepEqual(theirs[name][0], shape, name);
      const sum = values.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(theirs[name][1] - sum) < 1e-6 * (1 + Math.abs(sum)), name);
    }
  });

  test('the card is that of the weights: its hash is theirs, its network is that of their arrays', async () => {
    const page = await watch('&model=digits');
    const weights = await handedOut(page, named(page, 'The weights'));
    const card = await handedOut(page, named(page, 'The model card (JSON)'));
    assert.deepEqual([weights.name, card.name], ['digits.safetensors', 'digits.json']);
    const { name, sha256, data, network } = JSON.parse(card.bytes);
    assert.equal(`${name}.safetensors`, weights.name);
    assert.equal(sha256, createHash('sha256').update(weights.bytes).digest('hex'));
    assert.ok(data.licence.length > 2);
    const { header, start } = safetensors(weights.bytes);
    const arrays = Object.entries(header).filter(([key]) => key !== '__metadata__');
    const ends = arrays.map(([, { data_offsets }]) => data_offsets[1]);
    assert.equal(start + Math.max(...ends), weights.bytes.length, 'the arrays fill the file');
    assert.ok(arrays.some(([, { shape }]) => shape.includes(network.base)));
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`both plots as SVG, ${colorScheme}: parsed without an error, drawn in the page's colours, with the engine's curve`, async () => {
      const page = await site.page({ query: '?steps=10&speed=max', colorScheme });
      await clockReaches(page, ({ t }) => t === 0);
      const { bytes, name } = await handedOut(page, named(page, 'Save as SVG: Signal left in the picture'));
      assert.equal(name, 'ddpm-lab-signal-left-in-the-picture.svg');
      const schedule = await drawnSvg(page, bytes.toString('utf8'));
      assert.equal(schedule.error, null);
      assert.deepEqual([schedule.name, schedule.namespace, schedule.classes], ['svg', 'http://www.w3.org/2000/svg', 0]);
      assert.equal(schedule.title, 'Signal left in the picture');
      const blue = await pageColour(page, 'data');
      assert.ok(schedule.colours[blue] > 100, `pixels of ${blue}: ${schedule.colours[blue]}`);
      // ᾱ of the cosine schedule, from the left t = T to the right t = 0, over a height of 120
      const curve = schedule.paths.find(({ stroke, d }) => stroke === blue && !d.includes('Z'));
      const points = curve.d
        .slice(1)
        .split('L')
        .map((point) => point.split(' ').map(Number));
      const right = Math.max(...points.map(([x]) => x));
      const cosine = (t) => Math.cos(((t + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
      for (const [x, y] of points.filter((_, i) => i % 20 === 0)) {
        const expected = cosine(1 - x / right) / cosine(0);
        assert.ok(Math.abs(1 - y / 120 - expected) < 0.01, `at ${x}: ${1 - y / 120}, not ${expected}`);
      }
      const values = await handedOut(page, named(page, 'Save as SVG: Pixel values of xₜ'));
      const histogram = await drawnSvg(page, values.bytes.toString('utf8'));
      assert.equal(histogram.error, null);
      assert.ok(histogram.texts.includes('−3') && histogram.texts.includes('N(0, 1)'));
      assert.ok(histogram.colours[await pageColour(page, 'noise')] > 50);
      assert.deepEqual(page.problems, []);
    });
  }

  test('a film is given up where one presses Stop, and can be made again', async () => {
    const page = await site.page({ query: '?steps=100&speed=max&sheet=16' });
    await clockReaches(page, ({ t }) => t === 0);
    let files = 0;
    page.on('download', () => {
      files += 1;
    });
    await named(page, 'The run (WebM)').click();
    const stop = page.locator('.take-home button', { has: page.locator('progress') });
    await stop.click();
    await named(page, 'The run (WebM)').waitFor();
    assert.equal(files, 0);
    const { bytes } = await handedOut(page, named(page, 'The run (WebM)'));
    assert.ok(bytes.length > 10_000);
    // The first began before the second, and would have come before it
    assert.equal(files, 1, 'the film that was given up came, too');
  });

  test('the server gone before the first file was asked for: told where it was asked for', async () => {
    const page = await watch();
    await site.stop();
    await named(page, 'Save as SVG: Signal left in the picture').click();
    await page.locator('.plot [role=alert]', { hasText: 'The server does not answer' }).waitFor();
    await named(page, 'A table (CSV)').click();
    await page.locator('.notice[data-code=network]').waitFor();
    await page.locator('.cite summary').click();
    await page.locator('.cite [role=alert]').waitFor();
  });

  test('a browser without an encoder says so, and gives the GIF', async () => {
    const page = await site.page({ query: '?steps=5&speed=max', script: 'delete globalThis.VideoEncoder;' });
    await clockReaches(page, ({ t }) => t === 0);
    await named(page, 'The run (WebM)').click();
    await page.getByText('This browser has no encoder for WebM video. The GIF shows the same run.').waitFor();
    assert.ok(await named(page, 'The run (WebM)').isDisabled());
    const { bytes } = await handedOut(page, named(page, 'The run (GIF)'));
    assert.equal((await gifFrames(page, bytes, 30)).length, 6);
  });

  test('the citation is BibTeX of this version at this address, and of the paper', async () => {
    const page = await watch();
    await page.locator('.cite summary').click();
    await page.locator('[data-citation]').nth(1).waitFor();
    const [ours, paper] = (await page.locator('[data-citation]').allTextContents()).map(bibtex);
    const cargo = await readFile(fileURLToPath(new URL('../../Cargo.toml', import.meta.url)), 'utf8');
    assert.deepEqual([ours.kind, ours.fields.version], ['software', /^version = "([^"]+)"/m.exec(cargo)[1]]);
    assert.equal(ours.fields.url, site.url);
    assert.match(ours.fields.urldate, /^20\d\d-\d\d-\d\d$/);
    assert.deepEqual([paper.kind, paper.key, paper.fields.year], ['inproceedings', 'ho2020denoising', '2020']);
    assert.equal(paper.fields.author.split(' and ').length, 3);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await named(page, 'Copy BibTeX').nth(1).click();
    await page.locator('.citation [role=status]', { hasText: 'Copied.' }).waitFor();
    assert.deepEqual(bibtex(await page.evaluate(() => navigator.clipboard.readText())), paper);
  });
});

describe('room Train', () => {
  test('NPZ and CSV have the same samples, which end where the plane shows them; the data come back raw', async () => {
    const page = await train();
    const arrays = npz((await handedOut(page, named(page, 'The samples at every moment (NPZ)'))).bytes);
    assert.deepEqual(arrays.x.shape, [21, 100, 2]);
    assert.deepEqual(arrays.data.shape, [300, 2]);
    assert.deepEqual([arrays.t.values[0], arrays.t.values.at(-1)], [50, 0]);
    // x_T is standard normal
    const first = arrays.x.values.subarray(0, 200);
    const mean = first.reduce((a, b) => a + b, 0) / 200;
    const variance = first.reduce((a, b) => a + (b - mean) ** 2, 0) / 200;
    assert.ok(Math.abs(mean) < 0.25 && Math.abs(variance - 1) < 0.35, `mean ${mean}, variance ${variance}`);
    const { header, rows } = parsed((await handedOut(page, named(page, 'The samples at every moment (CSV)'))).bytes);
    assert.deepEqual(header, ['moment', 't', 'point', 'x_0', 'x_1']);
    assert.equal(rows.length, 2100);
    assert.deepEqual(Float32Array.from(rows.flatMap((row) => row.slice(3))), arrays.x.values);
    assert.deepEqual(
      rows.filter((row) => row[2] === 0).map((row) => row[1]),
      [...arrays.t.values],
    );
    assert.deepEqual(page.problems, []);
  });

  test('PNG, GIF and WebM show the stage: as many moments as the NPZ, in the colours of the page', async () => {
    const page = await train();
    const { t } = npz((await handedOut(page, named(page, 'The samples at every moment (NPZ)'))).bytes);
    const png = await handedOut(page, named(page, 'The stage (PNG)'));
    assert.match(png.name, /-t-0\.png$/);
    const picture = await decoded(page, png.bytes);
    assert.deepEqual([picture.width, picture.height], [1200, 1200]);
    const gif = await handedOut(page, named(page, 'From noise to data (GIF)'));
    const frames = await gifFrames(page, gif.bytes, 4);
    assert.equal(frames.length, t.values.length);
    assert.deepEqual([frames[0].width, frames[0].height], [480, 480]);
    assert.ok(apart(frames[0].pixels, frames.at(-1).pixels) > 0.5, 'the first and the last frame are alike');
    const webm = await handedOut(page, named(page, 'From noise to data (WebM)'));
    const video = await videoFrames(page, webm.bytes, [0.04, 3], 4);
    assert.deepEqual([video.width, video.height], [480, 480]);
    assert.ok(apart(video.frames[0], frames[0].pixels) < 6, `first: ${apart(video.frames[0], frames[0].pixels)}`);
    assert.ok(apart(video.frames[1], frames.at(-1).pixels) < 6, `last: ${apart(video.frames[1], frames.at(-1).pixels)}`);
    assert.deepEqual(page.problems, []);
  });

  test('weights and card: the hash is the file’s, the settings and steps are the run’s, the script looks for that file', async () => {
    const page = await train();
    await named(page, 'Train for 100 steps').click();
    await eventually(async () => assert.match(await page.locator('.figures').first().textContent(), /100/));
    await named(page, 'Train').waitFor();
    const { name, bytes } = await handedOut(page, named(page, 'The weights and the model card (ZIP)'));
    assert.equal(name, 'ddpm-lab-eight_gaussians-100.zip');
    const files = unzipped(bytes);
    assert.deepEqual(Object.keys(files).sort(), ['ddpm-lab-eight_gaussians-100.json', 'ddpm-lab-eight_gaussians-100.safetensors']);
    const file = files['ddpm-lab-eight_gaussians-100.safetensors'];
    const card = JSON.parse(files['ddpm-lab-eight_gaussians-100.json']);
    assert.equal(card.sha256, createHash('sha256').update(file).digest('hex'));
    assert.equal(card.name, 'ddpm-lab-eight_gaussians-100.safetensors');
    assert.deepEqual([card.training.steps, card.training.batch, card.steps, card.network.width], [100, 64, 50, 16]);
    assert.deepEqual(card.data, { name: 'eight_gaussians', points: 300, seed: card.data.seed, dims: 2 });
    assert.ok(card.training.recent_loss > 0.1 && card.training.recent_loss < 3, `${card.training.recent_loss}`);
    const { header } = safetensors(file);
    const said = JSON.parse(header.__metadata__['ddpm-lab run']);
    assert.equal(said.step, 100);
    const names = Object.keys(header).filter((key) => key !== '__metadata__');
    for (const key of names)
      assert.ok(
        Object.keys(card.arrays).some((prefix) => key.startsWith(prefix)),
        `the card is silent on ${key}`,
      );
    const sizes = names.filter((key) => key.startsWith('weights/')).map((key) => header[key].shape.reduce((a, b) => a * b, 1));
    assert.equal(
      sizes.reduce((a, b) => a + b, 0),
      card.parameters,
    );
    const { data } = npz((await handedOut(page, named(page, 'The samples at every moment (NPZ)'))).bytes);
    assert.deepEqual(array(file, 'data/points').values, data.values);
    const script = await handedOut(page, named(page, 'A PyTorch script'));
    assert.ok(script.bytes.toString('utf8').includes('default="ddpm-lab-eight_gaussians-100.safetensors"'));
    const saved = await handedOut(page, named(page, 'Save the run'));
    assert.deepEqual(saved.bytes, Buffer.from(file), 'the run saved is the run in the archive');
    assert.deepEqual(page.problems, []);
  });

  test('every plot as SVG: parsed without an error, with no style of the page left in it', async () => {
    const page = await train();
    await named(page, 'One step').click();
    const buttons = page.locator('main .plot .save-plot');
    const count = await buttons.count();
    assert.ok(count >= 3, `${count} plots`);
    for (let i = 0; i < count; i += 1) {
      if (!(await buttons.nth(i).isVisible())) continue;
      const { name, bytes } = await handedOut(page, buttons.nth(i));
      const svg = await drawnSvg(page, bytes.toString('utf8'));
      assert.equal(svg.error, null, name);
      assert.equal(svg.classes, 0, name);
      assert.ok(svg.title.length > 0 && svg.texts.length > 2, name);
      assert.ok(!bytes.toString('utf8').includes('var('), name);
    }
    assert.deepEqual(page.problems, []);
  });
});

describe('room Learn', () => {
  test('a chart as SVG has its legend and its curves; a stage of canvases is one PNG, each canvas under its name', async () => {
    const page = await site.page({ query: '?room=learn&lesson=4' });
    await page.locator('.digits').waitFor();
    const { name, bytes } = await handedOut(page, named(page, 'Save as SVG: The posterior'));
    assert.equal(name, 'ddpm-lab-the-posterior.svg');
    const svg = await drawnSvg(page, bytes.toString('utf8'));
    assert.deepEqual([svg.error, svg.classes], [null, 0]);
    assert.ok(svg.texts.includes('from x₀: q(xₜ₋₁ | x₀)'), svg.texts.join());
    assert.ok(svg.colours[await pageColour(page, 'data')] > 50);
    assert.ok(
      svg.paths.some(({ clear }) => clear > 0.5 && clear < 1),
      'what shines through on the page is no longer clear',
    );
    await page.locator('[data-page="9"]').click();
    await page.locator('.sides canvas').nth(2).waitFor();
    await atRest(page);
    const [width, height] = await page
      .locator('.sides canvas')
      .first()
      .evaluate((canvas) => [canvas.width, canvas.height]);
    const png = await handedOut(page, page.getByRole('button', { name: /^Save as PNG/ }).first());
    const picture = await decoded(page, png.bytes);
    assert.ok(picture.width >= 3 * width && picture.height > height, `${picture.width} × ${picture.height}`);
    assert.deepEqual(page.problems, []);
  });
});
