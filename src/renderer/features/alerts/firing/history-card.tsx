import { History } from 'lucide-react';
import type { AlertEvent } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { useNow } from '../../../lib/use-now.ts';
import { StatusDot, type Tone } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { Labels, valueText } from '../alert-words.tsx';
import styles from '../alerts-page.module.css';
import { useAlertHistory } from '../use-alerts.ts';

const COLUMNS = (now: number): readonly TableColumn<AlertEvent>[] => [
  {
    id: 'at',
    header: 'When',
    width: '90px',
    cell: ({ at }) => (
      <span className={styles.number} title={formatAbsolute(at)}>
        {formatRelative(at, now)}
      </span>
    ),
  },
  {
    id: 'change',
    header: 'Change',
    width: '110px',
    cell: (event) => (
      <span className={styles.actions}>
        <StatusDot tone={toneOf(event)} /> {wordOf(event)}
      </span>
    ),
  },
  { id: 'rule', header: 'Rule', width: '22%', cell: ({ rule }) => displayText(rule, 100) },
  {
    id: 'labels',
    header: 'Labels',
    wrap: true,
    cell: ({ labels }) => <Labels labels={labels} without={['alertname']} />,
  },
  {
    id: 'value',
    header: 'Value',
    align: 'end',
    width: '90px',
    cell: ({ value }) => <span className={styles.number}>{valueText(value)}</span>,
  },
];

/** What became pending, fired and was over, newest first. */
export function HistoryCard() {
  const history = useAlertHistory();
  const now = useNow(5_000);
  const events = history.data;
  return (
    <Card title="History" description="the last 100 changes; 10,000 are kept" flush>
      {history.error !== null && events === undefined && (
        <div className={styles.inset}>
          <InlineError
            title="The history could not be loaded"
            error={history.error}
            onRetry={() => void history.refetch()}
          />
        </div>
      )}
      {history.isPending && (
        <div className={styles.inset}>
          <Skeleton height={60} />
        </div>
      )}
      {events?.length === 0 && (
        <EmptyState icon={<History aria-hidden />} title="No alert has changed yet">
          Every alert that becomes pending, fires or is over is kept here.
        </EmptyState>
      )}
      {events !== undefined && events.length > 0 && (
        <Table
          label="History of alerts"
          columns={COLUMNS(now)}
          rows={events}
          rowKey={({ id }) => String(id)}
        />
      )}
    </Card>
  );
}

function wordOf({ from, to }: AlertEvent): string {
  if (to === 'firing') return 'fired';
  if (to === 'pending') return 'pending';
  return from === 'firing' ? 'resolved' : 'passed';
}

function toneOf({ from, to }: AlertEvent): Tone {
  if (to === 'firing') return 'error';
  if (to === 'pending') return 'warning';
  return from === 'firing' ? 'ok' : 'neutral';
}
