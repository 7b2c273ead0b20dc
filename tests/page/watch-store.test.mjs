// Room Watch below its views, with an engine that remembers which model it was given last. No browser.
import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { dice } from './class-random.mjs';
import { sources } from './sources.mjs';

globalThis.document = { baseURI: 'http://localhost/', documentElement: { getAttribute: () => null } };
// Views are none of these tests' business
globalThis.requestAnimationFrame = () => 0;
const page = await sources([
  ...['store/watch', 'settings'].map((name) => `rooms/watch/${name}`),
  ...['shared/state/engine-host', 'shared/state/notices', '../../pkg/src/types'],
]);

const SHAPE = { width: 1, height: 1, channels: 1 };
const TIMES = [2, 1, 0];
/** A file of one picture of one pixel, or of its label. */
const idx = (...sizes) => Uint8Array.of(0, 0, 8, sizes.length, ...sizes.flatMap((size) => [0, 0, 0, size]), 200);

/** Files by path; a model is known by the one byte of its weights. */
function served(url) {
  const path = new URL(url).pathname;
  if (path.endsWith('-labels.idx')) return idx(1, 1);
  if (path.endsWith('.idx')) return idx(1, 1, 1);
  return Uint8Array.of(path.includes('digits') ? 1 : 2);
}

/** An engine with one model at a time, as the real one. `fail` is thrown by the next step of a run, once. */
function engineOf() {
  const engine = { held: null, fail: null, asked: [] };
  const ask = (what) => engine.asked.push([what, engine.held]);
  return Object.assign(engine, {
    async loadModel(_card, weights) {
      engine.held = weights[0] === 1 ? 'digits' : 'avatars';
      const attributes = [{ name: 'a', values: ['x', 'y'] }];
      return { card: { steps: 2, schedule: 'linear', network: { image: SHAPE, attributes } }, parameters: 1 };
    },
    async schedule() {
      return { beta: new Float64Array(3), alphaBar: new Float64Array(3), snr: new Float64Array(3), priorKl: 0 };
    },
    async noised(x) {
      ask('noised');
      return { x_t: x, eps: x };
    },
    async sampler({ seed }, start) {
      ask('sampler');
      const times = start ? TIMES.slice(TIMES.indexOf(start.t)) : TIMES;
      let at = 0;
      return {
        times,
        cancel: () => undefined,
        async next() {
          if (engine.fail) {
            const error = engine.fail;
            engine.fail = null;
            throw error;
          }
          const t = times[at++];
          // What a start says, and after it what the noise says
          const x = Float32Array.of(start && t === start.t ? start.x[0] : t + seed);
          return t === undefined ? null : { t, tNext: times[at] ?? null, x_t: x, x0_hat: x, eps_hat: x, sigma: 0, backend: 'cpu' };
        },
      };
    },
  });
}

async function opened(spot) {
  const engine = engineOf();
  const host = new page.EngineHost(async () => engine, new URL('http://localhost/'), 'auto');
  const store = new page.WatchStore(host, { ...page.DEFAULTS, model: 'avatars', steps: 2, sheet: 1, speed: 0 }, false, spot);
  await store.enter([]);
  return { engine, host, store };
}
const until = async (condition) => {
  for (let i = 0; i < 1000 && !condition(); i += 1) await new Promise((done) => setImmediate(done));
  assert.ok(condition(), String(condition));
};

before(() => mock.method(globalThis, 'fetch', async (url) => new Response(served(url))));
after(() => mock.restoreAll());

describe('where another room has given the engine its own model', () => {
  test('a real picture is noised, and a run from it computed, with the model of this room', async () => {
    const { engine, host, store } = await opened();
    await store.startFromPicture(0);
    await store.forward.seek(1);
    await store.denoise();
    assert.equal(store.fromPicture.value, true);
    await host.withModel('digits');
    engine.asked.length = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
    store.set({ variance: 0.5 });
    mock.timers.tick(1000);
    mock.timers.reset();
    // The times are asked for, x_t is made, the run begun: all anew
    await until(() => engine.asked.length >= 3);
    assert.deepEqual(
      engine.asked.map(([what]) => what),
      ['sampler', 'noised', 'sampler'],
    );
    assert.deepEqual([...new Set(engine.asked.map(([, model]) => model))], ['avatars']);
    assert.deepEqual(store.notices.list.value, []);
  });
});

describe('an address', () => {
  /** What is on the screen. */
  const seen = (store) => {
    const at = store.mode.value === 'forward' ? store.forward : store.player;
    const { t, x, x0 } = at.history.value.at(at.position.value);
    const fromPicture = store.mode.value === 'forward' || store.fromPicture.value;
    return { mode: store.mode.value, phase: at.phase?.value, fromPicture, t, x, x0 };
  };
  const written = (store) => {
    const query = new URLSearchParams();
    page.SPOT.write(store.spot.value, query);
    return query.toString();
  };
  const ways = {
    noise: (store) => store.startFromNoise(),
    picture: (store) => store.startFromPicture(0),
    place: (store, d) => store.seek(d.whole(0, 2)),
    denoise: (store) => store.denoise(),
    step: (store) => (store.mode.value === 'forward' ? store.forward.step(-1) : store.player.forward()),
    back: (store) => store.stepBack(),
    other: (store) => store.set({ speed: 1 }),
  };

  test('written in any state that one can reach opens to what was seen, and is written again as it was', async () => {
    const d = dice(5);
    const kinds = new Set();
    for (let walk = 0; walk < 400; walk += 1) {
      const { store } = await opened();
      for (let i = d.whole(0, 6); i >= 0; i -= 1) {
        await d.one(Object.values(ways))(store, d);
        // A run that plays has no place yet
        store.player.pause();
        await until(() => store.player.phase.value !== 'starting' && store.player.phase.value !== 'playing');
      }
      const address = written(store);
      const { settings, problems } = page.SPOT.parse(new URLSearchParams(address));
      assert.deepEqual(problems, []);
      const again = (await opened(settings)).store;
      // One that stands at its end is played to its end, from where it begins
      if (settings.at === null) while (again.player.phase.value === 'paused') await again.player.forward();
      assert.equal(written(again), address);
      assert.deepEqual(seen(again), seen(store), address);
      kinds.add([...new URLSearchParams(address).keys()].join());
    }
    assert.deepEqual([...kinds].sort(), ['', 'at', 'picture,at', 'picture,noised', 'picture,noised,at']);
  });

  test('of a place beyond what there is opens to the nearest', async () => {
    const { store } = await opened({ picture: 9999, noised: 9000, at: 0 });
    assert.deepEqual(store.spot.value, { picture: 1, noised: 9000, at: null });
    assert.equal(store.player.phase.value, 'done');
  });
});

describe('a fork', () => {
  /** The run shown, to its end. */
  const finish = async (store) => {
    while (store.player.phase.value === 'paused') await store.player.forward();
  };
  const shown = (store) => store.player.history.value.at(store.player.position.value);

  test('keeps the run it leaves, which arrives by itself, and says how far apart the two ended', async () => {
    const { store } = await opened();
    await store.branches.fork(40);
    await until(() => store.branches.lines.value[0]?.end);
    assert.equal(store.branches.lines.value[1].end, null);
    await finish(store);
    assert.deepEqual(store.branches.lines.value, [
      { t: null, from: 0, end: Float32Array.of(1), apart: null },
      { t: 2, from: 0, end: Float32Array.of(40), apart: 39 },
    ]);
    // Of the fork, from another t
    store.seek(1);
    await store.branches.fork(7);
    await finish(store);
    assert.deepEqual(store.branches.lines.value[2], { t: 1, from: 0.5, end: Float32Array.of(7), apart: 6 });
    assert.deepEqual(store.player.history.value.positions, [0, 1, 2]);
    for (const [i, x] of [1, 40, 7].entries()) {
      store.branches.show(i);
      assert.deepEqual([store.branches.current.value, shown(store).x[0], shown(store).t], [i, x, 0]);
    }
  });

  test('can be had eight times, and not after t = 0; another run has none', async () => {
    const { store } = await opened();
    for (let seed = 10; seed < 22; seed += 1) {
      store.seek(0);
      await store.branches.fork(seed);
      await finish(store);
      await store.branches.fork(99);
    }
    assert.equal(store.branches.lines.value.length, 9);
    assert.ok(store.branches.full.value);
    store.restart();
    assert.deepEqual(store.branches.lines.value, []);
  });
});

describe('a step that fails for good', () => {
  const lost = () => new page.EngineError('worker_lost', 'by the test');

  test('is told, the player stands, and the remedy goes on from the last x_t; and so the next time', async () => {
    const { engine, store } = await opened();
    for (let time = 0; time < 2; time += 1) {
      if (time > 0) await store.player.restart(false);
      engine.fail = lost();
      await store.player.forward();
      assert.equal(store.player.phase.value, 'failed');
      assert.deepEqual(
        store.notices.list.value.map(({ code, remedy }) => [code, remedy]),
        [['worker_lost', 'resume']],
      );
      engine.asked.length = 0;
      await store.remedy('resume');
      assert.deepEqual(store.notices.list.value, []);
      assert.equal(store.player.phase.value, 'paused');
    }
  });
});

describe('an engine that cannot be started', () => {
  const status = (error, state = error ? 'failed' : 'ready') => ({
    active: 'cpu',
    backends: {
      cpu: { name: 'cpu', state, progress: 1, adapter: '', error },
      webgpu: { name: 'webgpu', state: 'absent', progress: 0, adapter: '', error: null },
    },
  });
  const network = () => new page.EngineError('network', 'by the test');
  const told = (...lists) => page.once(lists).map(({ code, remedy }) => [code, remedy]);

  test('is told once, with the remedy, and not any more when it has been', async () => {
    let broken = true;
    const engine = engineOf();
    const create = async ({ onStatus }) => {
      onStatus(status(broken ? network() : null));
      if (broken) throw network();
      return engine;
    };
    const host = new page.EngineHost(create, new URL('http://localhost/'), 'auto');
    const store = new page.WatchStore(host, { ...page.DEFAULTS, steps: 2, speed: 0 }, false);
    await store.enter([]);
    assert.deepEqual(told(host.notices, store.notices), [['network', 'retry']]);
    broken = false;
    await store.remedy('retry');
    assert.deepEqual(told(host.notices, store.notices), []);
    assert.equal(store.player.phase.value, 'paused');
  });

  test('again after it was lost: both are told, and that it was lost stays when it runs again', async () => {
    let onStatus;
    const create = async (options) => {
      ({ onStatus } = options);
      return engineOf();
    };
    const host = new page.EngineHost(create, new URL('http://localhost/'), 'auto');
    await host.ready();
    const room = new page.Notices();
    onStatus(status(new page.EngineError('worker_lost', 'by the test')));
    onStatus(status(network()));
    room.tellError(network(), 'retry');
    assert.deepEqual(told(host.notices, room), [
      ['worker_lost', null],
      ['network', 'retry'],
    ]);
    room.clearRemedied();
    onStatus(status(null));
    assert.deepEqual(told(host.notices, room), [['worker_lost', null]]);
  });
});

describe('a store that is disposed of', () => {
  test('begins no run that it had put off, and follows nothing any more', async () => {
    const { engine, store } = await opened();
    await until(() => store.player.phase.value === 'paused');
    engine.asked.length = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
    store.set({ variance: 0.5 });
    store.dispose();
    mock.timers.tick(1000);
    mock.timers.reset();
    store.player.failure.value = new page.EngineError('worker_lost', 'gone');
    for (let i = 0; i < 20; i += 1) await new Promise((done) => setImmediate(done));
    assert.deepEqual(engine.asked, []);
    assert.deepEqual(store.notices.list.value, []);
  });
});
