import type { Limit, LimitState } from '../../../shared/limits.ts';
import { limitText, whose, type KeyNames } from '../../lib/limit-text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { TableColumn } from '../../ui/table.tsx';
import styles from './limits-page.module.css';
import { RowActions } from './row-actions.tsx';

export interface LimitTableProps {
  readonly limits: readonly LimitState[];
  readonly onEdit: (limit: Limit) => void;
  readonly onRemove: (limit: Limit) => void;
}

/** What every limit says first: whom it counts and how much it allows. */
export function limitColumns(keyNames: KeyNames): TableColumn<LimitState>[] {
  return [
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
  ];
}

export function limitActions(
  keyNames: KeyNames,
  { onEdit, onRemove }: Pick<LimitTableProps, 'onEdit' | 'onRemove'>,
): TableColumn<LimitState> {
  return {
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
  };
}
