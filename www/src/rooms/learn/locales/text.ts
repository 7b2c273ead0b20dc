/** The strings of room Learn in the language in use. */
import { dictionary } from '../../../shared/i18n/dictionary';
import type { LearnDictionary } from './en';

export const strings = dictionary<LearnDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
