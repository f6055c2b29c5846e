import type { ReactNode } from 'react';
import { Sparkline } from './sparkline.tsx';
import styles from './stat-tile.module.css';

export interface StatTileProps {
  readonly label: string;
  readonly value: ReactNode;
  /** The exact value, on hover. */
  readonly exact?: string;
  readonly note?: ReactNode;
  readonly series: readonly (number | null)[];
  readonly tone?: 'accent' | 'error';
}

/** One figure with its course. Wrap it in a link where it leads somewhere. */
export function StatTile({ label, value, exact, note, series, tone = 'accent' }: StatTileProps) {
  return (
    <div className={styles.tile}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value} title={exact}>
        {value}
      </span>
      <span className={styles.note}>{note ?? ' '}</span>
      <span className={styles.spark}>
        <Sparkline values={series} tone={tone} />
      </span>
    </div>
  );
}
