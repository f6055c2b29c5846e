import type { TraceOutline } from '../../../shared/trace.ts';
import type { SpanTree } from './span-tree.ts';

/** What a span and everything below it used, by row. */
export interface Rollup {
  readonly spans: Int32Array;
  readonly errors: Int32Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** Nano-dollars: 2^63 of them are nine billion dollars. */
  readonly costNanos: BigInt64Array;
  /** 1 where any span of the subtree has tokens, or a known cost: 0 must not be shown for unknown. */
  readonly hasTokens: Uint8Array;
  readonly hasCost: Uint8Array;
}

type RollupColumns = Pick<TraceOutline['columns'], 'status' | 'inputTokens' | 'outputTokens' | 'costNanos'>;

const STATUS_ERROR = 2;

/** Sums every subtree in one pass from the leaves up. `tree` must hold all rows. */
export function rollUp(tree: SpanTree, columns: RollupColumns): Rollup {
  const count = tree.order.length;
  const rollup: Rollup = {
    spans: new Int32Array(count).fill(1),
    errors: new Int32Array(count),
    inputTokens: new Float64Array(count),
    outputTokens: new Float64Array(count),
    costNanos: new BigInt64Array(count),
    hasTokens: new Uint8Array(count),
    hasCost: new Uint8Array(count),
  };
  for (let row = 0; row < count; row++) {
    const input = columns.inputTokens[row] ?? null;
    const output = columns.outputTokens[row] ?? null;
    const cost = columns.costNanos[row] ?? null;
    rollup.errors[row] = columns.status[row] === STATUS_ERROR ? 1 : 0;
    rollup.inputTokens[row] = input ?? 0;
    rollup.outputTokens[row] = output ?? 0;
    rollup.hasTokens[row] = input !== null || output !== null ? 1 : 0;
    rollup.costNanos[row] = cost === null ? 0n : BigInt(cost);
    rollup.hasCost[row] = cost === null ? 0 : 1;
  }
  for (let position = count - 1; position >= 0; position--)
    addToParent(rollup, tree, tree.order[position] ?? 0);
  return rollup;
}

function addToParent(rollup: Rollup, tree: SpanTree, row: number): void {
  const above = tree.parent[row] ?? -1;
  if (above === -1) return;
  rollup.spans[above] = (rollup.spans[above] ?? 0) + (rollup.spans[row] ?? 0);
  rollup.errors[above] = (rollup.errors[above] ?? 0) + (rollup.errors[row] ?? 0);
  rollup.inputTokens[above] = (rollup.inputTokens[above] ?? 0) + (rollup.inputTokens[row] ?? 0);
  rollup.outputTokens[above] = (rollup.outputTokens[above] ?? 0) + (rollup.outputTokens[row] ?? 0);
  rollup.costNanos[above] = (rollup.costNanos[above] ?? 0n) + (rollup.costNanos[row] ?? 0n);
  rollup.hasTokens[above] = (rollup.hasTokens[above] ?? 0) | (rollup.hasTokens[row] ?? 0);
  rollup.hasCost[above] = (rollup.hasCost[above] ?? 0) | (rollup.hasCost[row] ?? 0);
}
