/**
 * Settings that stand in the page's address. One statement of a setting gives its key, its default, its type, what reads it and
 * what writes it. Text from an address is hostile until it is parsed here.
 */
import { MAX_SEED } from './seed';

/** A value in an address, or in a link, that could not be taken; the default or the nearest took its place. */
export interface Problem {
  key: string;
  asked: string;
  used: string;
}

export interface Setting<T> {
  /** The name in the address. */
  readonly key: string;
  readonly initial: T;
  /** undefined: not a value of this setting. */
  parse(text: string): T | undefined;
  /** The text that `parse` takes back. */
  format(value: T): string;
}

/** All settings that are read and written together, by the names that the code has for them. */
export interface Schema<S extends object> {
  readonly settings: { readonly [K in keyof S]: Setting<S[K]> };
  readonly defaults: Readonly<S>;
  /** The settings that an address asks for. Keys that are not ours are left alone: other tools add theirs to links. */
  parse(query: URLSearchParams): { settings: S; problems: Problem[] };
  /** Writes what differs from the defaults into an address, leaving keys that are not ours as they are. */
  write(settings: S, query: URLSearchParams): void;
  /** Takes all of these settings out of an address: another room has other ones of the same key. */
  erase(query: URLSearchParams): void;
}

/** The type of the settings of a schema. */
export type SettingsOf<C> = C extends Schema<infer S> ? S : never;

/** How much of a value that cannot be taken is shown. */
const SHOWN = 24;

export function schema<S extends object>(settings: { readonly [K in keyof S]: Setting<S[K]> }): Schema<S> {
  const names = Object.keys(settings) as (keyof S)[];
  const defaults = Object.fromEntries(names.map((name) => [name, settings[name].initial])) as S;
  return {
    settings,
    defaults,
    parse(query) {
      const read = { ...defaults };
      const problems: Problem[] = [];
      for (const name of names) {
        const { key, initial, parse, format } = settings[name];
        const text = query.get(key);
        if (text === null) continue;
        const value = parse(text);
        if (value === undefined) problems.push({ key, asked: text.slice(0, SHOWN), used: format(initial) });
        else read[name] = value;
      }
      return { settings: read, problems };
    },
    write(values, query) {
      for (const name of names) {
        const { key, initial, format } = settings[name];
        const text = format(values[name]);
        if (text === format(initial)) query.delete(key);
        else query.set(key, text);
      }
    },
    erase(query) {
      for (const name of names) query.delete(settings[name].key);
    },
  };
}

/** One of several values. `names` are their forms in the address, where these are not the values themselves. */
export function oneOf<const T extends string | number>(
  key: string,
  values: readonly T[],
  initial: NoInfer<T>,
  names = values.map(String),
): Setting<T> {
  return {
    key,
    initial,
    parse: (text) => values[names.indexOf(text)],
    format: (value) => names[values.indexOf(value)] ?? '',
  };
}

/** Any of several names, each once, in the order of `values`; `none` where there is none. */
export function several<const T extends string>(key: string, values: readonly T[], initial: readonly NoInfer<T>[]): Setting<readonly T[]> {
  return {
    key,
    initial,
    parse(text) {
      if (text === 'none') return [];
      const names = text.split(',');
      if (names.length > values.length || names.some((name) => !values.some((value) => value === name))) return undefined;
      return values.filter((value) => names.includes(value));
    },
    format: (chosen) => (chosen.length === 0 ? 'none' : values.filter((value) => chosen.includes(value)).join(',')),
  };
}

interface Range {
  initial: number;
  min: number;
  max: number;
}

function number(key: string, { initial, min, max }: Range, form: RegExp, format: (value: number) => string): Setting<number> {
  return {
    key,
    initial,
    parse(text) {
      const value = form.test(text) ? Number(text) : NaN;
      return value >= min && value <= max ? value : undefined;
    },
    format,
  };
}

/** A whole number. */
export function whole(key: string, range: Range): Setting<number> {
  return number(key, range, /^\d{1,10}$/, String);
}

export function seed(key: string, initial = 1): Setting<number> {
  return whole(key, { initial, min: 0, max: MAX_SEED });
}

/** A number of four decimals. */
export function decimal(key: string, range: Range): Setting<number> {
  return number(key, range, /^\d{1,4}(\.\d{1,4})?$/, (value) => String(Math.round(value * 1e4) / 1e4));
}

/** A number of three significant digits. */
export function magnitude(key: string, range: Range): Setting<number> {
  return number(key, range, /^\d{1,3}(\.\d{1,9})?(e-?\d)?$/, significant);
}

/** Three significant digits, without an exponent down to 1e-6. */
export function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}

export function flag(key: string, initial: boolean): Setting<boolean> {
  return {
    key,
    initial,
    parse: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
    format: (value) => (value ? 'on' : 'off'),
  };
}
