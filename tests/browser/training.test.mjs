// Training runs in Chromium: a run trains, samples, is measured, saved, resumed, and survives its worker.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { noWebGpu, noWorkers, Site, workerOf } from './engine-site.mjs';

/** Of the output of the reference network against PyTorch's, in single precision. */
const REFERENCE_TOLERANCE = 1e-5;
/** Of the losses of 200 steps, CPU against WebGPU, relative to themselves: the same batches, sums in another order. Native
 *  backends agree to 1e-7; a GPU's exponential may be a few units in the last place off, and Adam carries that along. */
const LOSS_TOLERANCE = 1e-3;
/** Dispatches of a training step and of a reverse step of the default network. */
const MAX_DISPATCHES = { train: 13, sample: 5 };

let site;
before(async () => {
  site = await Site.open();
});
afterEach(() => site.reset());
after(() => site.close());

/** A page with `trainConfig` and `source` on `lab`. */
async function opened(prefer = 'cpu') {
  const page = await site.page();
  await page.evaluate((prefer) => lab.start(prefer), prefer);
  return page;
}

describe('on the CPU', () => {
  test('the reference network gives what PyTorch gives', async () => {
    const page = await opened();
    const error = await page.evaluate(async () => {
      const { arrays, output } = await lab.arrays('mlp');
      const fresh = await lab.engine.train(lab.trainConfig(), lab.dataSource());
      const run = await lab.engine.resume(await lab.withWeights(await fresh.save(), arrays));
      const found = [];
      for (let i = 0; 2 * i < output.length; i++) {
        const x = Float32Array.from([2 * i, 2 * i + 1], (k) => -1 + (2 * k) / (output.length - 1));
        found.push(...(await run.field('network', 100 * i + 1, x)).eps_hat);
      }
      return lab.distance(Float32Array.from(found), output);
    });
    assert.ok(error <= REFERENCE_TOLERANCE, `off by ${error}`);
  });

  test('a run trains within its budget, and its loss falls', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      const first = await run.train(20, 60_000);
      const begun = performance.now();
      const budgeted = await run.train(1_000_000, 200);
      const ms = performance.now() - begun;
      const one = await run.train(1, 0);
      const last = await run.train(400, 60_000);
      const mean = (a) => a.reduce((sum, v) => sum + v, 0) / a.length;
      return {
        parameters: run.parameters,
        steps: [first.step, first.losses.length, budgeted.step - first.step - budgeted.losses.length, one.losses.length],
        backend: first.backend,
        ms,
        first: mean([...first.losses].slice(0, 5)),
        last: mean([...last.losses].slice(-100)),
        byTime: [...last.byTime],
        norm: last.gradientNorm,
      };
    });
    assert.deepEqual(seen.steps, [20, 20, 0, 1]);
    assert.equal(seen.backend, 'cpu');
    assert.equal(seen.parameters, (2 + 32) * 64 + 64 + 64 * 64 + 64 + 64 * 2 + 2);
    assert.ok(seen.ms < 1500, `a budget of 200 ms took ${seen.ms}`);
    assert.ok(seen.last < 0.75 * seen.first, `from ${seen.first} to ${seen.last}`);
    assert.equal(seen.byTime.length, 20);
    assert.ok(seen.byTime.every((v) => v > 0) && seen.byTime[0] > seen.byTime[19], `${seen.byTime}`);
    assert.ok(seen.norm > 0);
  });

  test('a saved run resumes bit by bit, and a reset one begins again', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const config = lab.trainConfig({ network: lab.smallNetwork, times: 'importance', antithetic: true, optimizer: 'adamw' });
      const run = await lab.engine.train(config, lab.dataSource());
      const first = await run.train(30, 60_000);
      const file = await run.save();
      const on = await run.train(30, 60_000);
      const other = await lab.engine.resume(file);
      const same = await other.train(30, 60_000);
      await run.reset();
      const again = await run.train(30, 60_000);
      const gap = (a, b) => lab.distance(a.losses, b.losses);
      const source = other.data.values.length;
      return { on: gap(on, same), steps: [same.step, again.step], again: gap(first, again), config: other.config, source };
    });
    assert.equal(seen.on, 0);
    assert.equal(seen.again, 0);
    assert.deepEqual(seen.steps, [60, 30]);
    assert.equal(seen.config.times, 'importance');
    assert.equal(seen.source, 2 * 500);
  });

  test('a run goes on from its last state where its worker is ended, and the loss is told', async () => {
    const page = await opened();
    await page.evaluate(async () => {
      window.run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      await run.change({ learningRate: 2e-3 });
      await run.train(40, 60_000);
      await run.save();
      await run.change({ batch: 32 });
      window.before = await run.sample(lab.sampleRequest());
    });
    await (await workerOf(page, 'cpu')).evaluate(() => self.close());
    const seen = await page.evaluate(async () => {
      const after = await run.sample(lab.sampleRequest());
      const progress = await run.train(5, 60_000);
      const lost = lab.statuses.some(({ backends }) => backends.cpu.error?.code === 'worker_lost');
      return { gap: lab.distance(before.x, after.x), step: progress.step, lost, config: run.config };
    });
    assert.equal(seen.gap, 0, 'the same network draws the same points');
    assert.equal(seen.step, 45);
    assert.ok(seen.lost);
    assert.deepEqual([seen.config.learningRate, seen.config.batch], [2e-3, 32]);
  });

  test('a trace is a sampled point with its numbers, with the network and with the exact denoiser', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      await run.train(20, 60_000);
      const found = [];
      for (const denoiser of ['network', 'exact']) {
        const what = { ...lab.sampleRequest(), denoiser, steps: 12, count: 90 };
        const cloud = await run.sample({ ...what, keep: 13 });
        const { keep, start, ...plain } = what;
        const trace = await run.trace(plain, 77);
        const own = cloud.times.flatMap((_, i) => [...cloud.x.slice(180 * i + 154, 180 * i + 156)]);
        const led = Float32Array.from(trace.mean, (mean, k) => mean + trace.sigma[k >> 1] * trace.noise[k]);
        const lengths = [trace.eps_hat, trace.x0_hat, trace.mean, trace.noise].map((values) => values.length);
        found.push({
          times: String(cloud.times) === String(trace.times),
          x: lab.distance(Float32Array.from(own), trace.x),
          next: lab.distance(led, trace.x.slice(2)),
          lengths,
          last: trace.sigma[11],
        });
      }
      const code = await lab.codeOf(run.trace({ ...lab.sampleRequest(), count: 90 }, 90));
      return { found, code };
    });
    for (const { times, x, next, lengths, last } of seen.found) {
      assert.ok(times);
      assert.equal(x, 0, 'the very numbers of the sampler');
      assert.ok(next < 1e-5, `x is ${next} from mean + σz`);
      assert.deepEqual(lengths, [24, 24, 24, 24]);
      assert.equal(last, 0);
    }
    assert.equal(seen.code, 'invalid_setting');
  });

  test('a traced step is a step of training, and goes on where its worker is ended', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const config = lab.trainConfig({ network: lab.smallNetwork });
      window.run = await lab.engine.train(config, lab.dataSource());
      const other = await lab.engine.train(config, lab.dataSource());
      const plain = await other.train(3, 60_000);
      const turns = [await run.tracedStep(), await run.tracedStep(), await run.tracedStep()];
      await run.save();
      const worst = turns.flatMap(({ eps, eps_hat, errors }) =>
        [...errors].map((error, i) =>
          Math.abs(((eps[2 * i] - eps_hat[2 * i]) ** 2 + (eps[2 * i + 1] - eps_hat[2 * i + 1]) ** 2) / 2 - error),
        ),
      );
      const told = {
        steps: turns.map(({ step }) => step),
        gap: lab.distance(
          plain.losses,
          Float64Array.from(turns, ({ loss }) => loss),
        ),
      };
      const moved = turns.every(({ changeNorm, t, x0 }) => changeNorm > 0 && t.length === config.batch && x0.length === 2 * config.batch);
      return { ...told, error: Math.max(...worst), moved, norm: turns[2].gradientNorm - plain.gradientNorm };
    });
    assert.deepEqual(seen.steps, [1, 2, 3]);
    assert.equal(seen.gap, 0, 'the losses of training without looking');
    assert.equal(seen.norm, 0);
    assert.ok(seen.moved && seen.error < 1e-5, `${seen.error}`);
    await (await workerOf(page, 'cpu')).evaluate(() => self.close());
    assert.equal(await page.evaluate(async () => (await run.tracedStep()).step), 4);
  });

  test('samplers keep the moments asked for, from the same noise', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      await run.train(50, 60_000);
      const of = async (changes) => {
        const { times, x, calls } = await run.sample(lab.sampleRequest(changes));
        return { times, calls, size: x.length, finite: x.every(Number.isFinite), start: [...x.slice(0, 4)] };
      };
      return {
        ddpm: await of({ keep: 5 }),
        last: await of({ keep: 1 }),
        ddim: await of({ sampler: { kind: 'ddim', eta: 0 }, keep: 3 }),
        heun: await of({ sampler: { kind: 'heun' }, keep: 2 }),
        langevin: await of({ sampler: { kind: 'langevin', t: 30, stepSize: 0.1 }, keep: 2 }),
        annealed: await of({ sampler: { kind: 'annealed_langevin', perLevel: 5, stepSize: 0.1 }, keep: 2 }),
        exact: await of({ denoiser: 'exact', keep: 2 }),
        distribution: await of({ denoiser: 'distribution', keep: 2 }),
      };
    });
    assert.deepEqual([seen.ddpm.times.length, seen.ddpm.times[0], seen.ddpm.times.at(-1)], [5, 1000, 0]);
    assert.deepEqual(seen.last.times, [0]);
    assert.deepEqual([seen.ddpm.calls, seen.heun.calls], [20, 39]);
    assert.deepEqual(new Set(seen.langevin.times), new Set([30]));
    for (const { size, times, finite } of Object.values(seen)) {
      assert.equal(size, times.length * 200);
      assert.ok(finite);
    }
    for (const { start } of [seen.ddim, seen.heun, seen.exact]) assert.deepEqual(start, seen.ddpm.start);
  });

  test('a run makes a mistake on purpose, from the same noise, and starts from any of its times', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      const what = {
        denoiser: 'exact',
        sampler: { kind: 'ddpm', variance: 1 },
        steps: 20,
        spacing: 'trailing',
        count: 50,
        seed: 3,
        keep: 21,
      };
      const of = (changes) => run.sample({ ...what, ...changes });
      const right = await of({});
      const still = await of({ fault: 'no_noise' });
      const short = await of({ fault: 'short_schedule' });
      const size = right.x.length / 21;
      const tail = await of({ start: { t: right.times[7], x: right.x.slice(7 * size, 8 * size) }, keep: 14 });
      const gap = (a, b) => lab.distance(a.slice(0, size), b.slice(0, size));
      const refused = [];
      for (const changes of [
        { fault: 'no_noise', sampler: { kind: 'heun' } },
        { fault: 'none_such' },
        { start: { t: 500, x: new Float32Array(1) } },
        { start: { t: 501, x: new Float32Array(size) } },
      ]) {
        refused.push(
          await of(changes).then(
            () => 'taken',
            ({ code }) => code,
          ),
        );
      }
      return {
        ...{ starts: [gap(right.x, still.x), gap(right.x, short.x)], ends: gap(right.x.slice(-size), still.x.slice(-size)), refused },
        ...{ short: short.times, tail: lab.distance(tail.x, right.x.slice(7 * size)), times: [tail.times, right.times.slice(7)] },
      };
    });
    assert.deepEqual(seen.starts, [0, 0]);
    assert.ok(seen.ends > 0.1, `${seen.ends}`);
    assert.deepEqual(seen.short, [250, 200, 150, 100, 50, 0]);
    assert.equal(seen.tail, 0, 'the tail of the same run');
    assert.deepEqual(seen.times[0], seen.times[1]);
    assert.deepEqual(seen.refused, Array(4).fill('invalid_setting'));
  });

  test('fields, densities, distances, the bound and variances are answered', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      await run.train(300, 60_000);
      const points = Float32Array.from([0, 0, 1, 0.5]);
      const { eps_hat, x0_hat, score } = await run.field('exact', 500, points);
      const curves = await lab.engine.schedule({ kind: 'linear', steps: 1000 });
      const noise = Math.sqrt(1 - curves.alphaBar[500]);
      const cloud = (await run.sample(lab.sampleRequest({ count: 400, denoiser: 'exact', steps: 250, spacing: 'leading' }))).x;
      const few = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), { ...lab.dataSource(), count: 40 });
      const two = await run.gradientVariance('two_noises', 20);
      const one = await run.gradientVariance('one_noise', 20);
      return {
        score: Math.max(...score.map((s, i) => Math.abs(s + eps_hat[i] / noise))),
        x0: x0_hat.length,
        noised: (await run.noised(run.data.values.slice(0, 200), 1000, 3)).x_t.length,
        density: [...(await run.density('exact', points, 50))],
        losses: await run.lossByTime([10, 500, 990], 500),
        distances: await run.distances(cloud),
        memorised: await few.memorised((await few.sample(lab.sampleRequest({ denoiser: 'exact', steps: 250, spacing: 'leading' }))).x),
        bound: await run.bound(20, 200, 0),
        weights: curves.boundWeight.length,
        two,
        one,
      };
    });
    assert.ok(seen.score < 1e-5);
    assert.deepEqual([seen.x0, seen.noised, seen.density.length, seen.weights], [4, 200, 2, 1001]);
    for (const t of [0, 1, 2]) assert.ok(seen.losses.exact[t] < seen.losses.network[t], 'no network is below the floor');
    assert.ok(seen.distances.samples.slicedWasserstein < 0.2, `${seen.distances.samples.slicedWasserstein}`);
    assert.ok(seen.memorised > 0.9, `ε* returns training points: ${seen.memorised}`);
    assert.ok(Math.abs(seen.bound.total - seen.bound.prior - seen.bound.decoder - sum(seen.bound.terms)) < 1e-6);
    assert.equal(seen.bound.bitsPerDim, null);
    assert.ok(seen.two.variance - seen.two.standardError > seen.one.variance + seen.one.standardError);
  });

  test('what cannot be is refused with its reason, and the engine goes on', async () => {
    const page = await opened();
    const seen = await page.evaluate(async () => {
      const refused = (changes, source = lab.dataSource()) => lab.codeOf(lab.engine.train(lab.trainConfig(changes), source));
      const run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      const file = await run.save();
      const resumed = (bytes) => lab.codeOf(lab.engine.resume(bytes));
      return {
        width: await refused({ network: { ...lab.smallNetwork, width: 9 } }),
        odd: await refused({ antithetic: true, batch: 33 }),
        betas: await refused({ schedule: { kind: 'custom', betas: [0.1, 2] } }),
        nothing: await refused({}, { kind: 'points', dims: 2, values: new Float32Array(0) }),
        cut: await resumed(file.slice(0, -100)),
        foreign: await resumed(Uint8Array.of(1, 2, 3)),
        keep: await lab.codeOf(run.sample(lab.sampleRequest({ keep: 0 }))),
        distribution: await lab.codeOf(
          (await lab.engine.train(lab.trainConfig(), { ...lab.dataSource(), shape: 'ring' })).sample(
            lab.sampleRequest({ denoiser: 'distribution' }),
          ),
        ),
        time: await lab.codeOf(run.field('network', 0, Float32Array.of(0, 0))),
        table: await lab.engine.table('x,y\n1,2\n3,oops\n').catch(({ code, message }) => ({ code, message })),
        custom: (await lab.engine.train(lab.trainConfig({ schedule: { kind: 'custom', betas: [0.1, 0.2] } }), lab.dataSource())).config
          .schedule.betas.length,
        alive: (await run.train(1, 0)).step,
      };
    });
    assert.equal(seen.width, 'invalid_setting');
    assert.equal(seen.odd, 'invalid_setting');
    assert.equal(seen.betas, 'invalid_setting');
    assert.equal(seen.nothing, 'data_invalid');
    assert.equal(seen.cut, 'weights_truncated');
    assert.equal(seen.foreign, 'weights_truncated');
    assert.equal(seen.keep, 'invalid_setting');
    assert.equal(seen.distribution, 'invalid_setting');
    assert.equal(seen.time, 'invalid_setting');
    assert.equal(seen.table.code, 'data_invalid');
    assert.match(seen.table.message, /^line 3: /);
    assert.equal(seen.custom, 2);
    assert.equal(seen.alive, 1);
  });
});

describe('on WebGPU', { skip: noWebGpu }, () => {
  /** A page whose training runs are the GPU's: the first one has the kernels compiled. */
  async function onWebGpu(script) {
    const page = await site.page({ script });
    await page.evaluate(async () => {
      await lab.start('webgpu');
      await lab.engine.use('webgpu');
      const first = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      await lab.engine.use('webgpu');
      first.close();
    });
    return page;
  }

  test('two hundred steps have the losses of the CPU, and the networks agree', async () => {
    const page = await onWebGpu();
    const seen = await page.evaluate(async () => {
      const config = lab.trainConfig({ network: lab.smallNetwork, antithetic: true, optimizer: 'adamw', prediction: 'v' });
      const gpu = await lab.engine.train(config, lab.dataSource());
      const fast = await gpu.train(200, 600_000);
      const cloud = await gpu.sample(lab.sampleRequest({ keep: 3 }));
      await lab.engine.use('cpu');
      const cpu = await lab.engine.train(config, lab.dataSource());
      const slow = await cpu.train(200, 600_000);
      const same = await cpu.sample(lab.sampleRequest({ keep: 3 }));
      const gaps = slow.losses.map((loss, i) => Math.abs(loss - fast.losses[i]) / loss);
      return {
        backends: [fast.backend, cloud.backend, slow.backend],
        worst: Math.max(...gaps),
        norms: Math.abs(fast.gradientNorm / slow.gradientNorm - 1),
        cloud: lab.distance(cloud.x, same.x),
      };
    });
    assert.deepEqual(seen.backends, ['webgpu', 'webgpu', 'cpu']);
    assert.ok(seen.worst < LOSS_TOLERANCE, `losses ${seen.worst}`);
    assert.ok(seen.norms < 1e-2, `gradient norms ${seen.norms}`);
    assert.ok(seen.cloud < 5e-2, `samples ${seen.cloud}`);
  });

  test('traced steps of training, a traced point, and a mistake are those of the CPU', async () => {
    const page = await onWebGpu();
    const seen = await page.evaluate(async () => {
      const on = async (backend) => {
        await lab.engine.use(backend);
        const run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
        const turns = [await run.tracedStep(), await run.tracedStep()];
        const { keep, start, ...what } = lab.sampleRequest();
        const { x, mean, noise } = await run.trace({ ...what, steps: 10 }, 5);
        const wrong = await run.sample({
          ...lab.sampleRequest({ keep: 2 }),
          steps: 10,
          sampler: { kind: 'ddpm', variance: 1 },
          fault: 'no_noise',
        });
        return { turns, trace: [x, mean, noise], wrong };
      };
      const [fast, slow] = [await on('webgpu'), await on('cpu')];
      const gap = (name) => Math.max(...fast.turns.map((turn, i) => lab.distance(turn[name], slow.turns[i][name])));
      return {
        backends: [fast.wrong.backend, slow.wrong.backend],
        drawn: ['x0', 't', 'eps', 'x_t'].map(gap),
        told: ['eps_hat', 'errors'].map(gap),
        loss: Math.max(...fast.turns.map(({ loss }, i) => Math.abs(loss / slow.turns[i].loss - 1))),
        change: Math.max(...fast.turns.map(({ changeNorm }, i) => Math.abs(changeNorm / slow.turns[i].changeNorm - 1))),
        trace: Math.max(...fast.trace.map((values, i) => lab.distance(values, slow.trace[i]))),
        wrong: lab.distance(fast.wrong.x, slow.wrong.x),
      };
    });
    assert.deepEqual(seen.backends, ['webgpu', 'cpu']);
    assert.deepEqual(seen.drawn, [0, 0, 0, 0], 'what is drawn is drawn on the host');
    for (const told of seen.told) assert.ok(told < 1e-3, `what the network says is ${told} off`);
    assert.ok(seen.loss < LOSS_TOLERANCE, `losses ${seen.loss}`);
    assert.ok(seen.change < 1e-2, `changes of θ ${seen.change}`);
    assert.ok(seen.trace < 1e-2, `the trace is ${seen.trace} off`);
    assert.ok(seen.wrong < 1e-2, `samples ${seen.wrong}`);
  });

  for (const activation of ['silu', 'relu', 'gelu', 'tanh']) {
    test(`a step with ${activation} and every way of telling the time is the CPU's`, async () => {
      const page = await onWebGpu();
      const worst = await page.evaluate(async (activation) => {
        const worst = [];
        for (const time of ['sinusoidal', 'fourier', 'linear', 'none']) {
          const network = { ...lab.smallNetwork, depth: 1 + worst.length, width: 24, time, activation };
          const losses = [];
          for (const backend of ['webgpu', 'cpu']) {
            await lab.engine.use('webgpu');
            const probe = await lab.engine.train(lab.trainConfig({ network }), lab.dataSource());
            await lab.engine.use('webgpu');
            await lab.engine.use(backend);
            const run = await lab.engine.train(lab.trainConfig({ network }), lab.dataSource());
            const progress = await run.train(10, 600_000);
            if (progress.backend !== backend) throw new Error(`computed on ${progress.backend}`);
            losses.push(progress.losses);
            probe.close();
            run.close();
          }
          worst.push(lab.distance(...losses));
        }
        return worst;
      }, activation);
      assert.ok(Math.max(...worst) < 1e-4, `${worst}`);
    });
  }

  test('a run goes over between the backends, and on to the CPU where the GPU is lost', { skip: noWorkers }, async () => {
    const page = await onWebGpu();
    await page.evaluate(async () => {
      window.run = await lab.engine.train(lab.trainConfig({ network: lab.smallNetwork }), lab.dataSource());
      window.seen = [(await run.train(10, 60_000)).backend];
      await lab.engine.use('cpu');
      seen.push((await run.train(10, 60_000)).backend);
      await lab.engine.use('webgpu');
      seen.push((await run.train(10, 60_000)).backend);
      await run.save();
    });
    await (await workerOf(page, 'webgpu')).evaluate(() => self.close());
    const { seen, step } = await page.evaluate(async () => {
      const progress = await run.train(10, 60_000);
      return { seen: [...seen, progress.backend], step: progress.step };
    });
    assert.deepEqual(seen, ['webgpu', 'cpu', 'webgpu', 'cpu']);
    assert.equal(step, 40);
  });

  test('a step is few dispatches', { skip: noWorkers }, async () => {
    site.beforeWorker(`
      self.dispatches = 0;
      if (self.GPUComputePassEncoder) {
        for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect']) {
          const original = GPUComputePassEncoder.prototype[name];
          GPUComputePassEncoder.prototype[name] = function (...args) { self.dispatches += 1; return original.apply(this, args); };
        }
      }`);
    const page = await onWebGpu();
    await page.evaluate(async () => {
      window.run = await lab.engine.train(lab.trainConfig(), lab.dataSource());
      await run.train(1, 0);
    });
    const worker = await workerOf(page, 'webgpu');
    const counted = async (work) => {
      const before = await worker.evaluate(() => self.dispatches);
      await page.evaluate(work);
      return (await worker.evaluate(() => self.dispatches)) - before;
    };
    const train = (await counted(() => run.train(20, 600_000))) / 20;
    // One more for the copy of the average that is sampled with, and one less where the last step adds no noise.
    const sample = (await counted(() => run.sample(lab.sampleRequest()))) / 20;
    assert.ok(train <= MAX_DISPATCHES.train, `${train} a training step`);
    assert.ok(sample <= MAX_DISPATCHES.sample + 1 / 20, `${sample} a reverse step`);
  });
});

const sum = (values) => Object.values(values).reduce((total, v) => total + v, 0);
