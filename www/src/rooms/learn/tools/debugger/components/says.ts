/** What a stage shows, in a sentence with its numbers. */
import { text as room } from '../../../locales/text';
import { text } from '../locales/text';
import type { Debugger } from '../store/debugger';
import { decimals, words } from '../store/values';

/** Of Algorithm 2, on points or a picture. */
export function reverseSays(store: Debugger): string {
  const now = store.mode.value === 'points' ? store.points.values.value : store.pictures.values.value;
  const says = text.value.says;
  if (!now || store.phase.value !== 'open') return room.value.waiting;
  switch (store.stepper.line.value) {
    case 1:
      return says[1](words(now.xt));
    case 2:
      return says[2](now.t, words(now.xt));
    case 3:
      return says[3](words(now.z), now.sigma === 0);
    case 4:
      return says[4](words(now.eps), words(now.mean), words(now.next));
    default:
      return says[6](words(now.next));
  }
}

/** Of Algorithm 1. */
export function turnSays(store: Debugger): string {
  const turn = store.turns.turn.value;
  const says = text.value.saysTurn;
  if (!turn || store.phase.value !== 'open') return room.value.waiting;
  switch (store.stepper.line.value) {
    case 2:
      return says[2](words(turn.x0));
    case 3:
      return says[3](turn.t);
    case 4:
      return says[4](words(turn.eps));
    default:
      return says[5](words(turn.xt), words(turn.epsHat), decimals(turn.error * turn.x0.length), decimals(turn.loss));
  }
}
