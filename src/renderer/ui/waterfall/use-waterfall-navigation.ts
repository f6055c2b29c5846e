import { useMemo } from 'react';
import { nextRow } from './span-search.ts';
import { hasChildren } from './span-tree.ts';
import { revealInWindow, windowAround } from './time-window.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import { ancestorsOf, rowsWithChildren } from './visible-rows.ts';
import type { WaterfallStore } from './waterfall-store.ts';

export interface WaterfallNavigation {
  /** Selects a row wherever it is: opens what is collapsed above it and moves the timeline to it. */
  readonly goTo: (row: number | null) => void;
  /** Selects the row this many places below the selected one. */
  readonly move: (by: number) => void;
  readonly moveToEnd: (end: 'first' | 'last') => void;
  readonly nextError: (direction: 1 | -1) => void;
  readonly nextMatch: (direction: 1 | -1) => void;
  readonly toggle: (row: number) => void;
  /** As the left key does in trees: closes the selected row, or goes to its parent. */
  readonly closeOrLeave: () => void;
  /** As the right key does: opens the selected row, or goes to its first child. */
  readonly openOrEnter: () => void;
  readonly collapseAll: () => void;
  readonly zoomToSelected: () => void;
}

export function useWaterfallNavigation(
  view: WaterfallView,
  store: WaterfallStore,
  selectedRow: number | null,
  onSelect: (spanId: string) => void,
): WaterfallNavigation {
  return useMemo(
    () => createNavigation(view, store, selectedRow, onSelect),
    [view, store, selectedRow, onSelect],
  );
}

function createNavigation(
  view: WaterfallView,
  store: WaterfallStore,
  selectedRow: number | null,
  onSelect: (spanId: string) => void,
): WaterfallNavigation {
  const { tree, visible, indexOf, model, collapsed } = view;
  const { spanId, startMicros, durationMicros } = model.outline.columns;
  const idOf = (row: number) => spanId[row] ?? '';
  const { collapse, expand, setWindow } = store.getState();

  const goTo = (row: number | null) => {
    if (row === null) return;
    expand(ancestorsOf(tree, row).map(idOf));
    const { window } = store.getState();
    if (window !== null) {
      setWindow(
        revealInWindow(window, startMicros[row] ?? 0, durationMicros[row] ?? 0, model.durationMicros),
      );
    }
    onSelect(idOf(row));
  };
  const goToIndex = (index: number) =>
    goTo(visible[Math.min(Math.max(index, 0), visible.length - 1)] ?? null);
  const isOpen = (row: number) => !collapsed.has(idOf(row));
  const canOpen = (row: number) => hasChildren(tree, tree.positionOf[row] ?? 0);
  const toggle = (row: number) => (isOpen(row) ? collapse : expand)([idOf(row)]);
  const selectedIndex = selectedRow === null ? -1 : (indexOf[selectedRow] ?? -1);

  return {
    goTo,
    move: (by) => goToIndex(selectedIndex === -1 ? 0 : selectedIndex + by),
    moveToEnd: (end) => goToIndex(end === 'first' ? 0 : visible.length - 1),
    nextError: (direction) => goTo(nextRow(view.errors, tree.positionOf, selectedRow, direction)),
    nextMatch: (direction) => goTo(nextRow(view.matches ?? [], tree.positionOf, selectedRow, direction)),
    toggle,
    closeOrLeave() {
      if (selectedRow === null) return;
      if (canOpen(selectedRow) && isOpen(selectedRow)) toggle(selectedRow);
      else if (tree.parent[selectedRow] !== -1) goTo(tree.parent[selectedRow] ?? null);
    },
    openOrEnter() {
      if (selectedRow === null || !canOpen(selectedRow)) return;
      if (isOpen(selectedRow)) goToIndex(selectedIndex + 1);
      else toggle(selectedRow);
    },
    collapseAll: () =>
      collapse(
        rowsWithChildren(tree)
          .filter((row) => tree.parent[row] !== -1)
          .map(idOf),
      ),
    zoomToSelected() {
      if (selectedRow === null) return;
      setWindow(
        windowAround(startMicros[selectedRow] ?? 0, durationMicros[selectedRow] ?? 0, model.durationMicros),
      );
    },
  };
}
