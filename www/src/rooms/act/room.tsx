/** Room Act. Its code is fetched when it is first opened. */
import type { EngineHost } from '../../shared/state/engine-host';
import type { Room } from '../../shared/state/rooms';
import { ActView } from './components/ActView';
import { ActContext } from './components/context';
import { actActions, actShortcuts } from './keys';
import { text } from './locales/text';
import { ACT } from './settings';
import { Act } from './store/act';

/** `query` is the address that the page was opened with, empty where that was another room's. */
export function actRoom(host: EngineHost, query: URLSearchParams): Room {
  const { settings, problems } = ACT.parse(query);
  const act = new Act(host, settings, matchMedia('(prefers-reduced-motion: reduce)').matches);
  const actions = actActions(act);
  const context = { act, actions };
  return {
    View: () => (
      <ActContext.Provider value={context}>
        <ActView />
      </ActContext.Provider>
    ),
    shortcuts: actShortcuts(act, actions),
    help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
    title: () => text.value.title,
    enter: () => act.enter([...problems, ...act.missing]),
    leave: () => act.leave(),
    dispose: () => act.dispose(),
    write: (to) => ACT.write(act.settings.value, to),
    erase: (to) => ACT.erase(to),
    read: (from) => {
      const asked = ACT.parse(from);
      act.read(asked.settings, asked.problems);
    },
  };
}
