/** What the rooms' lists of files to keep share. */
import type { ComponentChildren } from 'preact';
import { text } from '../i18n/text';

/** Characters of a number in a table, with its comma: for a size that is told before the table is made. */
const CELL = 11;

/** How large a table will be, in words. */
export function tableSize(rows: number, columns: number): string {
  const bytes = rows * columns * CELL;
  const size = bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toPrecision(2)} MB`;
  return text.value.takeHome.tableSize(rows, columns, size);
}

/** What is handed out, in rows of a kind. */
export function Choices({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="take-home-row">
      <h3>{name}</h3>
      <div class="take-home-choices">{children}</div>
    </div>
  );
}
