import type { TraceOutline } from '../../../shared/trace.ts';
import { rollUp, type Rollup } from './rollup.ts';
import { buildSpanTree, type SpanTree } from './span-tree.ts';

/** Everything about a trace that does not depend on how it is being looked at. */
export interface WaterfallModel {
  readonly outline: TraceOutline;
  /** All spans, none left out. */
  readonly tree: SpanTree;
  readonly rollup: Rollup;
  readonly rowOfSpan: ReadonlyMap<string, number>;
  /** From the origin to the end of the last span, in microseconds. */
  readonly durationMicros: number;
  /** In the order of their first span. */
  readonly services: readonly string[];
}

export const STATUS_ERROR = 2;

export function createWaterfallModel(outline: TraceOutline): WaterfallModel {
  const { columns, strings } = outline;
  const tree = buildSpanTree(columns.parent);
  let durationMicros = 0;
  columns.startMicros.forEach((start, row) => {
    durationMicros = Math.max(durationMicros, start + (columns.durationMicros[row] ?? 0));
  });
  return {
    outline,
    tree,
    rollup: rollUp(tree, columns),
    rowOfSpan: new Map(columns.spanId.map((spanId, row) => [spanId, row])),
    durationMicros,
    services: [...new Set(columns.service)].map((index) => strings[index] ?? ''),
  };
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
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costNanos: string | null;
}

export function outlineSpan({ outline }: WaterfallModel, row: number): OutlineSpan {
  const { columns, strings } = outline;
  const stringAt = (index: number | undefined) => strings[index ?? -1] ?? null;
  return {
    row,
    spanId: columns.spanId[row] ?? '',
    name: stringAt(columns.name[row]) ?? '',
    service: stringAt(columns.service[row]) ?? '',
    operation: stringAt(columns.operation[row]),
    model: stringAt(columns.model[row]),
    isError: columns.status[row] === STATUS_ERROR,
    isOrphan: columns.orphan[row] === true,
    startMicros: columns.startMicros[row] ?? 0,
    durationMicros: columns.durationMicros[row] ?? 0,
    inputTokens: columns.inputTokens[row] ?? null,
    outputTokens: columns.outputTokens[row] ?? null,
    costNanos: columns.costNanos[row] ?? null,
  };
}
