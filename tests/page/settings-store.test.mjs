// Settings in addresses, of every room and tool: what is read from any address is written so that it is read again. No browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dice } from './class-random.mjs';
import { sources } from './sources.mjs';

const page = await sources({
  watch: 'rooms/watch/settings',
  train: 'rooms/train/settings',
  learn: 'rooms/learn/settings',
  act: 'rooms/act/settings',
  debugger: 'rooms/learn/tools/debugger/store/settings',
  break: 'rooms/learn/tools/break/store/settings',
  fork: 'rooms/learn/tools/fork/store/settings',
  class: 'shared/state/class-settings',
  controls: 'shared/state/controls',
  preferences: 'shared/state/preferences',
  host: 'shared/state/engine-host',
  symbols: 'shared/notation/symbols',
  names: 'shared/state/names',
  subjects: 'rooms/learn/tools/shared/subjects',
  shapes: 'rooms/learn/tools/shared/shapes',
  faults: 'rooms/learn/tools/break/faults',
  engine: '../../pkg/src/names',
});

const debug = page.debugger;
const schemas = {
  watch: { parse: page.watch.parseSettings, write: page.watch.writeSettings },
  spot: page.watch.SPOT,
  train: { parse: page.train.parseSettings, write: page.train.writeSettings },
  learn: { parse: page.learn.parseSettings, write: page.learn.writeSettings },
  debugger: {
    parse(query) {
      const { problems, ...settings } = debug.parseDebugger(query);
      return { settings, problems };
    },
    write: ({ settings, spot }, query) => debug.writeDebugger(settings, spot, query),
  },
  act: page.act.ACT,
  break: page.break.SETTINGS,
  fork: page.fork.SETTINGS,
  class: { parse: page.class.parseClass, write: page.class.writeClass },
  notation: { parse: page.preferences.parseNotation, write: page.preferences.writeNotation },
};

/** Every list of names or numbers that settings are chosen from. */
const lists = Object.values(page)
  .flatMap((module) => Object.values(module).filter(Array.isArray))
  .flat()
  .filter((value) => typeof value === 'string' || typeof value === 'number');
const words = [...new Set(lists.map(String))];
const own = ['on', 'off', 'none', 'click', 'max', 'eps', 'any,1,0', '7', 'data,paths', 'watch.play,train.seed', '45min', 'AbC_-9'];

/** A number as one might write it: of any size, with any number of digits, with an exponent. */
function number(d) {
  const decimals = d.whole(0, 10);
  const value = d.share() * 10 ** d.whole(-7, 4);
  return d.one([String(d.whole(0, 1000)), value.toFixed(decimals), value.toPrecision(d.whole(1, 8)), value.toExponential(d.whole(0, 4))]);
}

/** β at the handles of a curve, mostly such as can be had. */
const beta = (d) => (1 + d.share() * 8) * 10 ** d.whole(-5, -2);
const curve = (d) =>
  Array.from({ length: 6 }, () => d.one([beta(d).toFixed(d.whole(4, 7)), beta(d).toExponential(d.whole(0, 3))])).join(',');

describe('the settings of', () => {
  const CASES = 4000;
  for (const [name, schema] of Object.entries(schemas)) {
    test(`${name}, written, read and written again, are the same`, () => {
      const d = dice(17);
      let taken = 0;
      for (let i = 0; i < CASES; i += 1) {
        // Whatever it is asked for it has
        const anything = { get: () => d.one([null, d.one(words), d.one(own), number(d), number(d), curve(d)]) };
        const { settings } = schema.parse(anything);
        const query = new URLSearchParams();
        schema.write(settings, query);
        const again = schema.parse(query);
        assert.deepEqual(again.problems, [], `${query}`);
        const back = new URLSearchParams();
        schema.write(again.settings, back);
        assert.equal(back.toString(), query.toString());
        taken += query.size;
      }
      // An address of nothing but nonsense would show nothing
      assert.ok(taken > 0, `no value was taken from ${CASES} addresses`);
    });
  }
});
