import { Skeleton } from '../../../ui/skeleton.tsx';
import styles from './trace-skeleton.module.css';

const ROWS = Array.from({ length: 18 }, (_, index) => ({
  indent: (index % 5) * 14,
  start: (index * 17) % 55,
  length: 8 + ((index * 29) % 38),
}));

/** The place of a trace that is loading. */
export function TraceSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading the trace">
      <div className={styles.summary}>
        {Array.from({ length: 7 }, (_, index) => (
          <Skeleton key={index} width={72} height={30} />
        ))}
      </div>
      {ROWS.map((row, index) => (
        <div key={index} className={styles.row}>
          <div className={styles.name} style={{ paddingLeft: row.indent }}>
            <Skeleton width={150} height={10} />
          </div>
          <div className={styles.bar} style={{ marginLeft: `${row.start}%` }}>
            <Skeleton width={`${row.length}%`} height={14} />
          </div>
        </div>
      ))}
    </div>
  );
}
