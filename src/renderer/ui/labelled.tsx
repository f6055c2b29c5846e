import type { ReactNode } from 'react';
import styles from './labelled.module.css';

export interface LabelledProps {
  readonly label: string;
  /** A control that says its name to assistive technology itself. */
  readonly children: ReactNode;
}

/** A choice with its name above, as text fields have theirs. */
export function Labelled({ label, children }: LabelledProps) {
  return (
    <div className={styles.choice}>
      <span aria-hidden className={styles.label}>
        {label}
      </span>
      {children}
    </div>
  );
}
