/** What room Watch hands out, each as a file. */
import { sheet } from '../../../../../pkg/src/pixels';
import { csv } from '../../../shared/export/csv';
import { download } from '../../../shared/export/download';
import { FRAME_MS, LAST_MS, type OnProgress } from '../../../shared/export/film';
import { pixelsPng } from '../../../shared/export/png';
import { modelFile } from '../../../shared/state/files';
import { samplerConfig } from '../settings';
import type { Lab } from '../store/lab';
import { enlargement, frames, numbers, partOf, table } from './run';

/** The name of a file tells what is in it. */
function nameOf(lab: Lab, ending: string): string {
  const { model, seed } = lab.settings.value;
  return `ddpm-lab-${model}-seed-${seed}${ending}`;
}

/** The picture shown large, at the moment shown. */
export async function savePicture(lab: Lab): Promise<void> {
  const moment = lab.view.value.moment;
  const model = lab.model.value;
  const values = moment && (partOf(moment, lab.shown.value) ?? moment.x);
  if (!moment || !model || !values) return;
  const small = sheet(values, model.info.card.network.image);
  download(nameOf(lab, `-t-${moment.t}.png`), 'image/png', await pixelsPng(small, enlargement(small)));
}

/** All moments kept, of whatever is shown large. */
export async function saveFilm(lab: Lab, kind: 'gif' | 'webm', onProgress: OnProgress): Promise<void> {
  const { history } = lab.view.value;
  const model = lab.model.value;
  if (!history || !model) return;
  const film = frames(history, lab.shown.value, model.info.card.network.image);
  const [first] = film;
  if (first === undefined) return;
  const animation = { frameMs: FRAME_MS, lastMs: LAST_MS, scale: enlargement(first) };
  if (kind === 'gif') {
    const file = await (await import('../../../shared/export/gif')).gif(film, animation, onProgress);
    if (file !== null) download(nameOf(lab, '.gif'), 'image/gif', file);
    return;
  }
  const file = await (await import('../../../shared/export/webm')).webm(film, animation, onProgress);
  if (file !== null) download(nameOf(lab, '.webm'), 'video/webm', file);
}

export async function saveNumbers(lab: Lab): Promise<void> {
  const { history } = lab.view.value;
  const model = lab.model.value;
  if (history && model) download(nameOf(lab, '.npz'), 'application/octet-stream', numbers(history, model.info.card.network.image));
}

export async function saveTable(lab: Lab, onProgress: OnProgress): Promise<void> {
  const { history } = lab.view.value;
  const model = lab.model.value;
  if (!history || !model) return;
  const file = await csv(table(history, model.info.card.network.image), onProgress);
  if (file !== null) download(nameOf(lab, '.csv'), 'text/csv', file);
}

export async function saveScript(lab: Lab): Promise<void> {
  const { watchScript } = await import('./pytorch');
  const model = lab.model.value;
  if (model) download(nameOf(lab, '.py'), 'text/x-python', watchScript(model.info.card, samplerConfig(lab.settings.value)));
}

/** The weights or their card, under the names that the script and the card know each other by. */
export async function saveModel(lab: Lab, ending: 'safetensors' | 'json'): Promise<void> {
  const name = `${lab.model.value?.name}.${ending}`;
  const type = ending === 'json' ? 'application/json' : 'application/octet-stream';
  download(name, type, (await modelFile(name)) as Uint8Array<ArrayBuffer>);
}
