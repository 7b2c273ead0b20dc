/** Break it: mistakes that people really make, each beside the right way, and a quiz of them. */
import type { OpenTool } from '../tool';
import { BreakView } from './components/BreakView';
import { text } from './locales/text';
import { BreakStore } from './store/break-store';
import { SETTINGS, shownSettings } from './store/settings';

export const openBreak: OpenTool = (workshop, query) => {
  const { settings, problems } = SETTINGS.parse(query);
  const store = new BreakStore(workshop, settings);
  return {
    problems,
    tool: {
      View: () => <BreakView store={store} />,
      shortcuts: [
        { keys: [' ', 'k'], shown: 'Space', says: () => text.value.keys.play, act: () => store.playback.toggle() },
        { keys: ['d'], shown: 'D', says: () => text.value.keys.deal, act: () => store.deal() },
      ],
      help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
      enter: () => store.enter(),
      leave: () => store.leave(),
      dispose: () => store.dispose(),
      write: (to) => SETTINGS.write(shownSettings(store.settings.value), to),
    },
  };
};
