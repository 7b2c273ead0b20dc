/** The debugger's strings in the language in use. */
import { computed } from '@preact/signals';
import { language } from '../../../../../shared/i18n/text';
import { type DebuggerDictionary, en } from './en';
import { zh } from './zh';

const DICTIONARIES: Readonly<Record<'en' | 'zh', DebuggerDictionary>> = { en, zh };

export const text = computed<DebuggerDictionary>(() => DICTIONARIES[language.value]);
