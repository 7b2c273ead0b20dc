/** What of the room is in the address: which lesson, and whose notation. */
import { NOTATIONS } from '../../shared/notation/symbols';
import { flag, oneOf, type SettingsOf, schema, whole } from '../../shared/state/settings';
import { TOOL_ENTRIES, TOOLS } from './tools/tools';

/**
 * Lessons and tools in the order in which a class meets them, then what one looks things up in. A lesson keeps its name in
 * addresses when others are added: what came of the second half of lesson 6 is 6b.
 */
export const PAGES = [
  ...(['1', '2', '3', '4', '5', '6', '6b', '7', 'debugger', 'break', '8', '9', '10', 'fork'] as const),
  ...(['11', '12', '13', '14', '15', '16', 'questions', 'formulas', 'notation', 'glossary', 'progress'] as const),
] as const;
export type PageName = (typeof PAGES)[number];

/** The lesson that stands between two that have numbers, and its own. */
const BETWEEN = { page: '6b', number: 17 } as const;

/** The number of a page's lesson, from 1; NaN where the page is none. */
export function lessonNumber(page: PageName): number {
  return page === BETWEEN.page ? BETWEEN.number : Number(page);
}

/** The name of a lesson in addresses and in texts. */
export function lessonName(number: number): PageName | undefined {
  return PAGES.find((page) => lessonNumber(page) === number);
}

const LEARN = schema({
  page: oneOf('lesson', PAGES, '1'),
  notation: oneOf('notation', NOTATIONS, 'ho'),
  /** Whether the formulas show numbers in place of symbols. */
  numbers: flag('numbers', false),
  /** The part of a lesson that is presented, or that the page opens at; from 1. */
  scene: whole('scene', { initial: 1, min: 1, max: 9 }),
});

export type Settings = SettingsOf<typeof LEARN>;

export const { defaults: DEFAULTS, parse: parseSettings, write: writeSettings } = LEARN;

export function eraseSettings(query: URLSearchParams): void {
  LEARN.erase(query);
  eraseTools(query);
}

/** Takes the settings of all tools out of an address: those of the tool that is open are written anew. */
export function eraseTools(query: URLSearchParams): void {
  for (const name of TOOLS) for (const key of TOOL_ENTRIES[name].keys) query.delete(key);
}
