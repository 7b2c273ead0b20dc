/** What outlives a visit, in the browser's storage. Storage may be refused, as in private windows; then nothing does. */

/** What is kept, by the end of its key. */
export type StorageName = 'language' | 'theme' | 'learn' | 'scores' | 'checks' | 'break' | 'act';

const keyOf = (name: StorageName): string => `ddpm-lab:${name}`;

/** What was kept; null where nothing was. It may be anybody's: whoever reads it checks it. */
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
  } catch {
    // Refused, or full: what is chosen holds until the page closes
  }
}
