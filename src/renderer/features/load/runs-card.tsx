import { Link } from '@tanstack/react-router';
import { Activity } from 'lucide-react';
import type { LoadRunSummary } from '../../../shared/load/index.ts';
import { displayText } from '../../lib/display-text.ts';
import { exactDuration, formatCount, formatDuration, formatShare, NOTHING } from '../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import styles from './load-page.module.css';
import { StateBadge } from './state-badge.tsx';

type Figures = NonNullable<LoadRunSummary['figures']>;

/** The runs that are kept, newest first. */
export function RunsCard({ runs }: { readonly runs: readonly LoadRunSummary[] | undefined }) {
  const now = useNow(30_000);
  if (runs?.length === 0)
    return (
      <Card title="Runs">
        <EmptyState icon={<Activity aria-hidden />} title="No load test yet">
          Start one above, or from a terminal: <code>npx signalbox load --model gpt-4o-mini --rate 20</code>.
          A run says how long calls take when many come at once, up to its slowest ten-thousandth.
        </EmptyState>
      </Card>
    );
  return (
    <Card title="Runs" flush>
      {runs === undefined ? (
        <div className={styles.loading}>
          <Skeleton height={24} />
          <Skeleton height={24} />
        </div>
      ) : (
        <Table label="Runs" columns={columns(now)} rows={runs} rowKey={({ id }) => id} />
      )}
    </Card>
  );
}

function figure(
  id: string,
  header: string,
  read: (figures: Figures) => string,
  exact?: (figures: Figures) => string,
): TableColumn<LoadRunSummary> {
  return {
    id,
    header,
    align: 'end',
    cell: ({ figures }) => (
      <span className={styles.number} title={figures === null ? undefined : exact?.(figures)}>
        {figures === null ? NOTHING : read(figures)}
      </span>
    ),
  };
}

function columns(now: number): TableColumn<LoadRunSummary>[] {
  const time = (id: 'p50' | 'p95' | 'p99') =>
    figure(
      id,
      id,
      // Times are those of good answers.
      (figures) => (figures.errorRate === 1 ? NOTHING : formatDuration(figures[id])),
      (figures) => (figures.errorRate === 1 ? 'No call succeeded' : exactDuration(figures[id])),
    );
  return [
    {
      id: 'name',
      header: 'Name',
      cell: ({ id, name }) => (
        <Link to="/load/$id" params={{ id }}>
          <TextLink>{displayText(name, 60)}</TextLink>
        </Link>
      ),
    },
    { id: 'state', header: 'Outcome', cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: 'started',
      header: 'Started',
      cell: ({ startedAt }) => (
        <span title={formatAbsolute(startedAt)}>{formatRelative(startedAt, now)}</span>
      ),
    },
    { id: 'target', header: 'Target', cell: ({ target }) => displayText(target, 40) },
    { id: 'model', header: 'Model', cell: ({ model }) => model },
    figure('calls', 'Calls', ({ completed }) => formatCount(completed)),
    figure('rate', 'Per second', ({ rate }) => rate.toFixed(1)),
    figure('errors', 'Failed', ({ errorRate }) => formatShare(errorRate)),
    time('p50'),
    time('p95'),
    time('p99'),
  ];
}
