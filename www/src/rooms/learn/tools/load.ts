/** The code of the tools, fetched when a tool is first opened. The room hands it to its store, which the tools' views import. */
import type { LoadTools } from './tool';

export const LOAD_TOOLS: LoadTools = {
  debugger: async () => (await import('./debugger/tool')).openDebugger,
  break: async () => (await import('./break/tool')).openBreak,
  fork: async () => (await import('./fork/tool')).openFork,
};
