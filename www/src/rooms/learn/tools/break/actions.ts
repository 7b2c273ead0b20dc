/** What can be done in Break it by a button and by a key. */
import { type Action, keysOf } from '../../../../shared/state/actions';
import type { Shortcut } from '../../../../shared/state/keys';
import { playbackAction } from '../shared/playback-action';
import { text } from './locales/text';
import type { BreakStore } from './store/break-store';

export interface BreakActions {
  play: Action;
  deal: Action;
}

export function breakActions(store: BreakStore): BreakActions {
  const computed = (): boolean => Boolean(store.sides.value.right && store.sides.value.wrong);
  return {
    play: playbackAction(store.playback, computed),
    deal: { label: () => text.value.quiz.another, enabled: () => true, act: () => store.deal() },
  };
}

export function breakShortcuts({ play, deal }: BreakActions): Shortcut[] {
  return [
    keysOf({ ' ': play, k: play }, { shown: 'Space', says: () => text.value.keys.play }),
    keysOf({ d: deal }, { shown: 'D', says: () => text.value.keys.deal }),
  ];
}
