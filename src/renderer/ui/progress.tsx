import { Progress as Radix } from 'radix-ui';
import styles from './progress.module.css';

export interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

export function Progress({ label, value, max }: ProgressProps) {
  const share = max === 0 ? 0 : Math.min(1, value / max);
  return (
    <Radix.Root aria-label={label} value={value} max={Math.max(max, 1)} className={styles.track}>
      <Radix.Indicator className={styles.bar} style={{ transform: `scaleX(${share})` }} />
    </Radix.Root>
  );
}
