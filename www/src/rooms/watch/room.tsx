/** Room Watch, ready to be opened. */

import { text as shared } from '../../shared/i18n/text';
import type { EngineHost } from '../../shared/state/engine-host';
import type { Room } from '../../shared/state/rooms';
import { WatchContext } from './components/context';
import { Watch } from './components/Watch';
import { watchActions, watchShortcuts } from './keys';
import { text } from './locales/text';
import { eraseSettings, parseSettings, writeSettings } from './settings';
import { WatchStore } from './store/watch';

/** `query` is the address that the page was opened with, empty where that was another room's. */
export function watchRoom(host: EngineHost, query: URLSearchParams): Room {
  let { settings, problems } = parseSettings(query);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const store = new WatchStore(host, { ...settings, backend: host.preference.peek() }, !still);
  const actions = watchActions(store);
  const context = { store, actions };
  return {
    View: () => (
      <WatchContext.Provider value={context}>
        <Watch />
      </WatchContext.Provider>
    ),
    shortcuts: watchShortcuts(store, actions),
    help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
    title: () => shared.value.title,
    enter: () => void store.enter(problems),
    leave: () => store.leave(),
    dispose: () => store.dispose(),
    write: (to) => writeSettings(store.settings.value, to),
    erase: eraseSettings,
    read: (from) => {
      ({ settings, problems } = parseSettings(from));
      void store.read(settings, problems);
    },
  };
}
