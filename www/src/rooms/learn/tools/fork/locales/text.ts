/** Fork's strings in the language in use. */
import { dictionary } from '../../../../../shared/i18n/dictionary';
import type { ForkDictionary } from './en';

export const strings = dictionary<ForkDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
