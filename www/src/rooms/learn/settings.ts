/** What of the room is in the address: which lesson, and whose notation. */
import { NOTATIONS } from '../../shared/notation/symbols';
import { flag, oneOf, type SettingsOf, schema, whole } from '../../shared/state/settings';
import { TOOL_ENTRIES, TOOLS } from './tools/tools';

/** The sections of the theory, the tools, the list of questions, the table of notations, the glossary, and the progress. */
export const PAGES = [
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  ...TOOLS,
  'questions',
  'notation',
  'glossary',
  'progress',
] as const;
export type PageName = (typeof PAGES)[number];

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
