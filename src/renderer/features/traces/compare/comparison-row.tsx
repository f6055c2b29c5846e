import { memo } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { displayText } from '../../../lib/display-text.ts';
import { serviceColour } from '../../../lib/series-colour.ts';
import styles from './comparison-tree.module.css';
import type { ComparedSpans } from './compared-spans.ts';
import type { Comparison } from './comparison.ts';
import { Delta, formatQuantity } from './delta.tsx';
import { DifferenceBadges, namesOf } from './difference-badges.tsx';
import { DIFFERENCE } from './differences.ts';

interface ComparisonRowProps {
  readonly id: string;
  readonly comparison: Comparison;
  readonly place: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly onSelect: (place: number) => void;
}

const INDENT = 14;
const DEEPEST_INDENT = 24;

/** One place of the merged tree. */
export const ComparisonRow = memo(function ComparisonRow(props: ComparisonRowProps) {
  const { id, comparison, place, top, isSelected, onSelect } = props;
  const { tree, a, b, differences } = comparison;
  const rowA = tree.a[place] ?? -1;
  const rowB = tree.b[place] ?? -1;
  const [spans, row] = rowB === -1 ? [a, rowA] : [b, rowB];
  const mark = differences.marks[place] ?? 0;
  const isAlone = rowA === -1 || rowB === -1;
  const isTop = !isAlone || mark !== (differences.marks[tree.parent[place] ?? -1] ?? 0);
  const depth = tree.depth[place] ?? 0;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isSelected}
      className={classNames(
        styles.row,
        rowA === -1 && styles.added,
        rowB === -1 && styles.removed,
        isSelected && styles.selected,
      )}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(place)}
    >
      <span className={styles.step} style={{ paddingLeft: Math.min(depth, DEEPEST_INDENT) * INDENT }}>
        <span className={styles.sign} aria-hidden>
          {rowA === -1 ? '+' : rowB === -1 ? '−' : ''}
        </span>
        <span
          className={styles.dot}
          style={{ background: serviceColour(spans.service[row] ?? '') }}
          aria-hidden
        />
        <span className={classNames(styles.name, spans.isError[row] === true && styles.failed)}>
          {displayText(spans.name[row] ?? '', 160)}
        </span>
        {isTop && <DifferenceBadges names={namesOf(mark)} />}
      </span>
      <span className={styles.duration}>{formatQuantity('micros', durationOf(a, rowA))}</span>
      <span className={styles.duration}>{formatQuantity('micros', durationOf(b, rowB))}</span>
      <span className={styles.duration}>
        {!isAlone && (
          <Delta
            quantity="micros"
            before={durationOf(a, rowA)}
            now={durationOf(b, rowB)}
            matters={(mark & (DIFFERENCE.slower | DIFFERENCE.faster)) !== 0}
          />
        )}
      </span>
      <span className={styles.tokens}>{formatQuantity('tokens', a.tokens[rowA] ?? null)}</span>
      <span className={styles.tokens}>{formatQuantity('tokens', b.tokens[rowB] ?? null)}</span>
      <span className={styles.cost}>{formatQuantity('nanos', costOf(a, rowA))}</span>
      <span className={styles.cost}>{formatQuantity('nanos', costOf(b, rowB))}</span>
    </div>
  );
});

function durationOf({ durationMicros }: ComparedSpans, row: number): number | null {
  return row === -1 ? null : (durationMicros[row] ?? null);
}

function costOf({ costNanos }: ComparedSpans, row: number): number | null {
  const cost = costNanos[row] ?? null;
  return cost === null ? null : Number(cost);
}
