import { ChevronRight, CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { formatCompact, formatMicros, formatMoney } from '../../lib/format.ts';
import { displayText } from '../../lib/display-text.ts';
import { OperationIcon } from '../operation-icon.tsx';
import { ROW_HEIGHT } from './layout-constants.ts';
import { isModelCall } from './model-calls.ts';
import styles from './tree-row.module.css';
import { outlineSpan, type WaterfallModel } from './waterfall-model.ts';

export interface TreeRowProps {
  readonly model: WaterfallModel;
  readonly row: number;
  readonly id: string;
  readonly top: number;
  readonly depth: number;
  /** Undefined at leaves. */
  readonly isExpanded: boolean | undefined;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly isMatch: boolean;
  readonly isDimmed: boolean;
  readonly colour: string;
  readonly onToggle: (row: number) => void;
}

/** Deeper levels keep this indentation, so that their names have room. */
const MAX_INDENT = 18;
const INDENT = 14;

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { model, row, isExpanded } = props;
  const span = outlineSpan(model, row);
  const indent = Math.min(props.depth, MAX_INDENT) * INDENT;
  const below = (model.rollup.spans[row] ?? 1) - 1;
  return (
    <div
      role="treeitem"
      id={props.id}
      aria-level={props.depth + 1}
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
      <span className={styles.indent} style={{ width: indent }} />
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
      <span className={classNames(styles.icon, isModelCall(span.operation) && styles.call)}>
        <OperationIcon operation={span.operation} />
      </span>
      <span className={classNames(styles.name, props.isMatch && styles.match)}>
        {displayText(span.name, 200)}
      </span>
      <span className={styles.spoken}>
        , {displayText(span.service, 100)}, {formatMicros(span.durationMicros)}
        {span.isError && ', failed'}
      </span>
      {isExpanded === false && <span className={styles.count}>+{below.toLocaleString()}</span>}
      {span.isOrphan && <span className={styles.orphan}>no parent</span>}
      {span.isError && (
        <span className={styles.error}>
          <CircleAlert size={13} aria-hidden="true" />
        </span>
      )}
      <Figures model={model} row={row} isRolledUp={isExpanded === false} />
    </div>
  );
});

/** Own tokens and cost; of the whole subtree while it is collapsed. */
function Figures({ model, row, isRolledUp }: { model: WaterfallModel; row: number; isRolledUp: boolean }) {
  const { rollup } = model;
  const { inputTokens, outputTokens, costNanos } = outlineSpan(model, row);
  const hasOwn = inputTokens !== null || outputTokens !== null;
  const tokens = isRolledUp
    ? rollup.hasTokens[row] === 1
      ? (rollup.inputTokens[row] ?? 0) + (rollup.outputTokens[row] ?? 0)
      : null
    : hasOwn
      ? (inputTokens ?? 0) + (outputTokens ?? 0)
      : null;
  const cost = isRolledUp && rollup.hasCost[row] === 1 ? String(rollup.costNanos[row]) : costNanos;
  // Rows without figures leave their room to the name.
  if (tokens === null && cost === null) return null;
  return (
    <>
      <span className={classNames(styles.tokens, isRolledUp && styles.sum)}>
        {tokens === null ? '' : formatCompact(tokens)}
      </span>
      <span className={classNames(styles.cost, isRolledUp && styles.sum)}>
        {cost === null ? '' : smallMoney(cost)}
      </span>
    </>
  );
}

/** A tenth of a thousandth of a dollar: less has more digits than the column has room for. */
const LEAST_SHOWN_NANOS = 100_000n;

function smallMoney(nanos: string): string {
  const value = BigInt(nanos);
  return value > 0n && value < LEAST_SHOWN_NANOS ? '<$0.0001' : formatMoney(nanos);
}
