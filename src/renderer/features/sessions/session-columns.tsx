import type { SessionSummary } from '../../../shared/session.ts';
import { displayText } from '../../lib/display-text.ts';
import {
  exactMoney,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  NOTHING,
} from '../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { modelColour } from '../../lib/series-colour.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import type { GridColumn } from '../../ui/data-grid/index.ts';
import styles from './session-columns.module.css';

const REFRESH_MS = 5_000;

export const SESSION_COLUMNS: readonly GridColumn<SessionSummary>[] = [
  {
    id: 'session',
    header: 'Session',
    size: 190,
    minSize: 120,
    grows: 4,
    canHide: false,
    cell: (session) => (
      <span className={styles.session}>
        <span className={styles.identifier}>{displayText(session.sessionId, 120)}</span>
        <span className={styles.quiet}>{displayText(session.name, 120)}</span>
      </span>
    ),
  },
  {
    id: 'service',
    header: 'Service',
    size: 110,
    grows: 1,
    cell: ({ service }) => <span className={styles.quiet}>{displayText(service, 100)}</span>,
  },
  {
    id: 'turns',
    header: 'Turns',
    size: 60,
    align: 'end',
    cell: ({ traceCount }) => formatCount(traceCount),
  },
  {
    id: 'errors',
    header: 'Failed',
    size: 64,
    align: 'end',
    cell: ({ failedTraces }) =>
      failedTraces === 0 ? <Nothing /> : <Badge tone="error">{formatCompact(failedTraces)}</Badge>,
  },
  { id: 'users', header: 'User', size: 110, grows: 1, cell: ({ users }) => <Names names={users} /> },
  { id: 'models', header: 'Models', size: 150, grows: 2, cell: ({ models }) => <Models models={models} /> },
  {
    id: 'tokens',
    header: 'Tokens in / out',
    size: 108,
    align: 'end',
    cell: ({ inputTokens, outputTokens }) =>
      inputTokens === null && outputTokens === null ? (
        <Nothing />
      ) : (
        <span title={`${formatCount(inputTokens ?? 0)} in, ${formatCount(outputTokens ?? 0)} out`}>
          {formatCompact(inputTokens ?? 0)}
          <span className={styles.slash}>/</span>
          {formatCompact(outputTokens ?? 0)}
        </span>
      ),
  },
  { id: 'cost', header: 'Cost', size: 90, align: 'end', cell: (session) => <Cost session={session} /> },
  {
    id: 'length',
    header: 'Over',
    size: 74,
    align: 'end',
    cell: ({ firstTime, lastTime }) => (
      <span className={styles.quiet} title={`First turn ${formatAbsolute(firstTime)}`}>
        {formatDuration(Date.parse(lastTime) - Date.parse(firstTime))}
      </span>
    ),
  },
  {
    id: 'last',
    header: 'Last turn',
    size: 84,
    align: 'end',
    cell: ({ lastTime }) => <When iso={lastTime} />,
  },
];

function Names({ names }: { readonly names: readonly string[] }) {
  const [first, ...others] = names;
  if (first === undefined) return <Nothing />;
  return (
    <span className={styles.quiet} title={names.map((name) => displayText(name, 100)).join('\n')}>
      {displayText(first, 60)}
      {others.length > 0 && <span className={styles.others}> +{others.length}</span>}
    </span>
  );
}

function Models({ models }: { readonly models: readonly string[] }) {
  const [first, ...others] = models;
  if (first === undefined) return <Nothing />;
  return (
    <span className={styles.model} title={models.map((model) => displayText(model, 100)).join('\n')}>
      <span className={styles.dot} style={{ background: modelColour(first) }} />
      <span className={styles.text}>{displayText(first, 80)}</span>
      {others.length > 0 && <span className={styles.others}>+{others.length}</span>}
    </span>
  );
}

function Cost({ session: { costNanos, unpricedCalls } }: { readonly session: SessionSummary }) {
  if (costNanos === null && unpricedCalls === 0) return <Nothing />;
  if (costNanos === null) {
    return (
      <span className={styles.unknown} title={exactMoney(null)}>
        unknown
      </span>
    );
  }
  const exact = exactMoney(costNanos);
  return (
    <span title={unpricedCalls > 0 ? `at least ${exact}: ${unpricedCalls} calls have no known price` : exact}>
      {unpricedCalls > 0 && <span className={styles.slash}>≥</span>}
      {formatMoney(costNanos)}
    </span>
  );
}

function When({ iso }: { readonly iso: string }) {
  const now = useNow(REFRESH_MS);
  return (
    <time className={styles.quiet} dateTime={iso} title={formatAbsolute(iso)}>
      {formatRelative(iso, now)}
    </time>
  );
}

function Nothing() {
  return <span className={styles.others}>{NOTHING}</span>;
}
