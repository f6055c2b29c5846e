import { classNames } from '../../lib/class-names.ts';
import { Skeleton } from '../skeleton.tsx';
import styles from './data-grid.module.css';

interface SkeletonRowsProps {
  readonly count: number;
  /** Whether a column of boxes comes before the others. */
  readonly hasMarks: boolean;
  readonly columns: number;
  readonly height: number;
}

/** Hold the places of rows that are on their way. */
export function SkeletonRows({ count, hasMarks, columns, height }: SkeletonRowsProps) {
  return Array.from({ length: count }, (_, row) => (
    <div
      key={row}
      className={classNames(styles.row, styles.skeletonRow)}
      style={{ height }}
      aria-hidden="true"
    >
      {hasMarks && <div />}
      <SkeletonCells row={row} columns={columns} />
    </div>
  ));
}

export function SkeletonCells({ row, columns }: { readonly row: number; readonly columns: number }) {
  return Array.from({ length: columns }, (_, column) => (
    <div key={column} className={styles.cell}>
      <Skeleton width={`${45 + ((row * 7 + column * 13) % 40)}%`} height={10} />
    </div>
  ));
}
