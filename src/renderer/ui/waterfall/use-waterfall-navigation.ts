import { useMemo } from 'react';
import { fold, foldableBelow, foldToLevel, isCollapsed } from './folds.ts';
import { shownRow } from './shown-row.ts';
import { nextRow } from './span-search.ts';
import { hasChildren } from './span-tree.ts';
import { revealInWindow, windowAround } from './time-window.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import { ancestorsOf } from './visible-rows.ts';
import { spanIdAt } from './waterfall-model.ts';
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
  /** The selected row and everything below it. */
  readonly foldBelow: (collapse: boolean) => void;
  readonly foldAll: (collapse: boolean) => void;
  /** Shows so many levels of the tree. */
  readonly foldToLevel: (level: number) => void;
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

/** Opens everything above a row, so that it is shown. Null when nothing had to be opened. */
export function unfoldedTo(view: WaterfallView, row: number) {
  const closed = ancestorsOf(view.tree, row).filter((above) => isCollapsed(view.folds, view, above));
  return closed.length === 0 ? null : fold(view.folds, view, closed, false);
}

function createNavigation(
  view: WaterfallView,
  store: WaterfallStore,
  selectedRow: number | null,
  onSelect: (spanId: string) => void,
): WaterfallNavigation {
  const { tree, visible, indexOf, model, folds, spanCount, groups } = view;
  const { setFolds, setWindow, selectGroup } = store.getState();

  const goTo = (row: number | null) => {
    if (row === null) return;
    const unfolded = unfoldedTo(view, row);
    if (unfolded !== null) setFolds(unfolded);
    const { window } = store.getState();
    const { startMicros, durationMicros } = shownRow(view, row);
    if (window !== null) {
      setWindow(revealInWindow(window, startMicros, durationMicros, model.bounds.all));
    }
    // A group has no page of its own: beside it its first span is shown.
    const firstMember = row < spanCount ? null : (groups.firstMember[row - spanCount] ?? null);
    selectGroup(firstMember);
    onSelect(spanIdAt(model, firstMember ?? row));
  };
  const goToIndex = (index: number) =>
    goTo(visible[Math.min(Math.max(index, 0), visible.length - 1)] ?? null);
  const isOpen = (row: number) => !isCollapsed(folds, view, row);
  const toggle = (row: number) => {
    if (hasChildren(tree, row)) setFolds(fold(folds, view, [row], isOpen(row)));
  };
  const selectedIndex = selectedRow === null ? -1 : (indexOf[selectedRow] ?? -1);

  return {
    goTo,
    move: (by) => goToIndex(selectedIndex === -1 ? 0 : selectedIndex + by),
    moveToEnd: (end) => goToIndex(end === 'first' ? 0 : visible.length - 1),
    nextError: (direction) => goTo(nextRow(view.errors, tree.positionOf, selectedRow, direction)),
    nextMatch: (direction) =>
      goTo(nextRow(view.matches ?? new Int32Array(0), tree.positionOf, selectedRow, direction)),
    toggle,
    closeOrLeave() {
      if (selectedRow === null) return;
      if (hasChildren(tree, selectedRow) && isOpen(selectedRow)) toggle(selectedRow);
      else if (tree.parent[selectedRow] !== -1) goTo(tree.parent[selectedRow] ?? null);
    },
    openOrEnter() {
      if (selectedRow === null || !hasChildren(tree, selectedRow)) return;
      if (isOpen(selectedRow)) goToIndex(selectedIndex + 1);
      else toggle(selectedRow);
    },
    foldBelow(collapse) {
      if (selectedRow !== null) setFolds(fold(folds, view, foldableBelow(tree, selectedRow), collapse));
    },
    foldAll(collapse) {
      setFolds(collapse ? foldToLevel(folds, view, 2) : foldToLevel(folds, view, Infinity));
    },
    foldToLevel: (level) => setFolds(foldToLevel(folds, view, level)),
    zoomToSelected() {
      if (selectedRow === null) return;
      const { startMicros, durationMicros } = shownRow(view, selectedRow);
      setWindow(windowAround(startMicros, durationMicros, model.bounds.all));
    },
  };
}
