/**
 * Methods that the page uses and the oldest browsers that it supports lack (Chrome 91 of 2021; docs/browsers.md), put in where
 * they are missing. To be imported before anything that uses them.
 */

type Numbers = Float32Array | Float64Array | Uint8Array | Uint32Array;

function provide(target: object, methods: Record<string, (...args: never[]) => unknown>): void {
  for (const [name, value] of Object.entries(methods)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  return this[index < 0 ? this.length + Math.trunc(index) : Math.trunc(index)];
}

function findLastIndex<T>(this: readonly T[], fits: (value: T, index: number, all: readonly T[]) => boolean): number {
  let index = this.length - 1;
  while (index >= 0 && !fits(this[index] as T, index, this)) index -= 1;
  return index;
}

/** Of settings, data and saved runs: arrays, arrays of numbers and plain objects of those. */
function structuredClone(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return (value as Numbers).slice();
  if (Array.isArray(value)) return value.map(structuredClone);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, structuredClone(one)]));
}

/** Puts in what is missing; importing this module has done so. */
export function provideMissing(): void {
  provide(Array.prototype, {
    at,
    findLastIndex,
    toSorted<T>(this: readonly T[], order?: (a: T, b: T) => number): T[] {
      return [...this].sort(order);
    },
    toReversed<T>(this: readonly T[]): T[] {
      return [...this].reverse();
    },
  });
  provide(String.prototype, { at });
  const typed = Object.getPrototypeOf(Uint8Array.prototype) as object;
  provide(typed, {
    at,
    findLastIndex,
    toSorted(this: Numbers, order?: (a: number, b: number) => number): Numbers {
      return this.slice().sort(order);
    },
    toReversed(this: Numbers): Numbers {
      return this.slice().reverse();
    },
  });
  // biome-ignore lint/suspicious/noPrototypeBuiltins: this is what Object.hasOwn is made of where it is missing
  provide(Object, { hasOwn: (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key) });
  provide(globalThis, { structuredClone });
}

provideMissing();
