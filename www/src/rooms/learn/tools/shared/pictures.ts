/** The picture models of room Watch, as the tools of this room use them. */
import type { ModelInfo, SamplerRun, SampleSettings, ScheduleCurves, StartFrom } from '../../../../../../pkg/src/types';
import type { EngineHost } from '../../../../shared/state/engine-host';
import { modelFile } from '../../../../shared/state/files';
import { type Examples, parseExamples } from '../../../../shared/state/idx';
import type { ModelName } from '../../../../shared/state/names';

export interface PictureModel {
  name: ModelName;
  info: ModelInfo;
  curves: ScheduleCurves;
  /** Numbers of one picture. */
  size: number;
}

interface Files {
  card: Uint8Array;
  weights: Uint8Array;
}

export class Pictures {
  private readonly files = new Map<ModelName, Promise<Files>>();
  private readonly real = new Map<ModelName, Promise<Examples>>();
  private known: PictureModel | null = null;

  constructor(private readonly host: EngineHost) {}

  /** A model, given to the engine where that has another by now. */
  async open(name: ModelName): Promise<PictureModel> {
    if (this.known?.name === name && this.host.model?.name === name) return this.known;
    const { card, weights } = await this.fetched(name);
    const info = await this.host.loadModel(name, card, weights);
    const curves = await (await this.host.ready()).schedule({ kind: info.card.schedule, steps: info.card.steps });
    const { height, width, channels } = info.card.network.image;
    this.known = { name, info, curves, size: height * width * channels };
    return this.known;
  }

  /** Begins a run of a model. */
  async sampler(name: ModelName, config: SampleSettings, start?: StartFrom): Promise<SamplerRun> {
    await this.open(name);
    return (await this.host.ready()).sampler(config, start);
  }

  /** Real pictures of the kind that the model was trained on: count × height × width × channels in [−1, 1]. */
  async examples(name: ModelName): Promise<Float32Array> {
    const { network } = (await this.open(name)).info.card;
    const load = async (): Promise<Examples> => {
      const [images, labels] = await Promise.all([modelFile(`${name}-examples.idx`), modelFile(`${name}-examples-labels.idx`)]);
      return parseExamples(images, labels, network.image, network.attributes.length);
    };
    const { pixels } = await kept(this.real, name, load);
    return Float32Array.from(pixels, (byte) => byte / 127.5 - 1);
  }

  private fetched(name: ModelName): Promise<Files> {
    return kept(this.files, name, async () => {
      const [card, weights] = await Promise.all([modelFile(`${name}.json`), modelFile(`${name}.safetensors`)]);
      return { card, weights };
    });
  }
}

/** What is asked for once is kept, unless it failed. */
function kept<K, T>(map: Map<K, Promise<T>>, key: K, make: () => Promise<T>): Promise<T> {
  const before = map.get(key);
  if (before) return before;
  const made = make();
  map.set(key, made);
  made.catch(() => map.delete(key));
  return made;
}
