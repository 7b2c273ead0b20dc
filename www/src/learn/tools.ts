/** The tools of room Learn: where their code is, and which keys of the address are theirs. */
import { withStrings } from '../locales/dictionary';
import { strings as breakStrings } from './break/locales/text';
import { strings as debuggerStrings } from './debugger/locales/text';
import { strings as forkStrings } from './fork/locales/text';
import { strings as pieces } from './pieces/locales/text';
import type { OpenTool } from './tool';

export const TOOLS = ['debugger', 'break', 'fork'] as const;
export type ToolName = (typeof TOOLS)[number];

interface ToolEntry {
  /** Names of its settings in an address. Known before its code is there, so that another page can take them out. */
  keys: readonly string[];
  load(): Promise<OpenTool>;
}

export const TOOL_ENTRIES: Readonly<Record<ToolName, ToolEntry>> = {
  debugger: {
    keys: [
      ...['alg', 'stage', 'shape', 'eps', 'T', 'variance', 'seed', 'particle', 'model', 'walk'],
      ...['clip', 'column', 'row', 'break', 'pace', 't', 'line'],
    ],
    load: async () => (await withStrings(import('./debugger/tool'), debuggerStrings)).openDebugger,
  },
  break: {
    keys: ['stage', 'fault', 'shape', 'model', 'eps', 'steps', 'seed', 'deal', 'level'],
    load: async () => (await withStrings(import('./break/tool'), breakStrings, pieces)).openBreak,
  },
  fork: {
    keys: ['stage', 'shape', 'model', 'eps', 'steps', 'seed', 't', 'particle', 'draws', 'redraw'],
    load: async () => (await withStrings(import('./fork/tool'), forkStrings, pieces)).openFork,
  },
};

export function isTool(page: string): page is ToolName {
  return TOOLS.some((name) => name === page);
}
