/** What outlives a visit, in the browser's storage. Storage may be refused, as in private windows; then nothing does. */
import { signal } from '@preact/signals';

/** What is kept, by the end of its key. */
export type StorageName = 'language' | 'theme' | 'learn' | 'scores' | 'checks' | 'break' | 'act' | 'probe';

/** Whether the browser has refused to keep something, or whether a probe found that it would. */
export const storageRefused = signal(false);

const keyOf = (name: StorageName): string => `ddpm-lab:${name}`;

/** The stored value; null where there is none. Any page of the origin can have written it, so callers must validate it. */
export function readStored(name: StorageName): string | null {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
}

/** Keeps a text in place of the one before; null keeps none. */
export function writeStored(name: StorageName, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), text);
    storageRefused.value = false;
  } catch {
    // Refused, or full: what is chosen holds until the page closes
    storageRefused.value = true;
  }
}

/** Finds out whether the browser keeps anything, and leaves nothing behind. */
export function probeStorage(): void {
  writeStored('probe', 'x');
  if (!storageRefused.peek()) writeStored('probe', null);
}
