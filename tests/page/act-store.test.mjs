// Room Act below its views: films of rollouts, lines drawn by hand, training step for step, and the store over an engine that
// learns nothing. No browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sources } from './sources.mjs';

globalThis.document = { baseURI: 'http://localhost/', documentElement: { getAttribute: () => null } };
globalThis.matchMedia = () => ({ matches: false });
globalThis.requestAnimationFrame = () => 0;
const stored = new Map();
globalThis.localStorage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, text) => stored.set(key, text),
  removeItem: (key) => stored.delete(key),
};
const room = await sources(
  [
    'settings',
    'store/act',
    'store/closer',
    'store/disturbances',
    'store/drawn',
    'store/film',
    'store/pair',
    'export/trajectories',
    'export/pytorch',
  ].map((name) => `rooms/act/${name}`),
);

/** A rollout of so many steps that plans at these, each with so many moments. */
const rollout = (steps, plannedAt, moments) => ({
  path: Array.from({ length: steps + 1 }, (_, i) => [i / 10, 0]),
  outcome: 'arrived',
  side: null,
  plans: plannedAt.map((step, i) => ({
    ...{ step, chosen: 0, times: Array.from({ length: moments }, (_, i) => moments - 1 - i) },
    places: Float32Array.from({ length: moments * 2 * 8 * 2 }, (_, i) => i),
    ...{ side: i % 2 === 0 ? 'left' : 'right', nearest: { places: [], distance: 0.1, demonstration: 0 } },
  })),
});

/** Waits until something holds: the store works behind what is asked of it. */
async function until(holds) {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((done) => setTimeout(done, 5))) if (holds()) return;
  throw new Error('waited in vain');
}

describe('a film', () => {
  test('denoises every plan at the step it is made at, and then executes it', () => {
    const shots = room.shotsOf({ diffusion: rollout(5, [0, 3], 3), cloning: rollout(4, [0, 3], 1) });
    assert.deepEqual(
      shots.map(({ plan, moment, step }) => `${plan}${moment}${step}`),
      ['000', '010', '020', '021', '022', '023', '103', '113', '123', '124', '125'],
    );
  });

  test('goes on with the policy that is still on its way', () => {
    const shots = room.shotsOf({ diffusion: rollout(2, [0], 2), cloning: rollout(6, [0, 3], 1) });
    assert.deepEqual(shots.at(-1), { plan: 1, moment: 0, step: 6 });
    assert.equal(shots.filter(({ plan }) => plan === 1).length, 4);
  });

  test('has the ways of every chunk at every moment', () => {
    const [plan] = rollout(2, [0], 3).plans;
    const threads = room.threadsOf(plan.places, 3, 1, 8);
    assert.deepEqual([threads.length, threads[0].length, threads[0][0], threads[1][0]], [2, 16, 32, 48]);
    assert.equal(room.threadsOf(plan.places, 3, 9, 8)[0][0], 64, 'after the last moment it stays');
  });
});

describe('settings', () => {
  test('execute no more actions than are planned', () => {
    const all = { ...room.ACT.defaults, predicted: 8, observed: 3, executed: 16, loop: 'closed' };
    assert.equal(room.fit(all).executed, 6);
    assert.equal(room.executedOf({ ...all, loop: 'open' }), 6);
  });

  test('begin anew only what they change', () => {
    const before = room.ACT.defaults;
    const follows = (change) => room.consequences(before, { ...before, ...change });
    assert.deepEqual(follows({ left: 0.2 }), { run: true, rollout: false });
    assert.deepEqual(follows({ loop: 'closed' }), { run: false, rollout: true });
    assert.deepEqual(follows({ executed: 3 }), { run: false, rollout: false }, 'in an open loop Ta is all of them');
    assert.deepEqual(follows({ shown: 'all' }), { run: false, rollout: false });
  });

  test('start on both sides of the axis, and nowhere else', () => {
    const start = (text) => room.ACT.parse(new URLSearchParams({ y: text })).settings.start;
    assert.deepEqual([start('-0.15'), start('0.07'), start('0'), start('0.16'), start('-1'), start('x')], [-0.15, 0.07, 0, 0, 0, 0]);
  });
});

describe('drawing', () => {
  test('takes a line, keeps it, and undoes it', () => {
    stored.clear();
    const drawn = new room.Drawn();
    for (let i = 0; i <= 16; i += 1) drawn.move([-0.8 + i / 10, i % 2 === 0 ? 0 : 0.001]);
    assert.equal(drawn.lift(), true);
    assert.deepEqual(drawn.demonstrations.value[0].path.at(-1), [0.8, 0]);
    assert.equal(new room.Drawn().demonstrations.value.length, 1, 'it is there at the next visit');
    drawn.undo();
    assert.deepEqual([drawn.demonstrations.value.length, new room.Drawn().demonstrations.value.length], [0, 0]);
  });

  test('refuses a line that shows no way, and places beyond the plane', () => {
    const drawn = new room.Drawn();
    drawn.move([0, 0]);
    drawn.move([0.1, 0]);
    assert.equal(drawn.lift(), false);
    assert.deepEqual(room.longer([], [7, -7]), [[1.2, -1.2]]);
    const line = [[0, 0]];
    assert.equal(room.longer(line, [0.004, 0]), line);
  });

  test('reads nothing from a storage that holds no lines', () => {
    for (const text of [
      null,
      '',
      '{',
      '7',
      '[[]]',
      '[[[0,0],[0,9]]]',
      '[[[0,0],[0.1,0]]]',
      '[[[0,0],["1",0]]]',
      `[${'[[0,0],[1,0]],'.repeat(500)}[[0,0],[1,0]]]`,
    ]) {
      assert.deepEqual(room.parseLines(text), [], String(text).slice(0, 40));
    }
    assert.equal(room.parseLines('[[[0,0],[1,0]]]').length, 1);
  });
});

/** An engine whose runs count their steps; `refuse` has it refuse, `slow` has runs of the regression lose a step once. */
function engine() {
  const log = [];
  const made = [];
  const asked = [];
  const train = async (config, source) => {
    if (engine.refuse) throw engine.refuse;
    let step = 0;
    const run = {
      ...{ config, source, demonstrations: source.drawn ?? [{ path: [[0, 0]] }], parameters: 7, closed: false },
      train: async (steps) => {
        step += steps;
        log.push(`${config.objective} ${step}`);
        return { step, losses: Float64Array.from({ length: steps }, () => 1 / step), byTime: new Float64Array(20), ms: 1, gradientNorm: 0 };
      },
      lossByTime: async (times) => ({ network: new Float64Array(times.length).fill(0.2), exact: new Float64Array(times.length).fill(0.1) }),
      rollout: async (request) => {
        asked.push({ rollout: config.objective, ...request });
        const { executed } = request.config;
        return { ...rollout(4, [0, 2], config.objective === 'denoise' ? 3 : 1), executed, shown: request.shown };
      },
      rollouts: async (request) => {
        asked.push({ rollouts: config.objective, ...request });
        return { report: { episodes: request.count, from: request.from }, paths: [], nearest: 0.1, spacing: 0.2, changes: 0 };
      },
      plan: async (request) => {
        asked.push({ plan: config.objective, ...request });
        const { count } = request.sampling;
        const sides = Array.from({ length: count }, (_, i) => (i % 4 === 0 ? null : i % 2 === 0 ? 'left' : 'right'));
        return { places: new Float32Array(count * 16), sides, left: { value: 0.5 }, clear: { value: 1 }, calls: 8, ms: 5 };
      },
      reset: async () => {
        step = 0;
      },
      close: () => {
        run.closed = true;
      },
    };
    made.push(run);
    return run;
  };
  return { log, made, asked, host: { ready: async () => ({ train }), status: { value: null }, notices: { list: { value: [] } } } };
}

async function opened(change = {}) {
  const made = engine();
  const act = new room.Act(made.host, { ...room.ACT.defaults, ...change });
  act.enter([]);
  await until(() => act.rolled.value !== null || act.pair.phase.value === 'empty');
  return { ...made, act };
}

describe('the store', () => {
  test('trains both step for step, rolls out and measures them', async () => {
    const { act, log, made } = await opened();
    await act.pair.play(500);
    assert.deepEqual([act.pair.records.value.diffusion.step, act.pair.records.value.cloning.step], [500, 500]);
    assert.deepEqual(log.slice(0, 2), ['denoise 12', 'regress 12']);
    assert.deepEqual(
      made.map(({ config }) => [config.objective, config.prediction]),
      [
        ['denoise', 'x0'],
        ['regress', 'x0'],
      ],
    );
    assert.equal(act.floor.value.exact[0], 0.1);
    await act.measure();
    assert.deepEqual([act.measuring.result.value.step, act.measuring.result.value.cloning.report.episodes], [500, room.ROBOTS]);
    act.dispose();
    assert.ok(made.every(({ closed }) => closed));
  });

  test('rolls out anew where only the acting changes, and trains anew where the data do', async () => {
    const { act, made } = await opened();
    await act.pair.play(24);
    const before = act.rolled.value;
    act.set({ loop: 'closed', executed: 3 });
    await until(() => act.rolled.value !== before);
    assert.deepEqual([act.rolled.value.executed, made.length, act.pair.step], [3, 2, 24]);
    act.set({ left: 1 });
    await until(() => made.length === 4 && act.rolled.value !== null);
    assert.deepEqual([made[0].closed, made[2].source.generator.left, act.pair.step], [true, 1, 0]);
    act.dispose();
  });

  test('learns from what is drawn, and has nothing to learn from when all of it is undone', async () => {
    stored.clear();
    const { act, made } = await opened();
    act.set({ data: 'drawn' });
    await until(() => act.pair.phase.value === 'empty');
    act.draw([-0.8, 0]);
    act.draw([0.8, 0]);
    act.drawEnd();
    await until(() => act.pair.phase.value === 'paused');
    assert.deepEqual(made.at(-1).source.drawn[0].path, [
      [-0.8, 0],
      [0.8, 0],
    ]);
    act.undo();
    await until(() => act.pair.phase.value === 'empty');
    act.draw([0, 0]);
    act.drawEnd();
    assert.equal(act.notices.list.value.at(-1).note, 'shortLine');
    act.dispose();
  });

  test('says so where a link asks for lines that it cannot hold', async () => {
    stored.clear();
    const made = engine();
    const act = new room.Act(made.host, { ...room.ACT.defaults, data: 'drawn' });
    assert.deepEqual([act.settings.value.data, act.missing.map(({ key }) => key)], ['made', ['data']]);
    act.dispose();
  });

  test('tells what went wrong, and tries again', async () => {
    engine.refuse = new Error('gone');
    const made = engine();
    const act = new room.Act(made.host, room.ACT.defaults);
    act.enter([]);
    await until(() => act.pair.phase.value === 'failed');
    assert.equal(act.notices.list.value.at(-1).remedy, 'retry');
    engine.refuse = null;
    act.retry();
    await until(() => act.rolled.value !== null);
    assert.equal(act.notices.list.value.length, 0);
    act.dispose();
  });
});

describe('a sketch in an address', () => {
  const read = (text) => room.ACT.parse(new URLSearchParams({ sketch: text }));

  test('is read as it is written, to a hundredth', () => {
    const line = room.sketchOf([
      [-0.8, 0],
      [0.004, 0.556],
      [0.8, -0],
    ]);
    const query = new URLSearchParams();
    room.ACT.write({ ...room.ACT.defaults, sketch: line }, query);
    assert.equal(query.get('sketch'), '-80_0~0_56~80_0');
    assert.deepEqual(read(query.get('sketch')).settings.sketch, line);
    assert.equal(room.sketchOf(Array.from({ length: 900 }, (_, i) => [i / 900, 0])).length, 40);
  });

  test('is none where the address is hostile', () => {
    for (const text of [
      '',
      '0_0',
      '0_0~1_0',
      '0_0~111_0',
      '0_0~1e2_0',
      '0_0~90_0~',
      '<b>',
      '00_0~90_0',
      '0_0~-0_90',
      Array(41).fill('0_0').join('~'),
    ]) {
      const { settings, problems } = read(text);
      assert.deepEqual([settings.sketch, problems.length], [[], 1], text);
    }
    assert.equal(read('none').problems.length, 0);
  });
});

describe('a file of demonstrations', () => {
  const scene = { ...room.SCENE, disc: [0.1, 0.1] };
  const path = [
    [-0.8, 0],
    [0.8, 0],
  ];

  test('brings back what was written, scenes and all', () => {
    const all = [
      { scene, path },
      { scene: room.SCENE, path },
    ];
    assert.deepEqual(room.parseFile(room.fileOf(all)), all);
    stored.clear();
    const drawn = new room.Drawn();
    assert.equal(drawn.add(all), true);
    assert.deepEqual([new room.Drawn().demonstrations.value, drawn.varied.value], [all, true], 'they are there at the next visit');
  });

  test('is refused where it is anything else', () => {
    const file = (change) => JSON.stringify({ task: 'obstacle', format: 1, demonstrations: [{ scene, path }], ...change });
    assert.notEqual(room.parseFile(file({})), null);
    for (const text of [
      ...['', 'null', '7', '[]', '{', '{"__proto__":1}', file({ task: 'push-t' }), file({ format: 2 }), file({ demonstrations: [] })],
      ...[
        file({ demonstrations: {} }),
        file({ demonstrations: [{ scene }] }),
        file({ demonstrations: [{ scene: { ...scene, radius: 9 }, path }] }),
      ],
      ...[file({ demonstrations: [{ scene: { ...scene, goal: [0, 1e9] }, path }] }), file({ demonstrations: [{ scene, path: [[0, 0]] }] })],
      ...[file({ demonstrations: Array(501).fill({ scene, path }) }), ' '.repeat(room.MAX_FILE + 1)],
    ]) {
      assert.equal(room.parseFile(text), null, text.slice(0, 60));
    }
  });

  test('adds to what was drawn, and loses nothing of it', async () => {
    stored.clear();
    const { act } = await opened();
    act.draw([-0.8, 0]);
    act.draw([0.8, 0]);
    act.drawEnd();
    const own = act.drawn.demonstrations.value;
    await act.importFile(new Blob(['{"task":"obstacle"}']));
    assert.equal(act.notices.list.value.at(-1).note, 'noFile');
    assert.equal(act.drawn.demonstrations.value, own);
    await act.importFile(new Blob([room.fileOf(Array(500).fill({ scene, path }))]));
    assert.equal(act.notices.list.value.at(-1).note, 'tooMany');
    assert.equal(act.drawn.demonstrations.value, own);
    await act.importFile(new Blob([room.fileOf([{ scene, path }])]));
    assert.deepEqual([act.drawn.demonstrations.value.length, act.settings.value.data, act.notices.list.value.length], [2, 'drawn', 0]);
    act.dispose();
  });
});

describe('disturbances', () => {
  test('are done at the film’s moment, to whose they are, and drop what was done later', async () => {
    const { act, asked } = await opened({ loop: 'closed' });
    const shots = act.rolled.value.shots;
    const at = shots.findIndex(({ step }) => step === 1);
    act.film.seek(at / (shots.length - 1));
    assert.equal(act.hold('cloning', [0.9, -0.9]), false, 'nothing lies there');
    assert.equal(act.hold('cloning', act.rolled.value.cloning.path[1]), true);
    act.drag([0.5, 0.5]);
    assert.equal(act.disturbances.held.value.thing, 'robot');
    asked.length = 0;
    act.letGo();
    await until(() => asked.length >= 3);
    const of = (name) => asked.find(({ rollout: objective }) => objective === name).disturbances;
    assert.deepEqual([of('denoise'), of('regress')], [[], [{ step: 1, robot: [0.5, 0.5] }]]);
    await until(() => act.rolled.value.disturbed.length === 1);
    act.film.seek(0);
    const before = act.rolled.value;
    act.push('disc', 0.12);
    await until(() => act.rolled.value !== before);
    assert.deepEqual(act.disturbances.list.value, [{ step: 0, scene: { ...room.SCENE, disc: [0, 0.12] } }]);
    assert.deepEqual(act.sceneNow().disc, [0, 0.12]);
    act.calm();
    await until(() => act.rolled.value.disturbed.length === 0);
    assert.deepEqual(act.sceneNow(), room.SCENE);
    act.dispose();
  });
});

describe('what is measured of the diffusion policy', () => {
  test('compares it steered with itself, and the network with the exact denoiser', async () => {
    const { act, asked } = await opened({
      candidates: 8,
      sketch: room.sketchOf([
        [-0.8, 0],
        [0.8, 0.3],
      ]),
    });
    const { rollout } = asked[0];
    assert.deepEqual([rollout, asked[0].config.candidates, asked[0].acting.sketch.strength, asked[0].shown], ['denoise', 8, 0.5, 16]);
    asked.length = 0;
    await act.closer.steer();
    assert.deepEqual(
      asked.map(({ config, acting }) => [config.candidates, acting.sketch?.line.length]),
      [
        [8, 2],
        [1, undefined],
      ],
    );
    asked.length = 0;
    await act.closer.lookUp();
    assert.deepEqual(
      asked.map(({ config, acting }) => [config.candidates, acting.denoiser]),
      [
        [1, undefined],
        [1, 'exact'],
      ],
    );
    act.set({ candidates: 2 });
    assert.equal(act.closer.steering.result.value, null, 'it was of other settings');
    act.dispose();
  });

  test('forks the executed chunk where the film stands, and holds samplers against one another', async () => {
    const { act, asked } = await opened();
    act.film.seek(0);
    asked.length = 0;
    await act.closer.fork();
    const [request] = asked;
    assert.deepEqual([request.from.t, request.from.places.length, request.sampling.count, request.sampling.sampler.eta], [2, 16, 64, 1]);
    assert.equal(act.closer.forking.result.value.t, 2);
    asked.length = 0;
    await act.closer.compare();
    const rows = act.closer.comparing.result.value;
    assert.deepEqual([rows.length, rows[0].ms, rows[3].same, rows[3].of], [room.SAMPLERS.length, 5, 48, 48]);
    assert.equal(new Set(asked.map(({ sampling }) => sampling.seed)).size, 1, 'all from the same noise');
    act.film.seek(1);
    asked.length = 0;
    await act.closer.fork();
    assert.equal(asked.length, 0, 'at t = 0 there is nothing left to draw');
    act.dispose();
  });

  test('shows which part of a plan was dropped, and where plans change sides', () => {
    const spans = room.spansOf(rollout(5, [0, 2, 4], 1), 4);
    assert.deepEqual(
      spans.map(({ step, executed, planned, turned }) => [step, executed, planned, turned]),
      [
        [0, 2, 4, false],
        [2, 4, 6, true],
        [4, 5, 8, true],
      ],
    );
  });
});

describe('exports', () => {
  const way = {
    path: [
      [0, 0],
      [0.5, 0.25],
      [1, 0],
    ],
    outcome: 'collided',
  };

  test('have a row for each robot and step, and arrays that end in NaN', () => {
    const measured = {
      step: 1,
      diffusion: { paths: [way, { ...way, path: way.path.slice(1), outcome: 'arrived' }] },
      cloning: { paths: [way] },
    };
    const all = room.trajectories(null, measured);
    const { header, rows, row } = room.table(all);
    assert.deepEqual([header.length, rows, [...row(4)]], [6, 8, [0, 1, 1, 1, 0, 0]]);
    assert.deepEqual([...row(5)], [1, 0, 0, 0, 0, 1]);
    const { path, length } = room.arrays(all, null);
    assert.deepEqual(
      [path.shape, [...length.values]],
      [
        [3, 3, 2],
        [3, 2, 3],
      ],
    );
    assert.ok(Number.isNaN(path.values[10]) && path.values[6] === 0.5);
  });
});
