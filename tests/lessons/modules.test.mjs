// The two forms of the CPU module compute the same: with relaxed SIMD a product and a sum are rounded once instead of twice.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { newTraining } from '../../benches/bench.js';
import { moduleEngine } from './engine-node.mjs';

/** Of losses, relative: Adam carries the rounding of fifty steps along. */
const LOSS_TOLERANCE = 1e-4;
/** Of points and pixels after a few reverse steps. */
const TOLERANCE = 1e-3;

const plain = {};
const relaxed = {};
before(async () => {
  plain.engine = await moduleEngine('cpu');
  relaxed.engine = await moduleEngine('relaxed');
});

const both = async (work) => [await work(plain.engine), await work(relaxed.engine)];

const gap = (a, b) => {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
};

describe('the CPU module with relaxed SIMD', () => {
  test('trains with the losses of the one without, and samples the same points', async () => {
    const work = async (engine) => {
      const run = newTraining(engine, 128);
      const losses = [];
      for (let step = 0; step < 50; step += 1) {
        run.issue();
        losses.push(await run.completed());
      }
      const config = { sampler: { kind: 'ddpm', variance: 1 }, steps: 20, spacing: 'leading', count: 64, seed: 1 };
      const sampler = run.sampler('network', config);
      for (let step = 0; step < 20; step += 1) sampler.step();
      const x = await sampler.read();
      sampler.free();
      run.free();
      return { losses, x };
    };
    const [one, other] = await both(work);
    const relative = Math.max(...one.losses.map((loss, i) => Math.abs(loss / other.losses[i] - 1)));
    assert.ok(one.losses.every((loss) => loss > 0) && relative < LOSS_TOLERANCE, `losses ${relative}`);
    assert.ok(gap(one.x, other.x) < TOLERANCE, `points ${gap(one.x, other.x)}`);
  });

  test('draws the same digit', async () => {
    const file = async (name) => new Uint8Array(await readFile(new URL(`../../www/models/${name}`, import.meta.url)));
    const [card, weights] = [await file('digits.json'), await file('digits.safetensors')];
    const [one, other] = await both(async (engine) => {
      engine.loadModel(card, weights);
      const config = {
        sampler: { kind: 'ddim', eta: 0 },
        steps: 5,
        spacing: 'trailing',
        seed: 4,
        count: 1,
        conditions: [[7]],
        guidance: 1,
        clip: true,
      };
      const run = engine.sampler(config);
      let last = null;
      for (let frame = await run.next(); frame !== null; frame = await run.next()) last = frame;
      run.free();
      return last.x_t;
    });
    assert.ok(one.length >= 784 && one.some((value) => value > 0.5), 'a digit');
    assert.ok(gap(one, other) < TOLERANCE, `pixels ${gap(one, other)}`);
  });

  test('is the one with relaxed SIMD, and the other is not', async () => {
    // f32x4.relaxed_madd
    const uses = async (name) =>
      (await readFile(new URL(`../../pkg/${name}/ddpm_lab_bg.wasm`, import.meta.url))).includes(Buffer.from([0xfd, 0x85, 0x02]));
    assert.deepEqual([await uses('cpu'), await uses('relaxed')], [false, true]);
  });
});
