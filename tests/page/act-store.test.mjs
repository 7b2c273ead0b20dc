// Room Act below its views: films of rollouts, lines drawn by hand, training step for step, and the store over an engine that
// learns nothing. No browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sources } from './sources.mjs';

globalThis.document = { baseURI: 'http://localhost/', documentElement: { getAttribute: () => null } };
globalThis.matchMedia = () => ({ matches: false });
const stored = new Map();
globalThis.localStorage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, text) => stored.set(key, text),
  removeItem: (key) => stored.delete(key),
};
const room = await sources(['settings', 'store/act', 'store/drawn', 'store/film', 'store/pair'].map((name) => `rooms/act/${name}`));

/** A rollout of so many steps that plans at these, each with so many moments. */
const rollout = (steps, plannedAt, moments) => ({
  path: Array.from({ length: steps + 1 }, (_, i) => [i / 10, 0]),
  outcome: 'arrived',
  side: null,
  plans: plannedAt.map((step) => ({
    ...{ step, chosen: 0, times: Array.from({ length: moments }, (_, i) => moments - 1 - i) },
    places: Float32Array.from({ length: moments * 2 * 8 * 2 }, (_, i) => i),
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
    const threads = room.threadsOf(plan, 1, 8);
    assert.deepEqual([threads.length, threads[0].length, threads[0][0], threads[1][0]], [2, 16, 32, 48]);
    assert.equal(room.threadsOf(plan, 9, 8)[0][0], 64, 'after the last moment it stays');
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
    assert.equal(new room.Drawn().lines.value.length, 1, 'it is there at the next visit');
    drawn.undo();
    assert.deepEqual([drawn.lines.value.length, new room.Drawn().lines.value.length], [0, 0]);
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
      `[${'[[0,0],[1,0]],'.repeat(300)}[[0,0],[1,0]]]`,
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
      rollout: async ({ config: { executed }, shown }) => ({ ...rollout(4, [0], config.objective === 'denoise' ? 3 : 1), executed, shown }),
      rollouts: async ({ count, from }) => ({ report: { episodes: count, from }, paths: [] }),
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
  return { log, made, host: { ready: async () => ({ train }), status: { value: null }, notices: { list: { value: [] } } } };
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
