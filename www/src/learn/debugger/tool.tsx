import type { OpenTool } from '../tool';

export const openDebugger: OpenTool = () => ({
  problems: [],
  tool: {
    View: () => null,
    shortcuts: [],
    help: () => ({ title: '', text: [] }),
    enter: () => undefined,
    leave: () => undefined,
    write: () => undefined,
  },
});
