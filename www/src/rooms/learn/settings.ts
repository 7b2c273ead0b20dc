/** What of the room is in the address: which lesson, and whose notation. */
import { NOTATIONS, type NotationName } from '../../shared/notation/symbols';
import { choice, eraseFields, type Fields, flag, number, type Problem, readFields, writeFields } from '../../shared/state/fields';
import { TOOL_ENTRIES, TOOLS } from './tools/tools';

/** The sections of the theory, the tools, the list of questions, and the table of notations. */
export const PAGES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', ...TOOLS, 'questions', 'notation'] as const;
export type PageName = (typeof PAGES)[number];

export interface Settings {
  page: PageName;
  notation: NotationName;
  /** Whether the formulas show numbers in place of symbols. */
  numbers: boolean;
  /** The part of a lesson that is presented, or that the page opens at; from 1. */
  scene: number;
}

export const DEFAULTS: Readonly<Settings> = { page: '1', notation: 'ho', numbers: false, scene: 1 };

const FIELDS: Fields<Settings> = {
  page: choice('lesson', PAGES),
  notation: choice('notation', NOTATIONS),
  numbers: flag('numbers'),
  scene: number('scene', 1, 9, true),
};

export function parseSettings(query: URLSearchParams): { settings: Settings; problems: Problem[] } {
  return readFields(FIELDS, DEFAULTS, query);
}

export function writeSettings(settings: Settings, query: URLSearchParams): void {
  writeFields(FIELDS, DEFAULTS, settings, query);
}

export function eraseSettings(query: URLSearchParams): void {
  eraseFields(FIELDS, query);
  eraseTools(query);
}

/** Takes the settings of all tools out of an address: those of the tool that is open are written anew. */
export function eraseTools(query: URLSearchParams): void {
  for (const name of TOOLS) for (const key of TOOL_ENTRIES[name].keys) query.delete(key);
}
