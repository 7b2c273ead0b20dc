import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WatchActions } from '../keys';
import type { WatchStore } from '../store/watch';

export const WatchContext = createContext<{ store: WatchStore; actions: WatchActions } | null>(null);

function useRoom(): { store: WatchStore; actions: WatchActions } {
  const room = useContext(WatchContext);
  if (!room) throw new Error('a view of room Watch is outside its WatchContext');
  return room;
}

export function useWatch(): WatchStore {
  return useRoom().store;
}

export function useActions(): WatchActions {
  return useRoom().actions;
}
