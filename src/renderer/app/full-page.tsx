import type { ReactNode } from 'react';
import { BrandMark } from '../ui/brand-mark.tsx';
import styles from './full-page.module.css';

export interface FullPageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What stands alone on the screen when the console cannot work. */
export function FullPage({ title, children }: FullPageProps) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <BrandMark size={36} />
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
