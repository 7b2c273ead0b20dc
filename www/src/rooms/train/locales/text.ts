/** The strings of room Train in the language in use. They come with the room, not with the page. */
import { computed } from '@preact/signals';
import { language } from '../../../shared/i18n/text';
import { en, type TrainDictionary } from './en';
import { zh } from './zh';

const DICTIONARIES: Readonly<Record<'en' | 'zh', TrainDictionary>> = { en, zh };

export const text = computed<TrainDictionary>(() => DICTIONARIES[language.value]);
