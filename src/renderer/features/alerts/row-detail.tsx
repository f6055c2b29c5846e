import type { ReactNode } from 'react';
import { runbookOf } from './alert-words.tsx';
import { Runbook } from './firing/runbook.tsx';
import styles from './row-detail.module.css';

export interface RowDetailProps {
  readonly annotations: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** What an opened row of an alert or a rule shows: about it, beside its runbook if it came with one. */
export function RowDetail({ annotations, children }: RowDetailProps) {
  const { name } = runbookOf(annotations);
  return (
    <div className={styles.detail}>
      <div className={styles.main}>{children}</div>
      {name !== null && <Runbook name={name} />}
    </div>
  );
}
