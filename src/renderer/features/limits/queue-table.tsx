import type { LimitState, QueueFigures } from '../../../shared/limits.ts';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { limitActions, limitColumns, type LimitTableProps } from './limit-columns.tsx';
import styles from './limits-page.module.css';

/** Limits of calls at once, and the queues in front of their places. */
export function QueueTable({ limits, onEdit, onRemove }: LimitTableProps) {
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
    ...limitColumns(keyNames),
    figure('running', 'Running', ({ running }) => formatCount(running)),
    figure('waiting', 'Waiting', ({ waiting }) => formatCount(waiting)),
    figure('p50', 'Wait p50', ({ waitP50Ms }) => formatDuration(waitP50Ms)),
    figure('p95', 'p95', ({ waitP95Ms }) => formatDuration(waitP95Ms)),
    figure('full', 'Queue full', ({ rejectedFull }) => formatCount(rejectedFull)),
    figure('late', 'Too late', ({ rejectedLate }) => formatCount(rejectedLate)),
    figure('left', 'Hung up', ({ cancelled }) => formatCount(cancelled)),
    limitActions(keyNames, { onEdit, onRemove }),
  ];
  return <Table label="Calls at once" columns={columns} rows={limits} rowKey={({ limit }) => limit.id} />;
}
