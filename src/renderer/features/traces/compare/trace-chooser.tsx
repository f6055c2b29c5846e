import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { traceIdSchema, type TraceFilter, type TraceSummary } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC, useTRPCClient } from '../../../lib/engine-client.ts';
import { formatDuration } from '../../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { useNow } from '../../../lib/use-now.ts';
import { StatusDot } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './trace-chooser.module.css';

/** How many of the latest traces are looked through, and how many are offered. */
const LOOKED_THROUGH = 200;
const OFFERED = 12;
const REFRESH_MS = 10_000;

interface TraceChooserProps {
  /** The trace for which a partner is looked for; null to choose any. */
  readonly likeTraceId: string | null;
  readonly onChoose: (traceId: string) => void;
}

/** A trace by its id, or one of the latest: those of the same name first. */
export function TraceChooser({ likeTraceId, onChoose }: TraceChooserProps) {
  const [typed, setTyped] = useState('');
  const { data, error, refetch } = useCandidates(likeTraceId);
  const id = traceIdSchema.safeParse(typed.trim().toLowerCase());
  const isOwn = id.success && id.data === likeTraceId;
  return (
    <div className={styles.chooser}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (id.success && !isOwn) onChoose(id.data);
        }}
      >
        <TextField
          label="Trace id"
          hideLabel
          monospace
          placeholder="Paste a trace id"
          value={typed}
          error={isOwn ? 'This is the same trace.' : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={!id.success || isOwn}>
          Compare
        </Button>
      </form>
      {error !== null && (
        <InlineError
          title="The latest traces could not be loaded"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {data === undefined && error === null && [1, 2, 3, 4].map((row) => <Skeleton key={row} height={30} />)}
      {data !== undefined && <Candidates candidates={data} onChoose={onChoose} />}
    </div>
  );
}

interface Candidate {
  readonly trace: TraceSummary;
  readonly isAlike: boolean;
}

function Candidates(props: {
  readonly candidates: readonly Candidate[];
  readonly onChoose: (traceId: string) => void;
}) {
  const now = useNow(REFRESH_MS);
  if (props.candidates.length === 0) return <p className={styles.note}>There is no other trace yet.</p>;
  const hasAlike = props.candidates.some(({ isAlike }) => isAlike);
  return (
    <>
      <p className={styles.note}>
        {hasAlike ? 'Recent traces of the same name and service' : 'Recent traces'}
      </p>
      <ul className={styles.list}>
        {props.candidates.map(({ trace }) => (
          <li key={trace.traceId}>
            <button type="button" className={styles.trace} onClick={() => props.onChoose(trace.traceId)}>
              <StatusDot
                tone={trace.status === 'ok' ? 'ok' : 'error'}
                label={trace.status === 'ok' ? 'OK' : 'Error'}
              />
              <span className={styles.name}>{displayText(trace.name, 100)}</span>
              <span className={styles.service}>{displayText(trace.service, 60)}</span>
              <span className={styles.figure}>{formatDuration(trace.durationMs)}</span>
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
    </>
  );
}

/** Traces that could be partners, newest first: those of the same name and service, or any where there are none. */
function useCandidates(likeTraceId: string | null) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const like = useQuery(
    trpc.traces.list.queryOptions(
      likeTraceId === null ? skipToken : { filter: { text: likeTraceId }, limit: 1 },
    ),
  );
  const own = like.data?.traces[0] ?? null;
  const isKnown = likeTraceId === null || like.data !== undefined || like.isError;
  return useQuery({
    queryKey: ['traces', 'compare-candidates', likeTraceId, own?.name, own?.service],
    enabled: isKnown,
    queryFn: async ({ signal }): Promise<Candidate[]> => {
      const filter: TraceFilter = own === null ? {} : { service: own.service };
      const { traces } = await client.traces.list.query({ filter, limit: LOOKED_THROUGH }, { signal });
      const others = traces.filter(({ traceId }) => traceId !== likeTraceId);
      const alike = others.filter(({ name }) => own !== null && name === own.name);
      const offered = alike.length > 0 ? alike : others;
      return offered.slice(0, OFFERED).map((trace) => ({ trace, isAlike: alike.length > 0 }));
    },
  });
}
