/** Files of the page's own server. */
import { EngineError } from '../../../../pkg/src/types';
import { siteUrl } from './site';

/** The bytes of a file under `models/`. Throws EngineError 'network' where they cannot be had. */
export function modelFile(name: string): Promise<Uint8Array> {
  return siteFile(`models/${name}`);
}

/** The bytes of a file of the site, by its path from the page. Throws EngineError 'network' where they cannot be had. */
export async function siteFile(path: string): Promise<Uint8Array> {
  const url = siteUrl(path);
  try {
    const response = await fetch(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    throw new EngineError('network', `${url.pathname}: the server answers ${response.status}`);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError('network', `${url.pathname}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
