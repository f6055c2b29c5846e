import type { TraceSummary } from '../../../../shared/trace.ts';
import { traceSortSchema, type ListedTrace, type TraceSort } from '../../../../shared/trace-list.ts';
import { displayText } from '../../../lib/display-text.ts';
import {
  exactDuration,
  exactMoney,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  NOTHING,
} from '../../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { modelColour } from '../../../lib/series-colour.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge, StatusDot } from '../../../ui/badge.tsx';
import type { GridColumn } from '../../../ui/data-grid/index.ts';
import { TraceMarks } from './trace-marks.tsx';
import styles from './trace-columns.module.css';

/** The columns whose names are not what the list is sorted by. */
const COLUMN_OF_SORT: Partial<Record<TraceSort, string>> = { errors: 'status' };

export function columnOf(sort: TraceSort): string {
  return COLUMN_OF_SORT[sort] ?? sort;
}

/** What a press on the column's name sorts by; null: nothing. */
export function sortOfColumn(column: string): TraceSort | null {
  return traceSortSchema.options.find((sort) => columnOf(sort) === column) ?? null;
}

/** The columns of the list. Durations are drawn in relation to `longestMs`. */
export function traceColumns(longestMs: number): GridColumn<ListedTrace>[] {
  return [
    { id: 'status', header: 'Status', size: 72, canSort: true, cell: (trace) => <Status trace={trace} /> },
    {
      id: 'name',
      header: 'Name',
      size: 154,
      minSize: 120,
      grows: 4,
      canHide: false,
      cell: (trace) => <Name name={trace.name} />,
    },
    {
      id: 'service',
      header: 'Service',
      size: 108,
      grows: 2,
      cell: (trace) => <span className={styles.quiet}>{displayText(trace.service, 100)}</span>,
    },
    { id: 'model', header: 'Model', size: 142, grows: 2, cell: (trace) => <Model trace={trace} /> },
    {
      id: 'duration',
      canSort: true,
      header: 'Duration',
      size: 110,
      cell: (trace) => <Duration ms={trace.durationMs} longestMs={longestMs} />,
    },
    {
      id: 'spans',
      canSort: true,
      header: 'Spans',
      size: 50,
      align: 'end',
      cell: (trace) => <span className={styles.quiet}>{formatCount(trace.spanCount)}</span>,
    },
    {
      id: 'tokens',
      canSort: true,
      header: 'Tokens in / out',
      size: 108,
      align: 'end',
      cell: (trace) => <Tokens trace={trace} />,
    },
    {
      id: 'cost',
      header: 'Cost',
      size: 94,
      align: 'end',
      canSort: true,
      cell: (trace) => <Cost trace={trace} />,
    },
    {
      id: 'marks',
      header: 'Guards',
      size: 96,
      cell: ({ marks }) => (marks === undefined ? <Nothing /> : <TraceMarks marks={marks} />),
    },
    {
      id: 'session',
      header: 'Session',
      size: 130,
      isHiddenAtFirst: true,
      cell: (trace) => <Identifier value={trace.sessionId} />,
    },
    {
      id: 'user',
      header: 'User',
      size: 110,
      isHiddenAtFirst: true,
      cell: (trace) => <Identifier value={trace.userId} />,
    },
    {
      id: 'start',
      canSort: true,
      header: 'Started',
      size: 78,
      align: 'end',
      cell: (trace) => <Started iso={trace.startTime} />,
    },
  ];
}

/** A name of blanks would leave its row without one. */
function Name({ name }: { name: string }) {
  const text = displayText(name, 200);
  return text.trim() === '' ? <Nothing /> : <span className={styles.name}>{text}</span>;
}

function Status({ trace }: { trace: TraceSummary }) {
  if (trace.status === 'ok') {
    return (
      <span className={styles.calm}>
        <StatusDot tone="ok" />
        OK
      </span>
    );
  }
  const title = trace.errorCount === 1 ? '1 span failed' : `${formatCount(trace.errorCount)} spans failed`;
  return (
    <Badge tone="error" title={title}>
      Error
      {trace.errorCount > 1 && <span className={styles.count}>{formatCompact(trace.errorCount)}</span>}
    </Badge>
  );
}

function Model({ trace }: { trace: TraceSummary }) {
  if (trace.model === null) return <Nothing />;
  const others = trace.callCount - 1;
  return (
    <span
      className={styles.model}
      title={trace.provider === null ? undefined : displayText(trace.provider, 100)}
    >
      <span className={styles.dot} style={{ background: modelColour(trace.model) }} />
      <span className={styles.text}>{displayText(trace.model, 80)}</span>
      {others > 0 && (
        <span className={styles.others} title={`${formatCount(trace.callCount)} model calls`}>
          +{formatCompact(others)}
        </span>
      )}
    </span>
  );
}

function Duration({ ms, longestMs }: { ms: number; longestMs: number }) {
  const share = longestMs <= 0 ? 0 : Math.min(1, ms / longestMs);
  return (
    <span className={styles.duration} title={exactDuration(ms)}>
      <span className={styles.figure}>{formatDuration(ms)}</span>
      <span className={styles.track}>
        <span className={styles.bar} style={{ width: `max(2px, ${share * 100}%)` }} />
      </span>
    </span>
  );
}

function Tokens({ trace: { inputTokens, outputTokens } }: { trace: TraceSummary }) {
  if (inputTokens === null && outputTokens === null) return <Nothing />;
  const exact = `${inputTokens === null ? 'unknown' : formatCount(inputTokens)} in, ${outputTokens === null ? 'unknown' : formatCount(outputTokens)} out`;
  return (
    <span title={exact}>
      {inputTokens === null ? NOTHING : formatCompact(inputTokens)}
      <span className={styles.slash}>/</span>
      {outputTokens === null ? NOTHING : formatCompact(outputTokens)}
    </span>
  );
}

function Cost({ trace }: { trace: TraceSummary }) {
  // Calls that were refused, or failed before anything was used, cost nothing.
  if (trace.unpricedCalls === 0 && trace.costNanos === null) return <Nothing />;
  if (trace.costNanos === null) {
    return (
      <span className={styles.unknown} title={exactMoney(null)}>
        unknown
      </span>
    );
  }
  const isLowerBound = trace.unpricedCalls > 0;
  const exact = exactMoney(trace.costNanos);
  return (
    <span
      title={isLowerBound ? `at least ${exact}: ${trace.unpricedCalls} calls have no known price` : exact}
    >
      {isLowerBound && <span className={styles.slash}>≥</span>}
      {formatMoney(trace.costNanos)}
    </span>
  );
}

function Identifier({ value }: { value: string | null }) {
  return value === null ? <Nothing /> : <span className={styles.identifier}>{displayText(value, 60)}</span>;
}

const REFRESH_MS = 5_000;

function Started({ iso }: { iso: string }) {
  const now = useNow(REFRESH_MS);
  return (
    <time className={styles.quiet} dateTime={iso} title={formatAbsolute(iso)}>
      {formatRelative(iso, now)}
    </time>
  );
}

function Nothing() {
  return <span className={styles.nothing}>{NOTHING}</span>;
}
