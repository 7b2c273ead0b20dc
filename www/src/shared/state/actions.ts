/** What can be done in a room by a button and by a key, stated once. */
import type { IconName } from '../ui/Icon';
import type { ControlName } from './controls';
import type { Shortcut } from './keys';

/** Everything here is read through signals: a button follows what it says. */
export interface Action {
  /** Beside the button's words or in their place; none where words alone are on it. */
  icon?(): IconName;
  /** The button's words, in the visitor's language. */
  label(): string;
  /** More about it, where the words do not say all. */
  hint?(): string;
  /** Whether the button can be pressed. A key may be pressed at any time: `act` does nothing where nothing can be done. */
  enabled(): boolean;
  /** Why it cannot be pressed, where that is worth a line; otherwise empty. */
  reason?(): string;
  /** Whether it is switched on, where it is a switch. */
  pressed?(): boolean;
  act(): void;
}

interface Keys {
  /** How the help sheet shows them. */
  shown: string;
  /** What they do, in the visitor's language. */
  says(): string;
  control?: ControlName;
}

/** The keys of some actions, as one line of the help sheet. */
export function keysOf(actions: Readonly<Record<string, Action>>, keys: Keys): Shortcut {
  return { ...keys, keys: Object.keys(actions), act: (key) => actions[key]?.act() };
}
