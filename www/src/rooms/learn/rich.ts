/** Running text with a little in it: {symbol} is set as a formula, [part|words] lights a part of the stage. Pure. */
import { INLINE, type InlineName } from './notation/formulas';

export type Piece =
  | { kind: 'words'; words: string }
  | { kind: 'symbol'; name: InlineName }
  | { kind: 'part'; part: string; words: Piece[] };

const MARK = /\{(\w+)\}|\[(\w+)\|([^\]]*)\]/g;

function isInline(name: string): name is InlineName {
  return Object.hasOwn(INLINE, name);
}

/** Takes a text apart. What is no mark of ours stays as it is. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, symbol, part, words] = match;
    if (symbol !== undefined && !isInline(symbol)) continue;
    if (match.index > from) found.push({ kind: 'words', words: text.slice(from, match.index) });
    if (symbol !== undefined && isInline(symbol)) found.push({ kind: 'symbol', name: symbol });
    else if (part !== undefined && words !== undefined) found.push({ kind: 'part', part, words: pieces(words) });
    from = match.index + whole.length;
  }
  if (from < text.length) found.push({ kind: 'words', words: text.slice(from) });
  return found;
}
