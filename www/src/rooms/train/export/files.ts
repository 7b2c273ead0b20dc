/** What room Train hands out, each as a file. */

import type { Pixels } from '../../../../../pkg/src/pixels';
import { css, type Palette, readPalette } from '../../../shared/canvas/palette';
import { sha256 } from '../../../shared/export/card';
import { csv, type Table } from '../../../shared/export/csv';
import { download } from '../../../shared/export/download';
import type { Film, OnProgress } from '../../../shared/export/film';
import { npz } from '../../../shared/export/npz';
import { type FilmKind, saveFilm as saveFrames } from '../../../shared/export/save-film';
import { paintStage, type StageContents } from '../draw/stage';
import type { Layer } from '../settings';
import { momentOf, type Shown, sampleOf } from '../store/samples';
import type { Training } from '../store/training';
import { runCard } from './card';

/** Sides of the picture and of a film's frames, in pixels. */
const PICTURE = 1200;
const FRAME = 480;
/** Layers that move with the samples. The others are asked of the engine for the one t that is on the stage. */
const MOVING: readonly Layer[] = ['data', 'samples', 'contours', 'paths', 'mesh'];

function nameOf(training: Training, ending: string): string {
  return `ddpm-lab-${training.settings.peek().data}-${training.trainer.record.peek().step}${ending}`;
}

function contentsAt(training: Training, shown: Shown | null, position: number): StageContents {
  const t = shown?.cloud.times[position] ?? 0;
  return {
    settings: training.settings.peek(),
    data: training.trainer.run.peek()?.data ?? null,
    shown,
    position,
    share: position / Math.max(1, (shown?.cloud.times.length ?? 1) - 1),
    signal: Math.sqrt(training.curves.peek()?.alphaBar[t] ?? 1),
    overlays: training.overlays,
    chosen: training.chosen.peek(),
  };
}

/** The stage on the page's ground, with its t in the corner. `unit`: pixels of the picture to one of the stage's. */
function painted(canvas: HTMLCanvasElement, scene: StageContents, palette: Palette, unit: number): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const side = canvas.width / unit;
  context.setTransform(unit, 0, 0, unit, 0, 0);
  context.fillStyle = css(palette.paper);
  context.fillRect(0, 0, side, side);
  paintStage({ context, side }, scene, palette);
  context.fillStyle = css(palette.ink);
  context.font = '14px sans-serif';
  context.fillText(`t = ${scene.shown?.cloud.times[scene.position] ?? 0}`, 10, side - 12);
  return context;
}

function canvasOf(side: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  return canvas;
}

export async function savePicture(training: Training): Promise<void> {
  const { samples } = training;
  const canvas = canvasOf(PICTURE);
  painted(canvas, contentsAt(training, samples.shown.peek(), samples.position.peek()), readPalette(), PICTURE / FRAME);
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (file) download(nameOf(training, `-t-${samples.t.peek()}.png`), 'image/png', file);
}

/** The samples as they are now on their whole way, painted moment by moment. */
export function film(training: Training, shown: Shown): Film {
  const palette = readPalette();
  const canvas = canvasOf(FRAME);
  const settings = training.settings.peek();
  const layers = settings.layers.filter((layer) => MOVING.includes(layer));
  return {
    length: shown.cloud.times.length,
    at(frame): Pixels | undefined {
      const scene = { ...contentsAt(training, shown, frame), settings: { ...settings, layers } };
      const image = painted(canvas, scene, palette, 1)?.getImageData(0, 0, FRAME, FRAME);
      return image && { width: FRAME, height: FRAME, data: image.data as Uint8ClampedArray<ArrayBuffer> };
    },
  };
}

export async function saveFilm(training: Training, kind: FilmKind, onProgress: OnProgress): Promise<void> {
  const shown = training.samples.shown.peek();
  if (!shown) return;
  await saveFrames(film(training, shown), 1, kind, nameOf(training, ''), onProgress);
}

/** t of each moment; x: moments × points × coordinates; the training points beside them, with what brings back the raw ones. */
export async function saveNumbers(training: Training): Promise<void> {
  const shown = training.samples.shown.peek();
  const data = training.trainer.run.peek()?.data;
  if (!shown || !data) return;
  const { cloud, count, dims } = shown;
  const file = npz({
    t: { values: Int32Array.from(cloud.times), shape: [cloud.times.length] },
    x: { values: cloud.x, shape: [cloud.times.length, count, dims] },
    data: { values: data.values, shape: [data.values.length / data.dims, data.dims] },
    centre: { values: data.centre, shape: [data.dims] },
    scale: { values: Float32Array.of(data.scale), shape: [1] },
  });
  download(nameOf(training, '.npz'), 'application/octet-stream', file);
}

/** A row for each moment and point: which moment, its t, which point, and where it is. */
export function table(shown: Shown): Table {
  const { cloud, count, dims } = shown;
  return {
    header: ['moment', 't', 'point', ...Array.from({ length: dims }, (_, i) => `x_${i}`)],
    rows: cloud.times.length * count,
    row: (index) => {
      const [moment, point] = [Math.floor(index / count), index % count];
      return [moment, cloud.times[moment] ?? 0, point, ...momentOf(shown, moment).subarray(point * dims, (point + 1) * dims)];
    },
  };
}

export async function saveTable(training: Training, onProgress: OnProgress): Promise<void> {
  const shown = training.samples.shown.peek();
  const file = shown && (await csv(table(shown), onProgress));
  if (file) download(nameOf(training, '.csv'), 'text/csv', file);
}

/** The run as it is, under the name that the script looks for. */
export async function saveRun(training: Training): Promise<void> {
  const name = nameOf(training, '.safetensors');
  const bytes = await training.save();
  if (bytes) download(name, 'application/octet-stream', bytes.slice());
}

/** The same file in an archive, with a card that says what it is. */
export async function saveWeights(training: Training): Promise<void> {
  const { zipSync, strToU8 } = await import('fflate');
  const run = training.trainer.run.peek();
  const record = training.trainer.record.peek();
  const name = nameOf(training, '');
  const file = await training.save();
  if (!run || !file) return;
  const card = runCard(`${name}.safetensors`, await sha256(file), run, training.settings.peek(), record);
  const archive = zipSync({ [`${name}.safetensors`]: file, [`${name}.json`]: strToU8(`${JSON.stringify(card, null, 2)}\n`) });
  download(nameOf(training, '.zip'), 'application/zip', archive as Uint8Array<ArrayBuffer>);
}

export async function saveProgram(training: Training): Promise<void> {
  const run = training.trainer.run.peek();
  if (!run) return;
  const { trainScript } = await import('./pytorch');
  const { dims } = run.data;
  const script = trainScript(run.config, dims, sampleOf(training.settings.peek(), dims), nameOf(training, '.safetensors'));
  download(nameOf(training, '.py'), 'text/x-python', script);
}
