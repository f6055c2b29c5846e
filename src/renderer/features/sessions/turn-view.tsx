import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { memo } from 'react';
import type { TurnCall, TurnMessages } from '../../../shared/session.ts';
import type { TraceSummary } from '../../../shared/trace.ts';
import { displayText } from '../../lib/display-text.ts';
import {
  exactDuration,
  exactMoney,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
} from '../../lib/format.ts';
import { formatAbsolute, formatClock } from '../../lib/format-time.ts';
import { modelColour } from '../../lib/series-colour.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConversationView } from '../../ui/conversation/index.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './turn-view.module.css';

interface TurnViewProps {
  readonly trace: TraceSummary;
  readonly number: number;
  /** Undefined while they load. */
  readonly turn: TurnMessages | undefined;
  /** Why they could not be loaded; null when they could. */
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly isCurrent: boolean;
}

const MOST_CALLS = 8;

/** One turn: what it was, what was said in it, and the calls that it took. */
export const TurnView = memo(function TurnView(props: TurnViewProps) {
  const { trace, number, turn, error, onRetry, isCurrent } = props;
  return (
    <section className={styles.turn} aria-label={`Turn ${number}`} data-current={isCurrent || undefined}>
      <TurnHead trace={trace} number={number} />
      {turn === undefined && error === null && <TurnSkeleton />}
      {turn === undefined && error !== null && (
        <InlineError title="What was said could not be loaded" error={error} onRetry={onRetry} />
      )}
      {turn !== undefined && turn.messages.length > 0 && (
        <ConversationView isPart conversation={{ input: turn.messages, output: [], tools: [] }} />
      )}
      {turn?.messages.length === 0 && <NothingSaid turn={turn} />}
      {turn !== undefined && turn.calls.length > 0 && <Calls trace={trace} turn={turn} />}
    </section>
  );
});

function TurnHead({ trace, number }: { readonly trace: TraceSummary; readonly number: number }) {
  const { inputTokens, outputTokens } = trace;
  return (
    <header className={styles.head}>
      <h2 className={styles.number}>{number}</h2>
      <span className={styles.name}>{displayText(trace.name, 120)}</span>
      {trace.status === 'error' && <Badge tone="error">Error</Badge>}
      <span className={styles.facts}>
        <time dateTime={trace.startTime} title={formatAbsolute(trace.startTime)}>
          {formatClock(trace.startTime)}
        </time>
        <span title={exactDuration(trace.durationMs)}>{formatDuration(trace.durationMs)}</span>
        {(inputTokens !== null || outputTokens !== null) && (
          <span title={`${formatCount(inputTokens ?? 0)} in, ${formatCount(outputTokens ?? 0)} out`}>
            {formatCompact((inputTokens ?? 0) + (outputTokens ?? 0))} tok
          </span>
        )}
        {trace.costNanos !== null && (
          <span title={exactMoney(trace.costNanos)}>{formatMoney(trace.costNanos)}</span>
        )}
      </span>
      <Link to="/traces/$traceId" params={{ traceId: trace.traceId }} className={styles.open}>
        Trace <ArrowUpRight size={13} aria-hidden />
      </Link>
    </header>
  );
}

function NothingSaid({ turn }: { readonly turn: TurnMessages }) {
  if (turn.callCount === 0) return <p className={styles.quiet}>No model was called in this trace.</p>;
  return (
    <p className={styles.quiet}>
      {turn.resentMessages > 0
        ? 'Nothing was said that the conversation did not have already.'
        : 'The messages of these calls were not recorded.'}
    </p>
  );
}

/** The calls behind the turn, each a link to its span. */
function Calls({ trace, turn }: { readonly trace: TraceSummary; readonly turn: TurnMessages }) {
  const shown = turn.calls.slice(0, MOST_CALLS);
  const others = turn.callCount - shown.length;
  return (
    <footer className={styles.calls}>
      {shown.map((call) => (
        <Call key={call.spanId} traceId={trace.traceId} call={call} />
      ))}
      {others > 0 && <span className={styles.quiet}>and {formatCount(others)} more calls</span>}
      {turn.resentMessages > 0 && (
        <span
          className={styles.resent}
          title="They were sent to the model once more; the turns before show them."
        >
          {formatCount(turn.resentMessages)} resent {turn.resentMessages === 1 ? 'message' : 'messages'} left
          out
        </span>
      )}
    </footer>
  );
}

function Call({ traceId, call }: { readonly traceId: string; readonly call: TurnCall }) {
  return (
    <Link to="/traces/$traceId" params={{ traceId }} search={{ span: call.spanId }} className={styles.call}>
      <span
        className={styles.dot}
        style={{ background: call.model === null ? 'var(--neutral-solid)' : modelColour(call.model) }}
      />
      <span className={styles.model}>{displayText(call.model ?? call.name, 60)}</span>
      <span>{formatDuration(call.durationMs)}</span>
      {call.costNanos !== null && <span>{formatMoney(call.costNanos)}</span>}
      {call.isError && <span className={styles.failed}>failed</span>}
    </Link>
  );
}

function TurnSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading the turn">
      <Skeleton width="38%" height={44} />
      <Skeleton height={84} />
    </div>
  );
}
