/** What room Train trains on: points of a shape, the digits, or the visitor's own. */
import { signal } from '@preact/signals';
import { POINT_SHAPES } from '../../../../../pkg/src/names';
import type { DataSource } from '../../../../../pkg/src/types';
import { siteFile } from '../../../shared/state/files';
import type { TrainSettings } from '../settings';
import { digitPoints } from './points';

/** Points drawn, pasted, dropped or loaded. */
export interface OwnData {
  dims: number;
  /** count × dims. */
  values: Float32Array;
}

export class TrainingData {
  readonly own = signal<OwnData | null>(null);
  private digits: Float32Array | null = null;

  /** The data set of the settings with at most `most` points. Rejects with EngineError where the digits cannot be had. */
  async source({ data, points, dataSeed }: TrainSettings, most?: number): Promise<DataSource> {
    const shape = POINT_SHAPES.find((name) => name === data);
    if (shape) return { kind: 'shape', shape, count: most ?? points, seed: dataSeed };
    const { dims, values } = (data === 'own' ? this.own.peek() : null) ?? (await this.digitData());
    return { kind: 'points', dims, values: values.slice(0, most === undefined ? undefined : most * dims) };
  }

  private async digitData(): Promise<OwnData> {
    this.digits ??= digitPoints(await siteFile('data/digits8.idx'));
    return { dims: 64, values: this.digits };
  }
}
