/** The code of the tools, fetched when a tool is first opened. The room hands it to its store, which the tools' views import. */
import { withStrings } from '../../../shared/i18n/dictionary';
import { strings as breakStrings } from './break/locales/text';
import { strings as debuggerStrings } from './debugger/locales/text';
import { strings as forkStrings } from './fork/locales/text';
import { strings as sharedStrings } from './shared/locales/text';
import type { LoadTools } from './tool';

export const LOAD_TOOLS: LoadTools = {
  debugger: async () => (await withStrings(import('./debugger/tool'), debuggerStrings)).openDebugger,
  break: async () => (await withStrings(import('./break/tool'), breakStrings, sharedStrings)).openBreak,
  fork: async () => (await withStrings(import('./fork/tool'), forkStrings, sharedStrings)).openFork,
};
