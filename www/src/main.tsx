import { effect } from '@preact/signals';
import { render } from 'preact';
import { asset } from './assets';
import { App } from './components/App';
import { createEngine } from './engine/client';
import { isLanguage, language, preferredLanguage, text } from './locales/text';
import { Lab } from './store/lab';
import { isTheme, remember, remembered, theme } from './store/preferences';
import { parseSettings, writeSettings } from './store/settings';

/** The address follows the settings, but not every notch of a slider: browsers limit how often. */
const ADDRESS_MS = 400;

const query = new URLSearchParams(location.search);
const { settings, problems } = parseSettings(query);
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
const lab = new Lab(createEngine, asset('./'), settings, !still);

// Before anything is drawn: the engine starts while the page is laid out
const opened = lab.open(problems);

const storedTheme = remembered('theme');
if (isTheme(storedTheme)) theme.value = storedTheme;
const askedLanguage = query.get('lang');
language.value = preferredLanguage(askedLanguage, remembered('language'), navigator.languages);

effect(() => {
  if (theme.value === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme.value);
  remember('theme', theme.value);
});

const arrivedIn = language.peek();
effect(() => {
  document.documentElement.lang = text.value.htmlLang;
  document.title = text.value.title;
  // A link's language is the link's wish; only the visitor's own choice is kept
  if (language.value !== arrivedIn) remember('language', language.value);
});

let pending: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  const current = lab.settings.value;
  const spoken = language.value;
  clearTimeout(pending);
  pending = setTimeout(() => {
    const url = new URL(location.href);
    writeSettings(current, url.searchParams);
    if (isLanguage(url.searchParams.get('lang')) || spoken !== arrivedIn) url.searchParams.set('lang', spoken);
    if (url.href !== location.href) history.replaceState(null, '', url);
  }, ADDRESS_MS);
});

const root = document.getElementById('app');
if (root) render(<App lab={lab} />, root);
await opened;
