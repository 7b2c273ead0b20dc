import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Training } from '../store/training';

export const TrainingContext = createContext<Training | null>(null);

export function useTraining(): Training {
  const training = useContext(TrainingContext);
  if (!training) throw new Error('a view outside the room');
  return training;
}
