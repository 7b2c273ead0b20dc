import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WatchStore } from '../store/watch';

export const WatchContext = createContext<WatchStore | null>(null);

export function useWatch(): WatchStore {
  const store = useContext(WatchContext);
  if (!store) throw new Error('a view outside the page');
  return store;
}
