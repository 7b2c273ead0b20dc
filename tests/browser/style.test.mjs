// The page's colours in browsers that lack a newer feature of CSS.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
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
