/** Room Learn. Its code is fetched when it is first opened. */
import type { EngineHost } from '../../shared/state/engine-host';
import type { Room } from '../../shared/state/rooms';
import { LearningContext } from './components/context';
import { LearnView } from './components/LearnView';
import { learnShortcuts } from './keys';
import { LESSONS } from './lessons';
import { text } from './locales/text';
import { eraseSettings, parseSettings } from './settings';
import { Learning } from './store/learning';
import { LOAD_TOOLS } from './tools/load';
import { isTool } from './tools/tools';

/** `query` is the address that the page was opened with, empty where that was another room's. */
export function learnRoom(host: EngineHost, query: URLSearchParams): Room {
  const { settings, problems } = parseSettings(query);
  const learning = new Learning(host, settings, LESSONS, LOAD_TOOLS, query);
  const shortcuts = learnShortcuts(learning);
  const tool = () => {
    const { page } = learning.settings.value;
    return isTool(page) ? learning.tools.open.value[page] : undefined;
  };
  let told = false;
  return {
    View: () => (
      <LearningContext.Provider value={learning}>
        <LearnView />
      </LearningContext.Provider>
    ),
    get shortcuts() {
      return [...(tool()?.shortcuts ?? []), ...shortcuts];
    },
    help: () => tool()?.help() ?? { title: text.value.helpTitle, text: text.value.helpText },
    title: () => text.value.title,
    enter: () => {
      learning.enter(told ? [] : problems);
      told = true;
    },
    leave: () => learning.leave(),
    dispose: () => learning.dispose(),
    write: (to) => learning.address(to),
    erase: eraseSettings,
    read: (from) => {
      const { settings: asked, problems: wrong } = parseSettings(from);
      learning.read(asked, wrong, from);
    },
    moveScene: (by) => learning.turn(by),
  };
}
