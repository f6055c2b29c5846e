import type { GuardFigure } from '../../../shared/guard/index.ts';
import { formatCount, formatMicros } from '../../lib/format.ts';
import { Table, type TableColumn } from '../../ui/table.tsx';
import type { GuardTotals } from './guard-totals.ts';
import { DIRECTION_WORDS } from './guard-words.ts';
import styles from './runs-table.module.css';

const COLUMNS: readonly TableColumn<GuardFigure>[] = [
  { id: 'direction', header: 'Of', cell: ({ direction }) => DIRECTION_WORDS[direction] },
  { id: 'runs', header: 'Runs', align: 'end', cell: ({ runs }) => formatCount(runs) },
  { id: 'hits', header: 'Hits', align: 'end', cell: ({ hits }) => formatCount(hits) },
  { id: 'blocked', header: 'Blocked', align: 'end', cell: ({ blocked }) => formatCount(blocked) },
  { id: 'failed', header: 'Failed', align: 'end', cell: ({ failed }) => formatCount(failed) },
  { id: 'p50', header: 'p50', align: 'end', cell: ({ p50Micros }) => formatMicros(p50Micros) },
  { id: 'p95', header: 'p95', align: 'end', cell: ({ p95Micros }) => formatMicros(p95Micros) },
];

export interface RunsTableProps {
  readonly totals: GuardTotals;
  readonly label: string;
}

/** What a guard did on requests and on answers. */
export function RunsTable({ totals, label }: RunsTableProps) {
  return (
    <div className={styles.runs}>
      <Table
        label={`Runs of ${label}`}
        columns={COLUMNS}
        rows={totals.directions}
        rowKey={({ direction }) => direction}
      />
    </div>
  );
}
