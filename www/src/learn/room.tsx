/** Room Learn, ready to be opened. Fetched when somebody goes there. */
import type { EngineDoor } from '../store/door';
import type { Room } from '../store/rooms';
import { LearningContext } from './components/context';
import { LearnView } from './components/LearnView';
import { learnShortcuts } from './keys';
import { LESSONS } from './lessons';
import { text } from './locales/text';
import { Learning } from './store/learning';
import { eraseSettings, parseSettings, writeSettings } from './store/settings';

/** `query` is the address that the page was opened with, empty where that was another room's. */
export function learnRoom(door: EngineDoor, query: URLSearchParams): Room {
  const { settings, problems } = parseSettings(query);
  const learning = new Learning(door, settings, LESSONS);
  let told = false;
  return {
    View: () => (
      <LearningContext.Provider value={learning}>
        <LearnView />
      </LearningContext.Provider>
    ),
    shortcuts: learnShortcuts(learning),
    help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
    title: () => text.value.title,
    enter: () => {
      learning.enter(told ? [] : problems);
      told = true;
    },
    leave: () => learning.leave(),
    write: (to) => writeSettings(learning.settings.value, to),
    erase: eraseSettings,
  };
}
