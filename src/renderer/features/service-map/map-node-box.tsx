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

/** One node: what it is, its rate and 95th percentile; red at its side as far as it fails. */
export function MapNodeBox(props: MapNodeBoxProps) {
  const { node, place, rate, isFocusable, isSelected, isDimmed, onSelect, onFocus } = props;
  const { label, icon: Icon } = NODE_KINDS[node.kind];
  const share = node.calls === 0 ? 0 : node.errors / node.calls;
  const name = displayText(node.name, 200) || 'unnamed';
  return (
    <foreignObject
      x={place.x - place.width / 2}
      y={place.y - place.height / 2}
      width={place.width}
      height={place.height}
    >
      <button
        type="button"
        tabIndex={isFocusable ? 0 : -1}
        data-node={node.id}
        aria-pressed={isSelected}
        title={`${label} ${name}`}
        className={classNames(styles.node, isSelected && styles.selected, isDimmed && styles.dimmed)}
        onClick={() => onSelect({ kind: 'node', id: node.id })}
        onFocus={onFocus}
      >
        {share > 0 && <span className={styles.errors} style={{ height: `${Math.max(share, 0.1) * 80}%` }} />}
        <Icon className={styles.icon} aria-hidden />
        <span className={styles.text}>
          <span className={styles.name}>
            <span className={styles.hidden}>{label} </span>
            {name}
          </span>
          <span className={styles.figures}>
            {formatRate(rate)}
            {node.p95Ms !== null && ` · ${formatDuration(node.p95Ms)}`}
            {share > 0 && <span className={styles.share}> · {formatShare(share)}</span>}
          </span>
        </span>
      </button>
    </foreignObject>
  );
}
