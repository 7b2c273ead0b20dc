// What "Break it" and "Fork" are made of below their views: addresses, deals, scores, and the arithmetic. No browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sources } from './sources.mjs';

const tools = await sources({
  quiz: 'rooms/learn/tools/break/quiz',
  faults: 'rooms/learn/tools/break/faults',
  measures: 'rooms/learn/tools/break/measures',
  breaking: 'rooms/learn/tools/break/store/settings',
  forking: 'rooms/learn/tools/fork/store/settings',
  spread: 'rooms/learn/tools/fork/spread',
  trajectory: 'rooms/learn/tools/shared/trajectory',
  entries: 'rooms/learn/tools/tools',
  tools: 'rooms/learn/store/tools',
  debugging: 'rooms/learn/tools/debugger/store/debugger',
  debugSettings: 'rooms/learn/tools/debugger/store/settings',
  breakEn: 'rooms/learn/tools/break/locales/en',
  breakZh: 'rooms/learn/tools/break/locales/zh',
  forkEn: 'rooms/learn/tools/fork/locales/en',
  forkZh: 'rooms/learn/tools/fork/locales/zh',
});

const near = (actual, expected, tolerance, what = '') =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} to within ${tolerance}`);

describe('the quiz', () => {
  test('deals everything about equally often, and neighbours differ', () => {
    const { dealt, OUTCOMES, MAX_DEALS } = tools.quiz;
    const counts = new Map(OUTCOMES.map((outcome) => [outcome, 0]));
    let alike = 0;
    for (let deal = 1; deal <= MAX_DEALS; deal += 1) {
      counts.set(dealt(deal), counts.get(dealt(deal)) + 1);
      if (dealt(deal) === dealt(deal + 1)) alike += 1;
    }
    assert.equal(counts.size, 9);
    const fair = MAX_DEALS / 9;
    // Standard deviation of a count: √(9999 · 1/9 · 8/9) = 31
    for (const [outcome, count] of counts) near(count, fair, 130, outcome);
    near(alike, fair, 130, 'deals like the one before');
  });

  test('deals the same everywhere: a link is the same for a whole class', () => {
    // Another hash would change every link there is
    assert.deepEqual(
      [1, 2, 3, 7, 4821].map((deal) => tools.quiz.dealt(deal)),
      [1, 2, 3, 7, 4821].map((deal) => tools.quiz.OUTCOMES[finalized(deal) % 9]),
    );
  });

  test('its score follows from the answers, and survives being written down', () => {
    const { parseAnswers, formatAnswers, score, dealt, OUTCOMES } = tools.quiz;
    const answers = new Map([1, 2, 3, 4].map((deal) => [deal, (OUTCOMES.indexOf(dealt(deal)) + (deal === 4 ? 1 : 0)) % 9]));
    assert.deepEqual(score(answers), { asked: 4, right: 3 });
    assert.deepEqual(parseAnswers(formatAnswers(answers)), answers);
    const many = new Map(Array.from({ length: 500 }, (_, i) => [i + 1, i % 9]));
    const kept = parseAnswers(formatAnswers(many));
    assert.equal(kept.size, 300);
    assert.ok(kept.has(500) && !kept.has(200), 'the newest are kept');
  });

  for (const text of [
    ...[null, '', 'null', '{}', '[', '"1"', '[1,2]', '[[0,1]]', '[[10000,1]]', '[[1,9]]', '[[1,-1]]', '[[1.5,1]]', '[[1,"1"]]'],
    ...['[["__proto__",1]]', '[[1,1,1]]', '[[1]]', '[null]', `[${'[1,1],'.repeat(1e5)}[1,1]]`, '{"length":1,"0":[1,1]}'],
  ]) {
    test(`stored scores of ${String(text).slice(0, 24)} are none`, () => assert.equal(tools.quiz.parseAnswers(text).size, 0));
  }
});

/** Appleby's finalizer, written anew with whole numbers of any size. */
function finalized(deal) {
  const mask = 0xffffffffn;
  let hash = BigInt(deal) & mask;
  hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & mask;
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & mask;
  return Number(hash ^ (hash >> 16n));
}

describe('the address', () => {
  const cases = { break: 'breaking', fork: 'forking' };
  for (const [tool, name] of Object.entries(cases)) {
    test(`of ${tool} comes back as it was written, and its keys are known to the room`, () => {
      const { SETTINGS } = tools[name];
      const keys = Object.values(SETTINGS.settings).map(({ key }) => key);
      assert.deepEqual([...tools.entries.TOOL_ENTRIES[tool].keys].sort(), keys.sort());
      const other = {
        subject: 'pictures',
        fault: 'one_time',
        shape: 'dino',
        model: 'digits',
        eps: 'network',
        steps: 100,
        seed: 4294967295,
      };
      const more = { deal: 4821, level: 'alone', t: 77, particle: 199, draws: 50, redraw: 12 };
      const settings = Object.fromEntries(Object.keys(SETTINGS.defaults).map((key) => [key, { ...other, ...more }[key]]));
      const query = new URLSearchParams('utm=x');
      SETTINGS.write(settings, query);
      assert.deepEqual(SETTINGS.parse(query), { settings, problems: [] });
      SETTINGS.write(SETTINGS.defaults, query);
      assert.equal(query.toString(), 'utm=x');
    });

    test(`of ${tool} may hold anything`, () => {
      const { SETTINGS } = tools[name];
      const hostile = ['', '-1', '1e3', 'NaN', '__proto__', 'constructor', '<script>', '１', '9'.repeat(11), 'x'.repeat(1e4), '0x10', ' 1'];
      for (const { key } of Object.values(SETTINGS.settings)) {
        for (const text of hostile) {
          const { settings, problems } = SETTINGS.parse(new URLSearchParams({ [key]: text }));
          assert.deepEqual(settings, SETTINGS.defaults, `${key}=${text.slice(0, 20)}`);
          assert.equal(problems.length, 1);
        }
      }
    });
  }

  test('does not name what a quiz hides, nor what was looked at before', () => {
    const { shownSettings, SETTINGS } = tools.breaking;
    const query = new URLSearchParams();
    const hidden = shownSettings({ ...SETTINGS.defaults, fault: 'short_schedule', deal: 12 });
    SETTINGS.write(hidden, query);
    assert.equal(query.toString(), 'deal=12');
  });
});

describe('every fault', () => {
  test('has a wrong line and a right one, and words in both languages', () => {
    for (const fault of tools.faults.FAULTS) {
      for (const blind of [false, true]) {
        const { wrong, right } = tools.faults.lineOf(fault, blind);
        assert.ok(wrong && right && wrong !== right, fault);
      }
      for (const dictionary of [tools.breakEn.en, tools.breakZh.zh]) {
        const { name, look, why } = dictionary.faults[fault];
        assert.ok(name && look.points && look.pictures && why, fault);
      }
    }
    assert.match(tools.breakZh.zh.faults.no_noise.why, /[一-鿿]/);
    assert.match(tools.forkZh.zh.decided('1', 2, '3%'), /[一-鿿]/);
  });
});

describe('figures', () => {
  test('of points: spread, and distance to the nearest training point', () => {
    const { spread, offData } = tools.measures;
    near(spread([3, 4, -3, -4]), Math.sqrt(12.5), 1e-12);
    near(offData([0, 1, 5, 0], [0, 0, 4, 0, 9, 9]), 1, 1e-12);
    assert.equal(offData([4, 0], [0, 0, 4, 0]), 0);
  });

  test('of pictures: contrast, grain and what no picture has', () => {
    const { contrast, grain, beyond } = tools.measures;
    const grey = { height: 2, width: 3, channels: 1 };
    // Steps within rows: 1, 1, 0, 2; from row to row there is no neighbour
    near(grain([0, 1, 2, 9, 9, 7], grey), Math.sqrt((1 + 1 + 0 + 4) / 4), 1e-12);
    const rgb = { height: 1, width: 2, channels: 3 };
    near(grain([0, 0, 0, 1, 2, 2], rgb), Math.sqrt(3), 1e-12);
    near(contrast([1, -1, 1, -1]), 1, 1e-12);
    near(beyond([-1, 1, 1.2, -3]), 0.5, 1e-12);
  });

  test('of a walk: its mean square at every moment, beside that of the forward process', () => {
    const { courseOf, forwardSquare } = tools.measures;
    let walk = tools.trajectory.emptyTrajectory(3, 2);
    walk = tools.trajectory.longer(walk, 9, Float32Array.of(1, 1));
    const before = walk;
    walk = tools.trajectory.longer(walk, 5, Float32Array.of(2, 0));
    assert.deepEqual(courseOf(walk), [1, 2]);
    assert.deepEqual(courseOf(before), [1], 'a walk does not see what was added later');
    assert.ok(!tools.trajectory.isWhole(walk));
    assert.deepEqual([...tools.trajectory.momentOf(walk, 1).x, tools.trajectory.momentOf(walk, 1).t], [2, 0, 5]);
    assert.equal(tools.trajectory.positionAt(walk, 1), 1, 'what is not there yet cannot be shown');
    near(forwardSquare(0.25, 2), 1.25, 1e-12);
  });
});

describe('a fork', () => {
  test('has mean, deviation and spread', () => {
    const { scatterOf, repeated } = tools.spread;
    const { mean, deviation, spread } = scatterOf(Float32Array.of(1, 10, 3, 10, 5, 10), 2);
    assert.deepEqual([...mean], [3, 10]);
    near(deviation[0], Math.sqrt(8 / 3), 1e-6);
    assert.equal(deviation[1], 0);
    near(spread, Math.sqrt(8 / 3 / 2), 1e-6);
    assert.equal(scatterOf(repeated(Float32Array.of(2, 7), 50), 2).spread, 0);
  });

  test('knows the fullest of the eight Gaussians', () => {
    const at = (k) => [Math.cos((k * Math.PI) / 4), Math.sin((k * Math.PI) / 4)];
    near(tools.spread.fullestShare([...at(0), ...at(3), ...at(3), ...at(7)]), 0.5, 1e-12);
  });

  test('was decided where its spread has fallen to half for good', () => {
    const course = (...pairs) => pairs.map(([t, spread]) => ({ t, spread }));
    near(tools.spread.halfTime(course([1000, 1], [500, 0.8], [250, 0.2], [50, 0])), 375, 1e-9);
    near(tools.spread.halfTime(course([1000, 1], [600, 0.4], [400, 0.9], [200, 0.1])), 300, 1e-9, 'it rose again');
    assert.equal(tools.spread.halfTime(course([1000, 1], [500, 0.9])), null);
    assert.equal(tools.spread.halfTime(course([1000, 0], [500, 0])), null);
    assert.equal(tools.spread.halfTime([]), null);
  });

  test('freezes at the nearest time that has a step to come, and picks the nearest point', () => {
    assert.equal(tools.trajectory.nearestStep([1000, 500, 250, 0], 1), 2);
    assert.equal(tools.trajectory.nearestStep([1000, 500, 250, 0], 700), 1);
    assert.equal(tools.spread.nearestPoint([0, 0, 2, 2, -1, 0], 1.6, 1.7), 1);
    assert.deepEqual(tools.spread.evenly(10, 3), [0, 5, 10]);
    assert.deepEqual(tools.spread.evenly(1, 12), [0, 1]);
  });

  test('has other noise than its run, and other noise with every draw', () => {
    const { seedOfRedraw } = tools.forking;
    for (const seed of [0, 1, 4294967295]) {
      const seeds = new Set([seed, ...[1, 2, 3, 9999].map((redraw) => seedOfRedraw({ seed, redraw }))]);
      assert.equal(seeds.size, 5);
      for (const one of seeds) assert.ok(Number.isInteger(one) && one >= 0 && one <= 0xffff_ffff);
    }
  });
});

describe('a tool that is discarded', () => {
  test('is disposed of when it is to be opened anew', async () => {
    const log = [];
    const open = (_workshop, query) => {
      const name = query.get('t') ?? 'none';
      const note = (what) => () => log.push(`${name} ${what}`);
      return { problems: [], tool: { enter: note('entered'), leave: note('left'), dispose: note('disposed of') } };
    };
    const room = new tools.tools.Tools({ debugger: async () => open }, {}, new URLSearchParams('t=5'), 'debugger', () => undefined);
    await room.enter('debugger');
    room.leave();
    room.read('debugger', new URLSearchParams('t=7'));
    await room.enter('debugger');
    assert.deepEqual(log, ['5 entered', '5 left', '5 disposed of', '7 entered']);
  });

  /** A workshop whose engine counts the runs that are open. */
  function workshop() {
    const open = new Set();
    const turn = { step: 1, loss: 1, gradientNorm: 1, changeNorm: 1, ...{ t: [1], errors: [0] } };
    for (const name of ['x0', 'eps', 'x_t', 'eps_hat']) turn[name] = new Float32Array(2);
    const train = async () => {
      const run = { data: { dims: 2, values: new Float32Array(2) }, tracedStep: async () => turn, close: () => open.delete(run) };
      open.add(run);
      return run;
    };
    const pool = { engine: async () => ({ train }), schedule: async () => ({ alphaBar: new Float64Array(1001) }) };
    return { open, shop: { pool, host: {}, failed: assert.ifError } };
  }
  const algorithm1 = () => tools.debugSettings.parseDebugger(new URLSearchParams('alg=1'));
  const opened = async (store, open) => {
    store.enter();
    for (let i = 0; i < 100 && open.size === 0; i += 1) await new Promise((done) => setImmediate(done));
    assert.equal(open.size, 1);
  };

  test('closes the run of its own: a debugger of Algorithm 1', async () => {
    const { open, shop } = workshop();
    const { settings, spot } = algorithm1();
    const store = new tools.debugging.Debugger(shop, settings, spot);
    await opened(store, open);
    for (let i = 0; i < 100 && store.phase.value !== 'open'; i += 1) await new Promise((done) => setImmediate(done));
    assert.equal(store.phase.value, 'open');
    store.leave();
    assert.equal(open.size, 1, 'a debugger that is left keeps its run');
    store.dispose();
    assert.equal(open.size, 0);
  });

  test('closes the run of its own that is still being opened', async () => {
    const { open, shop } = workshop();
    const { settings, spot } = algorithm1();
    const store = new tools.debugging.Debugger(shop, settings, spot);
    store.enter();
    store.dispose();
    for (let i = 0; i < 20; i += 1) await new Promise((done) => setImmediate(done));
    assert.equal(open.size, 0);
    assert.equal(store.phase.value, 'closed');
  });
});
