/** Room Watch, ready to be opened. */

import { text as shared } from '../../shared/i18n/text';
import type { EngineHost } from '../../shared/state/engine-host';
import type { Room } from '../../shared/state/rooms';
import { WatchContext } from './components/context';
import { Watch } from './components/Watch';
import { watchActions, watchShortcuts } from './keys';
import { text } from './locales/text';
import { eraseSettings, parseSettings, SPOT, writeSettings } from './settings';
import { WatchStore } from './store/watch';

/** `query` is the address that the page was opened with, empty where that was another room's. */
export function watchRoom(host: EngineHost, query: URLSearchParams): Room {
  const asked = (from: URLSearchParams) => {
    const [read, spot] = [parseSettings(from), SPOT.parse(from)];
    return { settings: read.settings, spot: spot.settings, problems: [...read.problems, ...spot.problems] };
  };
  let { settings, spot, problems } = asked(query);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const store = new WatchStore(host, { ...settings, backend: host.preference.peek() }, !still, spot);
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
    write(to) {
      writeSettings(store.settings.value, to);
      SPOT.write(store.spot.value, to);
    },
    erase: eraseSettings,
    read: (from) => {
      ({ settings, spot, problems } = asked(from));
      void store.read(settings, problems, spot);
    },
  };
}
