import type { Limit, LimitState } from '../../../shared/limits.ts';
import { formatCompact, formatCount, formatDuration } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { limitText, whose } from './limit-text.ts';
import styles from './limits-page.module.css';
import { RowActions } from './row-actions.tsx';
import { UseBars, type UseBar } from './use-bars.tsx';

export interface RateTableProps {
  /** Limits of requests and tokens. */
  readonly limits: readonly LimitState[];
  readonly onEdit: (limit: Limit) => void;
  readonly onRemove: (limit: Limit) => void;
}

export function RateTable({ limits, onEdit, onRemove }: RateTableProps) {
  const columns: readonly TableColumn<LimitState>[] = [
    {
      id: 'whose',
      header: 'For',
      cell: ({ limit }) => (
        <>
          <strong>{whose(limit)}</strong> {!limit.enabled && <Badge>off</Badge>}
        </>
      ),
    },
    { id: 'limit', header: 'Limit', cell: ({ limit }) => limitText(limit) },
    {
      id: 'use',
      header: 'In use',
      cell: ({ limit, use }) => (
        <UseBars label={`In use of ${limitText(limit)} for ${whose(limit)}`} bars={use.map(barOf)} />
      ),
    },
    {
      id: 'refused',
      header: 'Refused',
      align: 'end',
      cell: ({ refused }) => <span className={styles.number}>{formatCount(refused)}</span>,
    },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: ({ limit }) => (
        <RowActions
          subject={`${limitText(limit)} for ${whose(limit)}`}
          onEdit={() => onEdit(limit)}
          onRemove={() => onRemove(limit)}
        />
      ),
    },
  ];
  return <Table label="Limits" columns={columns} rows={limits} rowKey={({ limit }) => limit.id} />;
}

function barOf({ subject, used, capacity, resetsInMs }: LimitState['use'][number]): UseBar {
  return {
    subject,
    share: used / capacity,
    text: `${formatCompact(used)} of ${formatCompact(capacity)}`,
    title: `${formatCount(used)} of ${formatCount(capacity)}`,
    resets: resetsInMs === 0 ? 'all free' : `free in ${formatDuration(resetsInMs)}`,
  };
}
