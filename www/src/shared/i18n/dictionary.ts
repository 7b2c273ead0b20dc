/**
 * The language in use, and the strings of each part of the page in it. Each language of each part is a script of its own,
 * fetched when that part is opened in that language.
 */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Language } from './language';

/** The strings of one part of the page. */
export interface Dictionary<D> {
  /** In the language in use; what reads it is drawn anew when the language changes. Throws until `load` has resolved. */
  readonly text: ReadonlySignal<D>;
  /** Fetches the strings in the language in use. Rejects where they cannot be fetched. */
  load(): Promise<void>;
}

interface Part {
  has(language: Language): boolean;
  fetch(language: Language): Promise<void>;
}

const used = signal<Language>('en');
export const language: ReadonlySignal<Language> = used;

/** Why the language that was last asked for cannot be had; null where it can. */
export const languageFailure = signal<unknown>(null);

/** The parts that have been opened: a change of language waits for the strings of all of them. */
const opened = new Set<Part>();
let wanted: Language = 'en';
let changes = 0;

/** A part's strings, given where each language of them is. */
export function dictionary<D>(sources: Readonly<Record<Language, () => Promise<D>>>): Dictionary<D> {
  const there = signal<Partial<Record<Language, D>>>({});
  const part: Part = {
    has: (name) => there.value[name] !== undefined,
    fetch: async (name) => {
      const strings = await sources[name]();
      there.value = { ...there.value, [name]: strings };
    },
  };
  return {
    text: computed(() => {
      const strings = there.value[used.value];
      if (strings === undefined) throw new Error(`strings must be loaded before they are read; in "${used.value}" they are not`);
      return strings;
    }),
    load: async () => {
      opened.add(part);
      // The language may have changed meanwhile
      while (!part.has(used.peek())) await part.fetch(used.peek());
    },
  };
}

/** Fetches a part's code and its strings side by side. */
export async function withStrings<M>(code: Promise<M>, ...dictionaries: readonly Dictionary<unknown>[]): Promise<M> {
  const [module] = await Promise.all([code, ...dictionaries.map((one) => one.load())]);
  return module;
}

/**
 * Changes the language as soon as the strings of all that is open are there: at once where they are already. Of several
 * calls the last wins. Where something cannot be fetched the language stays, and `languageFailure` says why.
 */
export async function changeLanguage(to: Language): Promise<void> {
  changes += 1;
  const change = changes;
  wanted = to;
  languageFailure.value = null;
  try {
    // Another part may be opened meanwhile
    for (let missing = lacking(to); missing.length > 0; missing = lacking(to)) {
      await Promise.all(missing.map((part) => part.fetch(to)));
    }
    if (change === changes) used.value = to;
  } catch (error) {
    if (change !== changes) return;
    wanted = used.peek();
    languageFailure.value = error;
  }
}

/** To the other language; back again where that is on its way. */
export function nextLanguage(): void {
  void changeLanguage(wanted === 'en' ? 'zh' : 'en');
}

const lacking = (name: Language): Part[] => [...opened].filter((part) => !part.has(name));
