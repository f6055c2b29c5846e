import { classNames } from '../../lib/class-names.ts';
import styles from './bar-gauge.module.css';

export interface BarGaugeRow {
  readonly name: string;
  readonly text: string;
  /** 0 to 1; null: there is no value. */
  readonly share: number | null;
  /** A CSS colour. */
  readonly colour: string;
}

export interface BarGaugeProps {
  readonly label: string;
  readonly rows: readonly BarGaugeRow[];
  readonly orientation: 'horizontal' | 'vertical';
}

/** Values as bars beside each other, each with its name and figure. */
export function BarGauge({ label, rows, orientation }: BarGaugeProps) {
  return (
    <ul className={classNames(styles.bars, styles[orientation])} aria-label={label} tabIndex={0}>
      {rows.map(({ name, text, share, colour }) => {
        const size = `${Math.max(0, Math.min(1, share ?? 0)) * 100}%`;
        return (
          <li key={name} className={styles.row}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <span className={styles.track}>
              <span
                className={styles.bar}
                style={{
                  background: colour,
                  ...(orientation === 'horizontal' ? { width: size } : { height: size }),
                }}
              />
            </span>
            <span className={styles.value}>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
