import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TermName } from '../glossary';
import type { Specimen } from '../notation/numbers';
import type { Learning } from '../store/learning';
import type { Teaching } from '../teaching';

export const LearningContext = createContext<Learning | null>(null);

/** For a part of the page whose formulas are about a point of its own; null while it has none. */
export const OwnNumbers = createContext<Specimen | null | undefined>(undefined);

/** For the texts of a lesson: which terms of the glossary each uses first. */
export const FirstUses = createContext<ReadonlyMap<string, ReadonlySet<TermName>>>(new Map());

export function useLearning(): Learning {
  const learning = useContext(LearningContext);
  if (!learning) throw new Error('a view outside the room');
  return learning;
}

/** For an element to which a text can refer: marks it, and highlights it while that part of the text is pointed at. */
export function usePart(): (name: string) => { 'data-part': string; 'data-lit': boolean | undefined } {
  const lit = useLearning().lit.value;
  return (name) => ({ 'data-part': name, 'data-lit': lit === name || undefined });
}

/** What a lesson teaches beside its scenes, in the language in use; null where its files could not be had. */
export function useTeaching(number: number): Teaching | null {
  const learning = useLearning();
  const lesson = learning.lesson(number);
  return lesson && learning.check(number) ? lesson.teaching.text.value : null;
}
