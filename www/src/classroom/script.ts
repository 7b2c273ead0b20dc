/**
 * A lesson's script in a link: its stops as JSON, deflated, in the letters that addresses leave alone; or the name of one of
 * the plans that come with the page. Fetched where an address has one. A text from an address is hostile until it is read.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { MAX_SCRIPT, MAX_STOPS } from '../shared/state/class-settings';
import type { ClassScript, Stop } from '../shared/state/classroom';
import type { Problem } from '../shared/state/settings';
import { namesPlace, readPlace } from './place';
import { isPlan, PLANS, type PlanName } from './plans';

/** First character of an encoded script: the version of the encoding. */
const VERSION = '1';
/** Bytes of a script when it is unpacked; a few packed ones can claim to be many. */
const MAX_BYTES = 24_000;
const MAX_PLACE = 600;
export const MAX_NOTE = 240;

/** A stop as its writer made it. */
export interface OwnStop extends Stop {
  note: string;
}

/** The script as links have it. Throws nothing; one that is too long for a link is null. */
export function writeScript(stops: readonly OwnStop[]): string | null {
  if (stops.length === 0 || stops.length > MAX_STOPS) return null;
  const bytes = strToU8(JSON.stringify(stops.map(({ place, note }) => [place, note])));
  const text = VERSION + toLetters(deflateSync(bytes, { level: 9 }));
  return bytes.length < MAX_BYTES && text.length <= MAX_SCRIPT ? text : null;
}

/** A script from a link, with what of it cannot be had; null where it is none. */
export function readClassScript(text: string): { script: ClassScript; problems: readonly Problem[] } | null {
  if (isPlan(text)) return { script: scriptOfPlan(text), problems: [] };
  const list = text.length <= MAX_SCRIPT && text.startsWith(VERSION) ? unpacked(text.slice(VERSION.length)) : null;
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_STOPS) return null;
  const stops: Stop[] = [];
  const problems: Problem[] = [];
  for (const item of list) {
    const stop = readStop(item);
    if (!stop) return null;
    stops.push(stop.stop);
    problems.push(...stop.problems);
  }
  return { script: { text, stops }, problems };
}

/** A plan of the page as a script. */
export function scriptOfPlan(name: PlanName): ClassScript {
  return {
    text: name,
    stops: PLANS[name].map(({ place, note }) => ({ place, note: { plan: note } })),
  };
}

/** One line of plain text: no control characters, no halves of letters. Cleaned once, it is clean. */
export function cleanNote(note: string): string {
  const line = note.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return line
    .slice(0, MAX_NOTE)
    .replace(/\p{Cs}$/u, '')
    .trim();
}

function readStop(item: unknown): { stop: OwnStop; problems: readonly Problem[] } | null {
  if (!Array.isArray(item) || item.length !== 2) return null;
  const [asked, note]: unknown[] = item;
  if (typeof asked !== 'string' || typeof note !== 'string' || asked.length > MAX_PLACE || note !== cleanNote(note)) return null;
  const place = readPlace(new URLSearchParams(asked));
  return place && { stop: { place: place.text, note }, problems: place.problems };
}

function unpacked(letters: string): unknown {
  try {
    // The buffer is bounded: a script that unpacks to more is cut off and then fails to parse as JSON
    const bytes = inflateSync(fromLetters(letters), { out: new Uint8Array(MAX_BYTES) });
    return bytes.length < MAX_BYTES ? JSON.parse(strFromU8(bytes)) : null;
  } catch {
    return null;
  }
}

function toLetters(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Throws where the text is not base64url. */
function fromLetters(letters: string): Uint8Array {
  return Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** Where an address with a script begins: where it says, and where it says nothing, at its stop. */
export function startOf(query: URLSearchParams, script: ClassScript, stop: number): URLSearchParams {
  return namesPlace(query) ? query : new URLSearchParams(script.stops[stop - 1]?.place);
}
