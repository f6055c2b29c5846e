import { UNKNOWN_COST, type OutlineColumns } from '../../../shared/trace-outline/index.ts';
import type { SpanTree } from './span-tree.ts';

/** Sums by row. */
export interface Sums {
  readonly spans: Int32Array;
  readonly errors: Int32Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** Nano-dollars: 2^53 of them, up to which doubles are exact, are nine million dollars. */
  readonly costNanos: Float64Array;
  /** 1 where any span of the row has tokens, or a known cost: 0 must not be shown for unknown. */
  readonly hasTokens: Uint8Array;
  readonly hasCost: Uint8Array;
}

type UsageColumns = Pick<
  OutlineColumns,
  'status' | 'usageRow' | 'inputTokens' | 'outputTokens' | 'costNanos'
>;

export const STATUS_ERROR = 2;

export function emptySums(count: number): Sums {
  return {
    spans: new Int32Array(count),
    errors: new Int32Array(count),
    inputTokens: new Float64Array(count),
    outputTokens: new Float64Array(count),
    costNanos: new Float64Array(count),
    hasTokens: new Uint8Array(count),
    hasCost: new Uint8Array(count),
  };
}

/** What each span used itself. */
export function ownSums(columns: UsageColumns): Sums {
  const sums = emptySums(columns.status.length);
  sums.spans.fill(1);
  columns.status.forEach((status, row) => {
    sums.errors[row] = status === STATUS_ERROR ? 1 : 0;
  });
  columns.usageRow.forEach((row, usage) => {
    const input = columns.inputTokens[usage] ?? NaN;
    const output = columns.outputTokens[usage] ?? NaN;
    const cost = columns.costNanos[usage] ?? UNKNOWN_COST;
    sums.inputTokens[row] = Number.isNaN(input) ? 0 : input;
    sums.outputTokens[row] = Number.isNaN(output) ? 0 : output;
    sums.hasTokens[row] = Number.isNaN(input) && Number.isNaN(output) ? 0 : 1;
    sums.costNanos[row] = cost === UNKNOWN_COST ? 0 : Number(cost);
    sums.hasCost[row] = cost === UNKNOWN_COST ? 0 : 1;
  });
  return sums;
}

/** What a span and everything below it used, in one pass from the leaves up. `tree` must hold all spans. */
export function rollUp(tree: SpanTree, columns: UsageColumns): Sums {
  const sums = ownSums(columns);
  for (let position = tree.order.length - 1; position >= 0; position--) {
    const row = tree.order[position] ?? 0;
    const above = tree.parent[row] ?? -1;
    if (above !== -1) addSums(sums, above, sums, row);
  }
  return sums;
}

export function addSums(to: Sums, row: number, from: Sums, other: number): void {
  to.spans[row] = (to.spans[row] ?? 0) + (from.spans[other] ?? 0);
  to.errors[row] = (to.errors[row] ?? 0) + (from.errors[other] ?? 0);
  to.inputTokens[row] = (to.inputTokens[row] ?? 0) + (from.inputTokens[other] ?? 0);
  to.outputTokens[row] = (to.outputTokens[row] ?? 0) + (from.outputTokens[other] ?? 0);
  to.costNanos[row] = (to.costNanos[row] ?? 0) + (from.costNanos[other] ?? 0);
  to.hasTokens[row] = (to.hasTokens[row] ?? 0) | (from.hasTokens[other] ?? 0);
  to.hasCost[row] = (to.hasCost[row] ?? 0) | (from.hasCost[other] ?? 0);
}
