import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lab } from '../store/lab';

export const LabContext = createContext<Lab | null>(null);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('a view outside the page');
  return lab;
}
