/**
 * Runs before anything else and asks for what the first picture needs, so that it is on its way while the page's script
 * still is. A link in the HTML could not know which model the address names.
 */
import { DEFAULTS, MODELS } from './store/settings';

function preload(url: URL): void {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'fetch';
  link.crossOrigin = 'anonymous';
  link.href = url.href;
  document.head.append(link);
}

const asked = new URLSearchParams(location.search).get('model');
const model = MODELS.find((name) => name === asked) ?? DEFAULTS.model;
const script = document.currentScript as HTMLScriptElement;
const modules = new URL('modules.json', script.src);
modules.search = new URL(script.src).search;
for (const url of [modules, ...['json', 'safetensors'].map((kind) => new URL(`models/${model}.${kind}`, document.baseURI))]) preload(url);
