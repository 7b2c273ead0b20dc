/** The picture model that room Watch has loaded, and the real pictures that come with it. */
import { signal } from '@preact/signals';
import type { ModelInfo, ScheduleCurves } from '../../../../../pkg/src/types';
import type { EngineHost, WholeEngine } from '../../../shared/state/engine-host';
import { modelFile } from '../../../shared/state/files';
import { type Examples, parseExamples } from '../../../shared/state/idx';
import type { ModelName } from '../../../shared/state/names';

export interface LoadedModel {
  name: ModelName;
  info: ModelInfo;
  curves: ScheduleCurves;
}

export class Models {
  readonly model = signal<LoadedModel | null>(null);
  /** Of the model loaded; null until they are requested. */
  readonly examples = signal<Examples | null>(null);

  constructor(private readonly host: EngineHost) {}

  /** The engine, with this room's model in it: another room may have loaded its own since. */
  async engine(): Promise<WholeEngine> {
    const name = this.model.peek()?.name;
    return name === undefined ? this.host.ready() : (await this.host.withModel(name)).engine;
  }

  /**
   * Fetches a model and gives it to the engine. `arrived` is called between the two; where it returns false the engine is left
   * as it is, and the answer is null. Rejects with EngineError where a file cannot be had or is refused.
   */
  async load(name: ModelName, arrived: () => boolean): Promise<LoadedModel | null> {
    const [engine, card, weights] = await Promise.all([this.host.ready(), modelFile(`${name}.json`), modelFile(`${name}.safetensors`)]);
    if (!arrived()) return null;
    const info = await this.host.loadModel(name, card, weights);
    return { name, info, curves: await engine.schedule({ kind: info.card.schedule, steps: info.card.steps }) };
  }

  /** Makes a model that was loaded the room's model. */
  take(loaded: LoadedModel): void {
    this.model.value = loaded;
    this.examples.value = null;
  }

  /** The real pictures of the model loaded; null without one. */
  async loadExamples(): Promise<Examples | null> {
    const model = this.model.value;
    if (!model || this.examples.value) return this.examples.value;
    const [images, labels] = await Promise.all([modelFile(`${model.name}-examples.idx`), modelFile(`${model.name}-examples-labels.idx`)]);
    const { image, attributes } = model.info.card.network;
    this.examples.value = parseExamples(images, labels, image, attributes.length);
    return this.examples.value;
  }
}
