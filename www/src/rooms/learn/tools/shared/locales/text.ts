/** The strings that the tools share, in the language in use. */
import { dictionary } from '../../../../../shared/i18n/dictionary';
import type { PiecesDictionary } from './en';

export const strings = dictionary<PiecesDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
