/**
 * Runs before anything else and asks for what the first picture needs, so that it is on its way while the page's script
 * still is. A link in the HTML could not know which model the address names.
 */

import { DEFAULT_MODEL, MODELS, roomOf } from '../shared/state/names';
import { siteUrl } from '../shared/state/site';

function preload(url: URL): void {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'fetch';
  link.crossOrigin = 'anonymous';
  link.href = url.href;
  document.head.append(link);
}

const query = new URLSearchParams(location.search);
const script = document.currentScript as HTMLScriptElement;
const modules = new URL('modules.json', script.src);
modules.search = new URL(script.src).search;
preload(modules);
// Only room Watch begins with a model. A script may begin anywhere.
if ((roomOf(query) ?? 'watch') === 'watch' && !query.has('script')) {
  const model = MODELS.find((name) => name === query.get('model')) ?? DEFAULT_MODEL;
  for (const kind of ['json', 'safetensors']) preload(siteUrl(`models/${model}.${kind}`));
}
