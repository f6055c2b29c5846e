import { useState, type ReactNode } from 'react';
import { formatCount } from '../../../lib/format.ts';
import styles from './attribute-table.module.css';

interface MoreRowsProps<T> {
  readonly rows: readonly T[];
  /** How many are shown at first, and added each time. */
  readonly atOnce: number;
  /** How many the answer left out. */
  readonly omitted: number;
  readonly children: (row: T, index: number) => ReactNode;
}

/** A list that shows its beginning until more is asked for. */
export function MoreRows<T>({ rows, atOnce, omitted, children }: MoreRowsProps<T>) {
  const [most, setMost] = useState(atOnce);
  return (
    <>
      {rows.slice(0, most).map(children)}
      {rows.length > most && (
        <li>
          <button type="button" className={styles.more} onClick={() => setMost(most + atOnce)}>
            Show {formatCount(Math.min(atOnce, rows.length - most))} more of {formatCount(rows.length)}
          </button>
        </li>
      )}
      {omitted > 0 && (
        <li className={styles.note}>
          {formatCount(omitted)} more are too many for this list; Raw JSON has them all.
        </li>
      )}
    </>
  );
}
