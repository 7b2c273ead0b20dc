/** The strings that the tools share, in the language in use. */
import { computed } from '@preact/signals';
import { language } from '../../../../../shared/i18n/text';
import { en, type PiecesDictionary } from './en';
import { zh } from './zh';

const DICTIONARIES: Readonly<Record<'en' | 'zh', PiecesDictionary>> = { en, zh };

export const text = computed<PiecesDictionary>(() => DICTIONARIES[language.value]);
