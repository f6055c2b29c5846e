import type { MapEdge } from '../../../shared/service-map.ts';
import { classNames } from '../../lib/class-names.ts';
import styles from './map-edge-line.module.css';
import { middleOf, pathThrough, type Point } from './map-layout.ts';
import { formatRate } from './map-links.ts';
import type { MapSelection } from './map-selection.ts';

interface MapEdgeLineProps {
  readonly edge: MapEdge;
  readonly points: readonly Point[];
  /** Of the calls of the busiest edge. */
  readonly share: number;
  readonly rate: number;
  readonly hasLabel: boolean;
  readonly isDimmed: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (selection: MapSelection) => void;
}

const THINNEST = 1.2;
const THICKEST = 5;

/**
 * Calls from one node to another: thicker with their rate, red where some fail. A click selects it; with the keyboard it
 * is reached from the side panel of either end, and in the table.
 */
export function MapEdgeLine(props: MapEdgeLineProps) {
  const { edge, points, share, rate, hasLabel, isDimmed, isSelected, onSelect } = props;
  const path = pathThrough(points);
  const width = THINNEST + (THICKEST - THINNEST) * Math.sqrt(share);
  const isFailing = edge.errors > 0;
  const middle = middleOf(points);
  return (
    <g
      className={classNames(
        styles.edge,
        isFailing && styles.failing,
        isSelected && styles.selected,
        isDimmed && styles.dimmed,
      )}
      aria-hidden
      onClick={() => onSelect({ kind: 'edge', from: edge.from, to: edge.to })}
    >
      <path d={path} className={styles.reach} />
      <path
        d={path}
        className={styles.line}
        strokeWidth={width}
        markerEnd={`url(#arrow-${isFailing ? 'failing' : 'calm'})`}
      />
      {hasLabel && middle !== null && (
        <text x={middle.x} y={middle.y - 5} className={styles.label}>
          {formatRate(rate)}
        </text>
      )}
    </g>
  );
}
