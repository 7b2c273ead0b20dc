/** Settings in the page's address, field by field. Text from an address is hostile until parsed here. */

/** A value in an address, or a link's wish, that could not be had; the default or the nearest took its place. */
export interface Problem {
  key: string;
  asked: string;
  used: string;
}

export interface Field<T> {
  /** The name in the address. */
  key: string;
  /** undefined: not a value of this field. */
  parse(text: string): T | undefined;
  format(value: T): string;
}

export type Fields<S> = { readonly [K in keyof S]: Field<S[K]> };

/** Of a value that cannot be had so much is shown. */
const SHOWN = 24;

export function choice<T extends string | number>(key: string, values: readonly T[], names = values.map(String)): Field<T> {
  return {
    key,
    parse: (text) => values[names.indexOf(text)],
    format: (value) => names[values.indexOf(value)] ?? '',
  };
}

export function number(key: string, low: number, high: number, whole: boolean): Field<number> {
  const form = whole ? /^\d{1,10}$/ : /^\d{1,4}(\.\d{1,4})?$/;
  return {
    key,
    parse(text) {
      const value = form.test(text) ? Number(text) : NaN;
      return value >= low && value <= high ? value : undefined;
    },
    format: (value) => String(whole ? value : Math.round(value * 1e4) / 1e4),
  };
}

/** A number of which the leading digits count, not the decimals. */
export function magnitude(key: string, low: number, high: number): Field<number> {
  return {
    key,
    parse(text) {
      const value = /^\d{1,3}(\.\d{1,6})?(e-?\d)?$/.test(text) ? Number(text) : NaN;
      return value >= low && value <= high ? value : undefined;
    },
    format: (value) => String(Number(value.toPrecision(3))),
  };
}

export function flag(key: string): Field<boolean> {
  return {
    key,
    parse: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
    format: (value) => (value ? 'on' : 'off'),
  };
}

/** Any of several names, each once, in the order of `values`; `none` where there is none. */
export function several<T extends string>(key: string, values: readonly T[]): Field<readonly T[]> {
  return {
    key,
    parse(text) {
      if (text === 'none') return [];
      const names = text.split(',');
      if (names.length > values.length || names.some((name) => !values.some((value) => value === name))) return undefined;
      return values.filter((value) => names.includes(value));
    },
    format: (chosen) => (chosen.length === 0 ? 'none' : values.filter((value) => chosen.includes(value)).join(',')),
  };
}

function names<S extends object>(fields: Fields<S>): (keyof S)[] {
  return Object.keys(fields) as (keyof S)[];
}

/** The settings that an address asks for. Keys that are not ours are left alone: other tools add theirs to links. */
export function readFields<S extends object>(
  fields: Fields<S>,
  defaults: Readonly<S>,
  query: URLSearchParams,
): { settings: S; problems: Problem[] } {
  const settings: S = { ...defaults };
  const problems: Problem[] = [];
  for (const name of names(fields)) {
    const field = fields[name];
    const text = query.get(field.key);
    if (text === null) continue;
    const value = field.parse(text);
    if (value === undefined) problems.push({ key: field.key, asked: text.slice(0, SHOWN), used: field.format(defaults[name]) });
    else settings[name] = value;
  }
  return { settings, problems };
}

/** Writes what differs from the defaults into an address, leaving keys that are not ours as they are. */
export function writeFields<S extends object>(fields: Fields<S>, defaults: Readonly<S>, settings: S, query: URLSearchParams): void {
  for (const name of names(fields)) {
    const field = fields[name];
    const text = field.format(settings[name]);
    if (text === field.format(defaults[name])) query.delete(field.key);
    else query.set(field.key, text);
  }
}

/** Takes all of these fields out of an address: another room has other ones of the same name. */
export function eraseFields<S extends object>(fields: Fields<S>, query: URLSearchParams): void {
  for (const name of names(fields)) query.delete(fields[name].key);
}
