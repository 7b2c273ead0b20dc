/** What room Act hands out, each as a file. */
import type { Pixels } from '../../../../../pkg/src/pixels';
import type { TrainingRun } from '../../../../../pkg/src/types';
import { css, type Palette, readPalette } from '../../../shared/canvas/palette';
import { sha256 } from '../../../shared/export/card';
import { csv } from '../../../shared/export/csv';
import { download } from '../../../shared/export/download';
import type { Film, OnProgress } from '../../../shared/export/film';
import { npz } from '../../../shared/export/npz';
import { type FilmKind, saveFilm as saveFrames } from '../../../shared/export/save-film';
import { drawDemonstrations, drawRollout, drawScene } from '../draw/scene';
import { text } from '../locales/text';
import { horizonsOf } from '../settings';
import type { Act, Rolled } from '../store/act';
import { sceneAt } from '../store/disturbances';
import { fileOf } from '../store/drawn';
import { policyCard } from './card';
import { arrays, POLICIES, table, trajectories } from './trajectories';

/** Side of one plane in a film's frames, and of the line of words over it. */
const FRAME = 360;
const WORDS = 28;

const nameOf = (act: Act, ending: string): string => `ddpm-lab-act-${act.pair.step}${ending}`;

/** Both planes at a shot, side by side, under the names of the policies. */
function painted(canvas: HTMLCanvasElement, act: Act, rolled: Rolled, frame: number, palette: Palette): ImageData | undefined {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const shot = rolled.shots[frame];
  if (!context || !shot) return undefined;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = css(palette.paper);
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, policy] of POLICIES.entries()) {
    context.setTransform(1, 0, 0, 1, i * FRAME, 0);
    context.fillStyle = css(palette.ink);
    context.font = '15px sans-serif';
    context.fillText(text.peek().policies[policy], 8, 19);
    context.setTransform(1, 0, 0, 1, i * FRAME, WORDS);
    context.save();
    context.beginPath();
    context.rect(0, 0, FRAME, FRAME);
    context.clip();
    const plane = { context, side: FRAME };
    drawDemonstrations(plane, palette, act.demonstrations.peek(), 0.09);
    const start = rolled[policy].path[0];
    if (start) drawScene(plane, palette, start, sceneAt(rolled.scene, rolled.disturbed, shot.step));
    drawRollout(plane, palette, rolled, policy, shot, act.settings.peek());
    context.restore();
  }
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function canvasOf(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [POLICIES.length * FRAME, FRAME + WORDS];
  return canvas;
}

export function film(act: Act, rolled: Rolled): Film {
  const [palette, canvas] = [readPalette(), canvasOf()];
  return {
    length: rolled.shots.length,
    at(frame): Pixels | undefined {
      const image = painted(canvas, act, rolled, frame, palette);
      return image && { width: image.width, height: image.height, data: image.data as Uint8ClampedArray<ArrayBuffer> };
    },
  };
}

export async function savePicture(act: Act): Promise<void> {
  const rolled = act.rolled.peek();
  if (!rolled) return;
  const canvas = canvasOf();
  painted(canvas, act, rolled, act.position.peek(), readPalette());
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (file) download(nameOf(act, '.png'), 'image/png', file);
}

export async function saveFilm(act: Act, kind: FilmKind, onProgress: OnProgress): Promise<void> {
  const rolled = act.rolled.peek();
  if (rolled) await saveFrames(film(act, rolled), 1, kind, nameOf(act, ''), onProgress);
}

const ways = (act: Act) => trajectories(act.rolled.peek(), act.measuring.result.peek());

export async function saveTable(act: Act, onProgress: OnProgress): Promise<void> {
  const file = await csv(table(ways(act)), onProgress);
  if (file) download(nameOf(act, '.csv'), 'text/csv', file);
}

export async function saveNumbers(act: Act): Promise<void> {
  download(nameOf(act, '.npz'), 'application/octet-stream', npz(arrays(ways(act), act.rolled.peek())));
}

/** The demonstrations that are learnt from, as they can be read again. */
export async function saveDemonstrations(act: Act): Promise<void> {
  download(`ddpm-lab-demonstrations-${act.demonstrations.peek().length}.json`, 'application/json', fileOf(act.demonstrations.peek()));
}

/** The policy's weights with a card that says what they are. */
export async function saveWeights(act: Act): Promise<void> {
  const run: TrainingRun | undefined = act.pair.runs.peek()?.diffusion;
  if (!run) return;
  const { zipSync, strToU8 } = await import('fflate');
  const [step, name] = [act.pair.records.peek().diffusion.step, nameOf(act, '')];
  const file = await run.save();
  const card = policyCard(`${name}.safetensors`, await sha256(file), run, act.settings.peek(), step, act.measuring.result.peek());
  const archive = zipSync({ [`${name}.safetensors`]: file, [`${name}.json`]: strToU8(`${JSON.stringify(card, null, 2)}\n`) });
  download(nameOf(act, '.zip'), 'application/zip', archive as Uint8Array<ArrayBuffer>);
}

export async function saveProgram(act: Act): Promise<void> {
  const run = act.pair.runs.peek()?.diffusion;
  if (!run) return;
  const { actScript } = await import('./pytorch');
  const script = actScript(
    run.config,
    act.settings.peek(),
    horizonsOf(act.settings.peek()),
    run.demonstrations,
    nameOf(act, '.safetensors'),
  );
  download(nameOf(act, '.py'), 'text/x-python', script);
}
