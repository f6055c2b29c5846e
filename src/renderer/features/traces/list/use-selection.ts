import { useCallback, useMemo, useRef, useState } from 'react';
import type { ListedTrace } from '../../../../shared/trace-list.ts';
import { MAX_NAMED_TRACES } from '../../../../shared/trace-export.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem.ts';
import type { GridSelection } from '../../../ui/data-grid/index.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { countOf, isSelected, NOTHING_SELECTED, toggled, withRange, type Selection } from './selection.ts';
import type { TraceListStore } from './trace-list-store.ts';
import { rowAt } from './trace-segments.ts';

/** The traces that are marked in a list. Another list begins with none. */
export function useSelection(list: TraceListStore, total: number) {
  const [marked, setMarked] = useState<{ of: TraceListStore; selection: Selection }>();
  const selection = marked?.of === list ? marked.selection : NOTHING_SELECTED;
  const select = useCallback((next: Selection) => setMarked({ of: list, selection: next }), [list]);
  const last = useRef<ListedTrace | null>(null);
  const clear = useCallback(() => select(NOTHING_SELECTED), [select]);
  const selectAll = useCallback(() => select({ kind: 'all', except: new Set() }), [select]);

  const toggle = useCallback(
    (index: number, isRange: boolean) => {
      const row = rowAt(list.store.getState().segments, index);
      if (row === undefined) return;
      const from = last.current;
      last.current = row;
      if (!isRange || from === null) return select(atMost(toggled(selection, row.traceId), selection));
      list
        .between(from, row, MAX_NAMED_TRACES)
        .then((ids) => select(atMost(withRange(selection, ids), selection)))
        .catch((error: unknown) =>
          showToast({
            tone: 'error',
            title: 'The traces could not be selected',
            text: problemText(error) ?? '',
          }),
        );
    },
    [list, select, selection],
  );
  const grid = useMemo<GridSelection<ListedTrace>>(() => {
    const count = countOf(selection, total);
    return {
      isSelected: (row) => isSelected(selection, row.traceId),
      state: count === 0 ? 'none' : selection.kind === 'all' && selection.except.size === 0 ? 'all' : 'some',
      onToggle: toggle,
      onToggleAll: () => (count === 0 ? selectAll() : clear()),
      labelOf: (row) => `Select ${displayText(row.name, 80)}`,
    };
  }, [selection, total, toggle, selectAll, clear]);
  return { selection, grid, clear, selectAll, count: countOf(selection, total) };
}

/** More than the engine takes by name are selected all at once or not. */
function atMost(next: Selection, before: Selection): Selection {
  const named = next.kind === 'all' ? next.except.size : next.ids.size;
  if (named <= MAX_NAMED_TRACES) return next;
  showToast({
    tone: 'error',
    title: `No more than ${formatCount(MAX_NAMED_TRACES)} traces can be marked one by one`,
    text: 'Narrow the filter and select all that match.',
  });
  return before;
}
