/** Fork: one x_t, frozen, and what becomes of it with other noise from there on. */
import type { OpenTool } from '../tool';
import { forkActions, forkShortcuts } from './actions';
import { ForkView } from './components/ForkView';
import { text } from './locales/text';
import { ForkStore } from './store/fork-store';
import { SETTINGS } from './store/settings';

export const openFork: OpenTool = (workshop, query) => {
  const { settings, problems } = SETTINGS.parse(query);
  const store = new ForkStore(workshop, settings);
  const actions = forkActions(store);
  return {
    problems,
    tool: {
      View: () => <ForkView store={store} actions={actions} />,
      shortcuts: forkShortcuts(store, actions),
      help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
      enter: () => store.enter(),
      leave: () => store.leave(),
      dispose: () => store.dispose(),
      write: (to) => SETTINGS.write(store.settings.value, to),
    },
  };
};
