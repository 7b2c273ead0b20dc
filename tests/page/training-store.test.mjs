// Room Train below its views, with an engine that trains nothing and a storage that a test fills. No browser.
import assert from 'node:assert/strict';
import { beforeEach, describe, mock, test } from 'node:test';
import { sources } from './sources.mjs';

globalThis.document = { baseURI: 'http://localhost/', documentElement: { getAttribute: () => null } };
const room = await sources([
  ...['store/training', 'settings', 'store/run-storage'].map((name) => `rooms/train/${name}`),
  ...['shared/state/record', 'shared/state/engine-host', 'shared/state/notices', '../../pkg/src/types'],
]);

/** What the browser's storage holds; a test may have it answer in another way. */
let storage;
beforeEach(() => {
  storage = { kept: undefined, open: openAtOnce };
  globalThis.indexedDB = { open: () => storage.open() };
});

function openAtOnce() {
  const request = {
    result: {
      close: () => undefined,
      transaction() {
        const transaction = {
          objectStore: () => ({
            get: () => ({ result: storage.kept }),
            put: (value) => {
              storage.kept = structuredClone(value);
              return {};
            },
          }),
        };
        queueMicrotask(() => transaction.oncomplete());
        return transaction;
      },
    },
  };
  queueMicrotask(() => request.onsuccess());
  return request;
}

/** An engine whose runs train `perCall` steps at a call and hold two points. */
function engineOf({ perCall = 5, resume = () => undefined } = {}) {
  const engine = { runs: [], starts: 0 };
  const run = (config, step = 0) => {
    const one = {
      ...{ config, data: { dims: 2, values: new Float32Array(4) }, parameters: 1, closed: false, trained: 0 },
      async train(steps) {
        await tick();
        const n = Math.min(steps, perCall);
        one.trained += n;
        const losses = new Float64Array(n).fill(1);
        return { step: step + one.trained, losses, gradientNorm: 1, byTime: new Float64Array(20), backend: 'cpu', ms: 1 };
      },
      sample: async ({ count }) => ({ times: [0], x: new Float32Array(2 * count), calls: 1, backend: 'cpu' }),
      lossByTime: async () => ({ network: new Float64Array(3), exact: new Float64Array(3) }),
      distances: async () => ({ samples: DISTANCES, data: DISTANCES }),
      field: async () => ({ eps_hat: new Float32Array(0) }),
      change: async () => undefined,
      reset: async () => undefined,
      save: async () => new Uint8Array(8),
      close: () => (one.closed = true),
    };
    engine.runs.push(one);
    return one;
  };
  return Object.assign(engine, {
    train: async (config) => run(config),
    resume: async (file) => {
      resume(file);
      return run(room.trainConfig(room.DEFAULTS), 100);
    },
    table: async () => new Float32Array(2),
    schedule: async () => ({ beta: new Float64Array(3), alphaBar: new Float64Array(3), snr: new Float64Array(3), priorKl: 0 }),
  });
}
const DISTANCES = { slicedWasserstein: 1, mmd: 1, energy: 1 };
const tick = () => new Promise((done) => setImmediate(done));
const until = async (condition) => {
  for (let i = 0; i < 1000 && !condition(); i += 1) await tick();
  assert.ok(condition(), String(condition));
};

/** The room with this engine, which a start may be refused of. */
function trainingWith(engine, start = async () => undefined) {
  const create = async () => {
    await start();
    return engine;
  };
  const host = new room.EngineHost(create, new URL('http://localhost/'), 'auto');
  return new room.Training(host, { ...room.DEFAULTS, layers: [] }, false);
}
const told = (training) => training.notices.list.value.map((notice) => notice.note ?? notice.code);

const RECORD = { ...new room.Record().data(), step: 100, start: 100 };
const KEPT = { file: new Uint8Array(100), query: 'room=train', record: RECORD, own: null };

describe('a run that was kept', () => {
  test('is gone on with', async () => {
    storage.kept = KEPT;
    const training = trainingWith(engineOf());
    await training.enter([]);
    assert.deepEqual([training.trainer.phase.value, training.trainer.record.value.step], ['paused', 100]);
    assert.deepEqual(told(training), []);
  });

  for (const code of ['weights_truncated', 'card_invalid', 'engine_panic']) {
    test(`and is refused with ${code}: told, and a new one can be trained`, async () => {
      storage.kept = KEPT;
      const refuse = () => {
        throw new room.EngineError(code, 'by the test');
      };
      const training = trainingWith(engineOf({ resume: refuse }));
      await training.enter([]);
      assert.deepEqual([training.trainer.phase.value, training.trainer.record.value.step], ['paused', 0]);
      assert.deepEqual(told(training), ['keptDamaged']);
    });
  }

  test('waits for an engine that could not be started at first', async () => {
    storage.kept = KEPT;
    let broken = true;
    const training = trainingWith(engineOf(), async () => {
      if (broken) throw new room.EngineError('network', 'by the test');
    });
    await training.enter([]);
    assert.deepEqual(told(training), ['network']);
    broken = false;
    await training.remedy('retry');
    assert.equal(training.trainer.record.value.step, 100);
  });

  test('does not come in the place of what the visitor has chosen meanwhile', async (t) => {
    storage.kept = KEPT;
    let broken = true;
    const training = trainingWith(engineOf(), async () => {
      if (broken) throw new room.EngineError('network', 'by the test');
    });
    await training.enter([]);
    mock.timers.enable({ apis: ['setTimeout'] });
    t.after(() => mock.timers.reset());
    training.set({ data: 'ring' });
    mock.timers.tick(1000);
    await until(() => training.trainer.phase.value === 'failed');
    broken = false;
    await training.remedy('retry');
    assert.deepEqual([training.settings.value.data, training.trainer.record.value.step], ['ring', 0]);
  });
});

describe('a storage that does not answer', () => {
  test('is not waited for without end: told, and a run can be trained', async (t) => {
    storage.open = () => ({});
    mock.timers.enable({ apis: ['setTimeout'] });
    t.after(() => mock.timers.reset());
    const training = trainingWith(engineOf());
    const entered = training.enter([]);
    await tick();
    assert.equal(training.trainer.phase.value, 'opening');
    mock.timers.tick(room.STORAGE_PATIENCE);
    await entered;
    assert.equal(training.trainer.phase.value, 'paused');
    assert.deepEqual(told(training), ['storageForbidden']);
  });

  test('and answers late is closed again', async (t) => {
    let closes = 0;
    const request = { result: { close: () => (closes += 1) } };
    storage.open = () => request;
    mock.timers.enable({ apis: ['setTimeout'] });
    t.after(() => mock.timers.reset());
    const read = room.storedRun();
    mock.timers.tick(room.STORAGE_PATIENCE);
    await assert.rejects(read, { name: 'StorageError', reason: 'forbidden' });
    request.onsuccess();
    assert.equal(closes, 1);
  });
});

describe('a file that cannot be read', () => {
  const unreadable = async () => {
    throw new DOMException('the file is a folder', 'NotReadableError');
  };

  for (const as of ['run', 'table']) {
    test(`as a ${as}: told, and the run stays`, async () => {
      const training = trainingWith(engineOf());
      await training.enter([]);
      const run = training.trainer.run.value;
      await training.openFile({ arrayBuffer: unreadable, text: unreadable }, as);
      assert.deepEqual(told(training), ['io']);
      assert.equal(training.trainer.run.value, run);
    });
  }
});

describe('so many steps', () => {
  test('stay so many where the data change in the middle of them', async (t) => {
    const engine = engineOf();
    const training = trainingWith(engine);
    await training.enter([]);
    const all = training.steps(200);
    await until(() => training.trainer.record.value.step >= 50);
    mock.timers.enable({ apis: ['setTimeout'] });
    t.after(() => mock.timers.reset());
    training.set({ data: 'ring' });
    mock.timers.tick(1000);
    await until(() => training.trainer.run.value === engine.runs[1]);
    await all;
    await until(() => training.trainer.phase.value === 'paused' && training.trainer.record.value.step > 0);
    for (let i = 0; i < 20; i += 1) await tick();
    assert.equal(training.trainer.phase.value, 'paused');
    const [first, second] = engine.runs;
    // A slice of the first one is under way when the second takes its place: it is not noted
    assert.ok(first.trained + second.trained - 200 <= 5, `${first.trained} and ${second.trained}`);
    assert.ok(second.trained < 200 && first.trained + second.trained >= 200);
  });

  test('without a number go on with other data until they are paused', async (t) => {
    const engine = engineOf();
    const training = trainingWith(engine);
    await training.enter([]);
    training.play();
    await until(() => training.trainer.record.value.step >= 50);
    mock.timers.enable({ apis: ['setTimeout'] });
    t.after(() => mock.timers.reset());
    training.set({ data: 'ring' });
    mock.timers.tick(1000);
    await until(() => engine.runs[1]?.trained > 500);
    assert.equal(training.trainer.phase.value, 'training');
    training.pause();
    assert.equal(training.trainer.phase.value, 'paused');
  });
});

describe('a kept run of which', () => {
  const training = async (kept) => {
    storage.kept = { ...KEPT, ...kept };
    const one = trainingWith(engineOf());
    await one.enter([]);
    assert.equal(one.trainer.phase.value, 'paused');
    assert.deepEqual(told(one), []);
    return one;
  };
  const whole = { ...RECORD, bins: [{ n: 1, sum: NaN, low: 1, high: Infinity }], byTime: [NaN, 1], distances: [] };

  test('the record is whole comes back with it, a loss that ran away included', async () => {
    const { bins, byTime } = (await training({ record: whole })).trainer.record.value;
    assert.deepEqual([bins, byTime], [whole.bins, whole.byTime]);
  });

  const point = { step: 1, samples: DISTANCES, data: DISTANCES };
  for (const [what, change] of Object.entries({
    'no object': null,
    'bins that are none': { bins: [null, 'x'] },
    'a bin of no steps': { bins: [{ n: 0, sum: 1, low: 1, high: 1 }] },
    'more bins than a plot has': { bins: new Array(801).fill({ n: 1, sum: 1, low: 1, high: 1 }) },
    'distances that are none': { distances: [1] },
    'distances without a figure': { distances: [{ ...point, samples: { mmd: 1 } }] },
    'a step that is no number': { step: '100' },
    'losses by t that are text': { byTime: ['1'] },
    'bins of no width': { perBin: 0 },
  })) {
    test(`the record has ${what} is gone on with, and its record begins anew`, async () => {
      const { bins, byTime } = (await training({ record: change && { ...whole, ...change } })).trainer.record.value;
      assert.deepEqual([bins, byTime], [[], []]);
    });
  }

  test('the points are damaged shows those of its file', async () => {
    const one = await training({ query: 'room=train&data=own', own: { dims: 2, values: Float32Array.of(NaN, 1) } });
    assert.deepEqual([...one.own.value.values], [0, 0, 0, 0]);
  });
});

describe('a store that is disposed of', () => {
  test('closes its run, and asks for nothing any more', async () => {
    const engine = engineOf();
    const training = trainingWith(engine);
    await training.enter([]);
    training.set({ layers: ['field'] });
    const [run] = engine.runs;
    run.sample = async ({ count }) => ({ times: [10, 5, 0], x: new Float32Array(6 * count), calls: 1, backend: 'cpu' });
    training.set({ count: 100 });
    await until(() => training.samples.shown.value?.cloud.times.length === 3);
    let asked = 0;
    run.field = async () => {
      asked += 1;
      return { eps: new Float32Array(0) };
    };
    training.samples.seek(0.5);
    await until(() => asked > 0);
    training.dispose();
    assert.ok(run.closed);
    assert.equal(training.trainer.run.value, null);
    const before = asked;
    training.samples.seek(0);
    training.set({ learningRate: 1e-3 });
    for (let i = 0; i < 20; i += 1) await tick();
    assert.equal(asked, before);
    assert.equal(engine.runs.length, 1);
  });
});
