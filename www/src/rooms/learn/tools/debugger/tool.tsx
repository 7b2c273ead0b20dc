/** The debugger. Its code is fetched when it is first opened. */
import { text as room } from '../../locales/text';
import type { OpenTool } from '../tool';
import { debuggerActions, debuggerShortcuts } from './actions';
import { DebuggerContext } from './components/context';
import { DebuggerView } from './components/View';
import { text } from './locales/text';
import { Debugger } from './store/debugger';
import { parseDebugger, writeDebugger } from './store/settings';

export const openDebugger: OpenTool = (workshop, query) => {
  const { settings, spot, problems } = parseDebugger(query);
  const store = new Debugger(workshop, settings, spot);
  const actions = debuggerActions(store);
  return {
    problems,
    tool: {
      View: () => (
        <DebuggerContext.Provider value={store}>
          <DebuggerView actions={actions} />
        </DebuggerContext.Provider>
      ),
      shortcuts: debuggerShortcuts(store, actions),
      help: () => ({ title: room.value.tools.debugger.title, text: text.value.help }),
      enter: () => store.enter(),
      leave: () => store.leave(),
      dispose: () => store.dispose(),
      write: (to) => writeDebugger(store.settings.value, store.spot(), to),
    },
  };
};
