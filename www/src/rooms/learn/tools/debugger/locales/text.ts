/** The debugger's strings in the language in use. */
import { dictionary } from '../../../../../shared/i18n/dictionary';
import type { DebuggerDictionary } from './en';

export const strings = dictionary<DebuggerDictionary>({
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
});
export const { text } = strings;
