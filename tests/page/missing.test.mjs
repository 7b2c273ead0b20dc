// What the page puts in where a browser of 2021 lacks it, against what Node has of its own.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sources } from './sources.mjs';

const typed = Object.getPrototypeOf(Uint8Array.prototype);
const places = [
  ...[Array.prototype, typed].flatMap((target) => ['at', 'findLastIndex', 'toSorted', 'toReversed'].map((name) => [target, name])),
  [String.prototype, 'at'],
  [Object, 'hasOwn'],
  [globalThis, 'structuredClone'],
];

/** What a browser gives for the calls that the page makes. */
function answers() {
  const values = [3, 1, 2];
  const numbers = Float32Array.of(3, 1, 2);
  const record = { name: 'a', list: [1, { b: null }], numbers, none: undefined };
  return {
    at: [values.at(0), values.at(-1), values.at(3), values.at(-4), numbers.at(-2), 'abc'.at(-1)],
    last: [values.findLastIndex((v) => v > 1), values.findLastIndex((v) => v > 9), numbers.findLastIndex((v) => v > 2)],
    sorted: [values.toSorted(), values.toSorted((a, b) => b - a), Float32Array.of(10, 9).toSorted(), values],
    reversed: [values.toReversed(), numbers.toReversed(), numbers],
    own: [Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString'), Object.hasOwn(Object.create(null), 'a')],
    clone: structuredClone(record),
    apart: structuredClone(record).numbers.buffer !== numbers.buffer,
  };
}

describe('what is missing', () => {
  const expected = answers();
  const own = places.map(([target, name]) => Object.getOwnPropertyDescriptor(target, name));
  let given;
  before(async () => {
    const { provideMissing } = await sources(['shared/missing']);
    for (const [target, name] of places) delete target[name];
    try {
      assert.throws(answers);
      provideMissing();
      given = answers();
    } finally {
      places.forEach(([target, name], i) => {
        Object.defineProperty(target, name, own[i]);
      });
    }
  });

  test('is put in, and does as the language says', () => assert.deepEqual(given, expected));
});
