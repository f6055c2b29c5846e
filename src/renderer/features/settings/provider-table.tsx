import { KeyRound, Trash2 } from 'lucide-react';
import type { Provider } from '../../../shared/provider.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { DIALECTS } from './provider-form.ts';
import styles from './provider-table.module.css';

export interface ProviderTableProps {
  readonly providers: readonly Provider[];
  readonly onRemove: (provider: Provider) => void;
}

const NOW_INTERVAL_MS = 30_000;

export function ProviderTable({ providers, onRemove }: ProviderTableProps) {
  const now = useNow(NOW_INTERVAL_MS);
  const columns: readonly TableColumn<Provider>[] = [
    { id: 'name', header: 'Name', wrap: true, cell: ({ name }) => <strong>{name}</strong> },
    { id: 'dialect', header: 'API', cell: ({ dialect }) => DIALECTS[dialect].label },
    {
      id: 'url',
      header: 'Base URL',
      wrap: true,
      cell: ({ baseUrl }) => <code className={styles.url}>{baseUrl}</code>,
    },
    {
      id: 'key',
      header: 'Key',
      cell: ({ hasKey }) =>
        hasKey ? (
          <Badge tone="ok">
            <KeyRound aria-hidden />
            sealed
          </Badge>
        ) : (
          <Badge>none</Badge>
        ),
    },
    {
      id: 'added',
      header: 'Added',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={formatAbsolute(createdAt)} className={styles.time}>
          {formatRelative(createdAt, now)}
        </time>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: (provider) => (
        <IconButton
          size="small"
          label={`Remove ${provider.name}`}
          icon={<Trash2 aria-hidden />}
          onClick={() => onRemove(provider)}
        />
      ),
    },
  ];
  return <Table label="Providers" columns={columns} rows={providers} rowKey={({ name }) => name} />;
}
