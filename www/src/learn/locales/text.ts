/** The strings of room Learn in the language in use. */
import { dictionary } from '../../locales/dictionary';
import type { LearnDictionary } from './en';

export const strings = dictionary<LearnDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
