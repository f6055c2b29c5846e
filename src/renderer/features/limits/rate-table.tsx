import type { Limit, LimitState, LimitUse } from '../../../shared/limits.ts';
import { formatCompact, formatCount, formatDuration } from '../../lib/format.ts';
import { limitText, usedBy, whose, type KeyNames } from '../../lib/limit-text.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
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
  const keyNames = useKeyNames();
  const columns: readonly TableColumn<LimitState>[] = [
    {
      id: 'whose',
      header: 'For',
      width: '22%',
      wrap: true,
      cell: ({ limit }) => (
        <span className={styles.whose}>
          <strong>{whose(limit, keyNames)}</strong>
          {!limit.enabled && <Badge title="Not asked until it is switched on">off</Badge>}
        </span>
      ),
    },
    { id: 'limit', header: 'Limit', wrap: true, cell: ({ limit }) => limitText(limit) },
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
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: ({ limit }) => (
        <RowActions
          subject={`${limitText(limit)} for ${whose(limit, keyNames)}`}
          onEdit={() => onEdit(limit)}
          onRemove={() => onRemove(limit)}
        />
      ),
    },
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
