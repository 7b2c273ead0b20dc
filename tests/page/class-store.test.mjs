// Links for a class, below their views: what is written is read, and what nobody wrote does no harm. No browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { teachingPage } from '../../www/teaching.mjs';
import { bent, dice, LETTERS, randomPlace, words } from './class-random.mjs';
import { sources } from './sources.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { deflateSync } = createRequire(join(root, 'www/package.json'))('fflate');

const CLASS = ['place', 'script', 'plans', 'draft', 'qr'];
const page = await sources({
  ...Object.fromEntries(CLASS.map((name) => [name, `classroom/${name}`])),
  controls: 'shared/state/controls',
  settings: 'shared/state/class-settings',
  classroom: 'shared/state/classroom',
  en: 'classroom/locales/en',
  zh: 'classroom/locales/zh',
  keys: 'classroom/keys',
  rooms: 'shared/state/rooms',
  watch: 'rooms/watch/settings',
  spacing: 'shared/state/spacing',
  train: 'rooms/train/settings',
  learn: 'rooms/learn/settings',
  scores: 'rooms/learn/store/scores',
});

/** A random room with settings of its own. */
const place = (d) => randomPlace(page, d);

/** A note as the panel would take it. */
const note = (d) => page.script.cleanNote(words(d, 60));

/** The settings that an address stands for, of its room. */
const settingsAt = (query, room) => page[room].parseSettings(query);

describe('links', () => {
  const CASES = 2500;

  test(`${CASES} random places with seeds, controls, script and language: opened as they were made`, () => {
    const d = dice(20260701);
    const seen = { watch: 0, train: 0, learn: 0, scripts: 0, plans: 0 };
    for (let i = 0; i < CASES; i += 1) {
      const { room, settings, query } = place(d);
      const draft = new page.draft.Draft();
      draft.here.value = `?${query}&backend=cpu&lang=zh&present=on&utm=x`;
      for (const name of d.some(page.controls.CONTROLS)) draft.show(name, false);
      draft.present.value = d.coin();
      draft.seed.value = d.share() < 0.3;
      draft.language.value = d.one(page.draft.LINK_LANGUAGES);
      const places = d.share() < 0.5 ? Array.from({ length: d.whole(1, 8) }, () => place(d)) : [];
      for (const stop of places) draft.add(page.place.readPlace(stop.query).text);
      const notes = places.map(() => note(d));
      for (const [at, stop] of draft.stops.value.entries()) draft.note(stop.id, notes[at]);
      if (places.length === 0 && d.share() < 0.1) draft.load(d.one(page.plans.PLAN_NAMES), page.en.en.notes);

      const link = draft.link('https://example.org/lab/');
      assert.ok(link !== null, `case ${i}`);
      const opened = new URL(link);
      assert.equal(opened.origin + opened.pathname, 'https://example.org/lab/');
      const asked = opened.searchParams;
      const { settings: own, problems } = page.settings.parseClass(asked);
      assert.deepEqual(problems, [], link);
      assert.deepEqual(own.hide, draft.hide.value);
      assert.equal(own.present, draft.present.value);
      assert.equal(asked.get('lang'), draft.language.value === 'own' ? null : draft.language.value);
      if (own.script !== '') {
        const read = page.script.readClassScript(own.script);
        assert.ok(read, link);
        assert.deepEqual(read.problems, []);
        seen[places.length > 0 ? 'scripts' : 'plans'] += 1;
        if (places.length === 0) continue;
        assert.equal(read.script.stops.length, places.length);
        read.script.stops.forEach((stop, at) => {
          assert.equal(stop.note, notes[at]);
          const found = settingsAt(new URLSearchParams(stop.place), places[at].room);
          assert.deepEqual(found, { settings: places[at].settings, problems: [] }, stop.place);
        });
        assert.equal(page.place.namesPlace(asked), false, 'with a script, the first stop is where it leads');
        assert.equal(String(page.script.startOf(asked, read.script, 1)), read.script.stops[0].place);
        continue;
      }
      seen[room] += 1;
      assert.equal(page.place.readPlace(asked).room, room);
      assert.deepEqual(page.place.readPlace(asked).strangers, []);
      assert.deepEqual(settingsAt(asked, room), { settings, problems: [] }, link);
      if (draft.seed.value && room !== 'learn') {
        assert.equal(asked.get('seed'), String(settings.seed));
        assert.ok(own.hide.includes(`${room}.seed`));
      }
    }
    for (const [what, count] of Object.entries(seen)) assert.ok(count > 50, `${what}: only ${count}`);
  });

  test('a link that is written, read and written again is the same link', () => {
    const d = dice(7);
    for (let i = 0; i < 1000; i += 1) {
      const { query } = place(d);
      const once = page.place.readPlace(query).text;
      assert.equal(page.place.readPlace(new URLSearchParams(once)).text, once);
      const seeded = page.place.withSeed(once);
      assert.equal(page.place.withSeed(seeded), seeded);
    }
  });

  test('hiding is undone by showing, whatever was done between', () => {
    const d = dice(99);
    const { CONTROLS } = page.controls;
    const draft = new page.draft.Draft();
    const hidden = new Set();
    for (let i = 0; i < 2000; i += 1) {
      const name = d.one(CONTROLS);
      const shown = d.coin();
      draft.show(name, shown);
      if (shown) hidden.delete(name);
      else hidden.add(name);
      assert.deepEqual(
        draft.hide.value,
        CONTROLS.filter((one) => hidden.has(one)),
      );
    }
    draft.preset('none', CONTROLS);
    assert.deepEqual(draft.hide.value, [...CONTROLS]);
    draft.preset('transport', CONTROLS);
    assert.deepEqual(
      draft.hide.value,
      CONTROLS.filter((name) => !page.controls.TRANSPORT.includes(name)),
    );
    draft.preset('all', CONTROLS);
    assert.deepEqual(draft.hide.value, []);
  });

  test('a script that is too long for a link is none, and is told apart from one that is empty', () => {
    const d = dice(3);
    const draft = new page.draft.Draft();
    assert.equal(draft.script.value, '');
    for (let i = 0; i < page.settings.MAX_STOPS + 5; i += 1) draft.add('room=train&data=dino');
    assert.equal(draft.stops.value.length, page.settings.MAX_STOPS);
    for (const stop of draft.stops.value) draft.note(stop.id, Array.from({ length: 240 }, () => d.one(LETTERS)).join(''));
    assert.equal(draft.script.value, null);
    assert.equal(draft.link('https://example.org/'), null);
  });

  test('a note of any length and letters comes back as the panel took it', () => {
    const d = dice(11);
    for (let i = 0; i < 3000; i += 1) {
      const asked = d.coin() ? words(d, 400) : String.fromCodePoint(...Array.from({ length: d.whole(0, 300) }, () => d.whole(0, 0x1_ffff)));
      const taken = page.script.cleanNote(asked);
      const text = page.script.writeScript([{ place: 'room=learn', note: taken }]);
      assert.ok(text !== null && taken.length <= page.script.MAX_NOTE);
      assert.equal(page.script.readClassScript(text)?.script.stops[0].note, taken, JSON.stringify(asked));
    }
  });

  test('stops in any order, and a plan that has been changed is no longer the plan', () => {
    const draft = new page.draft.Draft();
    draft.load('45min', page.zh.zh.notes);
    assert.equal(draft.script.value, '45min');
    assert.equal(draft.stops.value[0].note, page.zh.zh.notes.appears);
    const places = () => draft.stops.value.map((stop) => stop.place);
    const before = places();
    draft.move(draft.stops.value[0].id, -1);
    assert.deepEqual(places(), before, 'the first goes no further up');
    draft.move(draft.stops.value[0].id, 1);
    assert.deepEqual(places(), [before[1], before[0], ...before.slice(2)]);
    assert.equal(draft.plan.value, null);
    const own = page.script.readClassScript(draft.script.value);
    assert.equal(own.script.stops[1].note, page.zh.zh.notes.appears);
    draft.remove(draft.stops.value[1].id);
    assert.deepEqual(places(), [before[1], ...before.slice(2)]);
  });
});

describe('hostile addresses', () => {
  const TRIES = 100_000;

  /** Whatever an address says: nothing is thrown, and what comes out is valid. */
  function open(text) {
    const query = new URLSearchParams(text);
    const { settings, problems } = page.settings.parseClass(query);
    assert.equal(typeof settings.present, 'boolean');
    assert.ok(settings.hide.every((name) => page.controls.CONTROLS.includes(name)));
    assert.ok(Number.isInteger(settings.stop) && settings.stop >= 1 && settings.stop <= page.settings.MAX_STOPS);
    assert.ok(settings.script.length <= page.settings.MAX_SCRIPT);
    for (const problem of problems) assert.ok(problem.asked.length <= 24);
    const read = settings.script === '' ? null : page.script.readClassScript(settings.script);
    if (read) {
      assert.ok(read.script.stops.length >= 1 && read.script.stops.length <= page.settings.MAX_STOPS);
      for (const stop of read.script.stops) {
        const there = page.place.readPlace(new URLSearchParams(stop.place));
        assert.deepEqual({ ...there, problems: there.problems.length }, { room: there.room, text: stop.place, problems: 0, strangers: [] });
        if (typeof stop.note === 'string') assert.ok(stop.note.length <= page.script.MAX_NOTE && !/\p{Cc}/u.test(stop.note));
      }
    }
    page.classroom.classroom.read(settings, read?.script ?? null);
    assert.ok(page.classroom.classroom.stop.value <= (read?.script.stops.length ?? 1));
    const written = new URLSearchParams();
    page.classroom.classroom.write(written);
    assert.deepEqual(page.settings.parseClass(written).problems, []);
    const start = read ? page.script.startOf(query, read.script, 1) : query;
    const at = page.place.readPlace(start);
    if (at) assert.deepEqual(page.place.readPlace(new URLSearchParams(at.text)).problems, []);
    return { settings, problems, read };
  }

  const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
  const NASTY = [
    ...PROTOTYPE,
    ...['javascript:alert(1)', '//example.org', 'https://example.org/?room=learn', '../../x', 'data:text/html,<script>', '<img onerror=x>'],
    ...['', 'on', 'off', 'none', '0', '-1', '1e9', 'NaN', 'Infinity', '\u0000', '\ud800', '\u202e', 'null', 'undefined', '[]', '{}'],
  ];

  test(`${TRIES.toLocaleString('en')} strings: random, bent, huge, and with the names of prototypes; nothing is thrown, all is valid`, () => {
    const d = dice(424242);
    const valid = Array.from({ length: 60 }, () => {
      const draft = new page.draft.Draft();
      draft.here.value = `?${place(d).query}`;
      for (const name of d.some(page.controls.CONTROLS)) draft.show(name, false);
      for (let stops = d.whole(0, 4); stops > 0; stops -= 1) draft.add(page.place.readPlace(place(d).query).text);
      return new URL(draft.link('https://example.org/')).search.slice(1);
    });
    const KEYS = ['present', 'hide', 'script', 'stop', 'room', 'lang', 'seed', 'steps', 'lesson', 'scene', 'data', 'show', ...PROTOTYPE];
    const anything = (most) =>
      Array.from({ length: d.whole(0, most) }, () => String.fromCodePoint(d.one([d.whole(0, 127), d.whole(0, 0x10_ffff)]))).join('');
    const letters = (most) => Array.from({ length: d.whole(0, most) }, () => d.one([...'ABCXYZabcxyz0189-_'])).join('');
    const kinds = [
      () => anything(40),
      () => `${d.one(KEYS)}=${encodeURIComponent(d.one(NASTY).toWellFormed())}`,
      () => Array.from({ length: d.whole(1, 5) }, () => `${d.one(KEYS)}=${anything(12)}`).join('&'),
      () => `script=1${letters(60)}`,
      () => `script=${d.one(page.plans.PLAN_NAMES)}&stop=${d.whole(-1, 60)}`,
      // A valid one, with letters changed, taken out, doubled, or cut short
      () => bent(d, d.one(valid), anything),
      () => bent(d, d.one(valid), anything),
      // Valid JSON, validly packed, that is no script
      () => `script=${packed(d.one(SHAPES)(d, anything))}`,
    ];
    let read = 0;
    let refused = 0;
    for (let i = 0; i < TRIES; i += 1) {
      const text = d.one(kinds)();
      let found;
      try {
        found = open(text);
      } catch (error) {
        throw new Error(`${JSON.stringify(text.slice(0, 400))}: ${error.stack}`);
      }
      if (found.read) read += 1;
      else if (found.settings.script !== '' || found.problems.length > 0) refused += 1;
    }
    assert.ok(read > 2000 && refused > 10_000, `${read} scripts were read, ${refused} texts refused`);
  });

  test('huge ones are refused before anything is made of them', () => {
    const begin = performance.now();
    for (const text of [
      `script=1${'A'.repeat(5_000_000)}`,
      `hide=${'watch.seed,'.repeat(400_000)}`,
      `present=${'on'.repeat(1_000_000)}`,
      Array.from({ length: 100_000 }, (_, i) => `k${i}=1`).join('&'),
    ]) {
      const { settings, read } = open(text);
      assert.equal(read, null);
      assert.deepEqual(settings, { ...page.settings.DEFAULTS });
    }
    assert.ok(performance.now() - begin < 10_000);
  });

  test('a few letters that unpack to megabytes take no more memory than a script may', () => {
    for (const size of [30_000, 1_000_000, 4_000_000]) {
      const bomb = new TextEncoder().encode(`[["","${'a'.repeat(size)}"]]`);
      const text = `1${letters64(deflateSync(bomb, { level: 9 }))}`;
      assert.ok(text.length <= page.settings.MAX_SCRIPT, `${text.length} letters`);
      const before = process.memoryUsage().arrayBuffers;
      const begin = performance.now();
      assert.equal(page.script.readClassScript(text), null);
      assert.ok(performance.now() - begin < 1000);
      assert.ok(process.memoryUsage().arrayBuffers - before < 200_000);
    }
  });

  test('a stop leads nowhere but into this page', () => {
    for (const place of ['https://example.org/', '//example.org', 'javascript:alert(1)', '#x', '/other?room=train']) {
      const read = page.script.readClassScript(packed([[place, '']]));
      // What is no setting of ours is not taken over, so the place is room Watch as it begins
      assert.equal(read.script.stops[0].place, '', place);
    }
    for (const wrong of [[['room=cellar', '']], [['', '', '']], [['']], [[1, '']], [['', null]], [], {}, 'x', [['', 'two\nlines']]]) {
      assert.equal(page.script.readClassScript(packed(wrong)), null, JSON.stringify(wrong));
    }
    const told = page.script.readClassScript(packed([['steps=many', '']]));
    assert.deepEqual(told.problems, [{ key: 'steps', asked: 'many', used: '100' }]);
  });

  test('scores in storage are counted only where they are scores', () => {
    const d = dice(5);
    const { parseScores } = page.scores;
    assert.deepEqual(
      [...parseScores('[["3.spread",2,1],["10.memory",0,4]]')],
      [
        ['3.spread', [2, 1]],
        ['10.memory', [0, 4]],
      ],
    );
    for (const text of [
      '{}',
      '[1]',
      '[["__proto__",1,1]]',
      '[["3.spread",-1,0]]',
      '[["3.spread",1.5,0]]',
      '[["3.spread","1",0]]',
      '[[["3.spread"],1,1]]',
      'x',
    ]) {
      assert.equal(parseScores(text).size, 0, text);
    }
    for (let i = 0; i < 5000; i += 1) {
      const text = bent(d, '[["3.spread",2,1],["10.memory",0,4]]', () => d.one(NASTY));
      for (const [name, [right, wrong]] of parseScores(text)) {
        assert.match(name, /^\d{1,2}\.[a-z]/);
        assert.ok(Number.isInteger(right) && right >= 0 && Number.isInteger(wrong) && wrong >= 0);
      }
    }
  });
});

const letters64 = (bytes) => Buffer.from(bytes).toString('base64url');
const packed = (value) => `1${letters64(deflateSync(new TextEncoder().encode(JSON.stringify(value)), { level: 9 }))}`;

/** What somebody might pack instead of a script. */
const SHAPES = [
  (_d, anything) => [[anything(20), anything(20)]],
  (d, anything) => Array.from({ length: d.whole(0, 60) }, () => ['room=learn', anything(3)]),
  (d) => [[`room=${d.one(['watch', 'train', 'learn', 'x'])}&seed=${d.whole(-5, 5e9)}`, 'x']],
  (d) => d.one([null, true, 1, 'x', {}, [[]], [[[]]], { length: 1, 0: ['', ''] }]),
  (d) => [[`__proto__=x&constructor=y&lesson=${d.whole(0, 20)}&room=learn`, 'y'.repeat(d.whole(0, 300))]],
];

describe('what a class sees', () => {
  test('a hidden control is neither shown nor used by its key; the visitor can have it back', () => {
    const { classroom } = page.classroom;
    const d = dice(1);
    const hide = d.some(page.controls.CONTROLS);
    const shortcuts = page.controls.CONTROLS.map((control, i) => ({ keys: [`k${i}`], shown: '', says: () => '', act() {}, control }));
    const guide = { turn() {}, fullScreen() {} };
    classroom.read({ ...page.settings.DEFAULTS, hide }, null);
    const usable = () => page.keys.keysNow(shortcuts, guide).flatMap(({ control }) => control ?? []);
    for (const name of page.controls.CONTROLS) assert.equal(classroom.shows(name), !hide.includes(name));
    assert.deepEqual(
      usable(),
      page.controls.CONTROLS.filter((name) => !hide.includes(name)),
    );
    classroom.unhidden.value = true;
    assert.deepEqual(usable(), [...page.controls.CONTROLS]);
    classroom.read({ ...page.settings.DEFAULTS, hide, present: true }, null);
    for (const name of page.controls.CONTROLS) assert.ok(!(classroom.shows(name) && hide.includes(name)));
    assert.deepEqual(
      usable(),
      page.controls.CONTROLS.filter((name) => !hide.includes(name)),
      'what a presentation leaves out keeps its key',
    );
  });

  test('in a presentation no key of a clicker has two meanings', () => {
    const { classroom } = page.classroom;
    classroom.read({ ...page.settings.DEFAULTS, present: true }, null);
    const room = ['f', '.', 'b', 'PageDown', 's'].map((key) => ({ keys: [key], shown: key, says: () => '', act() {} }));
    const keys = page.keys.keysNow(room, { turn() {}, fullScreen() {} }).flatMap((shortcut) => shortcut.keys);
    assert.deepEqual(keys.length, new Set(keys).size);
    assert.ok(keys.includes('s'));
    classroom.leave();
  });

  test('a script has ends', () => {
    const { classroom } = page.classroom;
    classroom.read({ ...page.settings.DEFAULTS, script: '45min', stop: 3 }, page.script.scriptOfPlan('45min'));
    for (let i = 0; i < 20; i += 1) classroom.move(1);
    assert.equal(classroom.stop.value, 8);
    assert.equal(classroom.move(1), null);
    for (let i = 0; i < 20; i += 1) classroom.move(-1);
    assert.equal(classroom.stop.value, 1);
  });

  test('every control belongs to a room, and has a name in both languages', () => {
    const { CONTROLS, controlsOf } = page.controls;
    assert.deepEqual(['watch', 'train', 'learn', 'act'].flatMap(controlsOf), [...CONTROLS]);
    for (const { controls } of [page.en.en, page.zh.zh]) {
      assert.deepEqual(Object.keys(controls).sort(), [...CONTROLS].sort());
      for (const room of ['watch', 'train', 'learn', 'act']) {
        const names = controlsOf(room).map((name) => controls[name]);
        assert.equal(new Set(names).size, names.length, `two controls of ${room} have one name`);
      }
    }
  });
});

describe('rooms, taken to a place', () => {
  /** A room that notes what happens to it. */
  function room(name, query, log) {
    log.push(`${name} opened with ${query}`);
    const note = (what) => () => log.push(`${name} ${what}`);
    return {
      enter: note('entered'),
      leave: note('left'),
      read: (from) => log.push(`${name} reads ${from}`),
      write() {},
      erase() {},
      dispose: note('disposed of'),
    };
  }
  const q = (text) => new URLSearchParams(text);

  test('one whose code is on its way is opened with what was asked for last, and only once', async () => {
    const log = [];
    const waiting = [];
    const rooms = new page.rooms.Rooms('watch', {
      watch: (query) => room('watch', query, log),
      train: (query) => new Promise((done) => waiting.push(() => done(room('train', query, log)))),
      learn: () => Promise.reject(new Error('gone')),
    });
    await rooms.go('watch', q('steps=5'));
    const [first, second] = [rooms.go('train', q('T=50')), rooms.go('train', q('T=60'))];
    for (const open of waiting) open();
    await Promise.all([first, second]);
    const expected = ['watch opened with steps=5', 'watch entered', 'watch left', 'train opened with T=50', 'train opened with T=60'];
    assert.deepEqual(log, [...expected, 'train reads T=60', 'train entered', 'train disposed of'], 'the second has no use');
    log.length = 0;
    await rooms.go('train', q('T=70'));
    await rooms.go('watch');
    await rooms.go('train');
    assert.deepEqual(
      log,
      ['train reads T=70', 'train left', 'watch entered', 'watch left', 'train entered'],
      'without a place it is as it was left',
    );
  });

  test('one whose code could not be had is opened, on trying again, with what was asked for', async () => {
    const log = [];
    let there = false;
    const rooms = new page.rooms.Rooms('watch', {
      watch: (query) => room('watch', query, log),
      train: (query) => room('train', query, log),
      learn: (query) => (there ? room('learn', query, log) : Promise.reject(new Error('gone'))),
    });
    await rooms.go('learn', q('room=learn&lesson=3'));
    assert.ok(rooms.failure.value);
    there = true;
    await rooms.go('learn');
    assert.deepEqual(log, ['learn opened with room=learn&lesson=3', 'learn entered']);
  });
});

describe('rooms, gone back to', () => {
  /** Two rooms with one setting each, which is in the address where it is not 1. */
  function pair() {
    const log = [];
    const open = (name) => (query) => {
      let t = query.get('T') ?? '1';
      return {
        enter: () => log.push(`${name} entered with ${t}`),
        leave: () => undefined,
        erase: (from) => from.delete('T'),
        write: (to) => (t === '1' ? to.delete('T') : to.set('T', t)),
        read: (from) => {
          t = from.get('T') ?? '1';
          log.push(`${name} reads ${t}`);
        },
      };
    };
    return { log, rooms: new page.rooms.Rooms('watch', { watch: open('watch'), train: open('train'), learn: open('learn') }) };
  }
  const at = (query) => `http://localhost/${query}`;

  test('have the settings of that address, and are left alone where they have them', async () => {
    const { log, rooms } = pair();
    await rooms.go('watch', new URLSearchParams('T=5'));
    await rooms.go('train');
    await rooms.returnTo(at('?T=5&utm=a%2Cb'));
    await rooms.returnTo(at('?room=train'));
    await rooms.returnTo(at('?T=7#x'));
    assert.equal(rooms.address('watch', at('')).search, '?T=7');
    await rooms.returnTo(at('?room=learn&T=3'));
    await rooms.returnTo(at('?room=nowhere'));
    assert.deepEqual(log, [
      ...['watch entered with 5', 'train entered with 1', 'watch entered with 5', 'train entered with 1'],
      ...['watch reads 7', 'watch entered with 7', 'learn entered with 3', 'watch reads 1', 'watch entered with 1'],
    ]);
  });
});

describe('QR codes', () => {
  test('have a quiet zone of four modules, and are refused where a phone could not read them', () => {
    const { qrCode, qrFile } = page.qr;
    const code = qrCode('https://example.org/lab/?script=45min');
    const modules = [...code.path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((match) => match.slice(1).map(Number));
    for (const [x, y, long] of modules) {
      assert.ok(x >= 4 && y >= 4 && x + long <= code.modules - 4 && y < code.modules - 4);
    }
    assert.match(qrFile(code), /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 37 37"/);
    assert.ok(qrCode(`https://example.org/?script=1${'A'.repeat(1600)}`));
    assert.equal(qrCode(`https://example.org/?script=1${'A'.repeat(2000)}`), null);
    assert.equal(qrCode('A'.repeat(10_000)), null);
  });
});

describe('docs/teaching.md', () => {
  const readDocument = () => readFile(join(root, 'docs/teaching.md'), 'utf8');
  /** Links of the document into the page: `./?…`. */
  const linksOf = (text) => [...text.matchAll(/\]\((\.\/\?[^)\s]*|\.\/)\)/g)].map((match) => match[1]);

  test('every link asks for what there is: known keys, no problems', async () => {
    const links = linksOf(await readDocument());
    assert.ok(links.length > 50, `only ${links.length} links`);
    for (const link of links) {
      const query = new URL(link, 'https://example.org/lab/').searchParams;
      const there = page.place.readPlace(query);
      assert.ok(there, link);
      assert.deepEqual([there.problems, there.strangers], [[], []], link);
      const { settings, problems } = page.settings.parseClass(query);
      assert.deepEqual(problems, [], link);
      if (settings.script !== '') assert.ok(page.script.readClassScript(settings.script), link);
    }
  });

  test('has in both languages what a teacher needs: wrong answers, a board plan, ten questions with answers, and two worksheets', async () => {
    const text = await readDocument();
    const [english, chinese] = text.split('\n## 中文\n');
    for (const part of [english, chinese]) {
      const lists = [...part.matchAll(/(?:^|\n\n)(1\. .+(?:\n\d+\. .+)*)/g)].map((match) => match[1].split('\n').length);
      assert.deepEqual(lists, [10, 7, 7]);
      const answers = [...part.matchAll(/^\*\*[^*]*(?:Answers|答案)[^*]*\*\* ?(1[:：].+)$/gm)].map(
        (match) => match[1].match(/\d+[:：]/g).length,
      );
      assert.deepEqual(answers, [10, 7, 7]);
      // Of every lesson that has predictions in the plans
      const rows = part.split('\n').filter((line) => /^\| \d+ \|/.test(line));
      assert.deepEqual([...new Set(rows.map((row) => row.split('|')[1].trim()))], ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    }
    const html = teachingPage(text);
    assert.equal(html.split('<section class="sheet">').length - 1, 4);
    assert.equal(html.split('</section>').length - 1, 4);
    assert.throws(() => teachingPage(text.replace('\n2. ', '\n3. ')), /expected line 2 of a list/);
  });

  test('its worksheets have the answers that their numbers give', async () => {
    const text = await readDocument();
    const bars = [1, 2, 3, 4].map((t) => 0.8 ** t);
    const [before, beta] = [0.5, 0.2];
    const bar = before * (1 - beta);
    const [ofX0, ofXt] = [(Math.sqrt(before) * beta) / (1 - bar), (Math.sqrt(1 - beta) * (1 - before)) / (1 - bar)];
    const estimate = (0 - Math.sqrt(1 - bar) * -0.5) / Math.sqrt(bar);
    const figures = [
      ...[bars[3].toFixed(2), Math.sqrt(bars[3]).toFixed(2), Math.sqrt(1 - bars[3]).toFixed(3), (bars[3] / (1 - bars[3])).toFixed(3)],
      ...[bar.toFixed(1), (((1 - before) / (1 - bar)) * beta).toFixed(3), ofX0.toFixed(3), ofXt.toFixed(3)],
      ...[estimate.toFixed(3), (ofX0 * estimate).toFixed(3)],
    ];
    const answers = text.split('\n').filter((line) => /^\*\*(Answers to worksheet|练习单 \d 的答案)/.test(line));
    assert.equal(answers.length, 4);
    for (const [one, two] of [answers.slice(0, 2), answers.slice(2)])
      for (const figure of figures) assert.ok(`${one} ${two}`.includes(figure), figure);
  });

  test('its tables are the plans of the panel: the same stops, minutes and order, in both languages', async () => {
    const document = await readDocument();
    for (const [name, stops] of Object.entries(page.plans.PLANS)) {
      const parts = document.split(`<!-- plan ${name} -->`).slice(1);
      assert.equal(parts.length, 2, `${name} stands there once in each language`);
      for (const part of parts) {
        const rows = part
          .split('\n\n')[1]
          .split('\n')
          .slice(2)
          .map((row) => row.split('|').map((cell) => cell.trim()));
        let minute = 0;
        const expected = stops.map((stop) => {
          const span = `${minute}–${minute + stop.minutes}`;
          minute += stop.minutes;
          return [span, page.place.readPlace(new URLSearchParams(stop.place)).text];
        });
        const found = rows.map((cells) => {
          const [link] = linksOf(cells.join('|'));
          return [cells[1], page.place.readPlace(new URL(link, 'https://example.org/').searchParams).text];
        });
        assert.deepEqual(found, expected, name);
        assert.equal(minute, name === '45min' ? 45 : 90);
        assert.ok(part.includes(`](./?present=on&script=${name})`), `${name} can be opened as a script`);
      }
    }
  });
});
