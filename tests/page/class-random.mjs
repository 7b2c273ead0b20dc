// Random settings, texts and damage for the tests of links, all from a seed.

/** Random numbers from a seed (mulberry32), and what is made of them. */
export function dice(seed) {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (low, high) => low + Math.floor(share() * (high - low + 1));
  const one = (list) => list[whole(0, list.length - 1)];
  return { share, whole, one, coin: () => share() < 0.5, some: (list) => list.filter(() => share() < 0.4) };
}

const rounded = (value) => Math.round(value * 1e4) / 1e4;
const seedOf = (d) => d.one([0, 1, d.whole(0, 0xffff_ffff), 0xffff_ffff]);

/** Settings of room Watch, of all that can be set. */
function watchSettings({ watch, spacing }, d) {
  const { SPACINGS } = spacing;
  const { SHEETS, SPEEDS, SAMPLERS, DEFAULTS } = watch;
  return {
    ...DEFAULTS,
    model: d.one(['avatars', 'digits']),
    condition: d.one([[], [d.whole(0, 9)], [null, 1, 0], [1, null, null]]),
    guidance: rounded(d.share() * 8),
    sampler: d.one(SAMPLERS),
    variance: rounded(d.share()),
    eta: rounded(d.share()),
    steps: d.whole(1, 10_000),
    spacing: d.one(SPACINGS),
    clip: d.coin(),
    seed: seedOf(d),
    sheet: d.one(SHEETS),
    speed: d.one(SPEEDS),
  };
}

function trainSettings({ train: t, spacing }, d) {
  const settings = {
    ...t.DEFAULTS,
    data: d.one(t.DATA),
    points: d.whole(1, 20_000),
    dataSeed: seedOf(d),
    schedule: d.one(t.SCHEDULES),
    total: d.whole(10, 1000),
    curve: Array.from({ length: 6 }, () => d.one([0.0001, 0.002, 0.05, 0.3])),
    width: d.one(t.WIDTHS),
    depth: d.whole(1, 8),
    prediction: d.one(t.PREDICTIONS),
    weighting: d.one(t.WEIGHTINGS),
    optimizer: d.one(t.OPTIMIZERS),
    learningRate: d.one(t.LEARNING_RATES),
    weightDecay: rounded(d.share()),
    emaDecay: rounded(d.share() * 0.9999),
    batch: d.one(t.BATCHES),
    times: d.one(t.TIMES),
    antithetic: d.coin(),
    seed: seedOf(d),
    sampler: d.one(t.SAMPLERS),
    variance: rounded(d.share()),
    eta: rounded(d.share()),
    stepSize: rounded(0.001 + d.share() * 0.99),
    level: rounded(0.01 + d.share() * 0.98),
    steps: d.whole(1, 1000),
    spacing: d.one(spacing.SPACINGS),
    count: d.one(t.COUNTS),
    noiseSeed: seedOf(d),
    exactSamples: d.coin(),
    exactFor: d.one(t.EXACT_FOR),
    layers: d.some(t.LAYERS),
    field: d.one(t.FIELDS_SHOWN),
    whose: d.one(t.WHOSE),
  };
  return t.fit(settings);
}

const learnSettings = ({ learn }, d) => ({
  page: d.one(learn.PAGES),
  notation: d.one(['ho', 'su', 'diffusers', 'score']),
  numbers: d.coin(),
  scene: d.whole(1, 9),
});

/** A room with settings of its own: as it is, and as an address has it. `page` has the settings of all rooms. */
export function randomPlace(page, d) {
  const room = d.one(['watch', 'train', 'learn']);
  const settings = { watch: watchSettings, train: trainSettings, learn: learnSettings }[room](page, d);
  const query = new URLSearchParams();
  if (room !== 'watch') query.set('room', room);
  page[room].writeSettings(settings, query);
  return { room, settings, query };
}

/** Letters of every kind, also such as need two units, change direction, or mean something in addresses and in JSON. */
export const LETTERS = [...'abz09 .,;:!?&=%+#/\\"\'<>{}[]|~^`_-', ...'噪声变图像é̈ßøλ∀ᾱₜ√∑', '🦀', '👩‍🏫', '\u202e', '\u200b', '\u00a0'];
export const words = (d, most) => Array.from({ length: d.whole(0, most) }, () => d.one(LETTERS)).join('');

/** A text with something done to it. */
export function bent(d, text, anything) {
  let bentText = text;
  for (let times = d.whole(1, 4); times > 0; times -= 1) {
    const at = d.whole(0, bentText.length);
    const [before, rest] = [bentText.slice(0, at), bentText.slice(at)];
    bentText = d.one([
      () => before + anything(4) + rest,
      () => before + rest.slice(d.whole(1, 6)),
      () => before + rest.slice(0, 8) + rest,
      () => before,
      () => rest + before,
      () => before + (rest[0] ?? '').toUpperCase() + rest.slice(1),
    ])();
  }
  return bentText;
}
