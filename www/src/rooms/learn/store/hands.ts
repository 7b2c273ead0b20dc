/** A class's show of hands as a table for spreadsheets (RFC 4180). Pure. */
import { type Piece, pieces } from '../rich';

/** The words of a text without its marks: a symbol by its name. */
function plain(text: readonly Piece[]): string {
  return text.map((piece) => (piece.kind === 'symbol' ? piece.name : piece.kind === 'words' ? piece.words : plain(piece.words))).join('');
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * One row an option: its words, how many hands went up for it, and 1 where it turned out right, else 0. It begins with the mark
 * by which spreadsheets know that letters are not all Latin.
 */
export function handsCsv(
  header: readonly [string, string, string],
  options: readonly string[],
  hands: readonly number[],
  fitting: readonly number[],
): string {
  const rows = options.map((option, i) => [quoted(plain(pieces(option))), hands[i] ?? 0, fitting.includes(i) ? 1 : 0]);
  return `\ufeff${[header.map(quoted), ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`;
}
