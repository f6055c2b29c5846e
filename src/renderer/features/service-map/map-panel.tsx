import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MapEdge, MapNode, ServiceMap } from '../../../shared/service-map.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatCount, formatDuration, formatShare } from '../../lib/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { edgeKey } from './map-layout.ts';
import { filterOfEdge, filterOfNode, formatRate, ratePerMinute } from './map-links.ts';
import styles from './map-panel.module.css';
import { edgeOf, nodeOf, type MapSelection } from './map-selection.ts';
import { NODE_KINDS } from './node-kinds.tsx';

interface MapPanelProps {
  readonly map: ServiceMap;
  readonly selection: MapSelection;
  readonly onSelect: (selection: MapSelection | null) => void;
}

/** The figures of what is selected, what it calls and is called by, and its traces. */
export function MapPanel({ map, selection, onSelect }: MapPanelProps) {
  if (selection.kind === 'node') {
    const node = nodeOf(map, selection.id);
    if (node === null) return <Gone onSelect={onSelect} />;
    return (
      <Panel title={nameOf(node)} kind={kindText(node)} onClose={() => onSelect(null)}>
        <Figures map={map} figures={node} />
        <TraceLinks of={(onlyErrors) => filterOfNode(node, onlyErrors)} errors={node.errors} />
        <Edges
          map={map}
          title="Called by"
          edges={map.edges.filter(({ to }) => to === node.id)}
          end="from"
          onSelect={onSelect}
        />
        <Edges
          map={map}
          title="Calls"
          edges={map.edges.filter(({ from }) => from === node.id)}
          end="to"
          onSelect={onSelect}
        />
      </Panel>
    );
  }
  const found = edgeOf(map, selection);
  if (found === null) return <Gone onSelect={onSelect} />;
  const { edge, from, to } = found;
  return (
    <Panel title={`${nameOf(from)} → ${nameOf(to)}`} kind="Calls" onClose={() => onSelect(null)}>
      <Figures map={map} figures={edge} />
      <TraceLinks of={(onlyErrors) => filterOfEdge(from, to, onlyErrors)} errors={edge.errors} />
      <section className={styles.section}>
        <h3>Ends</h3>
        {[from, to].map((node) => (
          <button
            key={node.id}
            type="button"
            className={styles.edge}
            onClick={() => onSelect({ kind: 'node', id: node.id })}
          >
            <span className={styles.name}>{nameOf(node)}</span>
            <span>{NODE_KINDS[node.kind].label}</span>
          </button>
        ))}
      </section>
    </Panel>
  );
}

function nameOf({ name }: MapNode): string {
  return displayText(name, 120) || 'unnamed';
}

function kindText({ kind, provider }: MapNode): string {
  return provider === null
    ? NODE_KINDS[kind].label
    : `${NODE_KINDS[kind].label} of ${displayText(provider, 60)}`;
}

function Panel(props: {
  readonly title: string;
  readonly kind: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <aside className={styles.panel} aria-label="Selected">
      <header className={styles.head}>
        <div className={styles.heading}>
          <h2 className={styles.title}>{props.title}</h2>
          <p className={styles.kind}>{props.kind}</p>
        </div>
        <IconButton
          size="small"
          label="Close"
          shortcut="Esc"
          icon={<X aria-hidden />}
          onClick={props.onClose}
        />
      </header>
      {props.children}
    </aside>
  );
}

function Gone({ onSelect }: Pick<MapPanelProps, 'onSelect'>) {
  return (
    <Panel title="No longer on the map" kind="Not called in this range" onClose={() => onSelect(null)}>
      {null}
    </Panel>
  );
}

type MapFigures = Pick<MapEdge, 'calls' | 'errors' | 'p50Ms' | 'p95Ms'>;

function Figures({ map, figures }: { readonly map: ServiceMap; readonly figures: MapFigures }) {
  const { calls, errors, p50Ms, p95Ms } = figures;
  return (
    <div className={styles.figures}>
      <KeyValueList
        items={[
          { key: 'Rate', value: formatRate(ratePerMinute(calls, map)) },
          { key: 'Calls', value: formatCount(calls) },
          {
            key: 'Errors',
            value:
              errors === 0 ? (
                'none'
              ) : (
                <span className={styles.failed}>
                  {formatCount(errors)} · {formatShare(errors / calls)}
                </span>
              ),
          },
          { key: 'Latency, p50', value: formatDuration(p50Ms) },
          { key: 'Latency, p95', value: formatDuration(p95Ms) },
        ]}
      />
    </div>
  );
}

function TraceLinks({
  of,
  errors,
}: {
  readonly of: (onlyErrors: boolean) => string;
  readonly errors: number;
}) {
  return (
    <p className={styles.links}>
      <Link to="/traces" search={{ q: of(false) }}>
        <TextLink>Its traces</TextLink>
      </Link>
      {errors > 0 && (
        <Link to="/traces" search={{ q: of(true) }}>
          <TextLink>Those that failed</TextLink>
        </Link>
      )}
    </p>
  );
}

interface EdgesProps {
  readonly map: ServiceMap;
  readonly title: string;
  readonly edges: readonly MapEdge[];
  readonly end: 'from' | 'to';
  readonly onSelect: (selection: MapSelection) => void;
}

const MOST_EDGES = 30;

function Edges({ map, title, edges, end, onSelect }: EdgesProps) {
  if (edges.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {edges.slice(0, MOST_EDGES).map((edge) => {
        const node = nodeOf(map, edge[end]);
        if (node === null) return null;
        return (
          <button
            key={edgeKey(edge)}
            type="button"
            className={styles.edge}
            onClick={() => onSelect({ kind: 'edge', from: edge.from, to: edge.to })}
          >
            <span className={styles.name}>{nameOf(node)}</span>
            <span className={edge.errors > 0 ? styles.failed : undefined}>
              {formatRate(ratePerMinute(edge.calls, map))} · {formatDuration(edge.p95Ms)}
            </span>
          </button>
        );
      })}
      {edges.length > MOST_EDGES && <p className={styles.kind}>and {edges.length - MOST_EDGES} more</p>}
    </section>
  );
}
