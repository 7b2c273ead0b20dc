/** Choices that outlive a visit: language and colours. Storage may be refused; then they last as long as the page. */
import { signal } from '@preact/signals';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>('auto');

export function isTheme(name: string | null): name is Theme {
  return THEMES.some((known) => known === name);
}

export function remembered(key: 'language' | 'theme'): string | null {
  try {
    return localStorage.getItem(`ddpm-lab:${key}`);
  } catch {
    return null;
  }
}

export function remember(key: 'language' | 'theme', value: string): void {
  try {
    localStorage.setItem(`ddpm-lab:${key}`, value);
  } catch {
    // Private windows refuse; the choice holds until the page closes
  }
}
