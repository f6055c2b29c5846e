import type { StringTable } from '../../../shared/trace-outline/index.ts';
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
  { strings, columns }: { strings: StringTable; columns: { operation: Int32Array } },
  tree: SpanTree,
): Uint8Array {
  const { operation } = columns;
  const isCallName = Array.from({ length: strings.size }, (_, index) =>
    MODEL_CALLS.has(strings.at(index) ?? ''),
  );
  const keep = new Uint8Array(operation.length);
  const containsCall = new Uint8Array(operation.length);
  for (let position = tree.order.length - 1; position >= 0; position--) {
    const row = tree.order[position] ?? 0;
    const name = operation[row] ?? -1;
    const isCall = isCallName[name] === true;
    if (isCall || (name !== -1 && containsCall[row] === 1)) keep[row] = 1;
    const above = tree.parent[row] ?? -1;
    if (above !== -1 && (isCall || containsCall[row] === 1)) containsCall[above] = 1;
  }
  return keep;
}
