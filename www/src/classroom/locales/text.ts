/** The strings of the class in the language in use. */
import { dictionary } from '../../shared/i18n/dictionary';
import type { ClassDictionary } from './en';

export const strings = dictionary<ClassDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
