// What the page shows, read off it as a visitor would.

/** The t and the step that the page says it shows. */
export async function clock(page) {
  const words = await page.locator('.clock').textContent();
  const [t, total, step, steps] = words.match(/\d+/g).map(Number);
  return { t, total, step, steps };
}

/** No run of a test takes longer; one that does has stopped. */
const PATIENCE = 60_000;

/** Asks again and again until `look` gives something other than `undefined`, and gives that. */
async function until(page, look) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if ((await page.locator('.clock').count()) > 0) {
      const seen = await look(await clock(page));
      if (seen !== undefined) return seen;
    }
    await page.waitForTimeout(30);
  }
  const now = await page.locator('.clock').allTextContents();
  throw new Error(`waited in vain; the clock says: ${now.join() || 'nothing'}`);
}

/** Waits until the clock satisfies a condition. */
export const clockReaches = (page, condition) => until(page, (now) => (condition(now) ? now : undefined));

/** The pixels of the large picture, as one string, after the frame in which what has changed is drawn. */
export const stagePixels = (page) =>
  page.locator('.stage canvas').evaluate(async (canvas) => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return canvas.toDataURL();
  });

/**
 * Waits until a run has ended in another picture than `before`, and gives that. A run of few steps may be over between
 * two looks at the clock, so its passing cannot be waited for; its picture stays.
 */
export const endsOtherwise = (page, before) =>
  until(page, async ({ t }) => {
    if (t !== 0) return undefined;
    const pixels = await stagePixels(page);
    const { t: after } = await clock(page);
    return after !== 0 || pixels === before ? undefined : pixels;
  });

/** Asserts again and again until it holds: a view is drawn a moment after what it shows has changed. */
export async function eventually(assertion) {
  for (const end = Date.now() + PATIENCE; ; await new Promise((done) => setTimeout(done, 30))) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
