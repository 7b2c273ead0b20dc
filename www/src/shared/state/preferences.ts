/** Choices that hold in every room. */
import { signal } from '@preact/signals';
import { NOTATIONS, type NotationName } from '../notation/symbols';
import { choice, eraseFields, type Fields, type Problem, readFields, writeFields } from './fields';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>('auto');

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
}

/** Whose notation the formulas are in. Not kept: a link that names none means that of Ho et al. */
export const notation = signal<NotationName>('ho');

interface Written {
  notation: NotationName;
}

const WRITTEN: Fields<Written> = { notation: choice('notation', NOTATIONS) };
const UNWRITTEN: Readonly<Written> = { notation: 'ho' };

/** The notation that an address asks for. */
export function parseNotation(query: URLSearchParams): { settings: Written; problems: Problem[] } {
  return readFields(WRITTEN, UNWRITTEN, query);
}

export function writeNotation(name: NotationName, query: URLSearchParams): void {
  writeFields(WRITTEN, UNWRITTEN, { notation: name }, query);
}

export function eraseNotation(query: URLSearchParams): void {
  eraseFields(WRITTEN, query);
}

export function cycleNotation(back: boolean): void {
  const at = NOTATIONS.indexOf(notation.value) + (back ? NOTATIONS.length - 1 : 1);
  notation.value = NOTATIONS[at % NOTATIONS.length] ?? 'ho';
}

export function isTheme(name: string | null): name is Theme {
  return THEMES.some((known) => known === name);
}
