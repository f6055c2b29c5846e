import type { Limit, LimitState, QueueFigures } from '../../../shared/limits.ts';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { limitText, whose } from '../../lib/limit-text.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './limits-page.module.css';
import { RowActions } from './row-actions.tsx';

export interface QueueTableProps {
  /** Limits of calls at once. */
  readonly limits: readonly LimitState[];
  readonly onEdit: (limit: Limit) => void;
  readonly onRemove: (limit: Limit) => void;
}

/** Places for calls at once, and the queues in front of them. */
export function QueueTable({ limits, onEdit, onRemove }: QueueTableProps) {
  const keyNames = useKeyNames();
  const figure = (
    id: string,
    header: string,
    text: (queue: QueueFigures) => string,
  ): TableColumn<LimitState> => ({
    id,
    header,
    align: 'end',
    cell: ({ queue }) => <span className={styles.number}>{queue === null ? '–' : text(queue)}</span>,
  });
  const columns: readonly TableColumn<LimitState>[] = [
    {
      id: 'whose',
      header: 'For',
      wrap: true,
      cell: ({ limit }) => (
        <span className={styles.whose}>
          <strong>{whose(limit, keyNames)}</strong>
          {!limit.enabled && <Badge title="Not asked until it is switched on">off</Badge>}
        </span>
      ),
    },
    { id: 'limit', header: 'Limit', wrap: true, cell: ({ limit }) => limitText(limit) },
    figure('running', 'Running', ({ running }) => formatCount(running)),
    figure('waiting', 'Waiting', ({ waiting }) => formatCount(waiting)),
    figure('p50', 'Wait p50', ({ waitP50Ms }) => formatDuration(waitP50Ms)),
    figure('p95', 'p95', ({ waitP95Ms }) => formatDuration(waitP95Ms)),
    figure('full', 'Queue full', ({ rejectedFull }) => formatCount(rejectedFull)),
    figure('late', 'Too late', ({ rejectedLate }) => formatCount(rejectedLate)),
    figure('left', 'Hung up', ({ cancelled }) => formatCount(cancelled)),
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
  return <Table label="Calls at once" columns={columns} rows={limits} rowKey={({ limit }) => limit.id} />;
}
