import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly count: number;
  /** How many match; all of them can be selected, also those that are not on screen. */
  readonly total: number;
  readonly isAll: boolean;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
  /** What can be done with them. */
  readonly children: ReactNode;
}

/** What is marked, and what can be done with it. Nothing when nothing is. */
export function SelectionBar({ count, total, isAll, onSelectAll, onClear, children }: SelectionBarProps) {
  if (count === 0) return null;
  return (
    <div className={styles.bar} role="group" aria-label="Selected traces">
      <span className={styles.count} role="status">
        {isAll && count === total ? 'All ' : ''}
        {count === 1 ? '1 trace selected' : `${formatCount(count)} traces selected`}
      </span>
      {!isAll && count < total && (
        <Button size="small" variant="ghost" onClick={onSelectAll}>
          Select all {formatCount(total)} that match
        </Button>
      )}
      <span className={styles.space} />
      {children}
      <Button
        size="small"
        variant="ghost"
        icon={<X aria-hidden />}
        title="Select none (Esc)"
        onClick={onClear}
      >
        Clear
      </Button>
    </div>
  );
}
