/** Break it: mistakes that people really make, each beside the right way, and a quiz of them. */
import type { OpenTool } from '../tool';
import { breakActions, breakShortcuts } from './actions';
import { BreakView } from './components/BreakView';
import { text } from './locales/text';
import { BreakStore } from './store/break-store';
import { SETTINGS, shownSettings } from './store/settings';

export const openBreak: OpenTool = (workshop, query) => {
  const { settings, problems } = SETTINGS.parse(query);
  const store = new BreakStore(workshop, settings);
  const actions = breakActions(store);
  return {
    problems,
    tool: {
      View: () => <BreakView store={store} actions={actions} />,
      shortcuts: breakShortcuts(actions),
      help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
      enter: () => store.enter(),
      leave: () => store.leave(),
      dispose: () => store.dispose(),
      write: (to) => SETTINGS.write(shownSettings(store.settings.value), to),
    },
  };
};
