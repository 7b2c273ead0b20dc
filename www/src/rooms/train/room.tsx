/** Room Train. Its code is fetched when it is first opened. */
import type { EngineHost } from '../../shared/state/engine-host';
import type { Room } from '../../shared/state/rooms';
import { TrainingContext } from './components/context';
import { TrainView } from './components/TrainView';
import { trainActions, trainShortcuts } from './keys';
import { text } from './locales/text';
import { eraseSettings, namesRun, parseSettings, writeSettings } from './settings';
import { Training } from './store/training';

/** `query` is the address that the page was opened with, empty where that was another room's. */
export function trainRoom(host: EngineHost, query: URLSearchParams): Room {
  let { settings, problems } = parseSettings(query);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const training = new Training(host, { ...settings, backend: host.preference.peek() }, namesRun(query), still);
  // The last event that a page reliably gets before it is closed
  const keep = (): void => {
    if (document.visibilityState === 'hidden') void training.keepRun();
  };
  document.addEventListener('visibilitychange', keep);
  const actions = trainActions(training);
  const context = { training, actions };
  return {
    View: () => (
      <TrainingContext.Provider value={context}>
        <TrainView />
      </TrainingContext.Provider>
    ),
    shortcuts: trainShortcuts(training, actions),
    help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
    title: () => text.value.title,
    enter: () => void training.enter(problems),
    leave: () => training.leave(),
    dispose() {
      document.removeEventListener('visibilitychange', keep);
      training.dispose();
    },
    write: (to) => writeSettings(training.settings.value, to),
    erase: eraseSettings,
    read: (from) => {
      ({ settings, problems } = parseSettings(from));
      training.read(settings, problems, namesRun(from));
    },
  };
}
