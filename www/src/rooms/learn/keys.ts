/** Keys of room Learn. */

import { text as shared } from '../../shared/i18n/text';
import { classroom } from '../../shared/state/classroom';
import { type Shortcut, sharedShortcuts } from '../../shared/state/keys';
import { text } from './locales/text';
import type { Learning } from './store/learning';

export function learnShortcuts(learning: Learning): Shortcut[] {
  const says = (name: keyof (typeof text.value)['keys']) => () => text.value.keys[name];
  return [
    {
      keys: ['ArrowRight', 'ArrowLeft'],
      shown: '→ ←',
      says: says('lesson'),
      act: (key) => {
        const by = key === 'ArrowRight' ? 1 : -1;
        if (classroom.present.value) learning.turn(by);
        else learning.move(by);
      },
      control: 'learn.turn',
    },
    { keys: ['n'], shown: 'N', says: says('notation'), control: 'learn.notation', act: (_, back) => learning.cycleNotation(back) },
    {
      keys: ['v'],
      shown: 'V',
      says: says('numbers'),
      control: 'learn.notation',
      act: () => learning.showNumbers(!learning.settings.value.numbers),
    },
    { keys: ['q'], shown: 'Q', says: says('questions'), act: () => learning.go('questions') },
    ...sharedShortcuts({ language: () => shared.value.keys.language, theme: () => shared.value.keys.theme }),
  ];
}
