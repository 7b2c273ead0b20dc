/** Keys of the class, in every room. In a presentation they come before the room's own, since clickers send them. */

import { text } from '../shared/i18n/text';
import { classroom } from '../shared/state/classroom';
import type { Shortcut } from '../shared/state/keys';

export interface Steering {
  /** To the next stop or scene, or the one before. */
  move(by: 1 | -1): void;
  fullScreen(): void;
}

const PRESENTED_KEYS = ['PageDown', 'PageUp', '.', 'b', 'f', 'Escape'];

export function classShortcuts(steering: Steering): Shortcut[] {
  const says = (name: keyof (typeof text.value)['classKeys']) => () => text.value.classKeys[name];
  return [
    {
      keys: ['PageDown', 'PageUp'],
      shown: 'PageDown PageUp',
      says: says('turn'),
      act: (key) => steering.move(key === 'PageDown' ? 1 : -1),
    },
    {
      keys: ['.', 'b'],
      shown: '. B',
      says: says('blank'),
      act: () => {
        classroom.blank.value = !classroom.blank.value;
      },
    },
    { keys: ['f'], shown: 'F', says: says('fullScreen'), act: () => steering.fullScreen() },
    {
      keys: ['Escape'],
      shown: 'Esc',
      says: says('leave'),
      act: () => {
        if (classroom.blank.value) classroom.blank.value = false;
        else classroom.leave();
      },
    },
  ];
}

const panel: Shortcut = {
  keys: ['h'],
  shown: 'H Shift+H',
  says: () => text.value.classKeys.panel,
  act: (_, present) => {
    if (present) classroom.present.value = !classroom.present.value;
    else classroom.panel.value = true;
  },
};

/** The keys that hold just now: without those of hidden controls, and in a presentation with those of clickers. */
export function keysNow(room: readonly Shortcut[], steering: Steering): Shortcut[] {
  const usable = room.filter(({ control }) => control === undefined || !classroom.hides(control));
  if (!classroom.present.value) return [...usable, panel];
  // Keys that clickers send are the presentation's alone
  const others = usable.filter(({ keys }) => !keys.some((key) => PRESENTED_KEYS.includes(key)));
  return [...classShortcuts(steering), ...others, panel];
}
