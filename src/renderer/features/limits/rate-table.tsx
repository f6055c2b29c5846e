import type { Limit, LimitState, LimitUse } from '../../../shared/limits.ts';
import { formatCompact, formatCount, formatDuration } from '../../lib/format.ts';
import { limitText, usedBy, whose, type KeyNames } from '../../lib/limit-text.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { limitActions, limitColumns, type LimitTableProps } from './limit-columns.tsx';
import styles from './limits-page.module.css';
import { UseBars, type UseBar } from './use-bars.tsx';

/** Limits of requests and tokens. */
export function RateTable({ limits, onEdit, onRemove }: LimitTableProps) {
  const keyNames = useKeyNames();
  const columns: readonly TableColumn<LimitState>[] = [
    ...limitColumns(keyNames),
    {
      id: 'use',
      header: 'In use',
      cell: ({ limit, use }) => (
        <UseBars
          label={`In use of ${limitText(limit)} for ${whose(limit, keyNames)}`}
          bars={use.map((one) => barOf(limit, one, keyNames))}
        />
      ),
    },
    {
      id: 'refused',
      header: 'Refused',
      align: 'end',
      cell: ({ refused }) => <span className={styles.number}>{formatCount(refused)}</span>,
    },
    limitActions(keyNames, { onEdit, onRemove }),
  ];
  return <Table label="Limits" columns={columns} rows={limits} rowKey={({ limit }) => limit.id} />;
}

function barOf(limit: Limit, { subject, used, capacity, resetsInMs }: LimitUse, keyNames: KeyNames): UseBar {
  return {
    key: subject,
    subject: usedBy(limit, subject, keyNames),
    share: used / capacity,
    text: `${formatCompact(used)} of ${formatCompact(capacity)}`,
    title: `${formatCount(used)} of ${formatCount(capacity)}`,
    resets: resetsInMs === 0 ? 'all free' : `all free in ${formatDuration(resetsInMs)}`,
  };
}
