/** Keys of room Learn. */
import { type Shortcut, sharedShortcuts } from '../keys';
import { text as shared } from '../locales/text';
import { text } from './locales/text';
import type { Learning } from './store/learning';

export function learnShortcuts(learning: Learning): Shortcut[] {
  const says = (name: keyof (typeof text.value)['keys']) => () => text.value.keys[name];
  return [
    {
      keys: ['ArrowRight', 'ArrowLeft'],
      shown: '→ ←',
      says: says('lesson'),
      act: (key) => learning.move(key === 'ArrowRight' ? 1 : -1),
    },
    { keys: ['n'], shown: 'N', says: says('notation'), act: (_, back) => learning.turnNotation(back) },
    { keys: ['v'], shown: 'V', says: says('numbers'), act: () => learning.showNumbers(!learning.settings.value.numbers) },
    { keys: ['q'], shown: 'Q', says: says('questions'), act: () => learning.go('questions') },
    ...sharedShortcuts({ language: () => shared.value.keys.language, theme: () => shared.value.keys.theme }),
  ];
}
