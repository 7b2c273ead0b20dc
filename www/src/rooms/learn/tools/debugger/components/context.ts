import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Debugger } from '../store/debugger';

export const DebuggerContext = createContext<Debugger | null>(null);

export function useDebugger(): Debugger {
  const store = useContext(DebuggerContext);
  if (!store) throw new Error('a view outside the debugger');
  return store;
}
