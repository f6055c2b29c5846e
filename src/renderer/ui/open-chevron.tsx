import { ChevronRight } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import styles from './open-chevron.module.css';

/** At the beginning of a row that opens: points down while it is open. */
export function OpenChevron({ isOpen }: { readonly isOpen: boolean }) {
  return <ChevronRight aria-hidden className={classNames(styles.chevron, isOpen && styles.open)} />;
}
