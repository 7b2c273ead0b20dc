// Policies in Chromium: a diffusion policy and a regression learn from demonstrations on the CPU, and are rolled out.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Site } from './engine-site.mjs';

/** Steps after which the diffusion policy succeeds more often than not, with room for other machines' last bits. */
const STEPS = 1000;

let site;
before(async () => {
  site = await Site.open();
});
afterEach(() => site.reset());
after(() => site.close());

/** A page with an engine and `act`: the settings of both policies, of demonstrations, and of rollouts. */
async function opened() {
  const page = await site.page();
  await page.evaluate(async () => {
    await lab.start('cpu');
    const generator = { count: 200, left: 0.5, clearance: 0.2, spread: 0.25, noise: 0.004, varyDisc: false, varyGoal: false, seed: 1 };
    const scene = { disc: [0, 0], radius: 0.25, goal: [0.8, 0] };
    window.act = {
      ...{ generator, scene, source: { kind: 'demonstrations', generator } },
      config: (objective) => ({
        ...lab.trainConfig({ batch: 128, learningRate: 2e-3, emaDecay: 0.99, optimizer: 'adamw', weightDecay: 1e-6, seed: 1 }),
        ...{ objective, prediction: 'x0', schedule: { kind: 'cosine', steps: 100 } },
      }),
      rollouts: (count, executed) => ({
        ...{
          from: 'axis',
          generator,
          count,
          sampling: { sampler: { kind: 'ddim', eta: 0 }, steps: 16, spacing: 'trailing', seed: 0, count: 1, clip: true },
        },
        config: { executed, limit: 60, candidates: 1, disturbance: 0, seed: 1 },
      }),
    };
  });
  return page;
}

describe('a run on demonstrations', () => {
  test('learns both policies: diffusion gets past the disc both ways, the regression drives into it', async () => {
    const page = await opened();
    const found = await page.evaluate(async (steps) => {
      const of = async (objective) => {
        const run = await lab.engine.train(act.config(objective), act.source);
        await run.train(steps, 600_000);
        return (await run.rollouts(act.rollouts(60, 15))).report;
      };
      return { diffusion: await of('denoise'), regression: await of('regress') };
    }, STEPS);
    assert.equal(found.diffusion.episodes, 60);
    assert.ok(found.diffusion.arrived.value > 0.5, JSON.stringify(found.diffusion));
    assert.ok(found.diffusion.left.value > 0.1 && found.diffusion.left.value < 0.9, JSON.stringify(found.diffusion.left));
    assert.ok(found.regression.collided.value > 0.9, JSON.stringify(found.regression));
  });

  test('shows every chunk of every plan as it is denoised, in the same units as the path', async () => {
    const page = await opened();
    const { rollout, again, regression } = await page.evaluate(async () => {
      const { config, sampling } = act.rollouts(1, 8);
      const request = { episode: { scene: act.scene, start: [-0.8, 0] }, config: { ...config, limit: 20 }, sampling, shown: 4 };
      const of = async (objective) => {
        const run = await lab.engine.train(act.config(objective), act.source);
        await run.train(50, 60_000);
        return run;
      };
      const run = await of('denoise');
      const plain = ({ path, outcome, side, plans }) => ({
        path,
        outcome,
        side,
        plans: plans.map((p) => ({ ...p, places: [...p.places] })),
      });
      return {
        rollout: plain(await run.rollout(request)),
        again: plain(await run.rollout({ ...request, shown: 1 })),
        regression: plain(await (await of('regress')).rollout(request)),
      };
    });
    assert.deepEqual(rollout.path, again.path, 'the number of chunks shown changes nothing');
    const [first] = rollout.plans;
    assert.equal(first.step, 0);
    assert.deepEqual([first.times[0], first.times.at(-1), first.times.length], [100, 0, 17]);
    assert.equal(first.places.length, 17 * 4 * 16 * 2);
    // The robot went where the chunk that was executed says, one step of it from place To - 1 on, unless that is too far.
    const end = first.places.slice(-4 * 32).slice(0, 32);
    const [x, y] = rollout.path[1];
    const toCommand = Math.hypot(end[2] + 0.8, end[3]);
    const share = Math.min(1, 0.12 / toCommand);
    assert.ok(Math.hypot(x - (-0.8 + share * (end[2] + 0.8)), y - share * end[3]) < 1e-5);
    assert.deepEqual(regression.plans[0].times, [0]);
    assert.equal(regression.plans[0].places.length, 32);
  });

  test('is saved and resumed exactly, has a floor of its loss, and refuses what is of points', async () => {
    const page = await opened();
    const found = await page.evaluate(async () => {
      const run = await lab.engine.train(act.config('denoise'), act.source);
      await run.train(30, 60_000);
      const resumed = await lab.engine.resume(await run.save());
      const [a, b] = [await run.train(5, 60_000), await resumed.train(5, 60_000)];
      const curve = await run.lossByTime([2, 50, 100], 64);
      const points = await lab.engine.train(lab.trainConfig(), lab.dataSource());
      return {
        same: lab.distance(a.losses, b.losses),
        demonstrations: [run.demonstrations.length, resumed.demonstrations.length, points.demonstrations.length],
        observed: run.config.network.observed,
        curve: { network: [...curve.network], exact: [...curve.exact] },
        refused: [
          await lab.codeOf(run.distances(new Float32Array(32))),
          await lab.codeOf(run.tracedStep()),
          await lab.codeOf(points.rollouts(act.rollouts(1, 8))),
          await lab.codeOf(lab.engine.train(act.config('denoise'), { kind: 'demonstrations', drawn: [] })),
          await lab.codeOf(run.rollouts({ ...act.rollouts(0, 8) })),
        ],
        // Its state is as it was: what was refused changed nothing.
        step: (await run.train(1, 0)).step,
      };
    });
    assert.equal(found.same, 0);
    assert.deepEqual(found.demonstrations, [200, 200, 0]);
    assert.equal(found.observed, 4);
    assert.ok(
      found.curve.exact.every((floor, i) => floor >= 0 && floor < found.curve.network[i]),
      JSON.stringify(found.curve),
    );
    assert.deepEqual(found.refused, Array(5).fill('invalid_setting'));
    assert.equal(found.step, 36);
  });

  test('takes lines as they were drawn, and says which of them is none', async () => {
    const page = await opened();
    const found = await page.evaluate(async () => {
      const line = [
        [-0.8, 0],
        [0, 0.6],
        [0.8, 0],
      ];
      const drawn = [{ scene: act.scene, path: line }];
      const demonstrations = await lab.engine.demonstrations({ drawn });
      const short = [
        ...drawn,
        {
          scene: act.scene,
          path: [
            [0, 0],
            [0, 0.01],
          ],
        },
      ];
      const message = await lab.engine.demonstrations({ drawn: short }).then(
        () => '',
        (error) => error.message,
      );
      return { demonstrations, message };
    });
    const [{ path }] = found.demonstrations;
    const steps = path.slice(1).map(([x, y], i) => Math.hypot(x - path[i][0], y - path[i][1]));
    assert.equal(steps.length, 25);
    assert.ok(steps.every((step) => step <= 0.0801));
    assert.match(found.message, /^demonstration 2: a line must be 0\.24 to 40 long/);
  });
});
