import styles from './meter.module.css';
import { Progress } from './progress.tsx';

export interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly text: string;
}

/** How full something is, with its figures. */
export function Meter({ label, value, max, text }: MeterProps) {
  return (
    <div className={styles.meter}>
      <div className={styles.bar}>
        <Progress label={label} value={value} max={max} />
      </div>
      <span>{text}</span>
    </div>
  );
}
