import { Trash2 } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { formatDuration } from '../../../../shared/dashboard/index.ts';
import type { MetricSource } from '../../../../shared/metrics.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';

interface SourceTableProps {
  readonly sources: readonly MetricSource[];
  readonly onRemove: (name: string) => void;
}

/** The remote Prometheus servers that panels can ask. */
export function SourceTable({ sources, onRemove }: SourceTableProps) {
  const columns: readonly TableColumn<MetricSource>[] = [
    { id: 'name', header: 'Name', cell: ({ name }) => displayText(name, 63) },
    { id: 'url', header: 'Address', wrap: true, cell: ({ url }) => displayText(url, 200) },
    { id: 'token', header: 'Token', cell: ({ hasToken }) => (hasToken ? 'sealed' : 'none') },
    { id: 'scrape', header: 'Scrapes', align: 'end', cell: ({ name }) => <Scrapes source={name} /> },
    {
      id: 'remove',
      header: 'Remove',
      isHeaderHidden: true,
      align: 'end',
      cell: ({ name }) => (
        <IconButton
          size="small"
          label={`Remove ${name}`}
          icon={<Trash2 aria-hidden />}
          onClick={() => onRemove(name)}
        />
      ),
    },
  ];
  return <Table label="Sources" columns={columns} rows={sources} rowKey={({ name }) => name} />;
}

/** How often it takes samples, which the windows of rates follow. */
function Scrapes({ source }: { readonly source: string }) {
  const { data } = useQuery(useTRPC().metrics.scrapeInterval.queryOptions({ source }));
  if (data === undefined) return '…';
  const every = `every ${formatDuration(data.ms)}`;
  return data.from === 'assumed' ? (
    <span title="It does not say how often it scrapes">{every}, assumed</span>
  ) : (
    every
  );
}
