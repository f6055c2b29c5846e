import { Link } from '@tanstack/react-router';
import { Coins } from 'lucide-react';
import type { CostDimension, CostReport } from '../../../shared/costs.ts';
import { displayText } from '../../lib/display-text.ts';
import {
  exactMoney,
  formatCompact,
  formatCount,
  formatMoney,
  formatTally,
  NOTHING,
} from '../../lib/format.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ShareBar } from '../../ui/share-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { freeCalls, trendOf, type ShownRow } from './cost-rows.ts';
import { DIMENSION_LABELS, isGatewayOnly } from './costs-search.ts';
import styles from './spend-table.module.css';
import { useShownRows } from './use-shown-rows.ts';

/** Who or what spent how much, the dearest first. Nothing where there were no calls: the chart says so. */
export function SpendTable({ report }: { readonly report: CostReport | null }) {
  const by = report?.by ?? 'model';
  const rows = useShownRows(report);
  const free = report === null ? 0 : freeCalls(report.total);
  if (report !== null && report.total.calls === 0 && rows.length === 0) return null;
  const title = `Spend by ${by === 'key' ? 'API key' : DIMENSION_LABELS[by].toLowerCase()}`;
  return (
    <Card title={title} flush {...(isGatewayOnly(by) && { description: 'calls through the gateway' })}>
      {report === null && (
        <div className={styles.loading}>
          {[1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={20} />
          ))}
        </div>
      )}
      {report !== null && rows.length === 0 && (
        <EmptyState icon={<Coins aria-hidden />} title="No call in this range used anything">
          Choose a longer range, or send a call through the gateway.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table label={title} columns={columnsFor(by)} rows={rows} rowKey={({ key }) => key} />
      )}
      {free > 0 && (
        <p className={styles.free}>
          {free === 1 ? 'One call was' : `${formatCount(free)} calls were`} refused or failed before anything
          was used, and cost nothing.
        </p>
      )}
    </Card>
  );
}

function columnsFor(by: CostDimension): TableColumn<ShownRow>[] {
  return [
    { id: 'name', header: DIMENSION_LABELS[by], wrap: true, cell: (row) => <Name by={by} row={row} /> },
    ...FIGURES,
  ];
}

const FIGURES: readonly TableColumn<ShownRow>[] = [
  {
    id: 'calls',
    header: 'Calls',
    align: 'end',
    cell: (row) => <span title={formatCount(row.calls)}>{formatTally(row.calls)}</span>,
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
    id: 'trend',
    header: 'Trend',
    align: 'end',
    cell: (row) => (
      <span
        className={styles.quiet}
        title={`${exactMoney(row.previousNanos)} in the equally long time before`}
      >
        {trendOf(row.costNanos, row.previousNanos) ?? NOTHING}
      </span>
    ),
  },
  {
    id: 'share',
    header: 'Share of spend',
    width: '24%',
    cell: (row) => <ShareBar share={row.share} colour={row.colour} />,
  },
];

function Name({ by, row }: { readonly by: CostDimension; readonly row: ShownRow }) {
  const content = (
    <>
      <span className={styles.swatch} style={{ background: row.colour }} aria-hidden />
      <span
        className={row.name === '' ? styles.quiet : styles.label}
        {...(by === 'key' && { title: row.name })}
      >
        {displayText(row.label, 80)}
      </span>
      {row.provider !== null && row.provider !== '' && <span className={styles.quiet}>{row.provider}</span>}
    </>
  );
  const search = tracesSearch(by, row);
  if (search === null) return <span className={styles.name}>{content}</span>;
  return (
    <Link to="/traces" search={search} className={styles.name}>
      {content}
    </Link>
  );
}

/** The list of traces that shows the row's calls; null where it has no such filter. */
function tracesSearch(by: CostDimension, { name, provider }: ShownRow): Record<string, string> | null {
  if (name === '') return null;
  if (by === 'model')
    return provider === null || provider === '' ? { model: name } : { model: name, provider };
  return by === 'provider' || by === 'service' ? { [by]: name } : null;
}
