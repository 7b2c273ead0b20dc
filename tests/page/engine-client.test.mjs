// The engine's client without a browser: its workers are stand-ins that answer when a test has them answer.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sources } from './sources.mjs';

/** Every worker that was started, in order. */
let workers = [];

/** A worker of which a test sees what it is asked. `answers` holds, by kind of request, what is answered at once. */
class FakeWorker extends EventTarget {
  static answers = {};
  asked = [];
  ended = false;

  constructor(_script, options) {
    super();
    // A browser with module workers reads the option, and that is how the client knows
    assert.equal(options.type, 'module');
    this.name = options.name;
    workers.push(this);
  }

  postMessage(request) {
    this.asked.push(request);
    const answer = FakeWorker.answers[request.kind];
    if (answer !== undefined) queueMicrotask(() => this.answer(request, answer(request.ask, this)));
  }

  answer({ id }, value) {
    const message = value instanceof engine.EngineError ? { kind: 'refusal', id, error: value } : { kind: 'answer', id, value };
    this.tell(message);
  }

  tell(data) {
    if (!this.ended) this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  terminate() {
    this.ended = true;
  }

  /** The requests of a kind so far. */
  of(kind) {
    return this.asked.filter((request) => request.kind === kind);
  }
}

globalThis.Worker = FakeWorker;
Object.defineProperty(globalThis, 'navigator', { value: { gpu: {} } });
const engine = await sources([
  ...['link', 'backend', 'client', 'run', 'gpu', 'types', 'warm-up', 'latest'].map((name) => `../../pkg/src/${name}`),
  'shared/state/engine-host',
]);

const SCRIPT = new URL('http://localhost/worker.js');
const FILES = { script: 'http://localhost/engine.js', wasm: 'http://localhost/engine.wasm', bytes: 1, adapter: 'WebAssembly SIMD' };

const MODEL = { card: new Uint8Array([1]), weights: new Uint8Array([2]) };
const CONFIG = { count: 1 };

const turn = () => new Promise((done) => setImmediate(done));
const until = async (condition) => {
  for (let i = 0; i < 1000 && !condition(); i += 1) await turn();
  assert.ok(condition(), String(condition));
};

beforeEach(() => {
  workers = [];
  FakeWorker.answers = { start: () => null };
});

/** A backend and what it has told of itself. */
function backend(name) {
  const told = [];
  const one = new engine.Backend({
    ...{ name, files: FILES, worker: SCRIPT, onLost: () => undefined },
    onChange: () => told.push(one.status),
  });
  return { one, told };
}

describe('an adapter', () => {
  test('without a name stays without one: it is not taken for the CPU', async () => {
    FakeWorker.answers.adapter = () => ({ name: '', hardware: true });
    const { one } = backend('webgpu');
    await one.start();
    assert.deepEqual([one.status.state, one.status.adapter], ['ready', '']);
    const cpu = backend('cpu').one;
    await cpu.start();
    assert.equal(cpu.status.adapter, 'WebAssembly SIMD');
  });

  test('is hardware where its name or the browser says so, and not where neither says anything', () => {
    const cases = [
      ['nvidia ampere', undefined, true],
      ['nvidia ampere', false, true],
      ['google swiftshader', undefined, false],
      ['llvmpipe (LLVM 19)', false, false],
      ['intel gen-12', true, false],
      ['', false, true],
      ['', true, false],
      ['', undefined, false],
    ];
    for (const [name, fallback, expected] of cases) assert.equal(engine.isHardware(name, fallback), expected, `${name} ${fallback}`);
  });

  test('that is not known to be hardware computes only where it is asked for', async () => {
    FakeWorker.answers.adapter = () => ({ name: '', hardware: false });
    const { one } = backend('webgpu');
    await assert.rejects(one.start(), { code: 'gpu_unavailable' });
    assert.equal(one.status.state, 'absent');
    one.acceptsSoftware = true;
    await one.start();
    assert.equal(one.status.state, 'ready');
  });
});

describe('a run that comes to nothing is freed in its worker', () => {
  const refusal = (code) => () => new engine.EngineError(code, 'refused by the test');

  test('where the load of its model is refused', async () => {
    Object.assign(FakeWorker.answers, { load: refusal('weights_altered'), open: () => [1, 0] });
    await assert.rejects(backend('cpu').one.open(MODEL, CONFIG, null), { code: 'weights_altered' });
    const [open] = workers[0].of('open');
    assert.deepEqual(
      workers[0].of('drop').map(({ ask }) => ask.run),
      [open.ask.run],
    );
  });

  test('where what warms the kernels fails', async () => {
    Object.assign(FakeWorker.answers, { train: () => ({}), call: refusal('invalid_setting') });
    const link = new engine.Link(SCRIPT, 'test', { onProgress: () => undefined, onEnd: () => undefined });
    await assert.rejects(engine.warmUp(link, 'silu', 1000), { code: 'invalid_setting' });
    const [open] = workers[0].of('train');
    assert.deepEqual(
      workers[0].of('close').map(({ ask }) => ask.training),
      [open.ask.training],
    );
    link.close(new engine.EngineError('cancelled', 'the test is over'));
  });
});

describe('the watchdog', () => {
  const gone = { code: 'worker_lost' };
  let link;
  let ends;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    ends = [];
    link = new engine.Link(SCRIPT, 'test', { onProgress: () => undefined, onEnd: ({ code }) => ends.push(code) });
  });
  afterEach(() => {
    link.close(new engine.EngineError('cancelled', 'the test is over'));
    mock.timers.reset();
  });

  test('leaves alone a short call behind a long one: its time begins when the worker comes to it', async () => {
    const long = link.call('call', {}, 900);
    const short = link.call('next', {}, 60);
    mock.timers.tick(800);
    assert.deepEqual(ends, []);
    workers[0].answer(workers[0].asked[0], 'sampled');
    assert.equal(await long, 'sampled');
    mock.timers.tick(59);
    assert.deepEqual(ends, []);
    mock.timers.tick(1);
    await assert.rejects(short, gone);
    assert.deepEqual(ends, ['worker_lost']);
  });

  test('ends a worker that is silent at a call, with all that waits behind it', async () => {
    const calls = [link.call('next', {}, 60), link.call('call', {}, 900), link.call('schedule', {})];
    mock.timers.tick(60);
    for (const call of calls) await assert.rejects(call, gone);
    assert.ok(workers[0].ended);
  });

  test('watches a call with a limit behind one without', async () => {
    void link.call('schedule', {}).catch(() => undefined);
    const call = link.call('next', {}, 60);
    mock.timers.tick(60);
    await assert.rejects(call, gone);
  });

  test('rests where everything has been answered', async () => {
    const call = link.call('next', {}, 60);
    workers[0].answer(workers[0].asked[0], null);
    await call;
    mock.timers.tick(1000);
    assert.deepEqual(ends, []);
  });
});

describe('a run', () => {
  const frame = (t) => ({ t, x_t: new Float32Array(1) });
  const leg = (next) => ({ times: [3, 2, 1, 0], next, drop: () => undefined, outdated: () => false });

  test('keeps none of the frames that it has handed out', async () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc');
    const made = [];
    const next = async () => {
      const one = frame(2);
      made.push(new WeakRef(one));
      return one;
    };
    const run = await engine.Run.begin(async () => leg(next), null);
    for (let i = 0; i < 8; i += 1) await run.next();
    // What a task has touched is kept until its end
    await turn();
    gc();
    assert.equal(made.filter((one) => one.deref() !== undefined).length, 0);
    run.cancel();
  });

  test('that is cancelled rejects the step under way at once, and every one after it', async () => {
    let drops = 0;
    const run = await engine.Run.begin(async () => ({ ...leg(() => new Promise(() => undefined)), drop: () => (drops += 1) }), null);
    const step = run.next();
    run.cancel();
    await assert.rejects(step, { code: 'cancelled' });
    await assert.rejects(run.next(), { code: 'cancelled' });
    assert.equal(drops, 1);
  });

  test('that is cancelled while its worker is being replaced drops what is opened then', async () => {
    let opens = 0;
    let drops = 0;
    let open;
    const lost = async () => {
      throw new engine.EngineError('worker_lost', 'by the test');
    };
    const run = await engine.Run.begin(() => {
      opens += 1;
      if (opens === 1) return Promise.resolve(leg(lost));
      return new Promise((resolve) => {
        open = () => resolve({ ...leg(async () => frame(2)), drop: () => (drops += 1) });
      });
    }, null);
    const step = run.next();
    await until(() => open !== undefined);
    run.cancel();
    await assert.rejects(step, { code: 'cancelled' });
    open();
    await until(() => drops === 1);
  });
});

describe('of several choices of a backend the last wins', () => {
  /** An engine with both modules, not yet on the GPU; `warm()` lets a GPU that is being prepared be ready. */
  async function bothBackends() {
    const modules = { cpu: { script: 'c.js', wasm: 'c.wasm', bytes: 1 }, webgpu: { script: 'g.js', wasm: 'g.wasm', bytes: 1 } };
    mock.method(globalThis, 'fetch', async () => Response.json(modules));
    delete FakeWorker.answers.start;
    const statuses = [];
    const options = { base: new URL('http://localhost/'), worker: SCRIPT, prefer: 'cpu' };
    const begun = engine.createEngine({ ...options, onStatus: (status) => statuses.push(status) });
    await until(() => workers.length === 1 && workers[0].of('start').length === 1);
    workers[0].answer(workers[0].of('start')[0], null);
    FakeWorker.answers.adapter = () => ({ name: 'a card', hardware: true });
    const answer = async (value) => {
      await until(() => workers[1]?.of('start').length === 1);
      workers[1].answer(workers[1].of('start')[0], value);
    };
    return { client: await begun, active: () => statuses.at(-1).active, answer };
  }
  afterEach(() => mock.restoreAll());

  test('the CPU, chosen while the GPU is being prepared, keeps what begins then', async () => {
    const { client, active, answer } = await bothBackends();
    const gpu = client.use('webgpu');
    await client.use('cpu');
    await answer(null);
    await gpu;
    assert.equal(active(), 'cpu');
    await client.use('webgpu');
    assert.equal(active(), 'webgpu');
    client.close();
  });
});

describe('of several preferences the last holds', () => {
  const later = () => {
    const one = {};
    one.done = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
    return one;
  };

  /** A host to an engine that answers `use` when a test has it answer. */
  function opened(preference) {
    const uses = [];
    const use = (backend) => {
      const answer = later();
      uses.push({ backend, ...answer });
      return answer.done;
    };
    return { uses, host: new engine.EngineHost(async () => ({ use }), new URL('http://localhost/'), preference) };
  }

  test('whatever becomes of the one before', async () => {
    const { uses, host } = opened('auto');
    const gpu = host.use('webgpu');
    await until(() => uses.length === 1);
    const cpu = host.use('cpu');
    await until(() => uses.length === 2);
    uses[1].resolve();
    await cpu;
    uses[0].reject(new engine.EngineError('gpu_unavailable', 'by the test'));
    await gpu;
    assert.equal(host.preference.value, 'cpu');
  });

  test('and where the last cannot be had either, the one that the engine follows', async () => {
    const { uses, host } = opened('cpu');
    const choices = [host.use('webgpu')];
    await until(() => uses.length === 1);
    choices.push(host.use('auto'));
    await until(() => uses.length === 2);
    for (const { reject } of uses) reject(new engine.EngineError('gpu_unavailable', 'by the test'));
    await choices[0];
    await assert.rejects(choices[1], { code: 'gpu_unavailable' });
    assert.equal(host.preference.value, 'cpu');
  });
});

describe('of pieces of work that may be overtaken', () => {
  test('only the one begun last is current, with what belongs to it, until it is cancelled', () => {
    const works = new engine.LastWins();
    const first = works.begin();
    const part = works.now();
    assert.deepEqual([first.current, part.current], [true, true]);
    const second = works.begin();
    assert.deepEqual([first.current, part.current, second.current], [false, false, true]);
    works.cancel();
    assert.equal(second.current, false);
    assert.equal(works.now().current, true, 'what begins to belong after that is not overtaken');
  });
});
