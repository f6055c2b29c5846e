import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './calm-note.module.css';

/** One quiet line in the place of a list of troubles that is empty. */
export function CalmNote({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.note}>
      <CircleCheck aria-hidden />
      {children}
    </p>
  );
}
