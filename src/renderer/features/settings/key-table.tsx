import { Ban } from 'lucide-react';
import type { ApiKey } from '../../../shared/api-key.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './key-table.module.css';

const NOW_INTERVAL_MS = 10_000;

export interface KeyTableProps {
  readonly keys: readonly ApiKey[];
  readonly onRevoke: (key: ApiKey) => void;
}

/** Keys that still work before those that do not, the newest first. */
export function KeyTable({ keys, onRevoke }: KeyTableProps) {
  const now = useNow(NOW_INTERVAL_MS);
  const newestFirst = [...keys].reverse();
  const rows = [
    ...newestFirst.filter((key) => isGood(key, now)),
    ...newestFirst.filter((key) => !isGood(key, now)),
  ];
  const columns: readonly TableColumn<ApiKey>[] = [
    {
      id: 'name',
      header: 'Name',
      wrap: true,
      cell: ({ name, prefix }) => (
        <span className={styles.name}>
          <strong>{name}</strong>
          <code className={styles.prefix}>{prefix}…</code>
        </span>
      ),
    },
    { id: 'owner', header: 'Belongs to', wrap: true, cell: ownerOf },
    {
      id: 'scopes',
      header: 'May',
      cell: ({ scopes }) => (
        <span className={styles.scopes}>
          {scopes.map((scope) => (
            <Badge key={scope} tone={scope === 'admin' ? 'warning' : 'neutral'}>
              {scope}
            </Badge>
          ))}
        </span>
      ),
    },
    {
      id: 'used',
      header: 'Last used',
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} now={now} never="never" />,
    },
    { id: 'state', header: 'Expires', cell: (key) => <State apiKey={key} now={now} /> },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: (key) =>
        key.revokedAt === null && (
          <IconButton
            size="small"
            label={`Revoke ${key.name}`}
            icon={<Ban aria-hidden />}
            onClick={() => onRevoke(key)}
          />
        ),
    },
  ];
  return <Table label="API keys" columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function ownerOf({ org, workspace, user }: ApiKey): string {
  return [org, workspace, user].filter((name) => name !== null).join(' / ');
}

function State({ apiKey: { revokedAt, expiresAt }, now }: { readonly apiKey: ApiKey; readonly now: number }) {
  if (revokedAt !== null) return <Badge title={formatAbsolute(revokedAt)}>revoked</Badge>;
  if (expiresAt !== null && Date.parse(expiresAt) <= now) {
    return (
      <Badge tone="error" title={formatAbsolute(expiresAt)}>
        expired
      </Badge>
    );
  }
  return <Time at={expiresAt} now={now} never="never" />;
}

function Time({
  at,
  now,
  never,
}: {
  readonly at: string | null;
  readonly now: number;
  readonly never: string;
}) {
  if (at === null) return <span className={styles.quiet}>{never}</span>;
  return (
    <time dateTime={at} title={formatAbsolute(at)} className={styles.quiet}>
      {formatRelative(at, now)}
    </time>
  );
}

function isGood({ revokedAt, expiresAt }: ApiKey, now: number): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
}
