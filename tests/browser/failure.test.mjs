// When things go wrong: each mishap is put in from outside, and the engine has to say what it was and carry on.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { noWebGpu, Site, workerOf } from './engine-site.mjs';

let site;
before(async () => {
  site = await Site.open();
});
afterEach(() => site.reset());
after(() => site.close());

async function opened({ prefer = 'cpu', script } = {}) {
  const page = await site.page({ script });
  await page.evaluate(async (prefer) => {
    await lab.start(prefer);
    await lab.loadReference();
  }, prefer);
  return page;
}

/**
 * Runs to the end twice: once left alone, once with a mishap after the third frame. `mishap` is called in the middle of the
 * second; the frames of both are compared in the page.
 */
async function throughAMishap(page, mishap) {
  await page.evaluate(async () => {
    window.config = lab.config({ steps: 8, seed: 5, conditions: [[], []] });
    window.whole = await lab.frames(await lab.engine.sampler(config));
    window.run = await lab.engine.sampler(config);
    window.broken = await lab.frames(run, 3);
  });
  await mishap();
  return page.evaluate(async () => {
    broken.push(...(await lab.frames(run)));
    return {
      count: [whole.length, broken.length],
      index: broken.map((f) => f.index),
      gaps: broken.map((f, i) => lab.distance(f.x_t, whole[i].x_t)),
      backends: broken.map((f) => f.backend),
      errors: [...new Set(lab.statuses.flatMap(({ backends }) => [backends.cpu, backends.webgpu].map((b) => b.error?.code ?? null)))],
      last: lab.statuses.at(-1),
    };
  });
}

/** After a mishap on the CPU: the same pictures, to the last bit, from a new worker. */
function assertCarriedOn({ count, index, gaps, last, errors }, code) {
  assert.deepEqual(count, [9, 9]);
  assert.deepEqual(index, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.ok(
    gaps.every((gap) => gap === 0),
    `differences: ${gaps}`,
  );
  assert.ok(errors.includes(code), `the status never told of ${code}: ${errors}`);
  assert.equal(last.backends.cpu.state, 'ready');
  assert.equal(last.backends.cpu.error, null);
}

/** Well below the minute of the watchdog: a death that only the watchdog noticed would fail. */
const AT_ONCE = { timeout: 45_000 };

describe('the CPU worker', () => {
  test('killed in mid-run: another continues from the last x_t', AT_ONCE, async () => {
    const page = await opened();
    const seen = await throughAMishap(page, async () => {
      const worker = await workerOf(page, 'cpu');
      // The worker ends before it could answer, so the call that ends it is not waited for.
      void worker.evaluate(() => self.close()).catch(() => undefined);
    });
    assertCarriedOn(seen, 'worker_lost');
  });

  test('killed while a frame is awaited: the frame comes all the same', AT_ONCE, async () => {
    const page = await opened({
      script: `window.workers = []; window.Worker = class extends Worker { constructor(...a) { super(...a); workers.push(this); } };`,
    });
    const seen = await page.evaluate(async () => {
      const run = await lab.engine.sampler(lab.config({ conditions: Array.from({ length: 16 }, () => []) }));
      const pending = run.next();
      workers[0].terminate();
      const frame = await pending;
      return { t: frame.t, workers: workers.length, rest: (await lab.frames(run)).length };
    });
    assert.deepEqual(seen, { t: 1000, workers: 2, rest: 6 });
  });

  test('killed while nothing runs: it is replaced, model and all, before it is missed', AT_ONCE, async () => {
    const page = await opened();
    const worker = await workerOf(page, 'cpu');
    void worker.evaluate(() => self.close()).catch(() => undefined);
    const count = await page.evaluate(async () => {
      await lab.until(({ backends }) => backends.cpu.error !== null, 20);
      await lab.until(({ backends }) => backends.cpu.state === 'ready', 20);
      return (await lab.frames(await lab.engine.sampler(lab.config()))).length;
    });
    assert.equal(count, 7);
  });

  test('a trap in WebAssembly: told as a panic, and another worker continues', AT_ONCE, async () => {
    const page = await opened();
    const seen = await throughAMishap(page, async () => {
      const worker = await workerOf(page, 'cpu');
      // The module's script is the same object for whoever imports it, and starting it again answers with its exports.
      await worker.evaluate(async () => {
        const { default: start } = await import(new URL('/relaxed/ddpm_lab.js', location.href).href);
        const { memory } = await start();
        new Uint8Array(memory.buffer).fill(0xff);
      });
    });
    assertCarriedOn(seen, 'engine_panic');
  });

  test('that hangs: ended after a minute, and another continues', async () => {
    const page = await site.page();
    await page.clock.install();
    await page.evaluate(async () => {
      await lab.start('cpu');
      await lab.loadReference();
    });
    const seen = await throughAMishap(page, async () => {
      const worker = await workerOf(page, 'cpu');
      void worker
        .evaluate(() => {
          for (;;);
        })
        .catch(() => undefined);
      await page.evaluate(() => {
        window.pending = run.next();
      });
      await page.clock.fastForward(61_000);
      await page.evaluate(async () => broken.push(await pending));
    });
    assertCarriedOn(seen, 'worker_lost');
  });
});

describe('a model', () => {
  /** What loading says where its files are changed by `change`, and whether the model before it still samples. */
  async function loading(change) {
    const page = await opened();
    return page.evaluate(async (change) => {
      const { arrays } = await lab.arrays('unet8');
      const changes = {
        truncated: ({ card, weights }) => [card, weights.slice(0, weights.length - 1000)],
        headless: ({ card, weights }) => [card, weights.slice(0, 100)],
        altered: ({ card, weights }) => [card, weights.with(weights.length - 1, weights.at(-1) ^ 1)],
        cardCut: ({ card, weights }) => [card.slice(0, 200), weights],
        cardless: ({ weights }) => [new Uint8Array(), weights],
      };
      let files;
      if (change === 'shape') {
        arrays['cin.bias'] = { shape: [4], data: new Float32Array(4) };
        const { card, weights } = await lab.reference('unet8', { ...arrays, 'cin.bias': arrays['cin.bias'] });
        files = [new TextEncoder().encode(new TextDecoder().decode(card).replace('"base":4', '"base":8')), weights];
      } else if (change === 'missing') {
        delete arrays['co.bias'];
        const { card, weights } = await lab.reference('unet8', arrays);
        files = [card, weights];
      } else {
        files = changes[change](await lab.reference('unet8', arrays));
      }
      const code = await lab.codeOf(lab.engine.loadModel(...files));
      return { code, frames: (await lab.frames(await lab.engine.sampler(lab.config()))).length };
    }, change);
  }

  for (const [change, code] of [
    ['truncated', 'weights_truncated'],
    ['headless', 'weights_truncated'],
    ['altered', 'weights_altered'],
    ['shape', 'weights_shape'],
    ['missing', 'weights_shape'],
    ['cardCut', 'card_invalid'],
    ['cardless', 'card_invalid'],
  ]) {
    test(`${change}: refused as ${code}, and the model before it goes on`, async () => {
      assert.deepEqual(await loading(change), { code, frames: 7 });
    });
  }
});

describe('the server', () => {
  const starting = async () => {
    const page = await site.page();
    return page.evaluate(() => lab.codeOf(lab.start('cpu')));
  };
  const gone = () => null;

  test('without the list of modules: network', async () => {
    site.alter('/modules.json', gone);
    assert.equal(await starting(), 'network');
  });

  test('with something else in its place: network', async () => {
    site.alter('/modules.json', () => '<!doctype html>');
    assert.equal(await starting(), 'network');
  });

  test('without the worker: network', async () => {
    site.alter('/worker.js', gone);
    assert.equal(await starting(), 'network');
  });

  test('without the module: network', async () => {
    site.alter('/relaxed/ddpm_lab_bg.wasm', gone);
    assert.equal(await starting(), 'network');
  });

  test('without the module’s script: network', async () => {
    site.alter('/relaxed/ddpm_lab.js', gone);
    assert.equal(await starting(), 'network');
  });

  test('with half a module: network', async () => {
    site.alter('/relaxed/ddpm_lab_bg.wasm', (body) => body.subarray(0, body.length >> 1));
    assert.equal(await starting(), 'network');
  });

  test('switched off in mid-run: the run does not notice', async () => {
    const own = await Site.open();
    try {
      const page = await own.page();
      await page.evaluate(async () => {
        await lab.start('cpu');
        await lab.loadReference();
        window.run = await lab.engine.sampler(lab.config());
        await run.next();
      });
      await own.stopServer();
      const seen = await page.evaluate(async () => {
        const rest = await lab.frames(run);
        const again = await lab.frames(await lab.engine.sampler(lab.config({ seed: 2 })));
        return { rest: rest.length, again: again.length };
      });
      assert.deepEqual(seen, { rest: 6, again: 7 });
    } finally {
      await own.close();
    }
  });
});

describe('a browser', () => {
  test('without WebAssembly: unsupported', async () => {
    const page = await site.page({ script: 'delete globalThis.WebAssembly' });
    assert.equal(await page.evaluate(() => lab.codeOf(lab.start('cpu'))), 'unsupported');
  });

  test('without SIMD: unsupported', async () => {
    const page = await site.page({ script: 'WebAssembly.validate = () => false' });
    assert.equal(await page.evaluate(() => lab.codeOf(lab.start('cpu'))), 'unsupported');
  });

  test('without relaxed SIMD: the other CPU module is fetched, and with it only that for it', async () => {
    const loaded = async (script) => {
      const page = await opened({ script });
      const found = await page.evaluate(async () => {
        const frames = await lab.frames(await lab.engine.sampler(lab.config()));
        return { adapter: lab.statuses.at(-1).backends.cpu.adapter, frames: frames.length };
      });
      return { ...found, fetched: [...new Set(site.requested.filter((path) => path.endsWith('.wasm')))] };
    };
    const takenAway = `{
      const { validate } = WebAssembly;
      const relaxed = (bytes) => [...bytes].some((byte, i) => byte === 253 && bytes[i + 1] === 133 && bytes[i + 2] === 2);
      WebAssembly.validate = (bytes) => !relaxed(bytes) && validate(bytes);
    }`;
    const plain = await loaded(takenAway);
    assert.deepEqual(plain, { adapter: 'WebAssembly SIMD', frames: 7, fetched: ['/cpu/ddpm_lab_bg.wasm'] });
    await site.reset();
    const relaxed = await loaded();
    assert.deepEqual(relaxed, { adapter: 'WebAssembly relaxed SIMD', frames: 7, fetched: ['/relaxed/ddpm_lab_bg.wasm'] });
  });

  test('without module workers: unsupported', async () => {
    const page = await site.page({ script: 'window.Worker = class extends Worker { constructor(url) { super(url); } }' });
    assert.equal(await page.evaluate(() => lab.codeOf(lab.start('cpu'))), 'unsupported');
  });

  test('without WebGPU: the CPU computes, and the status says why', async () => {
    const page = await opened({ prefer: 'auto', script: 'delete Navigator.prototype.gpu' });
    const seen = await page.evaluate(async () => {
      const { state, error } = lab.statuses.at(-1).backends.webgpu;
      const frames = await lab.frames(await lab.engine.sampler(lab.config()));
      const asked = await lab.codeOf(lab.engine.use('webgpu'));
      return { state, code: error.code, frames: frames.map((f) => f.backend), asked };
    });
    assert.deepEqual([...new Set(seen.frames)], ['cpu']);
    assert.equal(seen.state, 'absent');
    assert.equal(seen.code, 'gpu_unavailable');
    assert.equal(seen.asked, 'gpu_unavailable');
  });
});

describe('WebGPU', { skip: noWebGpu, timeout: 600_000 }, () => {
  /** Samples with WebGPU asked for but not to be had. */
  async function refused(prefer = 'webgpu') {
    const page = await opened({ prefer });
    return page.evaluate(async () => {
      const { backends } = await lab.until(({ backends }) => backends.webgpu.error !== null);
      const frames = await lab.frames(await lab.engine.sampler(lab.config()));
      return { state: backends.webgpu.state, code: backends.webgpu.error.code, by: [...new Set(frames.map((f) => f.backend))] };
    });
  }

  test('no adapter: the CPU computes', async () => {
    site.beforeWorker('GPU.prototype.requestAdapter = async () => null');
    assert.deepEqual(await refused(), { state: 'absent', code: 'gpu_unavailable', by: ['cpu'] });
  });

  test('asking for an adapter fails: the CPU computes', async () => {
    site.beforeWorker("GPU.prototype.requestAdapter = async () => { throw new DOMException('blocked', 'OperationError'); }");
    assert.deepEqual(await refused(), { state: 'absent', code: 'gpu_unavailable', by: ['cpu'] });
  });

  test('no WebGPU in workers: the CPU computes', async () => {
    site.beforeWorker('delete WorkerNavigator.prototype.gpu');
    assert.deepEqual(await refused(), { state: 'absent', code: 'gpu_unavailable', by: ['cpu'] });
  });

  test('only a software adapter: left alone unless asked for', async () => {
    assert.deepEqual(await refused('auto'), { state: 'absent', code: 'gpu_unavailable', by: ['cpu'] });
  });

  test('the device refused: the CPU computes', async () => {
    site.beforeWorker("GPUAdapter.prototype.requestDevice = async () => { throw new DOMException('no', 'OperationError'); }");
    assert.deepEqual(await refused(), { state: 'failed', code: 'gpu_unavailable', by: ['cpu'] });
  });

  test('the module gone from the server: the CPU computes', async () => {
    site.alter('/webgpu/ddpm_lab_bg.wasm', () => null);
    assert.deepEqual(await refused(), { state: 'failed', code: 'network', by: ['cpu'] });
  });

  /** WebGPU in use, its device within the tests' reach, as `device` in the worker. */
  async function openedOnWebGpu() {
    site.beforeWorker(`
      const { requestDevice } = GPUAdapter.prototype;
      GPUAdapter.prototype.requestDevice = async function (...a) { return (self.device = await requestDevice.apply(this, a)); };
    `);
    const page = await opened({ prefer: 'webgpu' });
    await page.evaluate(async () => {
      await lab.until(({ active }) => active === 'webgpu');
      // Two pictures at once are what the run below computes.
      await lab.frames(await lab.engine.sampler(lab.config({ steps: 1, conditions: [[], []] })));
      await lab.until(({ active }) => active === 'webgpu');
    });
    return page;
  }

  /** The CPU has gone on from the frame after the third. */
  function assertTakenOver({ count, index, gaps, backends, last, errors }, code) {
    assert.deepEqual(count, [9, 9]);
    assert.deepEqual(index, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(backends.slice(0, 3), ['webgpu', 'webgpu', 'webgpu']);
    assert.equal(backends.at(-1), 'cpu');
    assert.ok(Math.max(...gaps) <= 2e-3, `differences: ${gaps}`);
    assert.ok(errors.includes(code), `${errors}`);
    assert.equal(last.active, 'cpu');
    assert.equal(last.backends.webgpu.state, 'failed');
  }

  test('the device lost in mid-run: the CPU goes on from the last x_t', async () => {
    const page = await openedOnWebGpu();
    const seen = await throughAMishap(page, async () => {
      await (await workerOf(page, 'webgpu')).evaluate(() => self.device.destroy());
    });
    assertTakenOver(seen, 'device_lost');
  });

  test('the worker killed in mid-run: the CPU goes on from the last x_t', async () => {
    const page = await openedOnWebGpu();
    const seen = await throughAMishap(page, async () => {
      void (await workerOf(page, 'webgpu')).evaluate(() => self.close()).catch(() => undefined);
    });
    assertTakenOver(seen, 'worker_lost');
  });
});
