/** Keyboard shortcuts. Keys that the focused element needs itself, such as a text field or a slider, are left to it. */

import { nextLanguage } from '../i18n/dictionary';
import type { ControlName } from './controls';
import { cycleNotation, nextTheme } from './preferences';

export interface Shortcut {
  /** As KeyboardEvent.key; letters in lower case, with Shift as `back`. */
  keys: readonly string[];
  /** How the help sheet shows them. */
  shown: string;
  /** What it does, in the visitor's language. */
  says(): string;
  act(key: string, back: boolean): void;
  /** The control that it stands for: where that is hidden, the key does nothing. */
  control?: ControlName;
}

/** The next of a list, or with `back` the one before; after the last comes the first. */
export function cycle<T>(values: readonly T[], current: T, back: boolean): T {
  const at = values.indexOf(current) + (back ? -1 : 1);
  return values[(at + values.length) % values.length] ?? current;
}

/** The next of a list, or with `back` the one before; at an end it is the last or the first. */
export function move<T>(values: readonly T[], at: number, back: boolean): T | undefined {
  return values[Math.min(Math.max(at + (back ? -1 : 1), 0), values.length - 1)];
}

export function nudge(value: number, by: number, max: number): number {
  return Math.min(max, Math.max(0, Math.round((value + by) * 100) / 100));
}

/** For rooms that have no control of their own for the notation. */
export function notationShortcut(says: () => string): Shortcut {
  return { keys: ['y'], shown: 'Y', says, act: (_, back) => cycleNotation(back) };
}

/** The shortcuts of every room. */
export function sharedShortcuts(says: { language(): string; theme(): string }): Shortcut[] {
  return [
    { keys: ['l'], shown: 'L', says: says.language, act: () => nextLanguage() },
    { keys: ['t'], shown: 'T', says: says.theme, act: () => nextTheme() },
  ];
}

/** Whether the element that has the focus needs this key for itself. */
function taken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === 'number' || target.type === 'text') return true;
    return key === ' ' || key.startsWith('Arrow') || key === 'Home' || key === 'End';
  }
  return key === ' ' && (target instanceof HTMLButtonElement || target.tagName === 'SUMMARY' || target instanceof HTMLAnchorElement);
}

/** Listens to the whole page. `help` opens the sheet; while a dialog is open no shortcut works. */
export function listenToKeys(shortcuts: () => readonly Shortcut[], help: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (taken(event.target, key)) return;
    if (key === '?') {
      help();
      event.preventDefault();
      return;
    }
    const shortcut = shortcuts().find((one) => one.keys.includes(key));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act(key, event.shiftKey);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
