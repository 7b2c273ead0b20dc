/** Choices that hold in every room. */
import { signal } from '@preact/signals';
import { NOTATIONS, type NotationName } from '../notation/symbols';
import { oneOf, schema } from './settings';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>('auto');

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
}

/** Whose notation the formulas are in. Not kept: a link that names none means that of Ho et al. */
export const notation = signal<NotationName>('ho');

/** The notation in an address. */
export const {
  parse: parseNotation,
  write: writeNotation,
  erase: eraseNotation,
} = schema({ notation: oneOf('notation', NOTATIONS, 'ho') });

export function cycleNotation(back: boolean): void {
  const at = NOTATIONS.indexOf(notation.value) + (back ? NOTATIONS.length - 1 : 1);
  notation.value = NOTATIONS[at % NOTATIONS.length] ?? 'ho';
}

export function isTheme(name: string | null): name is Theme {
  return THEMES.some((known) => known === name);
}
