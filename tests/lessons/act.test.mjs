// Room Act's requests against the engine: what the room asks of a policy, by the CPU module in Node. No browser.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sources } from '../page/sources.mjs';
import { nodeEngine } from './engine-node.mjs';

const room = await sources(['settings', 'store/film', 'export/pytorch'].map((name) => `rooms/act/${name}`));
const reference = join(dirname(dirname(fileURLToPath(import.meta.url))), 'reference');
const python = process.env.PYTHON ?? 'python3';

function runs(...args) {
  try {
    execFileSync(python, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const noTorch = runs('-c', 'import numpy, torch') ? false : `${python} has no torch`;

const STEPS = 400;
const settings = { ...room.ACT.defaults, loop: 'closed' };
const start = room.startOf(settings);
let run;
let folder;
before(async () => {
  const engine = await nodeEngine();
  const source = { kind: 'demonstrations', generator: room.generatorOf(settings), horizons: room.horizonsOf(settings) };
  run = await engine.train(room.trainConfig(settings, 'denoise'), source);
  await run.train(STEPS, 600_000);
  folder = await mkdtemp(join(tmpdir(), 'ddpm-lab-act-'));
});
after(async () => {
  run.close();
  await rm(folder, { recursive: true });
});

const config = (change = {}) => ({ executed: 8, limit: 60, candidates: 1, disturbance: 0, seed: 1, ...change });
const rollout = (change = {}, of = {}) =>
  run.rollout({ episode: { scene: room.SCENE, start }, config: config(of), sampling: room.samplingOf(settings), shown: 4, ...change });
const rollouts = (change = {}, of = {}) =>
  run.rollouts({
    ...{ from: 'axis', generator: room.generatorOf(settings), config: config(of), sampling: room.samplingOf(settings), count: 40 },
    ...change,
  });
const plan = (change = {}, sampling = {}) =>
  run.plan({ past: [start], scene: room.SCENE, sampling: { ...room.samplingOf(settings), count: 64, ...sampling }, ...change });
const codeOf = (promise) =>
  promise.then(
    () => 'none',
    ({ code }) => code,
  );

describe('a rollout', () => {
  test('shows x̂_0 and ε̂ of every moment, which make up its x_t', async () => {
    const [first] = (await rollout()).plans;
    const moment = 5;
    const [x, x0, eps] = [first.places, first.x0Hat, first.epsHat].map(
      (places) => room.threadsOf(places, first.times.length, moment, settings.predicted)[0],
    );
    // In the model's units x_t = √ᾱ x_0 + √(1 − ᾱ) ε; places are linear in them, with the middle of their range at 0
    const bar = (t) => Math.cos(((t / 100 + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
    const alphaBar = bar(first.times[moment]) / bar(0);
    const paths = run.demonstrations.flatMap(({ path }) => path);
    for (const k of [0, 1]) {
      const values = paths.map((place) => place[k]);
      const middle = (values.reduce((a, b) => Math.max(a, b)) + values.reduce((a, b) => Math.min(a, b))) / 2;
      for (let i = k; i < x.length; i += 2) {
        const made = middle + Math.sqrt(alphaBar) * (x0[i] - middle) + Math.sqrt(1 - alphaBar) * (eps[i] - middle);
        assert.ok(Math.abs(x[i] - made) < 1e-4, `${x[i]} for ${made}`);
      }
    }
    assert.ok(first.nearest.distance > 0 && first.nearest.places.length === 15);
  });

  test('goes on from where the robot was put, and round a disc that was moved', async () => {
    const free = await rollout();
    const pushed = await rollout({ disturbances: [{ step: 3, robot: [-0.5, 0.4] }] });
    assert.deepEqual(pushed.path.slice(0, 3), free.path.slice(0, 3), 'before it nothing changes');
    assert.deepEqual(pushed.path[3], [-0.5, 0.4]);
    const blocked = await rollout({ disturbances: [{ step: 0, scene: { ...room.SCENE, disc: free.path[4] } }] });
    assert.equal(blocked.outcome, 'collided', 'this policy was never shown another disc');
    for (const robot of [[9, 0], [null, 0], [0]]) {
      assert.equal(await codeOf(rollout({ disturbances: [{ step: 1, robot }] })), 'invalid_setting', String(robot));
    }
    assert.equal(await codeOf(rollout({ disturbances: [{ step: 1, scene: { ...room.SCENE, radius: 7 } }] })), 'data_invalid');
    assert.equal(await codeOf(rollout({ disturbances: Array(101).fill({ step: 1 }) })), 'invalid_setting');
  });

  test('follows a sketch to its side, and the exact denoiser keeps nearer to the demonstrations', async () => {
    const line = (up) => [
      [-0.8, 0],
      [-0.4, up * 0.3],
      [0, up * 0.45],
      [0.4, up * 0.3],
      [0.8, 0],
    ];
    const shareLeft = async (acting) => (await rollouts({ acting })).report.left.value;
    const [left, right] = [
      await shareLeft({ sketch: { line: line(1), strength: 0.6 } }),
      await shareLeft({ sketch: { line: line(-1), strength: 0.6 } }),
    ];
    assert.ok(left >= 0.9 && right <= 0.1, `${left} and ${right}`);
    const [network, exact] = [await rollouts(), await rollouts({ acting: { denoiser: 'exact' } })];
    assert.ok(exact.nearest < 0.7 * network.nearest, `${exact.nearest} and ${network.nearest}`);
    assert.ok(exact.report.arrived.value >= 0.9 && exact.report.collided.value <= network.report.collided.value + 0.05);
    assert.equal(network.spacing, exact.spacing);
    assert.equal(await codeOf(rollouts({ acting: { sketch: { line: [[0, 0]], strength: 0.5 } } })), 'data_invalid');
    assert.equal(await codeOf(rollouts({ acting: { sketch: { line: line(1), strength: 2 } } })), 'invalid_setting');
  });
});

describe('plans for one place', () => {
  test('are decided by the first noise where the chain is an ODE, whatever walks it', async () => {
    const ode = await plan({}, { steps: 100 });
    assert.deepEqual([ode.sides.length, ode.calls], [64, 100]);
    assert.ok(ode.left.value > 0.25 && ode.left.value < 0.75, String(ode.left.value));
    const same = async (sampler, steps) => (await plan({}, { sampler, steps })).sides.filter((side, i) => side === ode.sides[i]).length;
    for (const [sampler, steps] of [
      [{ kind: 'ddim', eta: 0 }, 8],
      [{ kind: 'heun' }, 8],
      [{ kind: 'dpm_solver' }, 8],
    ]) {
      assert.ok((await same(sampler, steps)) >= 56, sampler.kind);
    }
    assert.ok((await same({ kind: 'ddpm', variance: 0 }, 100)) <= 48, 'DDPM draws noise on its way');
  });

  test('that go on from one x_t are open early and decided late', async () => {
    const [first] = (await rollout()).plans;
    const fork = (moment) => {
      const places = room.placesOf(room.threadsOf(first.places, first.times.length, moment, settings.predicted)[first.chosen]);
      return plan({ from: { t: first.times[moment], places } }, { sampler: { kind: 'ddim', eta: 1 }, seed: 3 });
    };
    const open = (left) => Math.min(left.value, 1 - left.value);
    const [early, late] = [(await fork(0)).left, (await fork(10)).left];
    assert.ok(open(early) > 0.2 && open(late) < 0.05, `${early.value} and ${late.value}`);
    assert.equal(await codeOf(plan({ from: { t: 57, places: Array(16).fill([0, 0]) } })), 'invalid_setting', 'no time of the run');
    assert.equal(await codeOf(plan({ from: { t: 100, places: [[0, 0]] } })), 'invalid_setting');
    assert.equal(await codeOf(plan({ past: [] })), 'invalid_setting');
    assert.equal(await codeOf(plan({}, { count: 65 })), 'invalid_setting');
  });
});

describe('the settings as a PyTorch script', () => {
  const scriptOf = (change = {}) =>
    room.actScript(run.config, { ...settings, ...change }, room.horizonsOf(settings), run.demonstrations, 'run.safetensors');

  test('rolls out the robot of the page, steered too', { skip: noTorch }, async () => {
    await writeFile(join(folder, 'run.safetensors'), await run.save());
    const sketch = [
      [-0.8, 0],
      [0, 0.45],
      [0.8, 0],
    ];
    for (const change of [{}, { sketch, pull: 0.5, candidates: 4 }]) {
      const acting = room.actingOf({ ...settings, ...change });
      const { path } = await rollout({ acting, shown: 4 }, { candidates: change.candidates ?? 1 });
      await writeFile(join(folder, 'script.py'), `${scriptOf(change)}    print(json.dumps(table[0].tolist()))\n`);
      const printed = execFileSync(python, ['script.py'], { cwd: folder }).toString().trim().split('\n').at(-1);
      const found = JSON.parse(printed);
      assert.equal(found.length, path.length);
      assert.ok(found.every((place, i) => place.every((v, k) => Math.abs(v - path[i][k]) < 1e-4)));
    }
  });

  test('has the network of the reference', { skip: noTorch }, async () => {
    const check = `
import importlib.util, sys
spec = importlib.util.spec_from_file_location("script", "script.py")
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
m.WIDTH, m.DEPTH, m.TIME_WIDTH = 32, 2, 16
np, torch = m.np, m.torch
flat, places = np.fromfile(sys.argv[1] + "/observed.bin", "<f4"), m.json.load(open(sys.argv[1] + "/observed.json"))
net = m.Policy(32, 4)
net.load_state_dict({k: torch.from_numpy(flat[p["off"]:][:int(np.prod(p["shape"]))].reshape(p["shape"]).copy()) for k, p in places.items()})
x, o = torch.linspace(-1, 1, 256).reshape(8, 32), torch.linspace(1, -1, 32).reshape(8, 4)
y = net(x, o, 13 * torch.arange(8) + 1).detach().numpy().reshape(-1)
print(np.abs(y - np.fromfile(sys.argv[1] + "/observed_y.bin", "<f4")).max())
`;
    await writeFile(join(folder, 'script.py'), scriptOf());
    assert.ok(Number(execFileSync(python, ['-c', check, reference], { cwd: folder }).toString()) < 1e-6);
  });

  test('lets nothing of its settings be more than a number or a name', () => {
    const script = room.actScript(run.config, settings, room.horizonsOf(settings), run.demonstrations, 'x";import os\n#.safetensors');
    assert.ok(!script.includes('import os\n'));
    assert.match(script, /TA = 8 {2}#/);
  });
});
