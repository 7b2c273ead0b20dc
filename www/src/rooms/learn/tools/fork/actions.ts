/** What can be done in Fork by a button and by a key. */
import { type Action, keysOf } from '../../../../shared/state/actions';
import type { Shortcut } from '../../../../shared/state/keys';
import { isWhole } from '../shared/trajectory';
import { text } from './locales/text';
import type { ForkStore } from './store/fork-store';

export interface ForkActions {
  redraw: Action;
  forkPictures: Action;
  measure: Action;
}

export function forkActions(store: ForkStore): ForkActions {
  const ready = (): boolean => {
    const trajectory = store.trajectory.value;
    return trajectory !== null && isWhole(trajectory);
  };
  const points = (): boolean => store.settings.value.subject === 'points';
  const free = (): boolean => ready() && store.forking.phase.value !== 'running';
  return {
    redraw: {
      label: () => (points() ? text.value.redraw : text.value.redrawPictures),
      enabled: () => (points() ? ready() : free()),
      act: () => store.redraw(),
    },
    forkPictures: {
      label: () => text.value.forkPictures(store.settings.value.draws),
      enabled: free,
      act: () => void store.forkPictures(),
    },
    measure: {
      label: () => ((store.measuring.result.value ?? []).length > 0 ? text.value.measureAgain : text.value.measure),
      enabled: ready,
      act: () => void store.measure(),
    },
  };
}

export function forkShortcuts(store: ForkStore, { redraw, measure }: ForkActions): Shortcut[] {
  return [
    keysOf({ r: redraw }, { shown: 'R', says: () => text.value.keys.redraw }),
    {
      keys: [',', '.'],
      shown: ', .',
      says: () => text.value.keys.freeze,
      act: (key) => store.freeze(store.position.value + (key === '.' ? 1 : -1)),
    },
    keysOf({ m: measure }, { shown: 'M', says: () => text.value.keys.measure }),
  ];
}
