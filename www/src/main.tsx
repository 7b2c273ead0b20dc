import { effect } from '@preact/signals';
import { render } from 'preact';
import { asset } from './assets';
import { classroom } from './class/classroom';
import { openClass } from './class/opening';
import { guideThrough } from './class/steering';
import { App } from './components/App';
import { createEngine } from './engine/client';
import { isLanguage, language, preferredLanguage, text } from './locales/text';
import { keepForLater } from './offline';
import { EngineDoor, preferred } from './store/door';
import { type RoomName, roomOf } from './store/names';
import { isTheme, notation, parseNotation, remember, remembered, theme, writeNotation } from './store/preferences';
import { Rooms } from './store/rooms';
import { watchRoom } from './watch';

/** The address follows the settings, but not every notch of a slider: browsers limit how often. */
const ADDRESS_MS = 400;

const query = new URLSearchParams(location.search);

const door = new EngineDoor(createEngine, asset('./'), preferred(query));
// Before anything is drawn: the engine starts while the page is laid out
void door.ready().catch(() => undefined);

const start = await openClass(query, door.notices);
const first = roomOf(start) ?? 'watch';
const asked = parseNotation(start);
notation.value = asked.settings.notation;
// Room Learn, whose setting it is, complains of it itself
if (first !== 'learn') door.notices.tellProblems(asked.problems);
const rooms = new Rooms(first, {
  watch: (settings) => watchRoom(door, settings),
  // Not part of this script: whoever came to watch need not wait for it
  train: async (settings) => (await import('./train/room')).trainRoom(door, settings),
  learn: async (settings) => (await import('./learn/room')).learnRoom(door, settings),
});
if (roomOf(start) === undefined) door.notices.tellProblems([{ key: 'room', asked: (query.get('room') ?? '').slice(0, 24), used: first }]);

// Settings in the address are those of the room that it names
const opened = rooms.go(first, start);

const storedTheme = remembered('theme');
if (isTheme(storedTheme)) theme.value = storedTheme;
const askedLanguage = query.get('lang');
language.value = preferredLanguage(askedLanguage, remembered('language'), navigator.languages);

effect(() => {
  if (theme.value === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme.value);
  remember('theme', theme.value);
});

effect(() => {
  document.documentElement.toggleAttribute('data-present', classroom.present.value);
});

const arrivedIn = language.peek();
effect(() => {
  document.documentElement.lang = text.value.htmlLang;
  document.title = rooms.open.value?.title() ?? text.value.title;
  // A link's language is the link's wish; only the visitor's own choice is kept
  if (language.value !== arrivedIn) remember('language', language.value);
});

/** The address of a room with its settings as they are. */
function addressOf(name: RoomName): URL {
  const url = rooms.address(name, location.href);
  classroom.write(url.searchParams);
  writeNotation(notation.value, url.searchParams);
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

const root = document.getElementById('app');
if (root) render(<App rooms={rooms} hrefOf={(name) => addressOf(name).href} onRoom={visit} guide={guideThrough(rooms)} />, root);
await opened;
keepForLater();
