/** What lesson 13 teaches beside its scenes. */
import { dictionary } from '../../../../shared/i18n/dictionary';
import type { Teaching } from '../../teaching';

export const teaching = dictionary<Teaching>({
  en: async () => (await import('./teaching.en')).en,
  zh: async () => (await import('./teaching.zh')).zh,
});
