/** The tools of room Learn by name, and which keys of the address are theirs. Their code is elsewhere, see load.ts. */

export const TOOLS = ['debugger', 'break', 'fork'] as const;
export type ToolName = (typeof TOOLS)[number];

interface ToolEntry {
  /** Names of its settings in an address. Known before its code is there, so that another page can take them out. */
  keys: readonly string[];
}

export const TOOL_ENTRIES: Readonly<Record<ToolName, ToolEntry>> = {
  debugger: {
    keys: [
      ...['alg', 'stage', 'shape', 'eps', 'T', 'variance', 'seed', 'particle', 'model', 'walk'],
      ...['clip', 'column', 'row', 'break', 'pace', 't', 'line'],
    ],
  },
  break: { keys: ['stage', 'fault', 'shape', 'model', 'eps', 'steps', 'seed', 'deal', 'level'] },
  fork: { keys: ['stage', 'shape', 'model', 'eps', 'steps', 'seed', 't', 'particle', 'draws', 'redraw'] },
};

export function isTool(page: string): page is ToolName {
  return TOOLS.some((name) => name === page);
}
