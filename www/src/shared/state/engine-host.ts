/** The one engine of the page: started when a room first needs it, shared by all rooms. */
import { signal } from '@preact/signals';
import { LastWins } from '../../../../pkg/src/latest';
import { isLoss } from '../../../../pkg/src/link';
import type { BackendName, BackendStatus, Engine, EngineOptions, ModelInfo } from '../../../../pkg/src/types';
import { modelFile } from './files';
import type { ModelName } from './names';
import { Notices } from './notices';
import { oneOf } from './settings';

export const PREFERENCES = ['auto', 'cpu', 'webgpu'] as const satisfies readonly ('auto' | BackendName)[];
export type Preference = (typeof PREFERENCES)[number];

/** The backend in an address. */
export const backend = oneOf('backend', PREFERENCES, 'auto');

export interface EngineStatus {
  active: BackendName;
  backends: Record<BackendName, BackendStatus>;
}

export type WholeEngine = Engine & Engine;

export class EngineHost {
  readonly status = signal<EngineStatus | null>(null);
  readonly preference;
  /** Errors of a backend that no call of a room caused. */
  readonly notices = new Notices();
  /** The picture model that the engine has loaded. It holds one at a time, and several rooms load theirs. */
  model: { name: ModelName; info: ModelInfo } | null = null;
  private engine: Promise<WholeEngine> | null = null;
  /** Whether the engine has ever been started. */
  private running = false;
  private readonly choices = new LastWins();
  /** The preference in effect: the last one that the engine accepted. */
  private held: Preference;

  constructor(
    private readonly createEngine: (options: EngineOptions) => Promise<WholeEngine>,
    private readonly base: URL,
    preference: Preference,
  ) {
    this.preference = signal(preference);
    this.held = preference;
  }

  /** The engine, once it runs. Where it could not be started, the next call tries again. */
  ready(): Promise<WholeEngine> {
    this.engine ??= this.start().catch((error: unknown) => {
      this.engine = null;
      throw error;
    });
    return this.engine;
  }

  /** Gives the engine a picture model. Rejects where it is refused. */
  async loadModel(name: ModelName, card: Uint8Array, weights: Uint8Array): Promise<ModelInfo> {
    const engine = await this.ready();
    this.model = null;
    const info = await engine.loadModel(card, weights);
    this.model = { name, info };
    return info;
  }

  /** The engine with this model in it: another room may have given it its own meanwhile. */
  async withModel(name: ModelName): Promise<{ engine: WholeEngine; info: ModelInfo }> {
    const engine = await this.ready();
    if (this.model?.name === name) return { engine, info: this.model.info };
    const [card, weights] = await Promise.all([modelFile(`${name}.json`), modelFile(`${name}.safetensors`)]);
    return { engine, info: await this.loadModel(name, card, weights) };
  }

  /**
   * Chooses the backend for what begins from now on. Rejects where it is not to be had; then the choice before holds. Of several
   * calls the last wins; one that was overtaken resolves, whatever came of it.
   */
  async use(preference: Preference): Promise<void> {
    const choice = this.choices.begin();
    this.preference.value = preference;
    try {
      const engine = await this.ready();
      if (!choice.current) return;
      const gpu = this.status.value?.backends.webgpu.state ?? 'absent';
      const faster = gpu === 'absent' || gpu === 'failed' ? 'cpu' : 'webgpu';
      await engine.use(preference === 'auto' ? faster : preference);
      if (choice.current) this.held = preference;
    } catch (error) {
      if (!choice.current) return;
      this.preference.value = this.held;
      throw error;
    }
  }

  private async start(): Promise<WholeEngine> {
    const options = { base: this.base, prefer: this.preference.value };
    const engine = await this.createEngine({ ...options, onStatus: (status) => this.onStatus(status) });
    this.running = true;
    return engine;
  }

  private onStatus(status: EngineStatus): void {
    for (const name of ['cpu', 'webgpu'] as const) {
      const { error } = status.backends[name];
      const before = this.status.value?.backends[name].error;
      const past = before?.code;
      if (error?.code === past) continue;
      // A start that failed has succeeded since, so its error goes; the notice of a lost worker stays
      if (past !== undefined && !isLoss(before)) this.notices.dismissError(past);
      // A missing GPU is reported only to a visitor who asked for one
      const asked = error?.code !== 'gpu_unavailable' || this.preference.value === 'webgpu';
      // An engine that cannot be started at all is reported by the room that asked for it, with a remedy
      if (error !== null && asked && this.running) this.notices.tellError(error, null);
    }
    this.status.value = status;
  }
}

/** The backend that an address asks for; rooms report a value that is not valid. */
export function preferred(query: URLSearchParams): Preference {
  return backend.parse(query.get(backend.key) ?? '') ?? backend.initial;
}
