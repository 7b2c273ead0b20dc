/** Fork: one x_t, frozen, and what becomes of it with other noise from there on. */
import type { OpenTool } from '../tool';
import { ForkView } from './components/ForkView';
import { text } from './locales/text';
import { ForkStore } from './store/fork-store';
import { SETTINGS } from './store/settings';

export const openFork: OpenTool = (workshop, query) => {
  const { settings, problems } = SETTINGS.parse(query);
  const store = new ForkStore(workshop, settings);
  return {
    problems,
    tool: {
      View: () => <ForkView store={store} />,
      shortcuts: [
        { keys: ['r'], shown: 'R', says: () => text.value.keys.redraw, act: () => store.redraw() },
        {
          keys: [',', '.'],
          shown: ', .',
          says: () => text.value.keys.freeze,
          act: (key) => store.freeze(store.position.value + (key === '.' ? 1 : -1)),
        },
        { keys: ['m'], shown: 'M', says: () => text.value.keys.measure, act: () => void store.measure() },
      ],
      help: () => ({ title: text.value.helpTitle, text: text.value.helpText }),
      enter: () => store.enter(),
      leave: () => store.leave(),
      dispose: () => store.dispose(),
      write: (to) => SETTINGS.write(store.settings.value, to),
    },
  };
};
