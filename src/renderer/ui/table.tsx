import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import styles from './table.module.css';

export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** The header is still there for assistive technology. */
  readonly isHeaderHidden?: boolean;
  readonly align?: 'start' | 'end';
  readonly width?: string;
  /** Long text goes over several lines, so that the other columns stay in sight. */
  readonly wrap?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

export interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A table of few rows, all of them drawn. Long lists use the data grid. */
export function Table<Row>({ label, columns, rows, rowKey }: TableProps<Row>) {
  return (
    // Scrolled by keyboard too, so it takes focus.
    <div className={styles.scroller} tabIndex={0} role="group" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                className={classNames(styles.head, column.align === 'end' && styles.end)}
              >
                <span className={column.isHeaderHidden === true ? styles.hidden : undefined}>
                  {column.header}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={styles.row}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={classNames(
                    styles.cell,
                    column.align === 'end' && styles.end,
                    column.wrap === true && styles.wrap,
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
