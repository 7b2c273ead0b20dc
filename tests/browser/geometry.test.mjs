// Where things lie, on every page of every room, from a phone to a full HD screen, in both languages: no text lies on another,
// none is cut off, and no control is covered when it has been scrolled to. By geometry, not by pictures.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test as unlimited } from 'node:test';
import { PageSite } from './page-site.mjs';
import { atRest, clockReaches } from './page-view.mjs';

const test = (name, work) => unlimited(name, { timeout: 240_000 }, work);

let site;
before(async () => {
  site = await PageSite.open();
});
afterEach(() => site.reset());
after(() => site.close());

const WIDTHS = [390, 768, 1024, 1280, 1920];
const LESSONS = [...Array.from({ length: 16 }, (_, i) => i + 1), '6b'].map((lesson) => `room=learn&lesson=${lesson}`);
const PAGES = [
  'steps=5&speed=max',
  'steps=5&speed=max&model=digits&sheet=16&sampler=ddim',
  'room=train&points=200&count=100&T=20&steps=10&width=16&batch=64',
  'room=train&data=digits&count=50&T=20&steps=10&width=16&batch=64',
  'room=act&demos=20&left=0.2',
  ...LESSONS,
  ...['questions', 'formulas', 'notation', 'glossary', 'progress', 'debugger&eps=exact', 'break&eps=exact', 'fork&steps=25'].map(
    (page) => `room=learn&lesson=${page}`,
  ),
];

/** In the page: what lies on what, what is cut off, and which controls are covered, a line each. */
function faults() {
  const found = new Set();
  const short = (element) => {
    const kind = element.closest('[class]')?.getAttribute('class') ?? '';
    return `<${element.tagName.toLowerCase()} ${kind.slice(0, 40)}> “${element.textContent.trim().slice(0, 40)}”`;
  };

  // An open drawer lies on the page; it is looked at alone
  const drawer = document.querySelector('.controls[data-open="true"]');
  const root = drawer && getComputedStyle(drawer).position === 'fixed' ? drawer : document.body;

  // Texts, each with the boxes of its lines; formulas are KaTeX's own affair, and what is for ears alone has no place
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || element.closest('.katex, .unseen, .unit-probe, option, script, style, textarea, .skip')) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { clipPath, position } = getComputedStyle(element);
    if (clipPath !== 'none' && position === 'absolute') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1 && inSight(element, box)) texts.push({ element, box });
    }
  }
  /** Whether no box around it that scrolls has it scrolled away. */
  function inSight(element, box) {
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      if (!/auto|scroll/.test(getComputedStyle(around).overflowY)) continue;
      const { top, bottom } = around.getBoundingClientRect();
      if (box.top < top - 1 || box.bottom > bottom + 1) return false;
    }
    return true;
  }
  // A line's box is higher than its letters
  const inner = ({ left, right, top, bottom, height }) => ({ left, right, top: top + 0.22 * height, bottom: bottom - 0.22 * height });
  const fixed = (element) => element.closest('.drawer-handle, .debug-bar, .present-bar') !== null;
  texts.sort((a, b) => a.box.top - b.box.top);
  for (const [i, one] of texts.entries()) {
    const a = inner(one.box);
    for (let k = i + 1; k < texts.length && texts[k].box.top < one.box.bottom; k += 1) {
      const other = texts[k];
      const b = inner(other.box);
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1.5 && high > 1.5 && fixed(one.element) === fixed(other.element))
        found.add(`on each other: ${short(one.element)} and ${short(other.element)}`);
    }
  }

  // What does not scroll must hold its texts
  for (const { element, box } of texts) {
    if (box.right > innerWidth + 1 || box.left < -1) {
      if (!scrolls(element)) found.add(`beyond the window: ${short(element)}`);
    }
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (/auto|scroll/.test(overflowX + overflowY)) break;
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const edge = around.getBoundingClientRect();
      const out = Math.max(box.right - edge.right, edge.left - box.left, inner(box).bottom - edge.bottom, edge.top - inner(box).top);
      if (out > 1.5) found.add(`cut off by ${short(around)}: ${short(element)}`);
    }
  }
  function scrolls(element) {
    for (let around = element; around; around = around.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(around).overflowX) && around !== document.documentElement) return true;
    }
    return false;
  }
  if (document.documentElement.scrollWidth > innerWidth) found.add(`the page is ${document.documentElement.scrollWidth} pixels wide`);

  // Controls, each scrolled to: what one points at there must be the control
  for (const control of root.querySelectorAll(':is(main, .controls, .header) :is(button, select, input, textarea, summary, a[href])')) {
    const target = control.matches('.segments input, .toggles input, [type=file]') ? (control.nextElementSibling ?? control) : control;
    if (!target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || target.closest('svg, .skip')) continue;
    target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { left, top, width, height } = target.getBoundingClientRect();
    if (width < 2 || height < 2) continue;
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    if (there === null || !(target.contains(there) || there.contains(target) || there.closest('label')?.contains(target)))
      found.add(`covered by ${there ? short(there) : 'nothing'}: ${short(target)}`);
  }
  scrollTo(0, 0);
  return [...found];
}

for (const lang of ['en', 'zh']) {
  describe(lang, () => {
    for (const query of PAGES) {
      test(`${query}: nothing on another, nothing cut off, no control covered`, async () => {
        const page = await site.page({ query: `?${query}&lang=${lang}`, viewport: { width: WIDTHS[0], height: 900 } });
        await page.locator('main.room:not(.waiting)').waitFor();
        if (query.startsWith('steps')) await clockReaches(page, ({ t }) => t === 0);
        const all = [];
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('main details')) details.open = true;
            for (const handle of document.querySelectorAll('.drawer-handle[aria-expanded="false"]')) {
              if (handle.checkVisibility()) handle.click();
            }
          });
          await atRest(page);
          all.push(...(await page.evaluate(faults)).map((fault) => `${width}: ${fault}`));
          await page.evaluate(() => {
            for (const handle of document.querySelectorAll('.drawer-handle[aria-expanded="true"]'))
              if (handle.checkVisibility()) handle.click();
          });
          await atRest(page);
          if (width < 700) all.push(...(await page.evaluate(faults)).map((fault) => `${width}, drawer closed: ${fault}`));
        }
        assert.equal(all.join('\n'), '');
        assert.deepEqual(page.problems, []);
      });
    }
  });
}
