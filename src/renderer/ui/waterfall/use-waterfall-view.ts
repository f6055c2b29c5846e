import { useMemo } from 'react';
import { useStore } from 'zustand';
import { criticalPath, type CriticalSegment } from './critical-path.ts';
import { carryFolds, isCollapsed, noFolds, type Folds } from './folds.ts';
import { groupFigures } from './group-figures.ts';
import { keepModelCalls } from './model-calls.ts';
import { STATUS_ERROR } from './rollup.ts';
import type { ShownSpans } from './shown-row.ts';
import { groupSiblings, type SiblingGroups } from './sibling-groups.ts';
import { spanColours, type SpanColours } from './span-colours.ts';
import { searchSpans } from './span-search.ts';
import { buildSpanTree, liftToKept, type SpanTree } from './span-tree.ts';
import { windowOver, type TimeWindow } from './time-window.ts';
import { indexOfRows, visibleRows } from './visible-rows.ts';
import type { WaterfallModel } from './waterfall-model.ts';
import { LEAST_GROUPED, type Grouping, type WaterfallSettings } from './waterfall-settings.ts';
import type { WaterfallStore } from './waterfall-store.ts';

/** What is on screen of a trace, given how it is being looked at. */
export interface WaterfallView extends ShownSpans {
  /** The tree shown: all spans or the model calls only, with the groups among them. */
  readonly tree: SpanTree;
  readonly spanCount: number;
  /** What does not change while one scrolls and zooms, as one object. */
  readonly shown: ShownSpans & { readonly tree: SpanTree };
  readonly folds: Folds;
  readonly visible: Int32Array;
  /** By row: index in `visible`, or -1. */
  readonly indexOf: Int32Array;
  readonly window: TimeWindow;
  readonly critical: ReadonlyMap<number, readonly CriticalSegment[]> | null;
  /** In the tree's order; null when nothing is searched. */
  readonly matches: Int32Array | null;
  /** By span: 1 where it matches. */
  readonly isMatch: Uint8Array | null;
  /** Failed spans in the tree's order. */
  readonly errors: Int32Array;
  readonly colours: SpanColours;
}

export function useWaterfallView(
  model: WaterfallModel,
  store: WaterfallStore,
  { colourBy, grouping, onlyModelCalls, showCriticalPath }: WaterfallSettings,
): WaterfallView {
  const stored = useStore(store, (state) => state.folds);
  const window = useStore(store, (state) => state.window);
  const query = useStore(store, (state) => state.query);
  const { outline } = model;
  const { spanCount } = outline;

  const shown = useMemo(() => shownTree(model, onlyModelCalls, grouping), [model, onlyModelCalls, grouping]);
  const folds = useMemo(
    () => (stored === null ? noFolds(outline) : carryFolds(stored, outline)),
    [stored, outline],
  );
  const visible = useMemo(
    () => visibleRows(shown.tree, (row) => isCollapsed(folds, { ...shown, spanCount }, row)),
    [shown, folds, spanCount],
  );
  const indexOf = useMemo(() => indexOfRows(visible, shown.tree.parent.length), [visible, shown]);
  const critical = useMemo(
    () => (showCriticalPath ? criticalByRow(model, shown.groups) : null),
    [showCriticalPath, model, shown],
  );
  const matches = useMemo(
    () => (query.trim() === '' ? null : searchSpans(outline, shown.tree.order, query)),
    [outline, shown, query],
  );
  const isMatch = useMemo(() => (matches === null ? null : marks(matches, spanCount)), [matches, spanCount]);
  const errors = useMemo(() => failedRows(model, shown.tree), [model, shown]);
  const colours = useMemo(
    () => withGroups(spanColours(outline, colourBy), shown.groups, spanCount),
    [outline, colourBy, shown, spanCount],
  );

  return useMemo(
    () => ({
      ...shown,
      shown,
      spanCount,
      folds,
      visible,
      indexOf,
      window: window ?? windowOver(model.bounds.bulk),
      critical,
      matches,
      isMatch,
      errors,
      colours,
    }),
    [model, shown, spanCount, folds, visible, indexOf, window, critical, matches, isMatch, errors, colours],
  );
}

function shownTree(model: WaterfallModel, onlyModelCalls: boolean, grouping: Grouping) {
  const { outline } = model;
  const keep = onlyModelCalls ? keepModelCalls(outline, model.tree) : undefined;
  const parent = keep === undefined ? model.tree.parent : liftToKept(model.tree, keep);
  const groups: SiblingGroups =
    grouping === 'none'
      ? { groupOf: new Int32Array(0), firstMember: new Int32Array(0) }
      : groupSiblings(outline.columns, parent, { least: LEAST_GROUPED[grouping], keep });
  const isAsItWas = keep === undefined && groups.firstMember.length === 0;
  return {
    model,
    tree: isAsItWas ? model.tree : buildSpanTree(parent, { keep, groups }),
    groups,
    figures: groupFigures(groups, outline.columns, model),
  };
}

/** A group has the colour of its members: what colours a span is what they have in common. */
function withGroups(colours: SpanColours, { firstMember }: SiblingGroups, spanCount: number): SpanColours {
  const { of, legend } = colours;
  return { legend, of: (row) => of(row < spanCount ? row : (firstMember[row - spanCount] ?? 0)) };
}

function failedRows({ outline }: WaterfallModel, tree: SpanTree): Int32Array {
  const { status } = outline.columns;
  return tree.order.filter((row) => status[row] === STATUS_ERROR);
}

function marks(rows: Int32Array, count: number): Uint8Array {
  const marked = new Uint8Array(count);
  for (const row of rows) marked[row] = 1;
  return marked;
}

/** The segments of each span, and of each group those of its members. */
function criticalByRow(
  { tree, outline, bounds }: WaterfallModel,
  { groupOf }: SiblingGroups,
): Map<number, CriticalSegment[]> {
  const { startMicros, durationMicros } = outline.columns;
  const byRow = new Map<number, CriticalSegment[]>();
  const add = (row: number, segment: CriticalSegment) => {
    const segments = byRow.get(row);
    if (segments === undefined) byRow.set(row, [segment]);
    else segments.push(segment);
  };
  for (const segment of criticalPath(tree, startMicros, durationMicros, bounds.bulk)) {
    add(segment.row, segment);
    const group = groupOf[segment.row] ?? -1;
    if (group !== -1) add(outline.spanCount + group, segment);
  }
  return byRow;
}
