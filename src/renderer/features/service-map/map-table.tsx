import type { MapEdge, ServiceMap } from '../../../shared/service-map.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatCount, formatDuration, formatShare, NOTHING } from '../../lib/format.ts';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { edgeKey } from './map-layout.ts';
import { formatRate, ratePerMinute } from './map-links.ts';
import { nodeOf, type MapSelection } from './map-selection.ts';
import styles from './map-table.module.css';
import { NODE_KINDS } from './node-kinds.tsx';

interface MapTableProps {
  readonly map: ServiceMap;
  readonly onSelect: (selection: MapSelection) => void;
}

/** The same as the drawing, as two tables: nodes, and the calls between them. */
export function MapTable({ map, onSelect }: MapTableProps) {
  const nodes: TableColumn<ServiceMap['nodes'][number]>[] = [
    {
      id: 'name',
      header: 'Node',
      wrap: true,
      cell: ({ id, name }) => (
        <button type="button" className={styles.open} onClick={() => onSelect({ kind: 'node', id })}>
          {displayText(name, 120) || 'unnamed'}
        </button>
      ),
    },
    { id: 'kind', header: 'Kind', cell: ({ kind }) => NODE_KINDS[kind].label },
    ...figures(map),
  ];
  const name = (id: string) => displayText(nodeOf(map, id)?.name ?? '', 120) || 'unnamed';
  const edges: TableColumn<MapEdge>[] = [
    {
      id: 'calls',
      header: 'Call',
      wrap: true,
      cell: ({ from, to }) => (
        <button type="button" className={styles.open} onClick={() => onSelect({ kind: 'edge', from, to })}>
          {name(from)} → {name(to)}
        </button>
      ),
    },
    ...figures(map),
  ];
  return (
    <div className={styles.tables}>
      <Table label="Nodes" columns={nodes} rows={map.nodes} rowKey={({ id }) => id} />
      {map.edges.length > 0 && <Table label="Calls" columns={edges} rows={map.edges} rowKey={edgeKey} />}
    </div>
  );
}

type Figures = Pick<MapEdge, 'calls' | 'errors' | 'p50Ms' | 'p95Ms'>;

function figures<Row extends Figures>(map: ServiceMap): TableColumn<Row>[] {
  return [
    {
      id: 'rate',
      header: 'Rate',
      align: 'end',
      cell: ({ calls }) => (
        <span title={`${formatCount(calls)} calls`}>{formatRate(ratePerMinute(calls, map))}</span>
      ),
    },
    {
      id: 'errors',
      header: 'Errors',
      align: 'end',
      cell: ({ calls, errors }) =>
        errors === 0 ? (
          NOTHING
        ) : (
          <span className={styles.failed} title={`${formatCount(errors)} of ${formatCount(calls)}`}>
            {formatShare(errors / calls)}
          </span>
        ),
    },
    { id: 'p50', header: 'p50', align: 'end', cell: ({ p50Ms }) => formatDuration(p50Ms) },
    { id: 'p95', header: 'p95', align: 'end', cell: ({ p95Ms }) => formatDuration(p95Ms) },
  ];
}
