import { TableBox } from '../../../shared/ui/TableBox';

interface FiguresProps {
  /** What it is of, in a sentence. */
  caption: string;
  columns: readonly string[];
  rows: readonly { name: string; title: string; cells: readonly string[]; data?: number }[];
}

/** A small table with a heading for each row. */
export function Figures({ caption, columns, rows }: FiguresProps) {
  return (
    <TableBox label={caption}>
      <table>
        <caption class="hint">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, title, cells, data }) => (
            <tr key={name} data-row={name} data-value={data}>
              <th scope="row">{title}</th>
              {cells.map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
