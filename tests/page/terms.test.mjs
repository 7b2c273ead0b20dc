// The words of the page: docs/terms.md against every dictionary and docs/teaching.md. No browser.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const read = (path) => readFile(join(root, path), 'utf8');

/** Rows of the first Markdown table below a heading, as cells; without its head. */
function tableBelow(markdown, heading) {
  const [, below] = markdown.split(`\n## ${heading}\n`);
  const lines = below.split(/\n## /)[0].split('\n');
  const rows = lines.filter((line) => line.startsWith('|')).slice(2);
  return rows.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const entries = (cell) => cell.split(';').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));

function parseTerms(markdown) {
  return {
    terms: tableBelow(markdown, 'The list').map(([en, symbol, zh, notEn, notZh, note]) => ({
      ...{ symbol, note, en, zh },
      not: { en: entries(notEn), zh: entries(notZh) },
    })),
    exceptions: tableBelow(markdown, 'Exceptions').map(([where, words, reason]) => ({ where, words, reason })),
  };
}

/** The string literals of a TypeScript source: what is quoted, and of templates the parts between what is put in. */
function literals(source) {
  const found = [];
  /** Reads code from a place to its end, or to the brace that closes what a template puts in. */
  function code(from) {
    let depth = 0;
    for (let at = from; at < source.length; at += 1) {
      const rest = source.slice(at, at + 2);
      if (rest === '//') at = lineEnd(at);
      else if (rest === '/*') at = source.indexOf('*/', at) + 1;
      else if (rest[0] === "'" || rest[0] === '"') at = quoted(at);
      else if (rest[0] === '`') at = template(at);
      else if (rest[0] === '{') depth += 1;
      else if (rest[0] === '}') {
        if (depth === 0) return at;
        depth -= 1;
      }
    }
    return source.length;
  }
  const lineEnd = (at) => (source.indexOf('\n', at) + source.length) % source.length;
  function quoted(from) {
    let at = from + 1;
    while (source[at] !== source[from]) at += source[at] === '\\' ? 2 : 1;
    found.push(source.slice(from + 1, at));
    return at;
  }
  function template(from) {
    let part = '';
    for (let at = from + 1; ; at += 1) {
      if (source[at] === '`' || source.startsWith('${', at)) found.push(part);
      if (source[at] === '`') return at;
      if (source.startsWith('${', at)) {
        at = code(at + 2);
        part = '';
      } else part += source[at] === '\\' ? source[++at] : source[at];
    }
  }
  code(0);
  return found;
}

/** Words as they are read: of [part|words] the words, of {name} nothing. */
const shown = (words) => words.replaceAll(/\[\w+\|([^\]]*)\]/g, '$1').replaceAll(/\{\w+\}/g, '');

/** Every text of a language, with the file it is in. */
async function texts() {
  const all = { en: [], zh: [] };
  for (const name of await readdir(join(root, 'www/src'), { recursive: true })) {
    const language = /(?:^|[./\\])(en|zh)\.ts$/.exec(name)?.[1];
    if (language === undefined) continue;
    const path = `www/src/${name}`;
    // Of a file's imports the paths are no texts
    const source = (await read(path)).replaceAll(/ from '[^']*';/g, ';');
    all[language].push(...literals(source).map((words) => ({ path, words: shown(words) })));
  }
  const [english, chinese] = (await read('docs/teaching.md')).split('\n## 中文\n');
  // Where a link leads is no text
  for (const [language, part] of [
    ['en', english],
    ['zh', chinese],
  ])
    all[language].push(...part.split('\n').map((line) => ({ path: 'docs/teaching.md', words: line.replaceAll(/\]\([^)]*\)/g, ']') })));
  return all;
}

const escaped = (words) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What finds a wrong term where the right one does not stand: English as whole words, Chinese anywhere. */
function finder(language, wrong, right) {
  const pattern = new RegExp(/^[\x20-\x7e]+$/.test(wrong) ? `\\b${escaped(wrong)}s?\\b` : escaped(wrong), 'iu');
  const allowed = new RegExp(escaped(right), 'giu');
  return (words) => pattern.test(language === 'en' || right.includes(wrong) ? words.replaceAll(allowed, '') : words);
}

/** Where wrong terms occur, but for the exceptions: `path: wrong: text`. */
function violations(terms, exceptions, all) {
  const found = [];
  for (const language of ['en', 'zh'])
    for (const term of terms)
      for (const wrong of term.not[language]) {
        const occurs = finder(language, wrong, term[language]);
        for (const { path, words } of all[language]) {
          if (!occurs(words)) continue;
          if (!exceptions.some(({ where, words: allowed }) => path === where && words.includes(allowed)))
            found.push(`${path}: “${wrong}” in: ${words}`);
        }
      }
  return found;
}

const { terms, exceptions } = parseTerms(await read('docs/terms.md'));
const all = await texts();

describe('docs/terms.md', () => {
  test('has a name for everything in both languages, and each only once', () => {
    assert.ok(terms.length > 40, `${terms.length} terms`);
    for (const language of ['en', 'zh']) {
      const names = terms.map((term) => term[language]);
      assert.deepEqual(names, [...new Set(names.filter((name) => name !== ''))]);
    }
    for (const { where, words, reason } of exceptions) assert.ok(where && words && reason, `${where}: an exception needs a reason`);
  });

  test('lists as wrong nothing that it lists as right', () => {
    for (const language of ['en', 'zh'])
      for (const wrong of terms.flatMap((term) => term.not[language]))
        assert.ok(!terms.some((term) => term[language].toLowerCase() === wrong.toLowerCase()), wrong);
  });
});

describe('the texts', () => {
  test('have no term that is listed as wrong, but for the exceptions', () => {
    assert.deepEqual(violations(terms, exceptions, all), []);
  });

  test('use every term of the list', () => {
    for (const language of ['en', 'zh']) {
      const everything = all[language].map(({ words }) => words.toLowerCase()).join('\n');
      const unused = terms.map((term) => term[language]).filter((name) => !everything.includes(name.toLowerCase()));
      assert.deepEqual(unused, []);
    }
  });

  test('are all read: those of every room, of both languages, and of the teaching plans', () => {
    for (const language of ['en', 'zh']) {
      const paths = new Set(all[language].map(({ path }) => path));
      for (const place of ['shared/i18n/', 'watch/', 'train/', 'learn/locales/', 'learn/lessons/', 'learn/tools/', 'act/', 'classroom/'])
        assert.ok(
          [...paths].some((path) => path.startsWith('www/src/') && path.includes(place)),
          place,
        );
      assert.ok(paths.has('docs/teaching.md'));
    }
  });
});

describe('a wrong term', () => {
  const found = (language, words, [en, zh, notEn, notZh]) => {
    const [term] = parseTerms(`\n## The list\n|a|\n|-|\n| ${en} | | ${zh} | ${notEn} | ${notZh} | |\n\n## Exceptions\n`).terms;
    return violations([term], [], { en: [], zh: [], [language]: [{ path: 'p', words }] }).length;
  };
  const row = ['standard deviation', '标准差', 'deviation; guess', '您; 偏差'];

  test('is found as a whole word, in the plural, and at the start of a sentence', () => {
    for (const words of ['The deviation is 1.', 'Deviations', 'a standard deviation and a deviation', 'a guess'])
      assert.equal(found('en', words, row), 1, words);
    for (const words of ['standard deviation', 'Standard deviations', 'guesswork', 'deviational', '您'])
      assert.equal(found('en', words, row), 0, words);
  });

  test('is found anywhere in Chinese, and only there', () => {
    assert.equal(found('zh', '给您看偏差', row), 2);
    assert.equal(found('zh', '标准差', row), 0);
  });
});

test('literals are what is quoted, and the parts of templates', () => {
  const hole = (code) => `$\{${code}}`;
  const source = `// 'no'\nconst a = { believe: 'it\\'s', /* "no" */ b: (n) => \`x ${hole(`n === 1 ? \`one ${hole('n')}\` : 'many'`)} y\` };`;
  assert.deepEqual(literals(source), ["it\\'s", 'x ', 'one ', '', 'many', ' y']);
});
