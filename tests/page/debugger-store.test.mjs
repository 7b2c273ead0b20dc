// The debugger below its views: hostile addresses, the walk through an algorithm with its breaks, and what each symbol
// stands for. No browser.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sources } from './sources.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const katex = createRequire(join(root, 'www/package.json'))('katex');

const lab = await sources([
  ...['settings', 'stepper', 'reverse', 'turns', 'values'].map((name) => `rooms/learn/tools/debugger/store/${name}`),
  ...['rooms/learn/tools/debugger/lines', 'rooms/learn/tools/tools', 'shared/notation/symbols'],
]);

const parsed = (query) => lab.parseDebugger(new URLSearchParams(query));

describe('the address', () => {
  test('empty: the defaults, and nothing to complain of', () => {
    assert.deepEqual(parsed(''), { settings: { ...lab.DEFAULTS }, spot: { ...lab.START }, problems: [] });
  });

  test('settings written are settings read, and every key is one that others know to take out', () => {
    const settings = {
      ...{ algorithm: 1, subject: 'pictures', shape: 'point', eps: 'exact', total: 150, variance: 1, seed: 4294967295, particle: 256 },
      ...{ model: 'digits', steps: 50, clip: false, column: 3, row: 16, stop: 7, pace: 0.5 },
    };
    const spot = { t: 41, line: 3 };
    const query = new URLSearchParams('room=learn&lesson=debugger&mine=1');
    lab.writeDebugger(settings, spot, query);
    assert.deepEqual(lab.parseDebugger(query), { settings, spot, problems: [] });
    for (const key of lab.TOOL_ENTRIES.debugger.keys) query.delete(key);
    assert.equal(query.toString(), 'room=learn&lesson=debugger&mine=1');
  });

  test('whatever cannot be had becomes the default, with a word about it', () => {
    const hostile = { alg: '3', stage: '<b>', shape: 'dodo', eps: '', T: '41', variance: '0.5', seed: '-1', particle: '257', t: '1e9' };
    const others = { model: '../x', walk: 'NaN', clip: '1', column: '0', row: '65', break: '1001', pace: '3', line: '5' };
    const { settings, spot, problems } = lab.parseDebugger(new URLSearchParams({ ...hostile, ...others }));
    assert.deepEqual(settings, { ...lab.DEFAULTS });
    assert.deepEqual(spot, { ...lab.START });
    assert.deepEqual(problems.map(({ key }) => key).sort(), Object.keys({ ...hostile, ...others }).sort());
  });

  test('10,000 strings of rubbish: always a state that can be opened', () => {
    let state = 7;
    const next = (below) => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    const signs = '0123456789-.eE+naife%&=<>"\\ πT';
    for (let i = 0; i < 10_000; i += 1) {
      const query = new URLSearchParams();
      for (const key of lab.TOOL_ENTRIES.debugger.keys) {
        query.set(key, Array.from({ length: next(6) }, () => signs[next(signs.length)]).join(''));
      }
      const { settings, spot } = lab.parseDebugger(query);
      assert.ok(lab.TOTALS.includes(settings.total) && settings.particle >= 1 && settings.particle <= lab.COUNT);
      assert.ok(Number.isInteger(spot.t) && spot.t >= 0 && [1, 2, 3, 4, 6].includes(spot.line));
      assert.ok(settings.stop >= 0 && settings.stop <= 1000);
    }
  });
});

/** A clock that only counts. */
function clock() {
  const slept = [];
  const sleep = (ms) => {
    slept.push(ms);
    return { done: Promise.resolve(), wake: () => undefined };
  };
  return { slept, now: () => 0, sleep };
}

const settle = async () => {
  for (let i = 0; i < 200; i += 1) await Promise.resolve();
};

function walk(script, how = { pace: 2, stop: 0 }) {
  const ticking = clock();
  const failures = [];
  const made = new lab.Stepper(
    () => how,
    (error) => failures.push(error),
    ticking,
  );
  made.take(script);
  return { walk: made, slept: ticking.slept, failures, how };
}

describe('Algorithm 2', () => {
  const times = [5, 4, 3, 2, 1, 0];

  test('goes through line 1, then 2 to 4 for every t, then 6', () => {
    const script = new lab.ReverseProgram(times);
    const places = Array.from({ length: script.last() + 1 }, (_, place) => [script.line(place), script.t(place)]);
    const rounds = [5, 4, 3, 2, 1].flatMap((t) => [2, 3, 4].map((line) => [line, t]));
    assert.deepEqual(places, [[1, null], ...rounds, [6, 0]]);
  });

  test('finds its way to a t and a line, and to the nearest t where it leaves some out', () => {
    const script = new lab.ReverseProgram([1000, 950, 500, 0]);
    assert.equal(script.find(950, 3), script.begin(1) + 1);
    assert.equal(script.find(700, 4), script.begin(2) + 2);
    assert.equal(script.find(3, 2), script.begin(2));
    assert.equal(script.find(0, 1), 0);
    assert.equal(script.find(0, 6), script.last());
  });

  test('a line on and back, a t on and back, and never beyond its ends', async () => {
    const { walk: made } = walk(new lab.ReverseProgram(times));
    made.step(-1);
    assert.equal(made.place.value, 0);
    made.step(1);
    made.step(1);
    assert.deepEqual([made.line.value, made.t.value], [3, 5]);
    made.stepT(false);
    assert.deepEqual([made.line.value, made.t.value], [2, 4]);
    made.step(1);
    made.stepT(true);
    assert.deepEqual([made.line.value, made.t.value], [2, 4]);
    made.stepT(true);
    assert.deepEqual([made.line.value, made.t.value], [2, 5]);
    for (let i = 0; i < 9; i += 1) made.stepT(false);
    assert.deepEqual([made.line.value, made.t.value, made.ended.value], [6, 0, true]);
  });

  test('runs to its end at its pace', async () => {
    const { walk: made, slept } = walk(new lab.ReverseProgram(times), { pace: 2, stop: 0 });
    made.run();
    await settle();
    assert.equal(made.line.value, 6);
    assert.equal(made.running.value, false);
    assert.deepEqual([...new Set(slept)], [500]);
  });

  test('stops at the break, at line 2 of its t, and goes on from there', async () => {
    const { walk: made, how } = walk(new lab.ReverseProgram(times), { pace: 1, stop: 3 });
    made.run();
    await settle();
    assert.deepEqual([made.line.value, made.t.value, made.running.value, made.stopped.value], [2, 3, false, 3]);
    how.stop = 1;
    made.run();
    await settle();
    assert.deepEqual([made.t.value, made.stopped.value], [1, 1]);
    made.run();
    await settle();
    assert.deepEqual([made.line.value, made.stopped.value], [6, null]);
  });

  test('waits for what is still being computed; of two jumps the last wins; a failure is told and changes nothing', async () => {
    const waiting = [];
    const script = new lab.ReverseProgram(
      times,
      (step) => step === 0 || new Promise((done, failed) => waiting.push({ step, done, failed })),
    );
    const { walk: made, failures } = walk(script);
    made.seek(script.begin(2));
    assert.equal(made.busy.value, true);
    made.seek(script.begin(3));
    waiting[0].done(true);
    await settle();
    assert.equal(made.place.value, 0);
    waiting[1].done(true);
    await settle();
    assert.deepEqual([made.t.value, made.busy.value], [2, false]);
    made.seek(script.begin(4));
    waiting[2].failed(new Error('lost'));
    await settle();
    assert.deepEqual([made.t.value, made.busy.value, failures.length], [2, false, 1]);
  });

  test('line 4 is what its symbols make of it, at every t', () => {
    const alphaBar = Float64Array.of(1, 0.9, 0.7, 0.4, 0.15, 0.03);
    for (const [t, tNext] of [
      [5, 4],
      [4, 3],
      [1, 0],
      // Leaving out times
      [5, 2],
    ]) {
      const [bar, next] = [alphaBar[t], alphaBar[tNext]];
      const x0 = 0.7;
      const eps = -1.1;
      const xt = Math.sqrt(bar) * x0 + Math.sqrt(1 - bar) * eps;
      const { alpha, stretch, share } = lab.coefficients(alphaBar, t, tNext);
      assert.ok(Math.abs(alpha - bar / next) < 1e-15);
      // The posterior's mean in its other form, Ho et al. 2020, eq. 7
      const mean = (Math.sqrt(next) * (1 - alpha) * x0 + Math.sqrt(alpha) * (1 - next) * xt) / (1 - bar);
      assert.ok(Math.abs(stretch * (xt - share * eps) - mean) < 1e-12, `t = ${t}`);
    }
  });
});

describe('Algorithm 1', () => {
  test('lines 2 to 5 of every turn, as many turns as are wanted, back to the first that is kept', async () => {
    const turns = [{ t: 9 }, { t: 4 }, { t: 9 }];
    const taken = [];
    const script = new lab.TurnProgram(
      (at) => turns[at]?.t,
      () => 1,
      (at) => taken.push(at) > 0,
    );
    assert.deepEqual(
      [4, 5, 6, 7, 8].map((place) => [script.line(place), script.t(place)]),
      [
        [2, null],
        [3, 4],
        [4, 4],
        [5, 4],
        [2, null],
      ],
    );
    const { walk: made } = walk(script, { pace: 1, stop: 9 });
    made.seek(script.begin(1));
    assert.equal(made.place.value, 4);
    made.step(-1);
    assert.equal(made.place.value, 4, 'the turn before is not kept');
    made.run();
    await settle();
    assert.deepEqual([made.line.value, made.t.value, made.stopped.value], [3, 9, 9], 'the break holds when its t is drawn');
    assert.ok(taken.includes(2));
  });
});

describe('what is shown', () => {
  test('a symbol has its value from the line on that makes it, and is marked there alone', () => {
    const values = { xT: [1], t: 3, xt: [2], z: [0.1], epsTheta: [0.5], xPrev: [1.5], sigma: 0.2, stretch: 1.1, share: 0.3 };
    const names = (line) => Object.keys(lab.known(values, 2, line)).sort();
    assert.deepEqual(names(1), ['xT']);
    assert.deepEqual(names(2), ['share', 'sigma', 'stretch', 't', 'xT', 'xt']);
    assert.deepEqual(names(3), [...names(2), 'z'].sort());
    assert.deepEqual(names(4), Object.keys(values).sort());
    assert.ok(lab.isFresh('z', 2, 3) && !lab.isFresh('z', 2, 4) && lab.isFresh('xPrev', 2, 4) && lab.isFresh('t', 1, 3));
  });

  test('numbers are short and lose no sign', () => {
    assert.deepEqual([0.12345, -2, 0, -0.00001, 12345.6, Number.NaN].map(lab.decimals), ['0.1235', '−2', '0', '−1.00e−5', '1.23e4', '–']);
    assert.equal(lab.words([0.5, -0.25]), '(0.5000, −0.2500)');
  });

  test('every line is a formula in every notation, with symbols and with values', () => {
    const values = {
      ...{ xT: [1.5, -0.5], t: 3, xt: [2, 1], z: [0.1, 1e-5], epsTheta: [-0.5, 0], xPrev: [1.5, 2], sigma: 0.2, stretch: 1.1 },
      ...{ alpha: 0.8, rootNoiseVariance: 0.6, rootAlphaBar: 0.8, x0: [-1, 2], eps: [0.3] },
    };
    for (const algorithm of [1, 2]) {
      for (const line of lab.ALGORITHMS[algorithm]) {
        for (const notation of Object.values(lab.TABLES)) {
          for (const [table, t] of [
            [notation, 't'],
            [lab.numbered(notation, values), '3'],
          ]) {
            const tex = line.formula(table, t);
            katex.renderToString(tex, { throwOnError: true, strict: 'ignore', trust: true });
            if (t !== 't') assert.ok(!tex.includes('x_t'), `${tex} still has a symbol whose value is known`);
          }
          for (const name of line.symbols)
            katex.renderToString(lab.SYMBOLS[name](notation), { throwOnError: true, strict: 'ignore', trust: true });
        }
      }
    }
  });
});
