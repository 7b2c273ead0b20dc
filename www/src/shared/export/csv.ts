/** Tables of numbers as text, for spreadsheets: commas between columns, points in numbers, CRLF after rows (RFC 4180). */
import { breath, type OnProgress } from './film';

export interface Table {
  /** Names of the columns; none has a comma or a quotation mark in it. */
  header: readonly string[];
  rows: number;
  /** The numbers of one row. */
  row(index: number): Iterable<number>;
}

/** Rows between two looks at whether the table is still wanted. */
const PIECE = 50;

/** A number of single precision with no more digits than bring it back exactly. */
export function decimal(value: number): string {
  const short = Number(value.toPrecision(7));
  return String(Math.fround(short) === Math.fround(value) ? short : Number(value.toPrecision(9)));
}

/** The table as a file, written piece by piece. `onProgress` gets the share done; where it returns false, null is returned. */
export async function csv({ header, rows, row }: Table, onProgress: OnProgress): Promise<Blob | null> {
  const pieces = [`${header.join(',')}\r\n`];
  for (let from = 0; from < rows; from += PIECE) {
    const to = Math.min(rows, from + PIECE);
    let piece = '';
    for (let i = from; i < to; i += 1) piece += `${Array.from(row(i), decimal).join(',')}\r\n`;
    pieces.push(piece);
    if (!onProgress(to / rows)) return null;
    await breath();
  }
  return new Blob(pieces, { type: 'text/csv' });
}
