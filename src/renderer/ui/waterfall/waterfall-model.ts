import {
  formatSpanId,
  MISSING_PARENT,
  outlineBounds,
  parseSpanId,
  type TimeBounds,
  type TraceOutline,
} from '../../../shared/trace-outline/index.ts';
import { findOddities, type Oddity, type OddityInput } from '../../../shared/trace-oddities/index.ts';
import { rollUp, STATUS_ERROR, type Sums } from './rollup.ts';
import { selfTimes } from './self-time.ts';
import { buildSpanTree, cutCycles, type SpanTree } from './span-tree.ts';

/** What is worked out of an outline before it is shown; only typed arrays, so that another thread can do it. */
export interface WaterfallFigures {
  /** All spans, none left out. */
  readonly tree: SpanTree;
  /** Of each span with everything below it. */
  readonly rollup: Sums;
  readonly selfMicros: Float64Array;
  readonly bounds: { readonly all: TimeBounds; readonly bulk: TimeBounds };
  readonly oddities: readonly Oddity[];
}

/** Everything about a trace that does not depend on how it is being looked at. */
export interface WaterfallModel extends WaterfallFigures {
  readonly outline: TraceOutline;
}

export function createWaterfallModel(outline: TraceOutline): WaterfallModel {
  return { outline, ...waterfallFigures(outline) };
}

export function waterfallFigures(outline: TraceOutline): WaterfallFigures {
  const { columns } = outline;
  const { startMicros, durationMicros } = columns;
  const tree = buildSpanTree(cutCycles(columns.parent));
  const bounds = outlineBounds(startMicros, durationMicros, outline.originUnixNano);
  return {
    tree,
    rollup: rollUp(tree, columns),
    selfMicros: selfTimes(tree.parent, startMicros, durationMicros),
    bounds,
    oddities: findOddities(oddityInput({ outline, bounds })),
  };
}

/** Of a model, what oddities are found in. */
export function oddityInput({ outline, bounds }: Pick<WaterfallModel, 'outline' | 'bounds'>): OddityInput {
  const { columns, originUnixNano, reversed, duplicateSpans = 0 } = outline;
  return {
    columns,
    originUnixNano,
    bulk: bounds.bulk,
    reversedRows: reversed?.rows ?? [],
    reversedCount: reversed?.count ?? 0,
    duplicateSpans,
  };
}

export function spanIdAt({ outline }: WaterfallModel, row: number): string {
  const { spanId } = outline.columns;
  return formatSpanId(spanId[2 * row] ?? 0, spanId[2 * row + 1] ?? 0);
}

/** The row of a span, or null. One look through a million ids takes a millisecond: no index is worth its memory. */
export function rowOfSpan({ outline }: WaterfallModel, spanId: string): number | null {
  const parts = parseSpanId(spanId);
  if (parts === null) return null;
  const ids = outline.columns.spanId;
  for (let at = ids.indexOf(parts.high); at !== -1; at = ids.indexOf(parts.high, at + 1)) {
    if (at % 2 === 0 && ids[at + 1] === parts.low) return at / 2;
  }
  return null;
}

/** One span of the outline, its columns put together. */
export interface OutlineSpan {
  readonly row: number;
  readonly spanId: string;
  readonly name: string;
  readonly service: string;
  readonly operation: string | null;
  readonly model: string | null;
  readonly isError: boolean;
  readonly isOrphan: boolean;
  readonly startMicros: number;
  readonly durationMicros: number;
}

export function outlineSpan(model: WaterfallModel, row: number): OutlineSpan {
  const { columns, strings } = model.outline;
  return {
    row,
    spanId: spanIdAt(model, row),
    name: strings.at(columns.name[row] ?? -1) ?? '',
    service: strings.at(columns.service[row] ?? -1) ?? '',
    operation: strings.at(columns.operation[row] ?? -1),
    model: strings.at(columns.model[row] ?? -1),
    isError: columns.status[row] === STATUS_ERROR,
    isOrphan: columns.parent[row] === MISSING_PARENT,
    startMicros: columns.startMicros[row] ?? 0,
    durationMicros: columns.durationMicros[row] ?? 0,
  };
}
