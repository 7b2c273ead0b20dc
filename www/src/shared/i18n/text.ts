/** The strings that all rooms share, in the language in use. */
import { dictionary } from './dictionary';
import type { Dictionary } from './en';

export const strings = dictionary<Dictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;

/** The name of an attribute or of one of its values; a name that is in no dictionary stays as in the model card. */
export function named(names: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(names, key) ? (names[key] ?? key) : key;
}
