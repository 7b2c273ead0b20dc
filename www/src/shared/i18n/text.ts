/** The language in use and its strings. */
import { computed, signal } from '@preact/signals';
import { type Dictionary, en } from './en';
import { zh } from './zh';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { en, zh };

export const language = signal<Language>('en');
/** The strings of the language in use. A view that reads it is drawn anew when the language changes. */
export const text = computed<Dictionary>(() => DICTIONARIES[language.value]);

export function nextLanguage(): void {
  language.value = language.value === 'en' ? 'zh' : 'en';
}

export function isLanguage(name: string | null): name is Language {
  return LANGUAGES.some((known) => known === name);
}

/** The address decides, then the choice kept from an earlier visit, then the browser. */
export function preferredLanguage(asked: string | null, stored: string | null, browser: readonly string[]): Language {
  if (isLanguage(asked)) return asked;
  if (isLanguage(stored)) return stored;
  for (const tag of browser) {
    const name = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguage(name)) return name;
  }
  return 'en';
}

/** The name of an attribute or of one of its values; what no dictionary knows stays as the model card has it. */
export function named(names: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(names, key) ? (names[key] ?? key) : key;
}
