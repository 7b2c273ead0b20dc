/** The strings of the page in the language in use. They come with the page. */
import { computed } from '@preact/signals';
import { language } from '../../../../../shared/i18n/text';
import { type BreakDictionary, en } from './en';
import { zh } from './zh';

const DICTIONARIES: Readonly<Record<'en' | 'zh', BreakDictionary>> = { en, zh };

export const text = computed<BreakDictionary>(() => DICTIONARIES[language.value]);
