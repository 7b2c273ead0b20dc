/**
 * Runs before the page's script and preloads what the first picture needs: the model, the modules' list, the strings. A link
 * in the HTML cannot do this, since the address says which model and which language.
 */

import { type Language, preferredLanguage } from '../shared/i18n/language';
import { DEFAULT_MODEL, MODELS, roomOf } from '../shared/state/names';
import { siteUrl } from '../shared/state/site';
import { readStored } from '../shared/state/storage';

/** Where the strings of each language are, from this script: those of all rooms, and those of room Watch. Defined by build.mjs. */
declare const STRINGS: Readonly<Record<Language, { shared: string; watch: string }>>;

function preload(url: URL, attributes: Partial<HTMLLinkElement> = { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' }): void {
  const link = document.createElement('link');
  Object.assign(link, attributes, { href: url.href });
  document.head.append(link);
}

const query = new URLSearchParams(location.search);
const script = document.currentScript as HTMLScriptElement;
const modules = new URL('modules.json', script.src);
modules.search = new URL(script.src).search;
preload(modules);
const language = preferredLanguage(query.get('lang'), readStored('language'), navigator.languages);
const strings = (path: string): void => preload(new URL(path, script.src), { rel: 'modulepreload' });
strings(STRINGS[language].shared);
// Only room Watch begins with a model. A script may begin anywhere.
if ((roomOf(query) ?? 'watch') === 'watch' && !query.has('script')) {
  strings(STRINGS[language].watch);
  const model = MODELS.find((name) => name === query.get('model')) ?? DEFAULT_MODEL;
  for (const kind of ['json', 'safetensors']) preload(siteUrl(`models/${model}.${kind}`));
}
