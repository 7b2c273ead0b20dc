/** The strings of room Learn in the language in use. They come with the room, not with the page. */
import { computed } from '@preact/signals';
import { language } from '../../../shared/i18n/text';
import type { LearnDictionary } from './en';
import { en } from './en';
import { zh } from './zh';

export type { LearnDictionary };

const DICTIONARIES: Readonly<Record<'en' | 'zh', LearnDictionary>> = { en, zh };

export const text = computed<LearnDictionary>(() => DICTIONARIES[language.value]);
