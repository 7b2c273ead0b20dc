/**
 * Runs before anything else and asks for what the first picture needs, so that it is on its way while the page's script
 * still is. A link in the HTML could not know which model the address names.
 */

import { type Language, preferredLanguage } from '../shared/i18n/language';
import { DEFAULT_MODEL, MODELS, roomOf } from '../shared/state/names';
import { siteUrl } from '../shared/state/site';
import { readStored } from '../shared/state/storage';

/** Where the strings of each language are, from this script. What build.mjs writes. */
declare const STRINGS: Readonly<Record<Language, string>>;

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
preload(new URL(STRINGS[language], script.src), { rel: 'modulepreload' });
// Only room Watch begins with a model. A script may begin anywhere.
if ((roomOf(query) ?? 'watch') === 'watch' && !query.has('script')) {
  const model = MODELS.find((name) => name === query.get('model')) ?? DEFAULT_MODEL;
  for (const kind of ['json', 'safetensors']) preload(siteUrl(`models/${model}.${kind}`));
}
