// What the page is made of below its views: settings from hostile addresses, the player, histories, files. No browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sources } from './sources.mjs';

const page = await sources([
  ...['settings', 'store/forward', 'store/coefficients'].map((name) => `rooms/watch/${name}`),
  ...['player', 'history', 'idx', 'names'].map((name) => `shared/state/${name}`),
  ...['../../pkg/src/pixels', 'rooms/watch/draw/histogram', 'shared/i18n/language', 'shared/i18n/dictionary', '../../pkg/src/types'],
]);

const parsed = (query) => page.parseSettings(new URLSearchParams(query));
const card = { steps: 1000, network: { attributes: [{ name: 'digit', values: [...'0123456789'] }] } };

describe('the address', () => {
  test('empty: the defaults, and nothing to complain of', () => {
    assert.deepEqual(parsed(''), { settings: { ...page.DEFAULTS }, problems: [] });
  });

  test('settings written are settings read', () => {
    const settings = {
      ...page.DEFAULTS,
      ...{ model: 'digits', condition: [7], guidance: 2.5, sampler: 'ddim', eta: 0.35, steps: 20, spacing: 'quadratic' },
      ...{ clip: false, seed: 4294967295, sheet: 64, speed: Infinity, backend: 'webgpu' },
    };
    const query = new URLSearchParams('utm=x');
    page.writeSettings(settings, query);
    assert.deepEqual(page.parseSettings(query), { settings, problems: [] });
    assert.equal(query.get('utm'), 'x');
  });

  test('defaults leave no trace in it', () => {
    const query = new URLSearchParams('steps=20&class=3');
    page.writeSettings({ ...page.DEFAULTS }, query);
    assert.equal(query.toString(), '');
  });

  const hostile = [
    'steps=0',
    'steps=-5',
    'steps=1e3',
    'steps=99999999999999',
    'seed=4294967296',
    'seed=0x10',
    'w=NaN',
    'w=9',
    'w=1.23456',
    'eta=Infinity',
  ];
  hostile.push(
    'eta=1.1',
    'model=__proto__',
    'model=../../etc',
    'sheet=5',
    'speed=1000',
    'class=,',
    'class=1,2,3,4,5,6,7,8,9',
    'class=-1',
    'clip=true',
    'backend=toString',
  );
  for (const query of hostile) {
    test(`${query}: the default, and a sentence`, () => {
      const { settings, problems } = parsed(query);
      assert.deepEqual(settings, { ...page.DEFAULTS });
      assert.equal(problems.length, 1);
      assert.equal(problems[0].key, query.split('=')[0]);
    });
  }

  test('a long value is cut before it is shown', () => {
    assert.equal(parsed(`model=${'x'.repeat(5000)}`).problems[0].asked.length, 24);
  });

  test('what a model has not is left out, and told', () => {
    const { settings, problems } = page.fitToModel({ ...page.DEFAULTS, steps: 5000, condition: [77, 1] }, card);
    assert.equal(settings.steps, 1000);
    assert.deepEqual(settings.condition, [null]);
    assert.deepEqual(
      problems.map(({ key }) => key),
      ['steps', 'class'],
    );
  });

  test('what a model has is kept without a word', () => {
    const { settings, problems } = page.fitToModel({ ...page.DEFAULTS, condition: [3] }, card);
    assert.deepEqual([settings.condition, problems], [[3], []]);
  });
});

describe('what the engine is asked for', () => {
  test('one condition a picture, each its own array', () => {
    const { conditions } = page.samplerConfig({ ...page.DEFAULTS, sheet: 4, condition: [3] });
    assert.deepEqual(conditions, [[3], [3], [3], [3]]);
    assert.notEqual(conditions[0], conditions[1]);
  });

  test('no guidance where nothing is asked for: the second network call would be wasted', () => {
    assert.equal(page.samplerConfig({ ...page.DEFAULTS, guidance: 3, condition: [null] }).guidance, 0);
    assert.equal(page.samplerConfig({ ...page.DEFAULTS, guidance: 3, condition: [2] }).guidance, 3);
  });
});

/** A sampler of single numbers: x is the seed at the start, and each step adds one. */
function counting(times, { failAt } = {}) {
  const asked = [];
  const sampler = async (config, start) => {
    asked.push({ seed: config.seed, start: start && { t: start.t, x: [...start.x] } });
    const left = start ? times.slice(times.indexOf(start.t)) : times;
    let x = start ? start.x[0] : config.seed;
    let cancelled = false;
    let at = 0;
    return {
      times: left,
      cancel: () => {
        cancelled = true;
      },
      async next() {
        await null;
        if (cancelled) throw new page.EngineError('cancelled', '');
        const t = left[at];
        if (t === undefined) return null;
        if (t === failAt.t && failAt.armed) {
          failAt.armed = false;
          throw new page.EngineError('worker_lost', 'gone');
        }
        at += 1;
        const tNext = left[at] ?? null;
        const done = tNext === null;
        const frame = {
          t,
          tNext,
          x_t: Float32Array.of(x),
          x0_hat: done ? null : Float32Array.of(0),
          eps_hat: done ? null : Float32Array.of(0),
          sigma: 0,
          backend: 'cpu',
        };
        x += 1;
        return frame;
      },
    };
  };
  failAt ??= {};
  return { sampler, asked };
}

/** Time that passes only where somebody waits. */
function fakeClock() {
  let now = 0;
  const sleeps = [];
  return {
    sleeps,
    now: () => now,
    sleep(ms) {
      sleeps.push(ms);
      now += ms;
      return { done: Promise.resolve(), wake() {} };
    },
  };
}

const TIMES = [5, 4, 3, 2, 1, 0];
const until = async (condition) => {
  for (let turn = 0; turn < 1000 && !condition(); turn += 1) await new Promise((done) => setImmediate(done));
  assert.ok(condition(), 'it never came');
};

describe('the player', () => {
  const begun = async (play, { speed = Infinity, ...options } = {}) => {
    const { sampler, asked } = counting(TIMES, options);
    const clock = fakeClock();
    const player = new page.Player(sampler, clock);
    player.setSpeed(speed);
    await player.begin({ config: { seed: 10 } }, play);
    return { player, asked, clock };
  };
  const values = (player) => player.history.value.positions.map((position) => player.history.value.at(position).x[0]);

  test('begun without playing: shows x_T and waits', async () => {
    const { player } = await begun(false);
    assert.deepEqual([player.phase.value, player.position.value, player.history.value.size], ['paused', 0, 1]);
  });

  test('plays to the end and keeps every moment', async () => {
    const { player } = await begun(true);
    await until(() => player.phase.value === 'done');
    assert.deepEqual(values(player), [10, 11, 12, 13, 14, 15]);
    assert.equal(player.position.value, 5);
  });

  test('waits between steps as the speed says', async () => {
    const { player, clock } = await begun(true, { speed: 20 });
    await until(() => player.phase.value === 'done');
    assert.deepEqual(clock.sleeps, [50, 50, 50, 50, 50]);
  });

  test('one step a click: playing is a single step', async () => {
    const { player } = await begun(true, { speed: 0 });
    assert.equal(player.position.value, 0);
    player.play();
    await until(() => player.position.value === 1);
    assert.equal(player.phase.value, 'paused');
  });

  test('back and forward among what was kept computes nothing anew', async () => {
    const { player } = await begun(false);
    await player.forward();
    await player.forward();
    const { revision } = player;
    const before = revision.value;
    player.back();
    assert.equal(player.position.value, 1);
    await player.forward();
    assert.deepEqual([player.position.value, revision.value], [2, before]);
  });

  test('back at the beginning and forward at the end stay where they are', async () => {
    const { player } = await begun(false);
    player.back();
    assert.equal(player.position.value, 0);
    for (let step = 0; step < 9; step += 1) await player.forward();
    assert.deepEqual([player.position.value, player.phase.value], [5, 'done']);
  });

  test('scrubbing pauses, and playing goes on from there through to new steps', async () => {
    const { player } = await begun(false);
    for (let step = 0; step < 3; step += 1) await player.forward();
    player.seek(1);
    assert.deepEqual([player.position.value, player.phase.value], [1, 'paused']);
    player.play();
    await until(() => player.phase.value === 'done');
    assert.deepEqual(values(player), [10, 11, 12, 13, 14, 15]);
  });

  test('pressed twice before the first step arrived: two presses, one step in flight', async () => {
    const { player } = await begun(false);
    await Promise.all([player.forward(), player.forward()]);
    assert.deepEqual([player.position.value, player.history.value.size], [1, 2]);
  });

  test('a fork shares what came before, has its own seed, and leaves the plan alone', async () => {
    const { player, asked } = await begun(true);
    await until(() => player.phase.value === 'done');
    player.seek(2);
    const before = player.history.value;
    await player.fork(99);
    assert.deepEqual(asked.at(-1), { seed: 99, start: { t: 3, x: [12] } });
    await until(() => player.phase.value === 'done');
    assert.notEqual(player.history.value, before);
    assert.deepEqual(values(player), [10, 11, 12, 13, 14, 15]);
    await player.restart(false);
    assert.deepEqual(asked.at(-1), { seed: 10, start: undefined });
  });

  test('no fork from a finished picture', async () => {
    const { player, asked } = await begun(true);
    await until(() => player.phase.value === 'done');
    await player.fork(99);
    assert.deepEqual([player.canFork(), asked.length], [false, 1]);
  });

  test('a failure keeps what was made, and resuming goes on from it with the same seed', async () => {
    const { player, asked } = await begun(true, { failAt: { t: 2, armed: true } });
    await until(() => player.phase.value === 'failed');
    assert.equal(player.failure.value.code, 'worker_lost');
    assert.deepEqual(values(player), [10, 11, 12]);
    await player.resume();
    await until(() => player.phase.value === 'done');
    assert.deepEqual(asked.at(-1), { seed: 10, start: { t: 3, x: [12] } });
    assert.deepEqual(values(player), [10, 11, 12, 13, 14, 15]);
  });

  test('a new run overtakes the one under way', async () => {
    const { player } = await begun(true);
    await player.begin({ config: { seed: 50 } }, true);
    await until(() => player.phase.value === 'done');
    assert.deepEqual(values(player), [50, 51, 52, 53, 54, 55]);
  });

  test('a run that starts at a kept t has its place in all the times', async () => {
    const { sampler } = counting(TIMES);
    const player = new page.Player(sampler, fakeClock());
    player.setSpeed(Infinity);
    const x = Float32Array.of(7);
    await player.begin({ config: { seed: 1 }, start: { t: 2, x }, times: TIMES }, true);
    await until(() => player.phase.value === 'done');
    assert.deepEqual(player.history.value.positions, [3, 4, 5]);
    assert.deepEqual([...x], [7], 'what was given must not be given away');
  });
});

describe('a history beyond its memory', () => {
  const moment = (position) => ({
    position,
    t: 100 - position,
    tNext: null,
    x: new Float32Array(10),
    x0: null,
    eps: null,
    sigma: 0,
    backend: 'cpu',
  });
  const filled = (count, limit) => {
    const history = new page.History(
      Array.from({ length: 101 }, (_, i) => 100 - i),
      limit,
    );
    for (let position = 0; position < count; position += 1) history.add(moment(position));
    return history;
  };

  test('keeps every second, then every fourth moment, and always the newest', () => {
    assert.deepEqual(filled(4, 160).positions, [0, 1, 2, 3]);
    assert.deepEqual(filled(6, 160).positions, [0, 2, 4, 5]);
    assert.deepEqual(filled(10, 160).positions, [0, 4, 8, 9]);
  });

  test('keeps the first and the last to the end, within the limit', () => {
    const history = filled(101, 400);
    assert.equal(history.positions[0], 0);
    assert.equal(history.positions.at(-1), 100);
    assert.ok(history.size <= 10);
  });

  test('nearest, before and after speak only of what is kept', () => {
    const history = filled(10, 160);
    assert.equal(history.nearest(3).position, 4);
    assert.equal(history.after(4).position, 8);
    assert.equal(history.before(4).position, 0);
    assert.equal(history.before(0), undefined);
  });
});

describe('the forward process', () => {
  test('of several moves the last one counts, and t = 0 is the picture itself', async () => {
    const pending = [];
    const forward = new page.Forward((x0, t) => new Promise((done) => pending.push(() => done({ x_t: x0.map((v) => v + t), eps: x0 }))));
    const flush = async () => {
      await until(() => pending.length > 0);
      pending.shift()();
    };
    const opened = forward.open(Float32Array.of(1), TIMES, 3, 5);
    await until(() => forward.history.value?.at(5) !== undefined);
    assert.deepEqual([...forward.history.value.at(5).x], [1]);
    const moves = [forward.seek(1), forward.seek(3)];
    for (let i = 0; i < 7; i += 1) await flush().catch(() => undefined);
    await Promise.all([opened, ...moves]);
    assert.equal(forward.position.value, 3);
    assert.deepEqual([...forward.history.value.at(3).x], [3]);
  });
});

describe('files of real pictures', () => {
  const idx = (sizes, data) => {
    const bytes = new Uint8Array(4 + 4 * sizes.length + data.length);
    bytes.set([0, 0, 8, sizes.length]);
    sizes.forEach((size, i) => {
      new DataView(bytes.buffer).setUint32(4 + 4 * i, size);
    });
    bytes.set(data, 4 + 4 * sizes.length);
    return bytes;
  };
  const shape = { height: 1, width: 2, channels: 1 };
  const labels = idx([2], [7, 3]);

  test('are read, and repeated for a sheet', () => {
    const examples = page.parseExamples(idx([2, 1, 2], [0, 255, 255, 0]), labels, shape, 1);
    assert.deepEqual([...page.examplePicture(examples, 1, 2)], [1, -1, 1, -1]);
    assert.deepEqual(page.exampleLabels(examples, 1), [3]);
  });

  for (const [what, images, given] of [
    ['empty', new Uint8Array(), labels],
    ['cut short', idx([2, 1, 2], [0, 255, 255]), labels],
    ['of another shape', idx([2, 2, 1], [0, 255, 255, 0]), labels],
    ['of floats', idx([2, 1, 2], [0, 255, 255, 0]).with(2, 0x0d), labels],
    ['labelled for others', idx([2, 1, 2], [0, 255, 255, 0]), idx([1], [7])],
  ]) {
    test(`${what}: refused as data_invalid`, () => {
      assert.throws(() => page.parseExamples(images, given, shape, 1), { code: 'data_invalid' });
    });
  }
});

describe('what is drawn', () => {
  test('a sheet has its pictures in rows, a clear pixel between them', () => {
    const { width, height, data } = page.sheet(Float32Array.of(-1, 1, 0, 5), { height: 1, width: 1, channels: 1 });
    assert.deepEqual([width, height], [3, 3]);
    const pixel = (x, y) => [...data.subarray((y * 3 + x) * 4, (y * 3 + x) * 4 + 4)];
    assert.deepEqual(pixel(0, 0), [0, 0, 0, 255]);
    assert.deepEqual(pixel(2, 0), [255, 255, 255, 255]);
    assert.deepEqual(pixel(2, 2), [255, 255, 255, 255]);
    assert.equal(pixel(1, 0)[3], 0);
  });

  test('colours keep their order', () => {
    const { data } = page.sheet(Float32Array.of(1, -1, 0), { height: 1, width: 1, channels: 3 });
    assert.deepEqual([...data], [255, 0, 128, 255]);
  });

  test('a histogram is a density', () => {
    const bins = page.histogram(Float32Array.of(-9, -0.5, 0.2, 0.3, 9));
    const sum = bins.reduce((total, density) => total + density, 0);
    assert.ok(Math.abs((sum * 2 * page.LIMIT) / page.BINS - 1) < 1e-12);
  });
});

describe('the numbers in the formula', () => {
  test('of a full step are those of the paper: 1/√α and β/√(1 − ᾱ)', () => {
    const beta = [0, 0.1, 0.2];
    const curves = { alphaBar: Float64Array.of(1, 0.9, 0.9 * 0.8) };
    const n = page.stepNumbers(curves, 2, 1, 0.3);
    assert.ok(Math.abs(n.scale - 1 / Math.sqrt(0.8)) < 1e-12);
    assert.ok(Math.abs(n.remove - beta[2] / Math.sqrt(1 - 0.72)) < 1e-12);
    assert.ok(Math.abs(n.signal ** 2 + n.noise ** 2 - 1) < 1e-12);
  });
});

describe('the language', () => {
  test('is the link’s, then the one kept, then the browser’s', () => {
    assert.equal(page.preferredLanguage('zh', 'en', ['en']), 'zh');
    assert.equal(page.preferredLanguage('xx', 'zh', ['en']), 'zh');
    assert.equal(page.preferredLanguage(null, null, ['fr-FR', 'zh-TW', 'en']), 'zh');
    assert.equal(page.preferredLanguage(null, null, ['fr']), 'en');
  });

  /** A dictionary whose strings come when the test says so: `give.zh()` hands them over. */
  function slow(name) {
    const give = {};
    const source = (language) => () =>
      new Promise((done, failed) => {
        give[language] = () => done(`${name} in ${language}`);
        give[`no${language}`] = () => failed(new Error(`no ${language}`));
      });
    return { ...page.dictionary({ en: source('en'), zh: source('zh') }), give };
  }

  test('changes when the strings of all that is open are there, also of what is opened meanwhile', async () => {
    const [first, second, closed] = [slow('first'), slow('second'), slow('closed')];
    assert.throws(() => first.text.value, /loaded before/);
    const load = first.load();
    first.give.en();
    await load;
    assert.equal(first.text.value, 'first in en');
    const change = page.changeLanguage('zh');
    const late = second.load();
    first.give.zh();
    await new Promise((done) => setImmediate(done));
    assert.equal(page.language.value, 'en', 'the second part has no strings yet');
    second.give.en();
    await late;
    assert.equal(second.text.value, 'second in en');
    second.give.zh();
    await change;
    assert.deepEqual([page.language.value, first.text.value, second.text.value], ['zh', 'first in zh', 'second in zh']);
    assert.throws(() => closed.text.value, /loaded before/);
    await page.changeLanguage('en');
    assert.deepEqual([first.text.value, second.text.value], ['first in en', 'second in en']);
  });

  test('stays where the strings cannot be fetched, and says why until it is changed', async () => {
    const part = slow('part');
    const load = part.load();
    part.give.en();
    await load;
    const change = page.changeLanguage('zh');
    part.give.nozh();
    await change;
    assert.equal(page.language.value, 'en');
    assert.match(String(page.languageFailure.value), /no zh/);
    const again = page.changeLanguage('zh');
    assert.equal(page.languageFailure.value, null);
    part.give.zh();
    await again;
    assert.equal(page.language.value, 'zh');
    await page.changeLanguage('en');
  });

  test('of several changes the last wins', async () => {
    const part = slow('part');
    const load = part.load();
    part.give.en();
    await load;
    const change = page.changeLanguage('zh');
    await page.changeLanguage('en');
    part.give.zh();
    await change;
    assert.equal(page.language.value, 'en');
  });
});
