import '../shared/missing';
import { effect, untracked } from '@preact/signals';
import { render } from 'preact';
import { createEngine } from '../../../pkg/src/client';
import { EngineError } from '../../../pkg/src/types';
import { readClassLink } from '../classroom/read-class-link';
import { guideThrough } from '../classroom/steering';
import { strings as actStrings } from '../rooms/act/locales/text';
import { strings as learnStrings } from '../rooms/learn/locales/text';
import { strings as trainStrings } from '../rooms/train/locales/text';
import { strings as watchStrings } from '../rooms/watch/locales/text';
import { watchRoom } from '../rooms/watch/room';
import { changeLanguage, language, languageFailure, withStrings } from '../shared/i18n/dictionary';
import { isLanguage, preferredLanguage } from '../shared/i18n/language';
import { strings, text } from '../shared/i18n/text';
import { classroom } from '../shared/state/classroom';
import { EngineHost, preferred } from '../shared/state/engine-host';
import { type RoomName, roomOf } from '../shared/state/names';
import { isTheme, notation, parseNotation, theme, writeNotation } from '../shared/state/preferences';
import { Rooms } from '../shared/state/rooms';
import { readStored, writeStored } from '../shared/state/storage';
import { App } from './App';
import { asset } from './assets';
import { followLinks } from './links';
import { keepForLater } from './offline';

/** The address follows the settings, but not every notch of a slider: browsers limit how often. */
const ADDRESS_MS = 400;

const query = new URLSearchParams(location.search);

const host = new EngineHost(createEngine, asset('./'), preferred(query));
// Before anything is drawn: the engine starts while the page is laid out
void host.ready().catch(() => undefined);

const askedLanguage = query.get('lang');
void changeLanguage(preferredLanguage(askedLanguage, readStored('language'), navigator.languages));
const root = document.getElementById('app');
// A failure here is not fatal: opening the room loads them again, and reports an error
const watchSpeaks = roomOf(query) === 'watch' ? watchStrings.load().catch(() => undefined) : undefined;
const [start] = await Promise.all([readClassLink(query, host.notices), strings.load().catch(withoutStrings), watchSpeaks]);
const first = roomOf(start) ?? 'watch';
const asked = parseNotation(start);
notation.value = asked.settings.notation;
// Room Learn parses the notation as a setting of its own and reports the problem itself
if (first !== 'learn') host.notices.tellProblems(asked.problems);
const rooms = new Rooms(first, {
  watch: async (settings) => {
    await watchStrings.load();
    return watchRoom(host, settings);
  },
  // Separate chunks, so that room Watch does not wait for them
  train: async (settings) => (await withStrings(import('../rooms/train/room'), trainStrings)).trainRoom(host, settings),
  learn: async (settings) => (await withStrings(import('../rooms/learn/room'), learnStrings)).learnRoom(host, settings),
  act: async (settings) => (await withStrings(import('../rooms/act/room'), actStrings)).actRoom(host, settings),
});
if (roomOf(start) === undefined) host.notices.tellProblems([{ key: 'room', asked: (query.get('room') ?? '').slice(0, 24), used: first }]);

// Settings in the address are those of the room that it names
const opened = rooms.go(first, start);

const storedTheme = readStored('theme');
if (isTheme(storedTheme)) theme.value = storedTheme;

effect(() => {
  if (theme.value === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme.value);
  writeStored('theme', theme.value);
});

effect(() => {
  document.documentElement.toggleAttribute('data-present', classroom.present.value);
});

const arrivedIn = language.peek();
effect(() => {
  document.documentElement.lang = text.value.htmlLang;
  document.title = rooms.open.value?.title() ?? text.value.title;
  // The language of a link is not stored; only a change that the visitor made is
  if (language.value !== arrivedIn) writeStored('language', language.value);
});

let languageComplaint = false;
effect(() => {
  const failure = languageFailure.value;
  untracked(() => {
    if (failure !== null) host.notices.tellError(new EngineError('network', String(failure)), 'reload');
    else if (languageComplaint) host.notices.dismiss('error:network');
  });
  languageComplaint = failure !== null;
});

/** The address of a room with its settings as they are. */
function addressOf(name: RoomName): URL {
  const url = rooms.address(name, location.href);
  classroom.write(url.searchParams);
  writeNotation({ notation: notation.value }, url.searchParams);
  if (isLanguage(url.searchParams.get('lang')) || language.value !== arrivedIn) url.searchParams.set('lang', language.value);
  return url;
}

let pending: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  // Read at once, so that the effect runs again when they change, and once more when the time has come
  addressOf(rooms.name.value);
  clearTimeout(pending);
  pending = setTimeout(() => {
    // A room whose code is still on its way has not read its settings from the address yet
    if (rooms.open.peek() === null) return;
    const url = addressOf(rooms.name.peek());
    url.hash = location.hash;
    if (url.href !== location.href) history.replaceState(null, '', url);
  }, ADDRESS_MS);
});

function visit(name: RoomName): void {
  if (name === rooms.name.peek()) return;
  // What the room left behind is written before its entry in the history is left
  history.replaceState(null, '', addressOf(rooms.name.peek()));
  history.pushState(null, '', addressOf(name));
  void rooms.go(name);
  scrollTo(0, 0);
}

addEventListener('popstate', () => void rooms.returnTo(location.href));

const guide = guideThrough(rooms);
if (root) {
  render(<App rooms={rooms} hrefOf={(name) => addressOf(name).href} onRoom={visit} guide={guide} />, root);
  followLinks(root, (place) => {
    history.replaceState(null, '', addressOf(rooms.name.peek()));
    history.pushState(null, '', place);
    guide.goTo(place);
  });
}
await opened;
keepForLater();

/** Says that the page's strings cannot be fetched, in words that came with the page; nothing else can be drawn then. */
function withoutStrings(error: unknown): never {
  if (root) root.textContent = 'DDPM Lab could not be loaded completely: please reload the page. DDPM Lab 未能完整加载，请刷新页面。';
  throw error;
}
