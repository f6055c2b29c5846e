import { memo } from 'react';
import { displayText } from '../../lib/display-text.ts';
import { formatMicros } from '../../lib/format.ts';
import { ROW_HEIGHT } from './layout-constants.ts';
import { shownRow, type ShownSpans } from './shown-row.ts';
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
}

/** A row as assistive technology finds it: invisible, over what the canvas shows (paint-tree.ts). */
export const TreeRow = memo(function TreeRow({ shown, row, id, top, isExpanded, isSelected }: TreeRowProps) {
  const { tree } = shown;
  const facts = shownRow(shown, row);
  const failedBelow = isExpanded === false || facts.group !== null ? facts.errorsBelow : 0;
  const parts = [
    displayText(facts.name, 200),
    ...(facts.group === null ? [] : [`${facts.group.members.toLocaleString()} times`]),
    displayText(facts.service, 100),
    formatMicros(facts.group?.totalMicros ?? facts.durationMicros),
    ...(facts.isError ? ['failed'] : []),
    ...(failedBelow > 0 ? [`${failedBelow.toLocaleString()} failed below`] : []),
    ...(facts.isOrphan ? ['no parent'] : []),
  ];
  return (
    <div
      role="treeitem"
      id={id}
      aria-level={(tree.depth[row] ?? 0) + 1}
      aria-setsize={siblingCount(tree, row)}
      aria-posinset={(tree.siblingIndex[row] ?? 0) + 1}
      aria-expanded={isExpanded}
      aria-selected={isSelected}
      className={styles.row}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      {parts.join(', ')}
    </div>
  );
});
