/** The strings of room Act in the language in use. */
import { dictionary } from '../../../shared/i18n/dictionary';
import type { ActDictionary } from './en';

export const strings = dictionary<ActDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
