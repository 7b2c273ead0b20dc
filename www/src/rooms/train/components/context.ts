import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TrainActions } from '../keys';
import type { Training } from '../store/training';

export const TrainingContext = createContext<{ training: Training; actions: TrainActions } | null>(null);

function useRoom(): { training: Training; actions: TrainActions } {
  const room = useContext(TrainingContext);
  if (!room) throw new Error('a view of room Train is outside its TrainingContext');
  return room;
}

export function useTraining(): Training {
  return useRoom().training;
}

export function useActions(): TrainActions {
  return useRoom().actions;
}
