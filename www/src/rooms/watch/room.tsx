/** Room Watch, ready to be opened. */

import { text } from '../../shared/i18n/text';
import type { EngineDoor } from '../../shared/state/door';
import type { Room } from '../../shared/state/rooms';
import { LabContext } from './components/context';
import { Watch } from './components/Watch';
import { watchShortcuts } from './keys';
import { eraseSettings, parseSettings, writeSettings } from './settings';
import { Lab } from './store/lab';

/** `query` is the address that the page was opened with, empty where that was another room's. */
export function watchRoom(door: EngineDoor, query: URLSearchParams): Room {
  let { settings, problems } = parseSettings(query);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const lab = new Lab(door, { ...settings, backend: door.preference.peek() }, !still);
  return {
    View: () => (
      <LabContext.Provider value={lab}>
        <Watch />
      </LabContext.Provider>
    ),
    shortcuts: watchShortcuts(lab),
    help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
    title: () => text.value.title,
    enter: () => void lab.enter(problems),
    leave: () => lab.leave(),
    write: (to) => writeSettings(lab.settings.value, to),
    erase: eraseSettings,
    read: (from) => {
      ({ settings, problems } = parseSettings(from));
      void lab.read(settings, problems);
    },
  };
}
