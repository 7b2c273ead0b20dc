/**
 * Places of this page: a room with its settings, as links and scripts name them. Text from an address is hostile: only known
 * settings with valid values are taken from it.
 */
import { ACT } from '../rooms/act/settings';
import * as learn from '../rooms/learn/settings';
import { TOOL_ENTRIES, TOOLS } from '../rooms/learn/tools/tools';
import * as train from '../rooms/train/settings';
import * as watch from '../rooms/watch/settings';
import { eraseClass } from '../shared/state/class-settings';
import { type RoomName, roomOf } from '../shared/state/names';
import { eraseNotation, parseNotation, writeNotation } from '../shared/state/preferences';
import type { Problem } from '../shared/state/settings';

/** Longer values of a tool's settings are rejected. The tool itself parses the rest. */
const MAX_VALUE = 80;

export interface Place {
  room: RoomName;
  /** The same place, with nothing in it but settings of its room that can be had. */
  text: string;
  problems: readonly Problem[];
  /** Keys that belong to no room. */
  strangers: readonly string[];
}

/** The place that an address names; null where it asks for a room that does not exist. */
export function readPlace(query: URLSearchParams): Place | null {
  const room = roomOf(query);
  if (room === undefined) return null;
  const to = new URLSearchParams();
  if (room !== 'watch') to.set('room', room);
  const problems = WRITERS[room](query, to);
  // The backend is chosen on each machine, so links do not carry it
  to.delete('backend');
  return { room, text: to.toString(), problems, strangers: strangersIn(query, room) };
}

/** Whether an address says where to go, beside what it says of the class. */
export function namesPlace(query: URLSearchParams): boolean {
  return query.has('room') || readPlace(query)?.text !== '';
}

/** The place with its seeds written out, also where they are those that the page begins with. */
export function withSeed(text: string): string {
  const query = new URLSearchParams(text);
  const room = roomOf(query);
  if (room === 'watch') query.set('seed', String(watch.parseSettings(query).settings.seed));
  if (room === 'train') {
    const { seed, dataSeed, noiseSeed } = train.parseSettings(query).settings;
    for (const [key, value] of Object.entries({ seed, dataseed: dataSeed, noise: noiseSeed })) query.set(key, String(value));
  }
  if (room === 'act') {
    const { seed, dataSeed, noiseSeed } = ACT.parse(query).settings;
    for (const [key, value] of Object.entries({ seed, dataseed: dataSeed, noise: noiseSeed })) query.set(key, String(value));
  }
  return query.toString();
}

const WRITERS: Readonly<Record<RoomName, (query: URLSearchParams, to: URLSearchParams) => readonly Problem[]>> = {
  watch(query, to) {
    const { settings, problems } = watch.parseSettings(query);
    const spot = watch.SPOT.parse(query);
    watch.writeSettings(settings, to);
    watch.SPOT.write(spot.settings, to);
    return [...problems, ...spot.problems, ...withNotation(query, to)];
  },
  train(query, to) {
    const { settings, problems } = train.parseSettings(query);
    train.writeSettings(settings, to);
    // Without a setting of the run, the room would restore the visitor's last run
    if (!train.namesRun(to)) to.set('data', settings.data);
    return [...problems, ...withNotation(query, to)];
  },
  learn(query, to) {
    const { settings, problems } = learn.parseSettings(query);
    learn.writeSettings(settings, to);
    for (const key of TOOLS.flatMap((name) => (name === settings.page ? TOOL_ENTRIES[name].keys : []))) {
      const value = query.get(key);
      if (value !== null && value.length <= MAX_VALUE) to.set(key, value);
    }
    return problems;
  },
  act(query, to) {
    const { settings, problems } = ACT.parse(query);
    ACT.write(settings, to);
    return [...problems, ...withNotation(query, to)];
  },
};

/** In the rooms whose own setting it is not. */
function withNotation(query: URLSearchParams, to: URLSearchParams): readonly Problem[] {
  const { settings, problems } = parseNotation(query);
  writeNotation(settings, to);
  return problems;
}

const ERASERS: Readonly<Record<RoomName, (query: URLSearchParams) => void>> = {
  watch: watch.eraseSettings,
  train: train.eraseSettings,
  learn: learn.eraseSettings,
  act: (query) => ACT.erase(query),
};

function strangersIn(query: URLSearchParams, room: RoomName): string[] {
  const rest = new URLSearchParams(query);
  ERASERS[room](rest);
  eraseClass(rest);
  eraseNotation(rest);
  for (const key of ['room', 'lang']) rest.delete(key);
  return [...new Set(rest.keys())];
}
