import type { ReactNode } from 'react';
import styles from './panel-note.module.css';

/** What stands in a panel that has nothing to show. */
export function PanelNote({
  title,
  children,
  tone = 'muted',
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly tone?: 'muted' | 'error';
}) {
  return (
    <div
      className={styles.note}
      role={tone === 'error' ? 'alert' : undefined}
      // A panel may be too small for all of it.
      title={typeof children === 'string' ? `${title}: ${children}` : title}
    >
      <p className={tone === 'error' ? styles.failed : styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
    </div>
  );
}
