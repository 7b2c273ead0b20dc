/** Break it: mistakes that people really make, each beside the right way, and a quiz of them. */
import { readFields, writeFields } from '../../../../shared/state/fields';
import type { OpenTool } from '../tool';
import { BreakView } from './components/BreakView';
import { text } from './locales/text';
import { BreakStore } from './store/break-store';
import { DEFAULTS, FIELDS, shownSettings } from './store/settings';

export const openBreak: OpenTool = (workshop, query) => {
  const { settings, problems } = readFields(FIELDS, DEFAULTS, query);
  const store = new BreakStore(workshop, settings);
  return {
    problems,
    tool: {
      View: () => <BreakView store={store} />,
      shortcuts: [
        { keys: [' ', 'k'], shown: 'Space', says: () => text.value.keys.play, act: () => store.journey.toggle() },
        { keys: ['d'], shown: 'D', says: () => text.value.keys.deal, act: () => store.deal() },
      ],
      help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
      enter: () => store.enter(),
      leave: () => store.leave(),
      dispose: () => store.dispose(),
      write: (to) => writeFields(FIELDS, DEFAULTS, shownSettings(store.settings.value), to),
    },
  };
};
