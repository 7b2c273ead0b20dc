import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ActActions } from '../keys';
import type { Act } from '../store/act';

export const ActContext = createContext<{ act: Act; actions: ActActions } | null>(null);

function useRoom(): { act: Act; actions: ActActions } {
  const room = useContext(ActContext);
  if (!room) throw new Error('a view of room Act is outside its ActContext');
  return room;
}

export function useAct(): Act {
  return useRoom().act;
}

export function useActions(): ActActions {
  return useRoom().actions;
}
