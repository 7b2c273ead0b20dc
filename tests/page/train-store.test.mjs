// What room Train is made of below its views: settings, curves, records, the training loop, drawings. No browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sources } from './sources.mjs';

const STORE = ['beta', 'trainer', 'points', 'exact-loss-floor', 'samples', 'saved-run'];
const room = await sources([
  ...STORE.map((name) => `rooms/train/store/${name}`),
  ...[
    'rooms/train/settings',
    'shared/state/record',
    'shared/state/pace',
    'shared/state/job',
    'shared/canvas/grid',
    'shared/chart/scales',
    '../../pkg/src/types',
    'shared/state/names',
    'shared/state/rooms',
  ],
]);

const parsed = (query) => room.parseSettings(new URLSearchParams(query));
const settle = () => new Promise((done) => setTimeout(done, 0));

describe('the address', () => {
  test('asks for the exact denoiser of a distribution only where there is one', () => {
    const eps = (data) => room.exactEps({ ...room.DEFAULTS, data, exactFor: 'distribution' });
    assert.equal(eps('eight_gaussians'), 'distribution');
    for (const data of ['two_moons', 'digits', 'own']) assert.equal(eps(data), 'exact');
    assert.equal(room.exactEps({ ...room.DEFAULTS, data: 'eight_gaussians' }), 'exact');
  });

  test('empty: the defaults, and nothing to complain of', () => {
    assert.deepEqual(parsed('room=train'), { settings: { ...room.DEFAULTS }, problems: [] });
  });

  test('settings written are settings read', () => {
    const settings = {
      ...room.DEFAULTS,
      ...{ data: 'dino', points: 300, dataSeed: 9, schedule: 'custom', total: 200, curve: [0.00012, 0.001, 0.01, 0.05, 0.2, 0.999] },
      ...{ width: 64, depth: 5, time: 'fourier', timeWidth: 32, activation: 'tanh', prediction: 'v', weighting: 'bound' },
      ...{ optimizer: 'adamw', learningRate: 2e-4, weightDecay: 0.05, emaDecay: 0, batch: 64, times: 'importance', antithetic: true },
      ...{
        seed: 4294967295,
        sampler: 'annealed',
        stepSize: 0.25,
        steps: 400,
        count: 800,
        noiseSeed: 3,
        exactSamples: true,
        exactFor: 'distribution',
      },
      ...{ layers: ['data', 'mesh'], field: 'eps', whose: 'both', backend: 'cpu' },
    };
    const query = new URLSearchParams('room=train&utm=x');
    room.writeSettings(settings, query);
    assert.deepEqual(room.parseSettings(query), { settings, problems: [] });
    assert.equal(query.get('utm'), 'x');
  });

  test('defaults leave no trace in it, and all can be taken out', () => {
    const query = new URLSearchParams('data=dino&lr=0.01&utm=x');
    room.eraseSettings(query);
    assert.equal(query.toString(), 'utm=x');
    room.writeSettings({ ...room.DEFAULTS }, query);
    assert.equal(query.toString(), 'utm=x');
  });

  for (const query of [
    ...['data=__proto__', 'points=0', 'points=20001', 'T=5', 'T=1e3', 'curve=1,2,3', 'curve=0,0.1,0.1,0.1,0.1,0.1'],
    ...['curve=0.1,0.1,0.1,0.1,0.1,2', 'width=100', 'depth=9', 'time=constructor', 'lr=0', 'lr=1e9', 'lr=NaN', 'batch=100'],
    ...['ema=1', 'seed=-1', 'show=data,evil', 'show=', 'whose=all', 'exact=yes', 'delta=0', 'level=2', 'sampler=<img>'],
  ]) {
    test(`${query}: the default, and a sentence`, () => {
      const { settings, problems } = parsed(query);
      assert.deepEqual(settings, { ...room.DEFAULTS });
      assert.deepEqual(
        problems.map(({ key }) => key),
        [query.split('=')[0]],
      );
    });
  }

  test('more steps than there are times are cut, and told', () => {
    const { settings, problems } = parsed('T=20&steps=500');
    assert.equal(settings.steps, 20);
    assert.deepEqual(problems, [{ key: 'steps', asked: '500', used: '20' }]);
    // A link that leaves the steps open complains of nothing.
    assert.deepEqual([parsed('T=20').settings.steps, parsed('T=20').problems], [20, []]);
  });

  test('asks for a run of its own only where it says something that a run depends on', () => {
    const names = (query) => room.namesRun(new URLSearchParams(query));
    assert.equal(names('room=train&lang=zh&show=data&steps=10'), false);
    assert.equal(names('room=train&lr=0.01'), true);
  });

  test('names a room, or none, or one that is not there', () => {
    const of = (query) => room.roomOf(new URLSearchParams(query));
    assert.deepEqual([of(''), of('room=train'), of('room=__proto__')], ['watch', 'train', undefined]);
  });
});

describe('what follows from a change', () => {
  const after = (change) => room.consequences(room.DEFAULTS, { ...room.DEFAULTS, ...change });
  test('of the data, the network, the schedule: another run', () => {
    for (const change of [{ data: 'ring' }, { width: 64 }, { total: 100 }, { seed: 2 }, { antithetic: true }])
      assert.deepEqual(after(change), { run: true, live: false, samples: false }, JSON.stringify(change));
  });
  test('of learning rate or batch: the run goes on with it', () => {
    assert.deepEqual(after({ learningRate: 0.01, batch: 64 }), { run: false, live: true, samples: false });
  });
  test('of the sampler: other samples only', () => {
    assert.deepEqual(after({ sampler: 'heun', steps: 10 }), { run: false, live: false, samples: true });
  });
  test('of one’s own curve: nothing, as long as it is not in use', () => {
    const curve = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
    assert.equal(after({ curve }).run, false);
    assert.equal(after({ curve, schedule: 'custom' }).run, true);
  });
});

describe('data that ask for other settings', () => {
  test('bring them, and take them along again', () => {
    const digits = room.withData(room.DEFAULTS, 'digits');
    assert.deepEqual(digits, { ...room.DEFAULTS, ...room.FOR_PICTURES, data: 'digits' });
    assert.deepEqual(room.withData(digits, 'ring'), { ...room.DEFAULTS, data: 'ring' });
  });
  test('leave alone what the visitor has chosen', () => {
    const own = { ...room.DEFAULTS, width: 64 };
    assert.deepEqual(room.withData(own, 'digits'), { ...own, data: 'digits' });
  });
});

describe('what the engine is asked for', () => {
  test('the default run', () => {
    const config = room.trainConfig(room.DEFAULTS);
    assert.deepEqual(config.schedule, { kind: 'linear', steps: 1000 });
    assert.deepEqual(config.network, { width: 128, depth: 3, time: 'sinusoidal', timeWidth: 128, activation: 'silu' });
    assert.equal(config.batch, 256);
  });
  test('a curve of one’s own as β for every t', () => {
    const { schedule } = room.trainConfig({ ...room.DEFAULTS, schedule: 'custom', total: 50 });
    assert.equal(schedule.kind, 'custom');
    assert.equal(schedule.betas.length, 50);
  });
  test('annealed Langevin leaves no step over', () => {
    for (const steps of [1, 2, 7, 10, 50, 100, 999]) assert.equal(steps % room.perLevel(steps), 0, `${steps} steps`);
    assert.equal(room.perLevel(100), 10);
  });
});

describe('the β curve', () => {
  test('goes through its handles and is straight in log β between them', () => {
    const handles = [1e-4, 1e-3, 1e-2, 1e-2, 1e-1, 0.5];
    const betas = room.curveBetas(handles, 101);
    handles.forEach((handle, i) => {
      assert.ok(Math.abs(betas[20 * i] / handle - 1) < 1e-12, `handle ${i}`);
    });
    assert.ok(Math.abs(betas[10] / Math.sqrt(1e-7) - 1) < 1e-12);
  });
  test('handles put on a curve give that curve back', () => {
    const handles = [1e-4, 3e-4, 1e-3, 4e-3, 1e-2, 2e-2];
    assert.deepEqual(room.handlesOf(Float64Array.from([0, ...room.curveBetas(handles, 1001)])), handles);
  });
  test('stays where a schedule is one', () => {
    assert.equal(room.limited(2), 0.999);
    assert.equal(room.limited(0), 1e-5);
    assert.equal(room.curveBetas([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 1).length, 1);
  });
});

describe('the record', () => {
  const progress = (from, n) => ({
    step: from + n,
    losses: Float64Array.from({ length: n }, (_, i) => from + i),
    byTime: new Float64Array(20),
  });

  test('holds every loss while they are few', () => {
    const record = new room.Record();
    record.add(progress(0, 100));
    assert.deepEqual(
      room.binPoints(record.bins).map(({ step, mean }) => [step, mean]),
      Array.from({ length: 100 }, (_, i) => [i + 1, i]),
    );
    assert.equal(record.recent(10), 94.5);
  });

  test('is bounded however long it trains, and loses no step', () => {
    const record = new room.Record();
    for (let from = 0; from < 100_000; from += 1000) record.add(progress(from, 1000));
    assert.ok(record.bins.length <= 801, `${record.bins.length} bins`);
    assert.equal(
      record.bins.reduce((sum, { n }) => sum + n, 0),
      100_000,
    );
    const mean = record.bins.reduce((sum, bin) => sum + bin.sum, 0) / 100_000;
    assert.equal(mean, 49_999.5);
    assert.equal(record.bins[0].low, 0);
    assert.equal(record.bins.at(-1).high, 99_999);
  });

  test('of a stretch of t where nothing fell keeps what it knew', () => {
    const record = new room.Record();
    const add = (value) => record.add({ step: 1, losses: new Float64Array(), byTime: Float64Array.of(value, NaN) });
    add(1);
    add(NaN);
    assert.deepEqual(record.byTime, [1, NaN]);
    add(0);
    assert.ok(Math.abs(record.byTime[0] - 0.9) < 1e-12);
  });

  test('comes back from storage as it was, and goes on', () => {
    const record = new room.Record();
    record.add(progress(0, 2000));
    const again = room.Record.from(JSON.parse(JSON.stringify(record.data())));
    for (const one of [record, again]) one.add(progress(2000, 50));
    assert.deepEqual(again.bins, record.bins);
    assert.equal(again.step, 2050);
  });

  test('a run that goes on from an older copy forgets what came after it', () => {
    const record = new room.Record();
    for (let from = 0; from < 3000; from += 10) record.add(progress(from, 10));
    record.addDistances({ step: 1000, samples: {}, data: {} });
    record.addDistances({ step: 2900, samples: {}, data: {} });
    record.add(progress(1501, 10));
    assert.equal(record.step, 1511);
    assert.equal(
      record.bins.reduce((sum, { n }) => sum + n, 0),
      1511,
    );
    assert.deepEqual(
      record.distances.map(({ step }) => step),
      [1000],
    );
  });

  test('of a run trained elsewhere begins where that ended', () => {
    const record = room.Record.at(500);
    record.add(progress(500, 2));
    assert.deepEqual(
      room.binPoints(record.bins, record.start).map(({ step }) => step),
      [501, 502],
    );
  });

  test('distances are bounded, the first and the latest kept', () => {
    const record = new room.Record();
    for (let step = 0; step < 5000; step += 1) record.addDistances({ step, samples: {}, data: {} });
    assert.ok(record.distances.length <= 401);
    assert.equal(record.distances[0].step, 0);
    assert.ok(record.distances.at(-1).step >= 4998);
  });

  test('smoothing has no start-up error and follows', () => {
    assert.deepEqual(
      room.smoothed([3, 3, 3]).map((value) => Math.round(value * 1e9) / 1e9),
      [3, 3, 3],
    );
    const jump = room.smoothed([...new Array(200).fill(1), ...new Array(200).fill(0)]);
    assert.ok(jump[199] > 0.99 && jump[399] < 0.01);
  });
});

/** A run that trains as it is told: each call waits until `answer` lets it go. */
function tameRun({ perCall = 5, failAt = Infinity } = {}) {
  let step = 0;
  const asked = [];
  const run = {
    asked,
    closed: false,
    resets: 0,
    async train(steps) {
      asked.push(steps);
      await settle();
      if (step >= failAt) throw new room.EngineError('worker_lost', 'gone');
      const n = Math.min(steps, perCall);
      step += n;
      return { step, losses: new Float64Array(n).fill(1), gradientNorm: 1, byTime: new Float64Array(20), backend: 'cpu', ms: 1 };
    },
    async reset() {
      await settle();
      run.resets += 1;
      step = 0;
    },
    close() {
      run.closed = true;
    },
  };
  return run;
}

const until = async (condition) => {
  for (let turn = 0; turn < 2000 && !condition(); turn += 1) await settle();
  assert.ok(condition(), 'it never came');
};

describe('the trainer', () => {
  const trainer = (beside = async () => undefined) => {
    const errors = [];
    const made = new room.Trainer(beside, (error) => errors.push(error));
    return { trainer: made, errors };
  };

  test('trains until it is paused, and not on', async () => {
    const { trainer: t } = trainer();
    const run = tameRun();
    t.take(run);
    t.play();
    assert.equal(t.phase.value, 'training');
    await until(() => t.record.value.step >= 50);
    t.pause();
    await settle();
    await settle();
    const { step } = t.record.value;
    for (let turn = 0; turn < 20; turn += 1) await settle();
    assert.equal(t.record.value.step, step);
    assert.equal(t.phase.value, 'paused');
  });

  test('so many steps are so many, whatever a slice holds', async () => {
    const { trainer: t } = trainer();
    t.take(tameRun({ perCall: 7 }));
    t.play(30);
    await until(() => t.phase.value === 'paused');
    assert.equal(t.record.value.step, 30);
  });

  test('a pause in the middle of a slice still notes the slice', async () => {
    const { trainer: t } = trainer();
    t.take(tameRun({ perCall: 3 }));
    t.play();
    t.pause();
    await until(() => t.record.value.step === 3);
  });

  test('a reset in the middle of a slice leaves an empty record', async () => {
    const { trainer: t } = trainer();
    const run = tameRun();
    t.take(run);
    t.play();
    await until(() => t.record.value.step >= 10);
    await t.reset();
    for (let turn = 0; turn < 20; turn += 1) await settle();
    assert.equal(t.record.value.step, 0);
    assert.equal(t.phase.value, 'paused');
    assert.equal(run.resets, 1);
  });

  test('another run closes the one before, whose last slice is not noted', async () => {
    const { trainer: t } = trainer();
    const [first, second] = [tameRun(), tameRun()];
    t.take(first);
    t.play();
    t.take(second);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    assert.ok(first.closed && !second.closed);
    assert.equal(t.record.value.step, 0);
    assert.equal(second.asked.length, 0);
  });

  test('an error stops it and is told once', async () => {
    const { trainer: t, errors } = trainer();
    t.take(tameRun({ failAt: 10 }));
    t.play();
    await until(() => t.phase.value === 'failed');
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['worker_lost'],
    );
  });

  test('what is done beside the training is awaited: never two at a time', async () => {
    let [at, most] = [0, 0];
    const { trainer: t } = trainer(async () => {
      at += 1;
      most = Math.max(most, at);
      await settle();
      await settle();
      at -= 1;
    });
    t.take(tameRun());
    t.play(50);
    await until(() => t.phase.value === 'paused');
    assert.equal(most, 1);
  });
});

describe('the pace', () => {
  test('never takes more than its share of the time', async () => {
    let now = 0;
    const pace = new room.Pace(100, 0.25, () => now);
    assert.ok(pace.due());
    await pace.take(async () => {
      now += 1000;
    });
    now += 2900;
    assert.ok(!pace.due());
    now += 100;
    assert.ok(pace.due());
  });

  test('of what is asked for meanwhile only the last is done', async () => {
    const done = [];
    const latest = new room.Latest(() => assert.fail());
    for (const name of ['a', 'b', 'c', 'd'])
      latest.ask(async () => {
        await settle();
        done.push(name);
      });
    await until(() => done.length === 2);
    for (let turn = 0; turn < 10; turn += 1) await settle();
    assert.deepEqual(done, ['a', 'd']);
  });
});

describe('a job', () => {
  test('that was cancelled tells nothing any more, and what there was stays', async () => {
    const job = new room.Job(() => assert.fail());
    let go;
    const running = job.run(async ({ wanted, tell }) => {
      tell(0.5, 'half');
      await new Promise((done) => {
        go = done;
      });
      assert.equal(wanted(), false);
      tell(1, 'whole');
    });
    job.cancel();
    go();
    await running;
    assert.deepEqual([job.phase.value, job.result.value], ['done', 'half']);
  });

  test('that fails says so and can be begun again', async () => {
    const errors = [];
    const job = new room.Job((error) => errors.push(error));
    await job.run(async () => {
      throw new Error('no');
    });
    assert.deepEqual([job.phase.value, errors.length], ['idle', 1]);
    await job.run(async ({ tell }) => tell(1, 7));
    assert.deepEqual([job.phase.value, job.result.value], ['done', 7]);
  });
});

describe('drawings', () => {
  test('the same strokes are the same data, up is positive', () => {
    const stroke = [
      [0.2, 0.1],
      [0.3, 0.1],
    ];
    const points = room.strokePoints([stroke]);
    assert.deepEqual(points, room.strokePoints([stroke]));
    assert.equal(points.length, 2 * 2 * 4);
    for (let i = 0; i < points.length; i += 2) {
      assert.ok(Math.abs(points[i] - 0.25) < 0.07);
      assert.ok(Math.abs(points[i + 1] - 0.9) < 0.02);
    }
    assert.equal(new Set(points).size, points.length, 'points on top of each other');
  });

  test('long ones are thinned over their whole length', () => {
    const stroke = Array.from({ length: 20_000 }, (_, i) => [i / 20_000, 0.5]);
    const points = room.strokePoints([stroke]);
    assert.equal(points.length, 2 * room.MAX_DRAWN);
    const xs = points.filter((_, i) => i % 2 === 0);
    assert.ok(Math.min(...xs) < 0.02 && Math.max(...xs) > 0.98);
  });

  test('a quick hand draws as densely as a slow one', () => {
    const between = room.filled([0, 0], [0.8, 0]);
    assert.equal(between.length, 100);
    assert.deepEqual(between.at(-1), [0.8, 0]);
  });
});

describe('digits', () => {
  const idx = (count, side, value) =>
    Uint8Array.from([0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, side, 0, 0, 0, side, ...new Array(count * side * side).fill(value)]);
  test('are whole numbers, of which 0 is black and 16 white', () => {
    assert.deepEqual(room.digitPoints(idx(1, 8, 0)), new Float32Array(64));
    assert.deepEqual(room.digitPoints(idx(2, 8, 16)), new Float32Array(128).fill(16));
    assert.deepEqual(room.asPictures(Float32Array.of(0, 8, 16)), Float32Array.of(-1, 0, 1));
  });
  test('of another size, or cut short, are refused', () => {
    for (const file of [idx(1, 7, 0), idx(0, 8, 0), idx(2, 8, 0).slice(0, 99), new Uint8Array()])
      assert.throws(() => room.digitPoints(file), { code: 'data_invalid' });
  });
});

describe('times and grids', () => {
  test('the stretches of t cover all of it, each time in its own', () => {
    for (const total of [100, 250, 1000]) {
      for (let stretch = 0; stretch < room.STRETCHES; stretch += 1) {
        const times = room.stretchTimes(stretch, total);
        assert.equal(new Set(times).size, times.length);
        for (const t of times) assert.equal(Math.ceil((t / total) * room.STRETCHES) - 1, stretch, `t = ${t} of ${total}`);
      }
    }
  });

  test('with fewer times than stretches every one is still a time', () => {
    for (let stretch = 0; stretch < room.STRETCHES; stretch += 1) {
      const times = room.stretchTimes(stretch, 10);
      assert.ok(times.length > 0 && times.every((t) => Number.isInteger(t) && t >= 1 && t <= 10), `${times}`);
    }
  });

  test('cells run row by row from the top left', () => {
    const cells = room.cellCentres(4);
    assert.equal(cells.length, 32);
    assert.ok(cells[0] < 0 && cells[1] > 0);
    assert.ok(cells[30] > 0 && cells[31] < 0);
    assert.ok(Math.abs(cells[0] + 0.75 * room.EXTENT) < 1e-6);
  });

  test('the error of a field is the length of the difference', () => {
    assert.deepEqual([...room.errorOf(Float32Array.of(3, 0, 1, 1), Float32Array.of(0, 4, 1, 1))], [5, 0]);
  });

  test('a moment of a cloud is a view of its points', () => {
    const cloud = { times: [2, 1, 0], x: Float32Array.from({ length: 12 }, (_, i) => i), calls: 2, backend: 'cpu' };
    assert.deepEqual([...room.momentOf({ cloud, dims: 2, count: 2 }, 1)], [4, 5, 6, 7]);
  });
});

describe('the header of a saved run', () => {
  const file = (run) => {
    const json = new TextEncoder().encode(JSON.stringify({ __metadata__: { 'ddpm-lab run': run } }));
    const bytes = new Uint8Array(8 + json.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
    bytes.set(json, 8);
    return bytes;
  };
  test('says how far it has come and what made its points', () => {
    const origin = { kind: 'shape', shape: 'ring', count: 300, seed: 0 };
    assert.deepEqual(room.readHeader(file(JSON.stringify({ step: 42, data: { kind: 'points', origin } }))), {
      step: 42,
      shape: { shape: 'ring', count: 300, seed: 0 },
    });
    assert.deepEqual(room.readHeader(file(JSON.stringify({ step: 42, data: { kind: 'points', origin: { kind: 'points' } } }))), {
      step: 42,
      shape: null,
    });
  });
  test('that is damaged or hostile says nothing, and breaks nothing', () => {
    const unknown = { step: 0, shape: null };
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(9).fill(255),
      file('{'),
      file(JSON.stringify({ step: -1, data: { origin: { shape: '__proto__' } } })),
    ])
      assert.deepEqual(room.readHeader(bytes), unknown);
  });
});

describe('axes', () => {
  test('a log axis has room for what it shows, and figures on it', () => {
    const [low, high] = room.logDomain([0.02, 0.5, 0, -1, NaN]);
    assert.ok(low < 0.02 && high > 0.5);
    const { ticks, at } = room.logScale(low, high, [100, 0]);
    assert.ok(ticks.length >= 2);
    assert.ok(at(0.02) > at(0.5));
    assert.equal(at(0), at(low), 'what cannot be shown lies on the edge');
  });
  test('nothing to show is no reason to fail', () => {
    assert.deepEqual(room.logDomain([]), [0.1, 1]);
    assert.equal(room.pathOf([]), '');
  });
});
