/** The strings of room Train in the language in use. */
import { dictionary } from '../../../shared/i18n/dictionary';
import type { TrainDictionary } from './en';

export const strings = dictionary<TrainDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
