import { Link } from '@tanstack/react-router';
import { Boxes } from 'lucide-react';
import type { Overview } from '../../../shared/deployment.ts';
import {
  exactDuration,
  exactMoney,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  formatShare,
  formatTally,
} from '../../lib/format.ts';
import { modelColour } from '../../lib/series-colour.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ShareBar } from '../../ui/share-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { modelRows, type ModelRow } from './model-rows.ts';
import styles from './models-card.module.css';

const COLUMNS: readonly TableColumn<ModelRow>[] = [
  {
    id: 'model',
    header: 'Model',
    cell: (row) => (
      <Link to="/traces" search={{ model: row.model, provider: row.provider }} className={styles.model}>
        <span className={styles.swatch} style={{ background: modelColour(row.model) }} aria-hidden />
        <span className={styles.name}>{row.model}</span>
        <span className={styles.provider}>{row.provider}</span>
      </Link>
    ),
  },
  {
    id: 'calls',
    header: 'Calls',
    align: 'end',
    cell: (row) => <span title={formatCount(row.calls)}>{formatTally(row.calls)}</span>,
  },
  {
    id: 'errors',
    header: 'Errors',
    align: 'end',
    cell: (row) => (
      <span title={formatCount(row.errors)} className={row.errors > 0 ? styles.failed : styles.quiet}>
        {row.errors === 0 ? '0' : formatShare(row.errors / row.calls)}
      </span>
    ),
  },
  {
    id: 'latency',
    header: 'p95',
    align: 'end',
    cell: (row) => <span title={exactDuration(row.latencyP95Ms)}>{formatDuration(row.latencyP95Ms)}</span>,
  },
  {
    id: 'tokens',
    header: 'Tokens in / out',
    align: 'end',
    cell: (row) => (
      <span title={`${formatCount(row.inputTokens)} in, ${formatCount(row.outputTokens)} out`}>
        {formatCompact(row.inputTokens)} <span className={styles.quiet}>/</span>{' '}
        {formatCompact(row.outputTokens)}
      </span>
    ),
  },
  {
    id: 'cost',
    header: 'Cost',
    align: 'end',
    cell: (row) => (
      <span title={exactMoney(row.costNanos)} className={row.costNanos === null ? styles.quiet : styles.cost}>
        {row.isLowerBound && '≥ '}
        {formatMoney(row.costNanos)}
      </span>
    ),
  },
  {
    id: 'share',
    header: 'Share of spend',
    width: '24%',
    cell: (row) => <ShareBar share={row.share} colour={modelColour(row.model)} />,
  },
];

/** What each model did and cost, the dearest first. */
export function ModelsCard({ overview }: { readonly overview: Overview | null }) {
  return (
    <Card title="Models" flush>
      {overview === null && (
        <div className={styles.loading}>
          {[1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={20} />
          ))}
        </div>
      )}
      {overview !== null && overview.byModel.length === 0 && (
        <EmptyState icon={<Boxes aria-hidden />} title="No model calls in this range">
          Choose a longer range, or send a call through the gateway.
        </EmptyState>
      )}
      {overview !== null && overview.byModel.length > 0 && (
        <Table
          label="Models"
          columns={COLUMNS}
          rows={modelRows(overview.byModel)}
          rowKey={(row) => `${row.provider}/${row.model}`}
        />
      )}
    </Card>
  );
}
