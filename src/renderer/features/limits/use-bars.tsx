import { toneOf } from '../../lib/limit-text.ts';
import { Progress } from '../../ui/progress.tsx';
import styles from './use-bars.module.css';

export interface UseBar {
  readonly key: string;
  /** Whose use; '' where it is said already. */
  readonly subject: string;
  /** From 0 up to 1, and beyond where more was used than is allowed. */
  readonly share: number;
  readonly text: string;
  readonly title?: string;
  /** When it is free again, where each has a time of its own. */
  readonly resets?: string;
}

export interface UseBarsProps {
  readonly label: string;
  readonly bars: readonly UseBar[];
}

/** How much is used, by whom. */
export function UseBars({ label, bars }: UseBarsProps) {
  if (bars.length === 0) return <span className={styles.nothing}>Not used yet</span>;
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.map(({ key, subject, share, text, title, resets }) => (
        <li key={key} className={styles.bar}>
          {subject !== '' && (
            <span className={styles.subject} title={subject}>
              {subject}
            </span>
          )}
          <span className={subject === '' ? styles.wide : styles.track}>
            <Progress
              label={subject === '' ? label : `${label}: ${subject}`}
              value={Math.round(share * 1_000)}
              max={1_000}
              tone={toneOf(share)}
            />
          </span>
          <span className={styles.text} title={title}>
            {text}
          </span>
          {resets !== undefined && <span className={styles.resets}>{resets}</span>}
        </li>
      ))}
    </ul>
  );
}
