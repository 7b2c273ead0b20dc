import { download } from './download';
import { type Film, FRAME_MS, LAST_MS, type OnProgress } from './film';

export type FilmKind = 'gif' | 'webm';

/**
 * Encodes a film and downloads it under this name, without its ending. `scale`: pixels of the film to one of its pictures. The
 * encoders are imported on demand. Throws NoVideoError where the browser cannot encode a WebM.
 */
export async function saveFilm(film: Film, scale: number, kind: FilmKind, name: string, onProgress: OnProgress): Promise<void> {
  const animation = { frameMs: FRAME_MS, lastMs: LAST_MS, scale };
  const make = kind === 'gif' ? (await import('./gif')).gif : (await import('./webm')).webm;
  const file = await make(film, animation, onProgress);
  if (file !== null) download(`${name}.${kind}`, kind === 'gif' ? 'image/gif' : 'video/webm', file);
}
