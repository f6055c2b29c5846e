import { TriangleAlert } from 'lucide-react';
import { problemOf } from '../lib/problem.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import styles from './error-state.module.css';

export interface ErrorStateProps {
  /** What was being done, for example "The traces could not be loaded". */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Says what failed, why, and what to do about it. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  const problem = problemOf(error);
  return (
    <div role="alert" className={styles.state}>
      <EmptyState
        icon={<TriangleAlert aria-hidden />}
        title={title}
        actions={
          <>
            {onRetry !== undefined && (
              <Button size="small" onClick={onRetry}>
                Try again
              </Button>
            )}
          </>
        }
      >
        <p className={styles.message}>{problem.message}</p>
        <p>{problem.action}</p>
        <code className={styles.code}>{problem.code}</code>
      </EmptyState>
    </div>
  );
}
