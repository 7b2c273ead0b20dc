/** The engine of the page: the CPU at once, WebGPU behind it, and each carrying on where the other falls. */

import type { Leg, Model } from './backend';
import { Backend } from './backend';
import { hasWebGpu } from './gpu';
import { LastWins } from './latest';
import { isLoss } from './link';
import type { Manifest } from './module';
import { manifest } from './module';
import { Run } from './run';
import { requireSupport } from './support';
import type { TrainingHost, TrainingStart } from './training';
import { TrainingClient } from './training';
import type {
  Activation,
  BackendName,
  BackendStatus,
  DataSource,
  Demonstration,
  DemonstrationSource,
  Engine,
  EngineOptions,
  MlpTrainConfig,
  ModelInfo,
  Noised,
  Points,
  PointsSource,
  SamplerRun,
  SampleSettings,
  ScheduleConfig,
  ScheduleCurves,
  StartFrom,
  TrainingRun,
} from './types';
import { EngineError } from './types';

/** The worker's script beside this one, of the same version. */
function workerBesideUs(): URL {
  const script = new URL('./worker.js', import.meta.url);
  script.search = new URL(import.meta.url).search;
  return script;
}

/** Starts the engine; settles when the CPU module is ready. Rejects with `unsupported`, `network` or `engine_panic`. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  requireSupport();
  const modules = await manifest(options.base);
  if (modules.cpu === undefined) throw new EngineError('network', 'the list of modules has no CPU module');
  const client = new Client(options, modules);
  await client.begin();
  return client;
}

class Client implements Engine {
  readonly #options: EngineOptions;
  readonly #cpu: Backend;
  /** null where the module was not built, or the browser has no WebGPU. */
  readonly #gpu: Backend | null;
  readonly #noGpu: EngineError | null;
  #wanted: BackendName;
  readonly #choices = new LastWins();
  #model: Model | null = null;
  #attributes = 0;
  /** Pictures in the run begun last: what the page is likely to ask for next. */
  #batch = 1;
  /** Of the training run begun last; null where the page has none. */
  #activation: Activation | null = null;
  #preparing: Promise<void> | null = null;
  #closed = false;

  constructor(options: EngineOptions, modules: Manifest) {
    const worker = options.worker ?? workerBesideUs();
    const backend = (name: BackendName, onLost: () => void): Backend | null => {
      const files = modules[name];
      return files === undefined ? null : new Backend({ name, files, worker, onChange: () => this.#tell(), onLost });
    };
    this.#options = options;
    this.#wanted = options.prefer === 'cpu' ? 'cpu' : 'webgpu';
    // The CPU is what everything falls back on, so it is started again at once.
    this.#cpu = backend('cpu', () => void this.#restore().catch(() => undefined)) as Backend;
    this.#gpu = hasWebGpu() ? backend('webgpu', () => undefined) : null;
    const why = hasWebGpu() ? 'the WebGPU module was not built' : 'no WebGPU in this browser';
    this.#noGpu = this.#gpu === null ? new EngineError('gpu_unavailable', why) : null;
  }

  async begin(): Promise<void> {
    try {
      await this.#cpu.start();
    } catch (error) {
      this.close();
      throw error;
    }
    if (this.#options.prefer !== 'cpu' && this.#gpu !== null) {
      this.#gpu.acceptsSoftware = this.#options.prefer === 'webgpu';
      this.#prepareBehind(this.#gpu);
    }
  }

  async loadModel(card: Uint8Array, weights: Uint8Array): Promise<ModelInfo> {
    // Copies: the page may do with its arrays what it likes, and the model must be there when a worker is replaced.
    const model: Model = { card: card.slice(), weights: weights.slice() };
    const info = await this.#onCpu((cpu) => cpu.load(model));
    this.#model = model;
    this.#attributes = info.card.network.attributes?.length ?? 0;
    if (this.#gpu?.status.state === 'ready' || this.#gpu?.status.state === 'warming') {
      this.#prepareBehind(this.#gpu);
    }
    return info;
  }

  sampler(settings: SampleSettings, start?: StartFrom): Promise<SamplerRun> {
    const model = this.#model;
    if (model === null) return Promise.reject(new EngineError('invalid_setting', 'no model is loaded'));
    this.#batch = settings.count;
    return Run.begin((from) => this.#open(model, settings, from), start ?? null);
  }

  async noised(x0: Float32Array, t: number, seed: number): Promise<Noised> {
    const model = this.#model;
    if (model === null) throw new EngineError('invalid_setting', 'no model is loaded');
    return this.#onCpu((cpu) => cpu.noised(model, x0, t, seed));
  }

  schedule(schedule: ScheduleConfig): Promise<ScheduleCurves> {
    return this.#onCpu(async (cpu) => (await cpu.start()).call('schedule', { schedule }));
  }

  points(source: PointsSource): Promise<Points> {
    return this.#onCpu(async (cpu) => (await cpu.start()).call('points', { source }));
  }

  demonstrations(source: DemonstrationSource): Promise<Demonstration[]> {
    return this.#onCpu(async (cpu) => (await cpu.start()).call('demonstrations', { source }));
  }

  table(text: string): Promise<Float32Array> {
    return this.#onCpu(async (cpu) => (await cpu.start()).call('table', { text }));
  }

  train(config: MlpTrainConfig, source: DataSource): Promise<TrainingRun> {
    // Copies: the page may do with its objects what it likes, and the run must begin again where a worker is replaced.
    return this.#beginTraining(structuredClone({ config, source }));
  }

  resume(file: Uint8Array): Promise<TrainingRun> {
    return this.#beginTraining({ file: file.slice() });
  }

  async use(backend: BackendName): Promise<void> {
    const choice = this.#choices.begin();
    if (backend === 'webgpu') {
      if (this.#gpu === null) throw this.#noGpu;
      // Asked for by name, a software adapter will do.
      this.#gpu.acceptsSoftware = true;
      await this.#prepareGpu(this.#gpu);
      // The other one may have been chosen while this one was being prepared.
      if (!choice.current) return;
    }
    this.#wanted = backend;
    this.#tell();
  }

  close(): void {
    this.#closed = true;
    this.#cpu.close();
    this.#gpu?.close();
  }

  /** Starts WebGPU where it is not running, and warms it for the model and batch in use; one preparation serves all. */
  #prepareGpu(gpu: Backend): Promise<void> {
    const prepare = async () => {
      await gpu.start();
      // The model and the batch may change while this one is being prepared.
      for (;;) {
        const activation = this.#activation;
        if (this.#model !== null && !gpu.isWarm(this.#model, this.#batch)) {
          await gpu.warmUp(this.#model, this.#attributes, this.#batch);
        } else if (activation !== null && !gpu.isWarmForTraining(activation)) {
          await gpu.warmUpTraining(activation);
        } else {
          return;
        }
      }
    };
    this.#preparing ??= prepare().finally(() => {
      this.#preparing = null;
    });
    return this.#preparing;
  }

  /** The same, behind what the page does. What goes wrong is in the status. */
  #prepareBehind(gpu: Backend): void {
    this.#prepareGpu(gpu).catch(() => undefined);
  }

  async #open(model: Model, settings: SampleSettings, start: StartFrom | null): Promise<Leg> {
    const gpu = this.#gpu;
    const batch = settings.count;
    const gpuIsWarm = () => this.#wanted === 'webgpu' && gpu !== null && gpu.isWarm(model, batch);
    if (gpu !== null && gpuIsWarm()) {
      try {
        const leg = await gpu.open(model, settings, start);
        return { ...leg, outdated: () => this.#wanted === 'cpu' };
      } catch (error) {
        if (!isLoss(error)) throw error;
      }
    }
    // A new batch size means new kernels, seconds of them: the CPU begins, and the GPU takes over when it has them.
    if (this.#wanted === 'webgpu' && gpu?.status.state === 'ready') this.#prepareBehind(gpu);
    return { ...(await this.#cpu.open(model, settings, start)), outdated: gpuIsWarm };
  }

  #beginTraining(from: TrainingStart): Promise<TrainingRun> {
    return TrainingClient.begin((activation) => this.#trainingHost(activation), from);
  }

  /** Where a run on points is to be: with the GPU where that is wanted and has its kernels, else with the CPU until then. */
  async #trainingHost(activation: () => Activation | null): Promise<TrainingHost> {
    const gpu = this.#gpu;
    const gpuIsWarm = () => {
      const kind = activation();
      return this.#wanted === 'webgpu' && kind !== null && gpu?.isWarmForTraining(kind) === true;
    };
    const prepare = () => {
      this.#activation = activation() ?? this.#activation;
      const state = gpu?.status.state;
      if (this.#wanted === 'webgpu' && gpu !== null && (state === 'ready' || state === 'warming')) this.#prepareBehind(gpu);
    };
    prepare();
    if (gpu !== null && gpuIsWarm()) return { link: await gpu.start(), outdated: () => this.#wanted === 'cpu' };
    const outdated = () => {
      if (gpuIsWarm()) return true;
      // What a saved run was trained with is known only when it has been opened.
      prepare();
      return false;
    };
    return { link: await this.#cpu.start(), outdated };
  }

  /** Does `work` on the CPU, and once more where its worker is lost meanwhile. */
  async #onCpu<T>(work: (cpu: Backend) => Promise<T>): Promise<T> {
    try {
      return await work(this.#cpu);
    } catch (error) {
      if (!isLoss(error)) throw error;
      return work(this.#cpu);
    }
  }

  async #restore(): Promise<void> {
    if (this.#closed) return;
    await this.#cpu.start();
    if (this.#model !== null) await this.#cpu.load(this.#model);
  }

  #tell(): void {
    const absent: BackendStatus = { name: 'webgpu', state: 'absent', progress: 0, adapter: '', error: this.#noGpu };
    const webgpu = this.#gpu?.status ?? absent;
    const active = this.#wanted === 'webgpu' && webgpu.state === 'ready' ? 'webgpu' : 'cpu';
    this.#options.onStatus?.({ active, backends: { cpu: this.#cpu.status, webgpu } });
  }
}
