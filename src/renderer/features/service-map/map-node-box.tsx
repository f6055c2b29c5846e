import type { MapNode } from '../../../shared/service-map.ts';
import { classNames } from '../../lib/class-names.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatDuration, formatShare } from '../../lib/format.ts';
import styles from './map-node-box.module.css';
import type { PlacedNode } from './map-layout.ts';
import { formatRate } from './map-links.ts';
import type { MapSelection } from './map-selection.ts';
import { NODE_KINDS } from './node-kinds.tsx';

interface MapNodeBoxProps {
  readonly node: MapNode;
  readonly place: PlacedNode;
  readonly rate: number;
  /** Whether the Tab key comes here. */
  readonly isFocusable: boolean;
  readonly isSelected: boolean;
  readonly isDimmed: boolean;
  readonly onSelect: (selection: MapSelection) => void;
  readonly onFocus: () => void;
}

const CHARACTER = 7;

/** One node: what it is, its rate and 95th percentile; red at its side as far as it fails. */
export function MapNodeBox(props: MapNodeBoxProps) {
  const { node, place, rate, isFocusable, isSelected, isDimmed, onSelect, onFocus } = props;
  const { label, icon: Icon } = NODE_KINDS[node.kind];
  const share = node.calls === 0 ? 0 : node.errors / node.calls;
  const select = () => onSelect({ kind: 'node', id: node.id });
  const letters = Math.floor((place.width - 46) / CHARACTER);
  const name = displayText(node.name, 200) || 'unnamed';
  return (
    <g
      role="button"
      tabIndex={isFocusable ? 0 : -1}
      data-node={node.id}
      aria-pressed={isSelected}
      aria-label={`${label} ${name}: ${formatRate(rate)}, ${formatShare(share)} errors, p95 ${formatDuration(node.p95Ms)}`}
      className={classNames(styles.node, isSelected && styles.selected, isDimmed && styles.dimmed)}
      transform={`translate(${place.x - place.width / 2} ${place.y - place.height / 2})`}
      onClick={select}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        select();
      }}
    >
      <rect width={place.width} height={place.height} rx="8" className={styles.box} />
      {share > 0 && (
        <rect
          x="0"
          y={place.height - 3 - (place.height - 6) * Math.max(share, 0.08)}
          width="3"
          height={(place.height - 6) * Math.max(share, 0.08)}
          rx="1.5"
          className={styles.errors}
        />
      )}
      <Icon x="11" y="9" width="14" height="14" className={styles.icon} aria-hidden />
      <text x="32" y="20" className={styles.name}>
        {name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name}
      </text>
      <text x="32" y="37" className={styles.figures}>
        {formatRate(rate)}
        {node.p95Ms !== null && ` · ${formatDuration(node.p95Ms)}`}
        {share > 0 && <tspan className={styles.share}> · {formatShare(share)}</tspan>}
      </text>
      <title>{`${label} ${name}`}</title>
    </g>
  );
}
