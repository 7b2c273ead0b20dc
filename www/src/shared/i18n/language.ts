/** The languages of the page, and the one to begin with. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

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
