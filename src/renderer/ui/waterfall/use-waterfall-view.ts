import { useMemo } from 'react';
import { useStore } from 'zustand';
import { criticalPath, type CriticalSegment } from './critical-path.ts';
import { keepModelCalls } from './model-calls.ts';
import { searchSpans } from './span-search.ts';
import { buildSpanTree, type SpanTree } from './span-tree.ts';
import { wholeTrace, type TimeWindow } from './time-window.ts';
import { indexOfRows, visibleRows } from './visible-rows.ts';
import { STATUS_ERROR, type WaterfallModel } from './waterfall-model.ts';
import type { WaterfallStore } from './waterfall-store.ts';

/** What is on screen of a trace, given how it is being looked at. */
export interface WaterfallView {
  readonly model: WaterfallModel;
  /** The tree shown: all spans, or the model calls only. */
  readonly tree: SpanTree;
  readonly visible: Int32Array;
  /** By row: index in `visible`, or -1. */
  readonly indexOf: Int32Array;
  readonly window: TimeWindow;
  readonly collapsed: ReadonlySet<string>;
  readonly critical: ReadonlyMap<number, readonly CriticalSegment[]> | null;
  /** In the tree's order; null when nothing is searched. */
  readonly matches: readonly number[] | null;
  readonly isMatch: ReadonlySet<number> | null;
  /** Failed spans in the tree's order. */
  readonly errors: readonly number[];
}

export function useWaterfallView(model: WaterfallModel, store: WaterfallStore): WaterfallView {
  const collapsed = useStore(store, (state) => state.collapsed);
  const window = useStore(store, (state) => state.window);
  const query = useStore(store, (state) => state.query);
  const onlyModelCalls = useStore(store, (state) => state.onlyModelCalls);
  const showCriticalPath = useStore(store, (state) => state.showCriticalPath);
  const { outline } = model;
  const { spanId, parent, status } = outline.columns;

  const tree = useMemo(
    () => (onlyModelCalls ? buildSpanTree(parent, keepModelCalls(outline, model.tree)) : model.tree),
    [onlyModelCalls, outline, model, parent],
  );
  const visible = useMemo(
    () => visibleRows(tree, (row) => collapsed.has(spanId[row] ?? '')),
    [tree, collapsed, spanId],
  );
  const indexOf = useMemo(() => indexOfRows(visible, spanId.length), [visible, spanId]);
  const critical = useMemo(() => (showCriticalPath ? criticalByRow(model) : null), [showCriticalPath, model]);
  const matches = useMemo(
    () => (query.trim() === '' ? null : searchSpans(outline, tree.order, query)),
    [outline, tree, query],
  );
  const isMatch = useMemo(() => (matches === null ? null : new Set(matches)), [matches]);
  const errors = useMemo(() => [...tree.order].filter((row) => status[row] === STATUS_ERROR), [tree, status]);

  return useMemo(
    () => ({
      model,
      tree,
      visible,
      indexOf,
      window: window ?? wholeTrace(model.durationMicros),
      collapsed,
      critical,
      matches,
      isMatch,
      errors,
    }),
    [model, tree, visible, indexOf, window, collapsed, critical, matches, isMatch, errors],
  );
}

function criticalByRow(model: WaterfallModel): Map<number, CriticalSegment[]> {
  const { startMicros, durationMicros } = model.outline.columns;
  const byRow = new Map<number, CriticalSegment[]>();
  for (const segment of criticalPath(model.tree, startMicros, durationMicros)) {
    const segments = byRow.get(segment.row);
    if (segments === undefined) byRow.set(segment.row, [segment]);
    else segments.push(segment);
  }
  return byRow;
}
