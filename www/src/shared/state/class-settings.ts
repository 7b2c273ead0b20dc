/** What holds in every room and stands in the address beside the room's own settings: how the page is used in class. */

import { CONTROLS } from './controls';
import { flag, type Problem, type Setting, type SettingsOf, schema, several, whole } from './settings';

/** A longer script is not read. It is far beyond what a QR code holds. */
export const MAX_SCRIPT = 6000;
export const MAX_STOPS = 40;

/** A script in the form that links have (script.ts), or ''. Only its alphabet and length are checked here: the code that reads it is fetched where there is one. */
const script: Setting<string> = {
  key: 'script',
  initial: '',
  parse: (text) => (text.length <= MAX_SCRIPT && /^[A-Za-z0-9_-]+$/.test(text) ? text : undefined),
  format: (value) => value,
};

const CLASS = schema({
  present: flag('present', false),
  /** Controls that are not to be seen. */
  hide: several('hide', CONTROLS, []),
  script,
  /** The stop of the script, from 1. */
  stop: whole('stop', { initial: 1, min: 1, max: MAX_STOPS }),
});

export type ClassSettings = SettingsOf<typeof CLASS>;

export const { defaults: DEFAULTS, write: writeClass, erase: eraseClass } = CLASS;

export function parseClass(query: URLSearchParams): { settings: ClassSettings; problems: Problem[] } {
  const { settings, problems } = CLASS.parse(query);
  // Without a script there is nowhere to stop
  return { settings: settings.script === '' ? { ...settings, stop: DEFAULTS.stop } : settings, problems };
}
