import type { FlagChange } from '../../../shared/flag.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './flags-page.module.css';
import { scopeText, valueText } from './scope-text.ts';
import { useFlagChanges } from './use-flags.ts';

const NOW_INTERVAL_MS = 10_000;

/** Who changed what, and when. */
export function HistoryCard() {
  const query = useFlagChanges();
  const now = useNow(NOW_INTERVAL_MS);
  const columns: readonly TableColumn<FlagChange>[] = [
    {
      id: 'at',
      header: 'When',
      cell: ({ at }) => (
        <time dateTime={at} title={formatAbsolute(at)} className={styles.time}>
          {formatRelative(at, now)}
        </time>
      ),
    },
    { id: 'actor', header: 'Who', cell: ({ actor }) => actor },
    { id: 'flag', header: 'Flag', cell: ({ flag }) => <code>{flag}</code> },
    { id: 'scope', header: 'For', wrap: true, cell: ({ scope }) => scopeText(scope) },
    {
      id: 'change',
      header: 'Change',
      cell: ({ from, to }) => (
        <>
          {valueText(from)} → <strong>{valueText(to)}</strong>
        </>
      ),
    },
  ];
  const changes = query.data;
  return (
    <Card title="History" flush>
      {changes === undefined && query.error !== null && (
        <ErrorState
          title="The history could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && (
        <div className={styles.loading}>
          <Skeleton height={24} />
        </div>
      )}
      {changes?.length === 0 && <p className={styles.note}>Nobody has changed a flag yet.</p>}
      {changes !== undefined && changes.length > 0 && (
        <Table label="History of flags" columns={columns} rows={changes} rowKey={({ id }) => String(id)} />
      )}
    </Card>
  );
}
