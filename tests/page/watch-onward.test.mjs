// The links from room Watch to the tools of room Learn: the tools open at what the links ask for. No browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sources } from './sources.mjs';

globalThis.document = { baseURI: 'http://localhost/', documentElement: { getAttribute: () => null } };
const { watch, onward, learn, debug, fork, broken } = await sources({
  watch: 'rooms/watch/settings',
  onward: 'rooms/watch/onward',
  learn: 'rooms/learn/settings',
  debug: 'rooms/learn/tools/debugger/store/settings',
  fork: 'rooms/learn/tools/fork/store/settings',
  broken: 'rooms/learn/tools/break/store/settings',
});

/** The settings that each tool reads from an address. */
const READ = {
  debugger: (query) => debug.parseDebugger(query),
  fork: (query) => fork.SETTINGS.parse(query),
  break: (query) => broken.SETTINGS.parse(query),
};
const seen = { ...watch.DEFAULTS, model: 'digits', seed: 77, clip: false };

describe('a link from room Watch', () => {
  for (const tool of onward.TOOLS)
    test(`opens ${tool} with the same model and noise, and asks for nothing that it cannot have`, () => {
      const query = onward.placeOf(tool, seen, 420);
      assert.deepEqual(learn.parseSettings(query), { settings: { ...learn.DEFAULTS, page: tool }, problems: [] });
      const { settings, problems } = READ[tool](query);
      assert.deepEqual(problems, []);
      assert.deepEqual([settings.subject, settings.model, settings.seed], ['pictures', 'digits', 77]);
    });

  test('takes along where the run is, and whether x̂₀ is clipped', () => {
    assert.equal(READ.fork(onward.placeOf('fork', seen, 420)).settings.t, 420);
    assert.equal(READ.fork(onward.placeOf('fork', seen, 0)).settings.t, fork.SETTINGS.defaults.t);
    assert.equal(READ.debugger(onward.placeOf('debugger', seen, 420)).settings.clip, false);
    assert.equal(READ.debugger(onward.placeOf('debugger', { ...seen, clip: true }, 420)).settings.clip, true);
  });
});
