import type { TraceOutline } from '../../../shared/trace.ts';
import type { SpanTree } from './span-tree.ts';

const MODEL_CALLS: ReadonlySet<string> = new Set([
  'chat',
  'text_completion',
  'generate_content',
  'embeddings',
]);

export function isModelCall(operation: string | null): boolean {
  return operation !== null && MODEL_CALLS.has(operation);
}

/** What "only model calls" keeps, by row: the calls, and the agent and tool steps that contain one. */
export function keepModelCalls(
  outline: Pick<TraceOutline, 'strings' | 'columns'>,
  tree: SpanTree,
): Uint8Array {
  const { operation } = outline.columns;
  const keep = new Uint8Array(operation.length);
  const containsCall = new Uint8Array(operation.length);
  for (let position = tree.order.length - 1; position >= 0; position--) {
    const row = tree.order[position] ?? 0;
    const name = outline.strings[operation[row] ?? -1] ?? null;
    const isCall = isModelCall(name);
    if (isCall || (name !== null && containsCall[row] === 1)) keep[row] = 1;
    const above = tree.parent[row] ?? -1;
    if (above !== -1 && (isCall || containsCall[row] === 1)) containsCall[above] = 1;
  }
  return keep;
}
