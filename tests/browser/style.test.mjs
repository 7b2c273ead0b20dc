// The page's style: the scales that all sheets keep to, and its colours in browsers that lack a newer feature of CSS.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PageSite } from './page-site.mjs';

let site;

before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

/** Functions that browsers of early 2024 (Chrome 122, Safari 17.3, Firefox 119) do not have. */
const LATER = /\b(light-dark|contrast-color)\(/g;

/** WCAG's contrast of two colours, each `[red, green, blue]` in 0..=255: from 1, none, to 21, black on white. */
function contrast(a, b) {
  const luminance = (colour) => {
    const [r, g, b] = colour.map((byte) => {
      const value = byte / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** The colours of the page's ground and of what is written on it, as `[red, green, blue, alpha]`. */
const colours = (page) =>
  page.evaluate(() => {
    const numbers = (colour) => {
      const [r, g, b, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
      return [r, g, b, alpha];
    };
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    const primary = style('.buttons .primary');
    return {
      paper: numbers(style('html').backgroundColor),
      ink: numbers(style('body').color),
      soft: numbers(style('.clock').color),
      prediction: numbers(style('.part.prediction .part-picture').borderTopColor),
      button: numbers(primary.backgroundColor),
      label: numbers(primary.color),
    };
  });

describe('without the colour functions that came in 2024', () => {
  for (const [system, chosen, expected] of [
    ['light', 'auto', 'light'],
    ['dark', 'auto', 'dark'],
    ['light', 'dark', 'dark'],
    ['dark', 'light', 'light'],
  ]) {
    test(`system ${system}, theme ${chosen}: text stands out from a ${expected} ground`, async () => {
      site.alter('app/main.css', (css) => Buffer.from(String(css).replace(LATER, 'unknown-$1(')));
      // The altered style sheet has another hash than the page names
      site.alter('index.html', (html) => Buffer.from(String(html).replaceAll(/ integrity="[^"]*"/g, '')));
      const page = await site.page({ query: '?steps=10&speed=max', colorScheme: system });
      await page.locator('.clock').waitFor();
      for (const presses of { auto: [], light: ['t'], dark: ['t', 't'] }[chosen]) await page.keyboard.press(presses);
      const theme = chosen === 'auto' ? null : chosen;
      await page.waitForFunction((theme) => document.documentElement.getAttribute('data-theme') === theme, theme);

      // A button's colours change over 0.15 s
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
      const { paper, ink, soft, prediction, button, label } = await colours(page);
      for (const colour of [paper, ink, soft, prediction, button, label]) assert.equal(colour[3], 1, 'a colour is transparent');
      const [onBlack, onWhite] = [contrast(paper, [0, 0, 0]), contrast(paper, [255, 255, 255])];
      assert.equal(onBlack > onWhite ? 'light' : 'dark', expected);
      for (const colour of [ink, soft, prediction]) assert.ok(contrast(colour, paper) >= 4.5, `${colour} on ${paper}`);
      assert.ok(contrast(label, button) >= 4.5, `${label} on ${button}`);
      // A prediction has a colour of its own
      assert.notDeepEqual(prediction, ink);
    });
  }
});

describe('sizes and breakpoints', () => {
  const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'www/styles');
  /** Of every sheet but tokens.css, its declarations and media queries as `[where, property, value]`. */
  let sheets;
  let tokens;

  before(async () => {
    tokens = await readFile(join(folder, 'tokens.css'), 'utf8');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.css') && name !== 'tokens.css');
    sheets = await Promise.all(names.map(async (name) => ({ name, css: await readFile(join(folder, name), 'utf8') })));
  });

  /** Values of all declarations whose property matches, with the sheet that each is in. */
  function* values(property) {
    for (const { name, css } of sheets) {
      for (const [, value] of css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(new RegExp(`[\\s;{](?:${property}):\\s*([^;}]+)`, 'g'))) {
        yield { name, value: value.replaceAll(/\s+/g, ' ').trim() };
      }
    }
  }

  /** Fails with every value that is none of a scale's. */
  function assertOnly(found, allowed, what) {
    const all = [...found];
    assert.ok(all.length > 10, `only ${all.length} declarations found: the search no longer fits the sheets`);
    const others = all.filter(({ value }) => !allowed.test(value)).map(({ name, value }) => `${name}: ${value}`);
    assert.deepEqual(others, [], `${what} of tokens.css expected`);
  }

  test('type has the sizes of the scale', () => {
    assertOnly(values('font-size'), /^(var\(--text-[a-z0-9]+\)|inherit)$/, '--text-…');
    assertOnly(values('font'), /^(inherit|(\d00 )?var\(--text-[a-z0-9]+\)( \/ [\d.]+(rem)?)? .+)$/, '--text-…');
  });

  test('corners have the radii of the scale', () => {
    assertOnly(values('border(?:-[a-z]+)*-radius'), /^(0|var\(--radius-[a-z]+\))( (0|var\(--radius-[a-z]+\)))*$/, '--radius-…');
  });

  test('spaces that are measured in rem alone have the steps of the scale', () => {
    const plain = /(^| )-?[\d.]+rem( |$)/;
    assertOnly(values('(?:padding|margin|gap|row-gap|column-gap)(?:-[a-z]+)*'), new RegExp(`^(?!.*${plain.source})`), '--space-…');
  });

  test('every property that a sheet reads is set', () => {
    const set = new Set(
      [tokens, ...sheets.map(({ css }) => css)].flatMap((css) => [...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name)),
    );
    const read = sheets.flatMap(({ name, css }) => [...css.matchAll(/var\((--[\w-]+)/g)].map(([, property]) => ({ name, property })));
    assert.ok(read.length > 100);
    assert.deepEqual(
      read.filter(({ property }) => !set.has(property)),
      [],
    );
  });

  test('the layout changes at the widths that tokens.css lists', () => {
    const listed = [...tokens.matchAll(/^ +(\d+rem) {2,}\S/gm)].map(([, width]) => width);
    assert.ok(listed.length > 0, 'tokens.css lists no widths');
    const used = new Set();
    for (const { name, css } of sheets) {
      for (const [query] of css.matchAll(/@(media|container)[^{]*/g)) {
        if (!/width|height/.test(query)) continue;
        const widths = [...query.matchAll(/\(width (?:<|>=) (\d+rem)\)/g)].map(([, width]) => width);
        assert.equal(widths.length, query.match(/width|height/g).length, `${name}: ${query}: (width < …) or (width >= …) expected`);
        for (const width of widths) {
          assert.ok(listed.includes(width), `${name}: ${query}: one of ${listed.join(', ')} expected`);
          used.add(width);
        }
      }
    }
    assert.deepEqual([...used].sort(), [...listed].sort());
  });
});
