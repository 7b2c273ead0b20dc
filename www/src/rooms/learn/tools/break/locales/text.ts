/** Break it's strings in the language in use. */
import { dictionary } from '../../../../../shared/i18n/dictionary';
import type { BreakDictionary } from './en';

export const strings = dictionary<BreakDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
