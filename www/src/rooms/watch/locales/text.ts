/** The strings of room Watch in the language in use. */
import { dictionary } from '../../../shared/i18n/dictionary';
import type { WatchDictionary } from './en';

export const strings = dictionary<WatchDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
