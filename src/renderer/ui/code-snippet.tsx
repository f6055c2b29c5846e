import { CopyButton } from './copy-button.tsx';
import styles from './code-snippet.module.css';

export interface CodeSnippetProps {
  readonly code: string;
  /** What it is, for the copy button. */
  readonly what: string;
}

/** Code to take away: shown whole, scrolled where it is too wide. */
export function CodeSnippet({ code, what }: CodeSnippetProps) {
  return (
    <div className={styles.snippet}>
      {/* Scrolled by keyboard too, so it takes focus. */}
      <pre className={styles.code} tabIndex={0} aria-label={what} role="region">
        {code}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={code} what={what} />
      </div>
    </div>
  );
}
