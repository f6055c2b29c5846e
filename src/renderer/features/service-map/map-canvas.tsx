import { Maximize, Minus, Plus } from 'lucide-react';
import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { ServiceMap } from '../../../shared/service-map.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './map-canvas.module.css';
import { MapEdgeLine } from './map-edge-line.tsx';
import { edgeKey, layOutMap, type MapLayout } from './map-layout.ts';
import { ratePerMinute } from './map-links.ts';
import { MapNodeBox } from './map-node-box.tsx';
import { neighbourOf, type Direction } from './map-neighbours.ts';
import type { MapSelection } from './map-selection.ts';
import { useMapView } from './use-map-view.ts';

/** More labels than this would lie upon each other. */
const MOST_LABELS = 28;

interface MapCanvasProps {
  readonly map: ServiceMap;
  readonly selected: MapSelection | null;
  readonly onSelect: (selection: MapSelection | null) => void;
}

/** The map as a drawing that is moved and zoomed. One node takes the focus; arrow keys go on to its neighbours. */
export function MapCanvas({ map, selected, onSelect }: MapCanvasProps) {
  const layout = useLayout(map);
  const frame = useRef<SVGSVGElement>(null);
  const { view, onPointerDown, wasDragged, zoomIn, zoomOut, fit, reveal } = useMapView(frame, layout);
  const focused = selected?.kind === 'node' ? selected.id : (map.nodes[0]?.id ?? null);
  const busiest = Math.max(...map.edges.map(({ calls }) => calls), 1);
  const isLit = litBy(map, selected);

  const goTo = (id: string) => {
    const place = layout.nodes.get(id);
    if (place === undefined) return;
    onSelect({ kind: 'node', id });
    reveal(place);
    frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      '+': zoomIn,
      '=': zoomIn,
      '-': zoomOut,
      '0': fit,
      Escape: () => onSelect(null),
    };
    const direction = ARROWS[event.key];
    const next =
      direction === undefined || focused === null ? null : neighbourOf(map, layout, focused, direction);
    const act = direction === undefined ? keys[event.key] : next === null ? undefined : () => goTo(next);
    if (act === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className={styles.frame} onKeyDown={onKeyDown}>
      <svg
        ref={frame}
        className={styles.canvas}
        role="group"
        aria-label="Service map"
        onPointerDown={onPointerDown}
        onClick={(event) => {
          if (event.target === event.currentTarget && !wasDragged.current) onSelect(null);
        }}
      >
        <Arrowheads />
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          {map.edges.map((edge) => {
            const placed = layout.edges.get(edgeKey(edge));
            if (placed === undefined) return null;
            return (
              <MapEdgeLine
                key={edgeKey(edge)}
                edge={edge}
                points={placed.points}
                share={edge.calls / busiest}
                rate={ratePerMinute(edge.calls, map)}
                hasLabel={map.edges.length <= MOST_LABELS || isLit?.(edge.from, edge.to) === true}
                isDimmed={isLit?.(edge.from, edge.to) === false}
                isSelected={
                  selected?.kind === 'edge' && selected.from === edge.from && selected.to === edge.to
                }
                onSelect={onSelect}
              />
            );
          })}
          {map.nodes.map((node) => {
            const place = layout.nodes.get(node.id);
            if (place === undefined) return null;
            return (
              <MapNodeBox
                key={node.id}
                node={node}
                place={place}
                rate={ratePerMinute(node.calls, map)}
                isFocusable={node.id === focused}
                isSelected={selected?.kind === 'node' && selected.id === node.id}
                isDimmed={isLit?.(node.id, node.id) === false}
                onSelect={onSelect}
                onFocus={() => reveal(place)}
              />
            );
          })}
        </g>
      </svg>
      <div className={styles.controls}>
        <IconButton size="small" label="Zoom in" shortcut="+" icon={<Plus aria-hidden />} onClick={zoomIn} />
        <IconButton
          size="small"
          label="Zoom out"
          shortcut="-"
          icon={<Minus aria-hidden />}
          onClick={zoomOut}
        />
        <IconButton
          size="small"
          label="Fit the map"
          shortcut="0"
          icon={<Maximize aria-hidden />}
          onClick={fit}
        />
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Figures change every few seconds; as long as the same nodes call each other, nothing moves. */
function useLayout(map: ServiceMap): MapLayout {
  const shape = JSON.stringify({
    nodes: map.nodes.map(({ id, name }) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: map.edges.map(({ from, to }) => ({ from, to })).sort((a, b) => (edgeKey(a) < edgeKey(b) ? -1 : 1)),
  });
  return useMemo(() => layOutMap(JSON.parse(shape) as Parameters<typeof layOutMap>[0]), [shape]);
}

/** Whether what lies between two nodes (or one of them) belongs to the selection; null where nothing is selected. */
function litBy(
  map: ServiceMap,
  selected: MapSelection | null,
): ((from: string, to: string) => boolean) | null {
  if (selected === null) return null;
  if (selected.kind === 'edge') {
    const ends = new Set([selected.from, selected.to]);
    return (from, to) => ends.has(from) && ends.has(to) && (from === to || from === selected.from);
  }
  const { id } = selected;
  const near = new Set([id]);
  for (const { from, to } of map.edges) {
    if (from === id) near.add(to);
    if (to === id) near.add(from);
  }
  return (from, to) => (from === to ? near.has(from) : from === id || to === id);
}

function Arrowheads() {
  return (
    <defs>
      {(['calm', 'failing'] as const).map((state) => (
        <marker
          key={state}
          id={`arrow-${state}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0,0.5 L8,4 L0,7.5 z" className={styles[state]} />
        </marker>
      ))}
    </defs>
  );
}
