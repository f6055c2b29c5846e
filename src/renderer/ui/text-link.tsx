import type { ReactNode } from 'react';
import styles from './text-link.module.css';

/** Gives the link inside it the look of a link in text. */
export function TextLink({ children }: { readonly children: ReactNode }) {
  return <span className={styles.link}>{children}</span>;
}
