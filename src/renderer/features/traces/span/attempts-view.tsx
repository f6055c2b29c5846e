import type { SpanDetail } from '../../../../shared/span-detail.ts';
import type { Span } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatDuration, formatMicros } from '../../../lib/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { attemptsOf, type Attempt } from './attempts.ts';
import styles from './attempts-view.module.css';
import { useSpanSource } from './span-source.ts';

interface AttemptsViewProps {
  readonly exchange: Span;
  /** Spans right below that of the exchange. */
  readonly childSpans: readonly string[];
}

/** The calls of an exchange to upstreams in their order: which target, why, after what wait, and how it ended. */
export function AttemptsView({ exchange, childSpans }: AttemptsViewProps) {
  const { useSpans } = useSpanSource();
  const details: readonly SpanDetail[] = useSpans(exchange.traceId, childSpans);
  const attempts = attemptsOf(
    exchange,
    details.map(({ span }) => span),
  );
  if (attempts.length === 0) return null;
  return (
    <section className={styles.attempts}>
      <h3 className={styles.heading}>
        {attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`}
      </h3>
      <ol className={styles.list}>
        {attempts.map((attempt) => (
          <AttemptRow key={attempt.spanId} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function AttemptRow({ attempt }: { attempt: Attempt }) {
  const { SpanLink } = useSpanSource();
  const { failure, status } = attempt;
  return (
    <li className={styles.attempt}>
      <span className={styles.number}>{attempt.number}</span>
      <div className={styles.what}>
        <div className={styles.head}>
          <span title={displayText(attempt.url, 300)}>
            <SpanLink traceId={attempt.traceId} spanId={attempt.spanId}>
              {displayText(attempt.target, 60)}
            </SpanLink>
          </span>
          <Badge tone={failure === null ? 'ok' : 'error'}>
            {status ?? (failure === null ? 'OK' : displayText(failure.type, 40))}
          </Badge>
          <span className={styles.time}>{formatMicros(attempt.durationMicros)}</span>
        </div>
        <p className={styles.note}>
          {displayText(attempt.reason, 300)}
          {attempt.waitedMs > 0 && `, after waiting ${formatDuration(attempt.waitedMs)}`}
        </p>
        {failure !== null && failure.message !== '' && (
          <p className={styles.failure}>{displayText(failure.message, 500)}</p>
        )}
        <p className={styles.times}>
          began at +{formatMicros(attempt.startMicros)}
          {attempt.firstByteMicros !== null && ` · first byte after ${formatMicros(attempt.firstByteMicros)}`}
        </p>
      </div>
    </li>
  );
}
