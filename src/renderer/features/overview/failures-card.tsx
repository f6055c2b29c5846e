import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../shared/deployment.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { CalmNote } from '../../ui/calm-note.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import styles from './failures-card.module.css';

const NOW_INTERVAL_MS = 5_000;

/** The latest traces with a failure in them. */
export function FailuresCard({ overview }: { readonly overview: Overview | null }) {
  const failures = overview === null ? [] : overview.recentFailures;
  return (
    <Card
      title="Recent failures"
      flush

      actions={
        <TextLink>
          <Link to="/traces" search={{ status: 'error' }}>
            All failures
          </Link>
        </TextLink>
      }
    >
      {overview === null && (
        <div className={styles.loading}>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={30} />
          ))}
        </div>
      )}
      {overview !== null && failures.length === 0 && <CalmNote>No failures in this range</CalmNote>}
      {failures.length > 0 && <FailureList failures={failures} />}
    </Card>
  );
}

function FailureList({ failures }: { readonly failures: Overview['recentFailures'] }) {
  const now = useNow(NOW_INTERVAL_MS);
  return (
    <ul className={styles.list}>
      {failures.map((trace) => (
        <li key={trace.traceId}>
          <Link to="/traces/$traceId" params={{ traceId: trace.traceId }} className={styles.item}>
            <span className={styles.name}>{trace.name}</span>
            <time dateTime={trace.startTime} title={formatAbsolute(trace.startTime)} className={styles.time}>
              {formatRelative(trace.startTime, now)}
            </time>
            <span className={styles.detail}>
              {trace.service}
              {trace.model !== null && ` · ${trace.model}`}
            </span>
            <span className={styles.count}>
              {trace.errorCount} {trace.errorCount === 1 ? 'error' : 'errors'}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
