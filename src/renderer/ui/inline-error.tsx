import { problemOf } from '../lib/problem.ts';
import { Button } from './button.tsx';
import styles from './inline-error.module.css';

export interface InlineErrorProps {
  /** What is missing: "The budgets could not be loaded". */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A small part of a page that could not be loaded. */
export function InlineError({ title, error, onRetry }: InlineErrorProps) {
  return (
    <div role="alert" className={styles.error}>
      <p>
        {title}. {problemOf(error).message}
      </p>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
