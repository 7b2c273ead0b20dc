/** What holds in every room and stands in the address beside the room's own settings: how the page is used in class. */

import { CONTROLS, type ControlName } from './controls';
import { eraseFields, type Field, type Fields, flag, number, type Problem, readFields, several, writeFields } from './fields';

/** A longer script is not read. It is far beyond what a QR code holds. */
export const MOST_SCRIPT = 6000;
export const MOST_STOPS = 40;

export interface ClassSettings {
  present: boolean;
  /** Controls that are not to be seen. */
  hide: readonly ControlName[];
  /** A script in the form that links have (script.ts), or ''. */
  script: string;
  /** The stop of the script, from 1. */
  stop: number;
}

export const DEFAULTS: Readonly<ClassSettings> = { present: false, hide: [], script: '', stop: 1 };

/** Only its alphabet and length are looked at here; the code that can read it is fetched where there is one. */
const script: Field<string> = {
  key: 'script',
  parse: (text) => (text.length <= MOST_SCRIPT && /^[A-Za-z0-9_-]+$/.test(text) ? text : undefined),
  format: (value) => value,
};

const FIELDS: Fields<ClassSettings> = {
  present: flag('present'),
  hide: several('hide', CONTROLS),
  script,
  stop: number('stop', 1, MOST_STOPS, true),
};

export function parseClass(query: URLSearchParams): { settings: ClassSettings; problems: Problem[] } {
  const { settings, problems } = readFields(FIELDS, DEFAULTS, query);
  // Without a script there is nowhere to stop
  return { settings: settings.script === '' ? { ...settings, stop: DEFAULTS.stop } : settings, problems };
}

export function writeClass(settings: ClassSettings, query: URLSearchParams): void {
  writeFields(FIELDS, DEFAULTS, settings, query);
}

export function eraseClass(query: URLSearchParams): void {
  eraseFields(FIELDS, query);
}
