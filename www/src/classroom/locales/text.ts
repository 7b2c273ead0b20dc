/** The strings of the class in the language in use. */
import { computed } from '@preact/signals';
import type { Widen } from '../../shared/i18n/en';
import { language } from '../../shared/i18n/text';
import { en } from './en';
import { zh } from './zh';

/** What every language provides. */
export type ClassDictionary = Widen<typeof en>;

export const text = computed<ClassDictionary>(() => (language.value === 'en' ? en : zh));
