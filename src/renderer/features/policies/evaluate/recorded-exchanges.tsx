import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { traceIdSchema } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPCClient } from '../../../lib/engine-client.ts';
import { formatMoney, formatTokens } from '../../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { boundsOf } from '../../../lib/time-range.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useTimeRange } from '../../../lib/use-time-range.ts';
import { StatusDot } from '../../../ui/badge.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { TimeRangePicker } from '../../../ui/time-range-picker.tsx';
import styles from './recorded-exchanges.module.css';

const OFFERED = 25;
const REFRESH_MS = 10_000;
const EXCHANGES = '@signalbox.exchange:true';

interface RecordedExchangesProps {
  /** A trace id. */
  readonly chosen: string | null;
  readonly onChoose: (traceId: string) => void;
}

/** A trace by its id, or one of the latest exchanges of the range. */
export function RecordedExchanges({ chosen, onChoose }: RecordedExchangesProps) {
  const range = useTimeRange();
  const now = useNow(REFRESH_MS);
  const [typed, setTyped] = useState('');
  const client = useTRPCClient();
  const query = useQuery({
    queryKey: ['policies', 'exchanges-to-test', range],
    queryFn: ({ signal }) =>
      client.traces.list.query(
        { filter: { q: EXCHANGES, ...boundsOf(range, Date.now()) }, limit: OFFERED },
        { signal },
      ),
    refetchInterval: REFRESH_MS,
  });
  const traces = query.data?.traces;
  const type = (text: string) => {
    setTyped(text);
    const id = traceIdSchema.safeParse(text.trim().toLowerCase());
    if (id.success) onChoose(id.data);
  };
  return (
    <div className={styles.chooser}>
      <div className={styles.wanted}>
        <TextField
          label="Trace id"
          monospace
          placeholder="Paste one, or choose below"
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
        <TimeRangePicker />
      </div>
      {query.error !== null && traces === undefined && (
        <InlineError
          title="The latest exchanges could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && [1, 2, 3, 4].map((row) => <Skeleton key={row} height={30} />)}
      {traces?.length === 0 && (
        <p className={styles.note}>
          No call went through the gateway in this range. Choose a longer one, or type one.
        </p>
      )}
      <ul className={styles.list} aria-label="Recent exchanges">
        {traces?.map((trace) => (
          <li key={trace.traceId}>
            <button
              type="button"
              className={styles.trace}
              aria-pressed={trace.traceId === chosen}
              onClick={() => onChoose(trace.traceId)}
            >
              <StatusDot
                tone={trace.status === 'ok' ? 'ok' : 'error'}
                label={trace.status === 'ok' ? 'OK' : 'Error'}
              />
              <span className={styles.name}>
                {displayText(trace.model ?? trace.name, 80)}
                {trace.userId !== null && (
                  <span className={styles.user}> {displayText(trace.userId, 40)}</span>
                )}
              </span>
              <span className={styles.figure}>{formatTokens(trace.inputTokens)}</span>
              <span className={styles.figure}>{formatMoney(trace.costNanos)}</span>
              <time
                className={styles.figure}
                dateTime={trace.startTime}
                title={formatAbsolute(trace.startTime)}
              >
                {formatRelative(trace.startTime, now)}
              </time>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
