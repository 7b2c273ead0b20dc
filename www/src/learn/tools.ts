/** The tools of room Learn: where their code is, and which keys of the address are theirs. */
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
    load: async () => (await import('./debugger/tool')).openDebugger,
  },
  break: {
    keys: ['stage', 'fault', 'shape', 'model', 'eps', 'steps', 'seed', 'deal', 'level'],
    load: async () => (await import('./break/tool')).openBreak,
  },
  fork: {
    keys: ['stage', 'shape', 'model', 'eps', 'steps', 'seed', 't', 'particle', 'draws', 'redraw'],
    load: async () => (await import('./fork/tool')).openFork,
  },
};

export function isTool(page: string): page is ToolName {
  return TOOLS.some((name) => name === page);
}
