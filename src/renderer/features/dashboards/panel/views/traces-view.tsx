import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { classNames } from '../../../../lib/class-names.ts';
import { displayText } from '../../../../lib/display-text.ts';
import { useTRPCClient } from '../../../../lib/engine-client.ts';
import { formatAbsolute, formatRelative } from '../../../../lib/format-time.ts';
import { exactDuration, exactMoney, formatDuration, formatMoney } from '../../../../lib/format.ts';
import { problemOf } from '../../../../lib/problem.ts';
import { boundsOf, type TimeRange } from '../../../../lib/time-range.ts';
import { useNow } from '../../../../lib/use-now.ts';
import { Skeleton } from '../../../../ui/skeleton.tsx';
import type { CsvRows } from '../data/panel-csv.ts';
import { traceRows } from '../data/list-rows.ts';
import { PanelNote } from './panel-note.tsx';
import styles from './traces-view.module.css';

export interface TracesViewProps {
  readonly title: string;
  /** In the filter language of Traces. */
  readonly filter: string;
  readonly limit: number;
  readonly range: TimeRange;
  readonly refreshMs: number | null;
  readonly refreshes: number;
  readonly inSight: boolean;
  /** Is told what is listed, for a file of it. */
  readonly onRows: (rows: CsvRows) => void;
}

const MOST = 500;
const CLOCK_MS = 10_000;
const LONGEST_NAME = 80;

/** The newest traces of the range that match, each with a link to it. */
export function TracesView({
  title,
  filter,
  limit,
  range,
  refreshMs,
  refreshes,
  inSight,
  onRows,
}: TracesViewProps) {
  const client = useTRPCClient();
  const now = useNow(CLOCK_MS);
  const isLive = range.kind === 'last' && refreshMs !== null;
  const { data, error } = useQuery({
    queryKey: ['panel-traces', filter, limit, range, refreshes],
    // The bounds are made when it is asked: in the key each moment would be another question.
    queryFn: ({ signal }) => {
      const { from, to } = boundsOf(range, Date.now());
      const bounds = range.kind === 'last' ? { from } : { from, to };
      const asked = { ...(filter.trim() !== '' && { q: filter }), ...bounds };
      return client.traces.list.query({ filter: asked, limit: Math.min(limit, MOST) }, { signal });
    },
    enabled: inSight,
    refetchInterval: inSight && isLive ? refreshMs : false,
    placeholderData: keepPreviousData,
  });
  useEffect(() => {
    if (data !== undefined) onRows(traceRows(data.traces));
  }, [data, onRows]);
  if (data === undefined && error !== null) {
    return (
      <PanelNote tone="error" title="The traces could not be listed">
        {problemOf(error).message}
      </PanelNote>
    );
  }
  if (data === undefined) return <Skeleton height="100%" />;
  if (data.traces.length === 0) return <PanelNote title="No traces match in this range" />;
  return (
    <ul className={styles.traces} aria-label={title} tabIndex={0}>
      {data.traces.map((trace) => (
        <li key={trace.traceId}>
          <Link to="/traces/$traceId" params={{ traceId: trace.traceId }} className={styles.trace}>
            <span
              className={classNames(styles.dot, styles[trace.status])}
              role="img"
              aria-label={trace.status}
            />
            <span className={styles.name}>{displayText(trace.name, LONGEST_NAME)}</span>
            <span className={styles.quiet}>{displayText(trace.model ?? trace.service, LONGEST_NAME)}</span>
            <span className={styles.figure} title={exactDuration(trace.durationMs)}>
              {formatDuration(trace.durationMs)}
            </span>
            <span className={styles.figure} title={exactMoney(trace.costNanos)}>
              {trace.costNanos === null ? '' : formatMoney(trace.costNanos)}
            </span>
            <time className={styles.when} dateTime={trace.startTime} title={formatAbsolute(trace.startTime)}>
              {formatRelative(trace.startTime, now)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}
