import { classNames } from '../lib/class-names.ts';
import styles from './number-cell.module.css';

export interface NumberCellProps {
  readonly label: string;
  /** As typed. */
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A number to edit inside a table. */
export function NumberCell({ label, value, error, onChange }: NumberCellProps) {
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={error === undefined ? label : `${label}. ${error}`}
      aria-invalid={error !== undefined || undefined}
      title={error}
      value={value}
      className={classNames(styles.cell, error !== undefined && styles.invalid)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
