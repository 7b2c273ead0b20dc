// What the page shows, read off it as a visitor would, and waiting for what it is to show: always for a state, never for a time.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../www/package.json', import.meta.url));
let axe;

/** The t and the step that the page says it shows. */
export async function clock(page) {
  const words = await page.locator('.clock').textContent();
  const [t, total, step, steps] = words.match(/\d+/g).map(Number);
  return { t, total, step, steps };
}

/** No run of a test takes longer; one that does has stopped. */
const PATIENCE = 120_000;

/** Milliseconds between two looks at what is waited for. */
const BETWEEN_LOOKS = 30;

/** Waits for two frames: the page has then drawn whatever it was to draw of an input. */
export const frames = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });

/**
 * Waits until the page has nothing left to do: its engine owes it no answer, no style is in transition, and both hold for
 * three frames, in which the page would have asked for what follows from an answer.
 */
export const atRest = (page) =>
  page.evaluate(async (patience) => {
    const moving = () => document.getAnimations().some((animation) => animation.playState === 'running');
    const end = performance.now() + patience;
    for (let quiet = 0; quiet < 3; quiet = window.unanswered === 0 && !moving() ? quiet + 1 : 0) {
      if (performance.now() > end) throw new Error(`not at rest: ${window.unanswered} answers are owed; in transition: ${moving()}`);
      await new Promise(requestAnimationFrame);
    }
  }, PATIENCE);

/** Looks again and again until `look` gives something other than undefined and false, and gives that. */
export async function until(look, what) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((done) => setTimeout(done, BETWEEN_LOOKS))) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
  }
  throw new Error(`waited in vain for ${typeof what === 'function' ? await what() : what}`);
}

/** As `until`, for what follows from the clock of room Watch. */
const untilClock = (page, look) =>
  until(
    async () => ((await page.locator('.clock').count()) > 0 ? look(await clock(page)) : undefined),
    async () => `the clock, which says: ${(await page.locator('.clock').allTextContents()).join() || 'nothing'}`,
  );

/** Waits until the clock satisfies a condition. */
export const clockReaches = (page, condition) => untilClock(page, (now) => (condition(now) ? now : undefined));

/** The pixels of the large picture, as one string, after the frame in which what has changed is drawn. */
export async function stagePixels(page) {
  await frames(page);
  return page.locator('.stage canvas').evaluate((canvas) => canvas.toDataURL());
}

/** What axe finds, a line each, once no colour is on its way to another. Playwright puts the script in past the page's policy. */
export async function violations(page) {
  axe ??= await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  await page.evaluate(async () => {
    const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running');
    // One transition that has ended may start another
    while (moving().length > 0) await Promise.allSettled(moving().map(({ finished }) => finished));
  });
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    const told = ({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`;
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${told(node)}`));
  });
}

/** Presses keys, one after the other. */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/**
 * Waits until a run has ended in another picture than `before`, and gives that. A run of few steps may be over between
 * two looks at the clock, so its passing cannot be waited for; its picture stays.
 */
export const endsOtherwise = (page, before) =>
  untilClock(page, async ({ t }) => {
    if (t !== 0) return undefined;
    const pixels = await stagePixels(page);
    const { t: after } = await clock(page);
    return after !== 0 || pixels === before ? undefined : pixels;
  });

/** Asserts again and again until it holds: a view is drawn a moment after what it shows has changed. */
export async function eventually(assertion) {
  for (const end = Date.now() + PATIENCE; ; await new Promise((done) => setTimeout(done, BETWEEN_LOOKS))) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
