// What lessons teach beside their scenes, and which questions of a pool are asked: no browser.
import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sources } from './sources.mjs';

const lessons = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'www/src/rooms/learn/lessons');
const learn = await sources({
  teaching: 'rooms/learn/teaching',
  draw: 'rooms/learn/store/draw',
  checks: 'rooms/learn/store/checks',
  selfCheck: 'rooms/learn/store/self-check',
  scores: 'rooms/learn/store/scores',
  rich: 'rooms/learn/rich',
  file: 'rooms/learn/store/progress-file',
  glossary: 'rooms/learn/glossary',
  hands: 'rooms/learn/store/hands',
  settings: 'rooms/learn/settings',
  formulas: 'rooms/learn/notation/formulas',
  sources: 'rooms/learn/notation/sources',
  en: 'rooms/learn/locales/en',
  zh: 'rooms/learn/locales/zh',
});
const folders = (await readdir(lessons)).filter((name) => /^\d\db?-/.test(name));
const there = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

describe('a lesson', () => {
  test('has what it teaches beside its scenes, and hands it on', async () => {
    for (const folder of folders) {
      const has = await there(join(lessons, folder, 'teaching.ts'));
      assert.ok(has, folder);
      const code = await readFile(join(lessons, folder, 'lesson.tsx'), 'utf8');
      assert.match(code, /\n\s+teaching,\n/, `lesson.tsx of ${folder}`);
    }
  });

  for (const folder of folders) {
    test(`${folder}: has in both languages what a self-check needs`, async () => {
      const { en: english, zh: chinese } = await sources({
        en: `rooms/learn/lessons/${folder}/teaching.en`,
        zh: `rooms/learn/lessons/${folder}/teaching.zh`,
      });
      const [en, zh] = [english.en, chinese.zh];
      for (const [name, teaching] of Object.entries({ en, zh })) {
        assert.ok(teaching.goals.length >= 2 && teaching.goals.length <= 3, `goals in ${name}`);
        assert.deepEqual([teaching.recap.length, teaching.exercises.length], [3, 2], `recap and exercises in ${name}`);
        const names = Object.keys(teaching.questions);
        assert.ok(names.length >= learn.teaching.POOL, `${names.length} questions in ${name}`);
        assert.ok(
          names.every((id) => /^[a-z][A-Za-z0-9]{0,23}$/.test(id)),
          names.join(),
        );
        for (const text of strings(teaching)) {
          assert.ok(text.trim() !== '', `an empty text in ${name}`);
          for (const piece of learn.rich.pieces(text)) {
            assert.notEqual(piece.kind, 'part', `nothing lights a part of the stage from here: ${text}`);
            if (piece.kind === 'words') assert.doesNotMatch(piece.words, /\{[a-zA-Z]\w*\}/, text);
          }
        }
        for (const [id, question] of Object.entries(teaching.questions)) {
          const what = `${id} in ${name}`;
          if (question.kind === 'choice') {
            const options = learn.teaching.optionsOf(question);
            assert.equal(new Set(options).size, options.length, `two options alike: ${what}`);
            assert.equal(learn.teaching.thoughtOf(question, 0), null);
            const thoughts = question.wrong.map((_, i) => learn.teaching.thoughtOf(question, i + 1));
            assert.ok(
              thoughts.every((thought) => thought?.length > 5),
              `no sentence of feedback: ${what}`,
            );
            assert.equal(new Set(thoughts).size, thoughts.length, `two wrong options are told the same: ${what}`);
          } else {
            assert.ok(learn.teaching.isRight(question, question.value) && question.within > 0, what);
            for (const [value, thought] of question.near) assert.equal(learn.teaching.thoughtOf(question, value), thought, what);
          }
        }
      }
      // The same questions with the same numbers
      const shape = ({ questions }) =>
        Object.entries(questions).map(([id, q]) => [id, q.kind, q.value, q.within, q.near?.map(([value]) => value), q.wrong?.length]);
      assert.deepEqual(shape(zh), shape(en));
      for (const text of strings(zh)) assert.doesNotMatch(text, /您|Langevin|噪声表|噪声安排/, text);
    });
  }
});

function* strings(value) {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* strings(inner);
}

describe('a draw', () => {
  const names = Array.from({ length: 12 }, (_, i) => `q${i}`);
  const { draw, shuffled, weight } = learn.draw;

  test('is the same for the same visit, another on the next, and names nothing twice', () => {
    const none = () => [0, 0];
    const draws = Array.from({ length: 50 }, (_, visit) => draw(names, 5, visit, none));
    for (const [visit, drawn] of draws.entries()) {
      assert.deepEqual(draw(names, 5, visit, none), drawn);
      assert.equal(new Set(drawn).size, 5);
      assert.ok(drawn.every((name) => names.includes(name)));
      if (visit > 0) assert.notDeepEqual(drawn, draws[visit - 1]);
    }
    assert.equal(new Set(draws.flat()).size, names.length, 'every question is asked on some visit');
  });

  test('takes what was wrong more often, and what was right less often', () => {
    const scores = { q0: [0, 2], q1: [3, 0] };
    const count = { q0: 0, q1: 0, q2: 0 };
    for (let visit = 0; visit < 2000; visit += 1) {
      for (const name of draw(names, 5, visit, (name) => scores[name] ?? [0, 0])) if (name in count) count[name] += 1;
    }
    assert.ok(count.q0 > 1.5 * count.q2 && count.q2 > 1.5 * count.q1, JSON.stringify(count));
    assert.ok(weight([0, 1]) > weight([1, 1]) && weight([1, 1]) > weight([1, 0]) && weight([0, 0]) > weight([1, 0]));
  });

  test('shows the options in an order that does not give the right one away', () => {
    const first = [0, 0, 0, 0];
    for (let visit = 0; visit < 400; visit += 1) {
      const order = shuffled(4, visit, 'q');
      assert.deepEqual([...order].sort(), [0, 1, 2, 3]);
      first[order.indexOf(0)] += 1;
    }
    assert.ok(Math.min(...first) > 60, first.join());
  });
});

describe('a self-check', () => {
  const choice = (id) => ({ kind: 'choice', asks: id, right: 'r', wrong: [['w', 'thought of w']], because: 'b' });
  const number = { kind: 'number', asks: 'n', value: 2, within: 0.1, near: [[4, 'twice']], low: 'low', high: 'high', because: 'b' };
  const teaching = { questions: Object.fromEntries([...Array.from({ length: 11 }, (_, i) => [`q${i}`, choice(`q${i}`)]), ['n', number]]) };

  test('asks five questions one at a time, keeps how each was answered, and is done once all are', () => {
    const checks = new learn.checks.Checks();
    let done = 0;
    const check = new learn.selfCheck.SelfCheck(
      3,
      checks,
      () => teaching,
      () => {
        done += 1;
      },
    );
    assert.equal(check.question(), null);
    check.begin();
    const asked = [];
    for (let i = 0; i < 5; i += 1) {
      asked.push(check.name.value);
      check.next();
      assert.equal(check.at.value, i, 'nothing is passed over without an answer');
      check.commit(Number.NaN);
      assert.equal(check.answer.value, null);
      const question = check.question();
      check.commit(question.kind === 'number' ? 2 : i % 2);
      check.commit(question.kind === 'number' ? 2 : 0);
      assert.equal(done, i === 4 ? 1 : 0);
      check.next();
    }
    const right = asked.filter((name, i) => name === 'n' || i % 2 === 0).length;
    assert.deepEqual(check.result(), { right, all: 5 });
    assert.equal(new Set(asked).size, 5);
    for (const [i, name] of asked.entries()) assert.deepEqual(checks.scoreOf(3, name), name === 'n' || i % 2 === 0 ? [1, 0] : [0, 1]);
    check.begin();
    assert.deepEqual([check.at.value, check.result(), checks.record.value.visits.get(3)], [0, null, 2]);
    assert.notDeepEqual([...check.drawn.value], asked);
  });

  test('answers to each wrong answer with a sentence of its own', () => {
    const { isRight, thoughtOf } = learn.teaching;
    assert.deepEqual([isRight(number, 2.1), isRight(number, 2.11), isRight(number, 1.9)], [true, false, true]);
    assert.deepEqual(
      [1, 3, 4.05].map((given) => thoughtOf(number, given)),
      ['low', 'high', 'twice'],
    );
    assert.deepEqual([thoughtOf(choice('q'), 0), thoughtOf(choice('q'), 1)], [null, 'thought of w']);
  });

  test('reads numbers as people write them, and nothing else', () => {
    const { readNumber } = learn.teaching;
    assert.deepEqual(['0.25', ' 0,25 ', '−3', '1e-3', '.5', '+2'].map(readNumber), [0.25, 0.25, -3, 0.001, 0.5, 2]);
    for (const text of ['', 'x', '1.2.3', '0x10', 'Infinity', '1e999', '1,000,000', '2 3']) assert.equal(readNumber(text), null, text);
  });
});

describe('the record of the self-checks', () => {
  const { parseChecks } = learn.checks;

  test('is read as it was written', () => {
    const record = parseChecks('{"visits":[[3,2]],"answers":[["3.closed",1,4]]}');
    assert.deepEqual([[...record.visits], [...record.answers]], [[[3, 2]], [['3.closed', [1, 4]]]]);
  });

  for (const text of [
    null,
    '',
    'null',
    '[]',
    '{"visits":1,"answers":[]}',
    '{"visits":[],"answers":[["x",1,1]]}',
    '{"visits":[[3,-1]],"answers":[]}',
    'x'.repeat(1e6),
  ]) {
    test(`${String(text).slice(0, 40)} gives an empty one, and no error`, () => {
      const { visits, answers } = parseChecks(text);
      assert.equal(visits.size + answers.size, 0);
    });
  }
});

describe('progress as a file', () => {
  const { formatProgress, merged, parseProgressFile, MAX_BYTES } = learn.file;
  const saved = {
    done: new Set(['1.half', '3.check']),
    scores: new Map([['1.half', [1, 2]]]),
    checks: { visits: new Map([[3, 2]]), answers: new Map([['3.closed', [0, 1]]]) },
  };
  const text = formatProgress(saved);
  const changed = (change) => JSON.stringify({ ...JSON.parse(text), ...change });

  test('is read as it was written', () => assert.deepEqual(parseProgressFile(text), saved));

  test('is added to what is there, and twice is no more than once', () => {
    const other = {
      done: new Set(['2.zero']),
      scores: new Map([['1.half', [2, 0]]]),
      checks: { visits: new Map([[1, 1]]), answers: new Map() },
    };
    const both = merged(other, saved);
    assert.deepEqual([...both.done].sort(), ['1.half', '2.zero', '3.check']);
    assert.deepEqual(
      [both.scores.get('1.half'), both.checks.answers.get('3.closed')],
      [
        [2, 2],
        [0, 1],
      ],
    );
    assert.deepEqual(Object.fromEntries(both.checks.visits), { 1: 1, 3: 2 });
    assert.deepEqual(merged(both, saved), both);
  });

  for (const [what, hostile, problem] of [
    ['too long a text', ' '.repeat(MAX_BYTES + 1), 'size'],
    ['what is no JSON', 'half', 'json'],
    ['nothing', '', 'json'],
    ['another JSON', '[1, 2]', 'kind'],
    ['null', 'null', 'kind'],
    ['another kind', changed({ kind: 'x' }), 'kind'],
    ['a later version', changed({ version: 2 }), 'version'],
    ['steps that are none', changed({ done: ['<img src=x>'] }), 'content'],
    ['steps that are no list', changed({ done: { length: 1 } }), 'content'],
    ['a list without end', changed({ done: Array.from({ length: 500 }, () => '1.half') }), 'content'],
    ['counts that are none', changed({ predictions: [['1.half', -1, 0]] }), 'content'],
    ['names that are none', changed({ questions: [['__proto__', 1, 0]] }), 'content'],
    ['visits that are none', changed({ visits: [[3, 1e9]] }), 'content'],
    ['a missing part', JSON.stringify({ kind: 'ddpm-lab progress', version: 1, done: [] }), 'content'],
  ]) {
    test(`${what} is refused whole, and it is said why`, () => assert.equal(parseProgressFile(hostile), problem));
  }
});

describe('the glossary', () => {
  const { firstUses, TERMS, uses } = learn.glossary;
  const [en, zh] = [learn.en.en, learn.zh.zh];

  test('has one sentence for every term in both languages, and a page of the room that explains it', () => {
    for (const { glossary } of [en, zh]) {
      assert.deepEqual(Object.keys(glossary.list).sort(), Object.keys(TERMS).sort());
      for (const { term, says } of Object.values(glossary.list)) assert.ok(term.length > 0 && /[.。]$/.test(says), `${term}: ${says}`);
      const forms = Object.values(glossary.list).flatMap(({ term, forms = [] }) => [term, ...forms].map((form) => form.toLowerCase()));
      assert.equal(new Set(forms).size, forms.length, 'no form belongs to two terms');
    }
    for (const { page } of Object.values(TERMS)) assert.ok(learn.settings.PAGES.includes(page), page);
  });

  test('finds whole words, and of two that overlap the longer', () => {
    const found = (words, list) => uses(words, list).map(({ term, from, to }) => [term, words.slice(from, to)]);
    assert.deepEqual(found('A Score underscores; annealed Langevin, then Langevin.', en.glossary.list), [
      ['score', 'Score'],
      ['annealed', 'annealed Langevin'],
      ['langevin', 'Langevin'],
    ]);
    assert.deepEqual(found('退火朗之万与朗之万采样的得分', zh.glossary.list), [
      ['annealed', '退火朗之万'],
      ['langevin', '朗之万采样'],
      ['score', '得分'],
    ]);
    assert.deepEqual(found('modern', en.glossary.list), []);
  });

  test('a term is linked where a lesson first uses it, once', () => {
    const first = firstUses(['The [score|score] {eps}.', 'A score, the score.', 'No score, but a GAN.'], en.glossary.list);
    assert.deepEqual(
      [...first].map(([text, terms]) => [text, ...terms]),
      [
        ['A score, the score.', 'score'],
        ['No score, but a GAN.', 'gan'],
      ],
    );
  });

  test('nearly all of its terms are met in the texts of the lessons, in both languages', () => {
    for (const { glossary, questions, source, ...rest } of [en, zh]) {
      const used = new Set(uses([...everyString(rest)].join('\n'), glossary.list).map(({ term }) => term));
      assert.ok(used.size > 0.8 * Object.keys(TERMS).length, `${glossary.title}: ${[...used].join()}`);
    }
  });
});

/** Every string of a dictionary, functions called with stand-ins. */
function* everyString(value) {
  if (typeof value === 'function') {
    yield* everyString(value(...Array.from({ length: 8 }, () => ['1', '1'])));
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* everyString(inner);
  } else if (typeof value === 'string') yield value;
}

/** Formulas that are common knowledge, or this page's own. */
const OWN = ['splitError', 'bestMean', 'boltzmann', 'cloning'];

describe('the sources', () => {
  test('are known of every formula, each a paper that can be reached and a section of it', () => {
    const { INLINE, ...formulas } = learn.formulas;
    for (const [name, formula] of Object.entries(formulas)) {
      const source = learn.sources.sourceOf(formula);
      if (OWN.includes(name)) {
        assert.equal(source, null, `${name} has a source`);
        continue;
      }
      assert.ok(source !== null, `${name} has no source`);
      assert.ok(learn.sources.PAPERS[source.paper].startsWith('https://'), name);
    }
  });
});

test('a show of hands is a table: a row an option, quoted, with what was right', () => {
  const table = learn.hands.handsCsv(['Option', 'Hands', 'right'], ['They are "alike", [x|nearly]', 'Not {eps}'], [12], [1]);
  assert.equal(table, '\ufeff"Option","Hands","right"\r\n"They are ""alike"", nearly",12,0\r\n"Not eps",0,1\r\n');
});
