import { formatShare, NOTHING } from '../lib/format.ts';
import styles from './share-bar.module.css';

export interface ShareBarProps {
  /** 0 to 1; null when it is not known. */
  readonly share: number | null;
  /** A CSS colour: a token. */
  readonly colour: string;
}

/** A share as a bar with its figure. */
export function ShareBar({ share, colour }: ShareBarProps) {
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden>
        <span className={styles.bar} style={{ transform: `scaleX(${share ?? 0})`, background: colour }} />
      </span>
      <span className={styles.figure}>{share === null ? NOTHING : formatShare(share)}</span>
    </span>
  );
}
