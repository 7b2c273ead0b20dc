/** What room Watch hands out, each as a file. */

import { sheet } from '../../../../../pkg/src/pixels';
import { csv } from '../../../shared/export/csv';
import { download } from '../../../shared/export/download';
import type { OnProgress } from '../../../shared/export/film';
import { pixelsPng } from '../../../shared/export/png';
import { type FilmKind, saveFilm as saveFrames } from '../../../shared/export/save-film';
import { modelFile } from '../../../shared/state/files';
import { samplerConfig } from '../settings';
import type { WatchStore } from '../store/watch';
import { enlargement, frames, numbers, partOf, table } from './run';

/** The name of a file says what is in it. */
function nameOf(store: WatchStore, ending: string): string {
  const { model, seed } = store.settings.value;
  return `ddpm-lab-${model}-seed-${seed}${ending}`;
}

/** The picture shown large, at the moment shown. */
export async function savePicture(store: WatchStore): Promise<void> {
  const moment = store.view.value.moment;
  const model = store.model.value;
  const values = moment && (partOf(moment, store.shown.value) ?? moment.x);
  if (!moment || !model || !values) return;
  const small = sheet(values, model.info.card.network.image);
  download(nameOf(store, `-t-${moment.t}.png`), 'image/png', await pixelsPng(small, enlargement(small)));
}

/** All moments kept, of whatever is shown large. */
export async function saveFilm(store: WatchStore, kind: FilmKind, onProgress: OnProgress): Promise<void> {
  const { history } = store.view.value;
  const model = store.model.value;
  if (!history || !model) return;
  const film = frames(history, store.shown.value, model.info.card.network.image);
  const [first] = film;
  if (first === undefined) return;
  await saveFrames(film, enlargement(first), kind, nameOf(store, ''), onProgress);
}

export async function saveNumbers(store: WatchStore): Promise<void> {
  const { history } = store.view.value;
  const model = store.model.value;
  if (history && model) download(nameOf(store, '.npz'), 'application/octet-stream', numbers(history, model.info.card.network.image));
}

export async function saveTable(store: WatchStore, onProgress: OnProgress): Promise<void> {
  const { history } = store.view.value;
  const model = store.model.value;
  if (!history || !model) return;
  const file = await csv(table(history, model.info.card.network.image), onProgress);
  if (file !== null) download(nameOf(store, '.csv'), 'text/csv', file);
}

export async function saveProgram(store: WatchStore): Promise<void> {
  const { watchScript } = await import('./pytorch');
  const model = store.model.value;
  if (model) download(nameOf(store, '.py'), 'text/x-python', watchScript(model.info.card, samplerConfig(store.settings.value)));
}

/** The weights or their card, under the names that the script and the card know each other by. */
export async function saveModel(store: WatchStore, ending: 'safetensors' | 'json'): Promise<void> {
  const name = `${store.model.value?.name}.${ending}`;
  const type = ending === 'json' ? 'application/json' : 'application/octet-stream';
  download(name, type, (await modelFile(name)) as Uint8Array<ArrayBuffer>);
}
