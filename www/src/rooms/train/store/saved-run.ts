/** Runs that come as files: the settings that they bring, and what their header says beside them. */
import { POINT_SHAPES } from '../../../../../pkg/src/names';
import type { PointShape, TrainingRun } from '../../../../../pkg/src/types';
import { BATCHES, fit, type TrainSettings } from '../settings';
import { handlesOf } from './beta';

/** What the header of a saved run says that a run itself does not: how far it has come, and where its points are from. */
export interface Header {
  step: number;
  shape: { shape: PointShape; count: number; seed: number } | null;
}

const UNKNOWN: Header = { step: 0, shape: null };
/** A header of ours is a few kilobytes. */
const MAX_HEADER = 1_000_000;

function whole(value: unknown, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : null;
}

/** Reads the header of a safetensors file. The engine has checked the file: a header that cannot be read gives UNKNOWN. */
export function readHeader(file: Uint8Array): Header {
  try {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const length = Number(view.getBigUint64(0, true));
    if (length > MAX_HEADER) return UNKNOWN;
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
    const { step, data } = JSON.parse(header.__metadata__['ddpm-lab run']);
    const origin = data.origin;
    const shape = POINT_SHAPES.find((name) => name === origin.shape);
    const [count, seed] = [whole(origin.count, 20_000), whole(origin.seed, 0xffff_ffff)];
    return {
      step: whole(step, 0xffff_ffff) ?? 0,
      shape: origin.kind === 'shape' && shape && count && seed !== null ? { shape, count, seed } : null,
    };
  } catch {
    return UNKNOWN;
  }
}

/** The run's own settings over those that are the view's. Points that no shape made count as the visitor's own. */
export function settingsOf(
  run: TrainingRun,
  { shape }: Header,
  view: TrainSettings,
): { settings: TrainSettings; own: { dims: number; values: Float32Array } | null } {
  const { network, schedule, ...rest } = run.config;
  const custom = schedule.kind === 'custom';
  const settings = fit({
    ...view,
    ...network,
    ...rest,
    ...(shape ? { data: shape.shape, points: shape.count, dataSeed: shape.seed } : { data: 'own' as const }),
    batch: BATCHES.find((batch) => batch >= rest.batch) ?? view.batch,
    schedule: schedule.kind,
    total: custom ? schedule.betas.length : schedule.steps,
    curve: custom ? handlesOf(Float64Array.from([0, ...schedule.betas])) : view.curve,
  });
  return { settings, own: shape ? null : { dims: run.data.dims, values: run.data.values } };
}
