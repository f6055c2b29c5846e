import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { printClause } from '../../../shared/filter/index.ts';
import type { Session } from '../../../shared/session.ts';
import { displayText } from '../../lib/display-text.ts';
import { exactMoney, formatCompact, formatCount, formatDuration, formatMoney } from '../../lib/format.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { modelColour } from '../../lib/series-colour.ts';
import { TextLink } from '../../ui/text-link.tsx';
import styles from './session-totals.module.css';

/** The whole conversation in figures. */
export function SessionTotals({ session: { summary, turns } }: { readonly session: Session }) {
  const { costNanos, unpricedCalls, inputTokens, outputTokens } = summary;
  const durations = turns.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const isLowerBound = costNanos !== null && unpricedCalls > 0;
  return (
    <dl className={styles.totals}>
      <Fact name="Turns">
        {formatCount(summary.traceCount)}
        {summary.failedTraces > 0 && (
          <span className={styles.failed}> · {formatCount(summary.failedTraces)} failed</span>
        )}
      </Fact>
      <Fact name="Model calls">{formatCount(summary.callCount)}</Fact>
      <Fact name="Cost" exact={exactMoney(costNanos)}>
        {isLowerBound && '≥ '}
        {summary.callCount === 0 ? '–' : formatMoney(costNanos)}
      </Fact>
      <Fact
        name="Tokens in / out"
        exact={`${formatCount(inputTokens ?? 0)} in, ${formatCount(outputTokens ?? 0)} out`}
      >
        {formatCompact(inputTokens ?? 0)} / {formatCompact(outputTokens ?? 0)}
      </Fact>
      <Fact name="Turn, median">{formatDuration(durations[Math.floor(durations.length / 2)] ?? null)}</Fact>
      <Fact name="Turn, longest">{formatDuration(durations.at(-1) ?? null)}</Fact>
      <Fact name="First turn" isWide>
        {formatAbsolute(summary.firstTime)}
      </Fact>
      <Fact name="Last turn" isWide>
        {formatAbsolute(summary.lastTime)}
      </Fact>
      {summary.users.length > 0 && (
        <Fact name="User" isWide>
          {summary.users.map((user) => displayText(user, 60)).join(', ')}
        </Fact>
      )}
      {summary.models.length > 0 && (
        <Fact name="Models" isWide>
          {summary.models.map((model) => (
            <span key={model} className={styles.model}>
              <span className={styles.dot} style={{ background: modelColour(model) }} />
              {displayText(model, 60)}
            </span>
          ))}
        </Fact>
      )}
      <Fact name="In the list" isWide>
        <Link to="/traces" search={{ q: printClause('session', ':', summary.sessionId), range: '7d' }}>
          <TextLink>All its traces</TextLink>
        </Link>
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly exact?: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, exact, isWide = false, children }: FactProps) {
  return (
    <div className={isWide ? styles.wide : undefined} title={exact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
