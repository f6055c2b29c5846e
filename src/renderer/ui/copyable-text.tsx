import { CopyButton } from './copy-button.tsx';
import styles from './copyable-text.module.css';

export interface CopyableTextProps {
  readonly text: string;
  readonly what: string;
}

/** A path, address or id to read and to take along. */
export function CopyableText({ text, what }: CopyableTextProps) {
  return (
    <span className={styles.line}>
      <code className={styles.text}>{text}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
