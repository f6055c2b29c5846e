import { ChevronRight, CircleAlert, Layers } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatCompact, formatMicros, formatMoney } from '../../lib/format.ts';
import { OperationIcon } from '../operation-icon.tsx';
import { ROW_HEIGHT } from './layout-constants.ts';
import { isModelCall } from './model-calls.ts';
import { shownRow, usageOf, type ShownRow, type ShownSpans } from './shown-row.ts';
import { siblingCount, type SpanTree } from './span-tree.ts';
import styles from './tree-row.module.css';

export interface TreeRowProps {
  readonly shown: ShownSpans & { readonly tree: SpanTree };
  readonly row: number;
  readonly id: string;
  readonly top: number;
  /** Undefined at leaves. */
  readonly isExpanded: boolean | undefined;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly isMatch: boolean;
  readonly isDimmed: boolean;
  readonly colour: string;
  readonly onToggle: (row: number) => void;
}

/** Deeper levels keep this indentation and show their number, so that names have room. */
const MAX_INDENT = 16;
const INDENT = 14;

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { shown, row, isExpanded } = props;
  const { tree } = shown;
  const facts = shownRow(shown, row);
  const depth = tree.depth[row] ?? 0;
  return (
    <div
      role="treeitem"
      id={props.id}
      aria-level={depth + 1}
      aria-setsize={siblingCount(tree, row)}
      aria-posinset={(tree.siblingIndex[row] ?? 0) + 1}
      aria-expanded={isExpanded}
      aria-selected={props.isSelected}
      className={classNames(
        styles.row,
        props.isSelected && styles.selected,
        props.isHovered && styles.hovered,
        props.isDimmed && styles.dimmed,
      )}
      style={{ height: ROW_HEIGHT, transform: `translateY(${props.top}px)` }}
    >
      <span className={styles.indent} style={{ width: Math.min(depth, MAX_INDENT) * INDENT }} />
      {depth > MAX_INDENT && <span className={styles.level}>{depth + 1}</span>}
      {isExpanded === undefined ? (
        <span className={styles.leaf} />
      ) : (
        <span
          className={classNames(styles.chevron, isExpanded && styles.open)}
          data-toggle=""
          onClick={(event) => {
            event.stopPropagation();
            props.onToggle(row);
          }}
        >
          <ChevronRight size={14} aria-hidden="true" />
        </span>
      )}
      <span className={styles.service} style={{ background: props.colour }} />
      <span className={classNames(styles.icon, isModelCall(facts.operation) && styles.call)}>
        {facts.group === null ? (
          <OperationIcon operation={facts.operation} />
        ) : (
          <Layers size={14} aria-hidden="true" />
        )}
      </span>
      <span className={classNames(styles.name, props.isMatch && styles.match)}>
        {displayText(facts.name, 200)}
      </span>
      <Marks facts={facts} isExpanded={isExpanded} />
      <Figures shown={shown} facts={facts} isRolledUp={isExpanded === false} />
    </div>
  );
});

/** What stands behind the name: how many there are, what failed, what is odd. */
function Marks({ facts, isExpanded }: { facts: ShownRow; isExpanded: boolean | undefined }) {
  const { group, errorsBelow } = facts;
  const failed = isExpanded === false || group !== null ? errorsBelow : 0;
  return (
    <>
      <span className={styles.spoken}>
        , {displayText(facts.service, 100)}, {formatMicros(group?.totalMicros ?? facts.durationMicros)}
        {facts.isError && ', failed'}
        {failed > 0 && `, ${failed} failed below`}
      </span>
      {group !== null && <span className={styles.count}>×{group.members.toLocaleString()}</span>}
      {group === null && isExpanded === false && (
        <span className={styles.count}>+{facts.spansBelow.toLocaleString()}</span>
      )}
      {facts.isOrphan && <span className={styles.orphan}>no parent</span>}
      {(facts.isError || failed > 0) && (
        <span className={classNames(styles.error, !facts.isError && styles.below)}>
          <CircleAlert size={13} aria-hidden="true" />
          {failed > 0 && <span aria-hidden="true">{formatCompact(failed)}</span>}
        </span>
      )}
    </>
  );
}

/** Own tokens and cost where a span has them; else, and while it is collapsed, those of everything below it. */
function Figures({ shown, facts, isRolledUp }: { shown: ShownSpans; facts: ShownRow; isRolledUp: boolean }) {
  const own = usageOf(shown, facts.row, 'own');
  const isSum = isRolledUp || (own.tokens === null && own.costNanos === null);
  const { tokens, costNanos } = isSum ? usageOf(shown, facts.row, 'subtree') : own;
  const hasSelf = facts.spansBelow > 0;
  const isEmpty = tokens === null && costNanos === null;
  // Rows without figures leave their room to the name.
  if (isEmpty && !hasSelf) return null;
  return (
    <>
      <span className={styles.self}>{hasSelf ? formatMicros(facts.selfMicros) : ''}</span>
      <span className={classNames(styles.tokens, isSum && styles.sum, isEmpty && styles.nothing)}>
        {tokens === null ? '' : formatCompact(tokens)}
      </span>
      <span className={classNames(styles.cost, isSum && styles.sum, isEmpty && styles.nothing)}>
        {costNanos === null ? '' : smallMoney(costNanos)}
      </span>
    </>
  );
}

/** A tenth of a thousandth of a dollar: less has more digits than the column has room for. */
const LEAST_SHOWN_NANOS = 100_000n;

function smallMoney(nanos: bigint): string {
  return nanos > 0n && nanos < LEAST_SHOWN_NANOS ? '<$0.0001' : formatMoney(nanos);
}
