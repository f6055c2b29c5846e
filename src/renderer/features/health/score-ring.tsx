import type { HealthState } from '../../../shared/health/index.ts';
import { classNames } from '../../lib/class-names.ts';
import styles from './score-ring.module.css';

const RADIUS = 44;
const LENGTH = 2 * Math.PI * RADIUS;
/** Three quarters of a circle, open below. */
const ARC = 0.75;

export interface ScoreRingProps {
  /** 0 to 100; null while it is not known. */
  readonly score: number | null;
  readonly state: HealthState | null;
}

/** The score as an arc, with its number inside. */
export function ScoreRing({ score, state }: ScoreRingProps) {
  const filled = ((score ?? 0) / 100) * ARC * LENGTH;
  return (
    <div className={classNames(styles.ring, state !== null && styles[state])}>
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle
          className={styles.track}
          cx="50"
          cy="50"
          r={RADIUS}
          strokeDasharray={`${ARC * LENGTH} ${LENGTH}`}
        />
        {score !== null && (
          <circle
            className={styles.value}
            cx="50"
            cy="50"
            r={RADIUS}
            strokeDasharray={`${filled} ${LENGTH}`}
          />
        )}
      </svg>
      <span className={styles.number}>{score ?? '–'}</span>
      <span className={styles.of} aria-hidden>
        of 100
      </span>
    </div>
  );
}
