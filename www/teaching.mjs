// The teaching plans, docs/teaching.md, as a page beside index.html: there its links lead into the page on whatever host it is.
// It reads as much of Markdown as the plans use, and refuses what it does not know rather than showing it raw.

const POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The anchor of a heading, as GitHub makes them. */
const anchor = (text) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** Bold, emphasis, code and links within a line. */
function inline(text) {
  return escaped(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replaceAll(/\*([^*]+)\*/g, '<em>$1</em>');
}

const cells = (row, tag) =>
  row
    .slice(1, -1)
    .split('|')
    .map((cell) => `<${tag}>${inline(cell.trim())}</${tag}>`)
    .join('');

function table(block) {
  const [head, rule, ...rows] = block.split('\n');
  if (!/^\|(-+\|)+$/.test(rule)) throw new Error(`docs/teaching.md: a table without a rule below its head: ${rule}`);
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  return `<div class="table-box"><table><thead><tr>${cells(head, 'th')}</tr></thead>\n<tbody>${body}</tbody></table></div>`;
}

/** A list of numbered lines, each a single line of the text. */
function list(block) {
  const items = block.split('\n').map((line, i) => {
    const item = /^(\d+)\. (.+)$/.exec(line);
    if (item === null || Number(item[1]) !== i + 1)
      throw new Error(`docs/teaching.md: expected line ${i + 1} of a list: ${line.slice(0, 60)}`);
    return `<li>${inline(item[2])}</li>`;
  });
  return `<ol>${items.join('\n')}</ol>`;
}

/** One block of the text, between empty lines. What stands between `sheet` and `end` is a sheet of paper when it is printed. */
function block(text) {
  if (text === '<!-- sheet -->') return '<section class="sheet">';
  if (text === '<!-- end -->') return '</section>';
  const heading = /^(#{1,4}) (.+)$/.exec(text);
  if (heading) return `<h${heading[1].length} id="${anchor(heading[2])}">${inline(heading[2])}</h${heading[1].length}>`;
  if (/^<!-- [^>]* -->$/.test(text)) return '';
  if (text.startsWith('|')) return table(text);
  if (text.startsWith('1. ')) return list(text);
  if (/^([-*>#]|\d+\.|```| {4}|<)/.test(text) && !text.startsWith('**'))
    throw new Error(`docs/teaching.md: not understood: ${text.slice(0, 60)}`);
  return `<p>${inline(text.replaceAll('\n', ' '))}</p>`;
}

/** The page, from the text of docs/teaching.md. */
export function teachingPage(markdown) {
  const [english, chinese] = markdown
    .split(/^(?=## 中文$)/m)
    .map((part) => part.trim().split(/\n\n+/).map(block).filter(Boolean).join('\n'));
  if (chinese === undefined) throw new Error('docs/teaching.md: there is no section 中文');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <title>Teaching with DDPM Lab · 教案</title>
    <meta name="color-scheme" content="light dark" />
    <link rel="stylesheet" href="app/main.css" />
    <link rel="icon" href="icons/icon.svg" type="image/svg+xml" />
  </head>
  <body>
<main class="room document">
<p><a href="./">DDPM Lab</a></p>
${english}
<div lang="zh-Hans">
${chinese}
</div>
</main>
  </body>
</html>
`;
}
