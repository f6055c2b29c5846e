import { Progress as Radix } from 'radix-ui';
import { classNames } from '../lib/class-names.ts';
import styles from './progress.module.css';

export interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** How near the end is to trouble; the text beside it says so too. */
  readonly tone?: 'accent' | 'warning' | 'error';
}

export function Progress({ label, value, max, tone = 'accent' }: ProgressProps) {
  const share = max === 0 ? 0 : Math.min(1, value / max);
  return (
    <Radix.Root
      aria-label={label}
      value={Math.min(value, Math.max(max, 1))}
      max={Math.max(max, 1)}
      className={styles.track}
    >
      <Radix.Indicator
        className={classNames(styles.bar, styles[tone])}
        style={{ transform: `scaleX(${share})` }}
      />
    </Radix.Root>
  );
}
