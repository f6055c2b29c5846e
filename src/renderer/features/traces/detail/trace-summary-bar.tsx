import type { ReactNode } from 'react';
import type { TraceSummary } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import {
  exactDuration,
  exactMoney,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
} from '../../../lib/format.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { Badge } from '../../../ui/badge.tsx';
import styles from './trace-summary-bar.module.css';

interface TraceSummaryBarProps {
  readonly summary: TraceSummary;
  /** What else there is to open, at the end of the line. */
  readonly children?: ReactNode;
}

/** The trace in one line. */
export function TraceSummaryBar({ summary, children }: TraceSummaryBarProps) {
  return (
    <div className={styles.bar}>
      <dl className={styles.facts}>
        <Fact name="Status">
          {summary.status === 'ok' ? <Badge tone="ok">OK</Badge> : <Badge tone="error">Error</Badge>}
        </Fact>
        <Fact name="Duration" exact={exactDuration(summary.durationMs)}>
          {formatDuration(summary.durationMs)}
        </Fact>
        <Fact name="Spans">{formatCount(summary.spanCount)}</Fact>
        {summary.errorCount > 0 && (
          <Fact name="Errors">
            <span className={styles.failed}>{formatCount(summary.errorCount)}</span>
          </Fact>
        )}
        {summary.callCount > 0 && <Fact name="Model calls">{formatCount(summary.callCount)}</Fact>}
        <Tokens summary={summary} />
        <Cost summary={summary} />
        <Fact name="Service">{displayText(summary.service, 60)}</Fact>
        <Fact name="Started">
          <time dateTime={summary.startTime}>{formatAbsolute(summary.startTime)}</time>
        </Fact>
        {summary.sessionId !== null && <Fact name="Session">{displayText(summary.sessionId, 40)}</Fact>}
        {summary.userId !== null && <Fact name="User">{displayText(summary.userId, 40)}</Fact>}
      </dl>
      <div className={styles.more}>{children}</div>
    </div>
  );
}

function Tokens({ summary: { inputTokens, outputTokens } }: { summary: TraceSummary }) {
  if (inputTokens === null && outputTokens === null) return null;
  return (
    <Fact name="Tokens" exact={`${formatCount(inputTokens ?? 0)} in, ${formatCount(outputTokens ?? 0)} out`}>
      {formatCompact(inputTokens ?? 0)} in · {formatCompact(outputTokens ?? 0)} out
    </Fact>
  );
}

function Cost({ summary }: { summary: TraceSummary }) {
  if (summary.callCount === 0 && summary.costNanos === null) return null;
  const isLowerBound = summary.costNanos !== null && summary.unpricedCalls > 0;
  const exact = exactMoney(summary.costNanos);
  return (
    <Fact
      name="Cost"
      exact={
        isLowerBound
          ? `at least ${exact}: ${formatCount(summary.unpricedCalls)} calls have no known price`
          : exact
      }
    >
      {isLowerBound && '≥ '}
      {formatMoney(summary.costNanos)}
    </Fact>
  );
}

function Fact({ name, exact, children }: { name: string; exact?: string; children: ReactNode }) {
  return (
    <div className={styles.fact} title={exact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
