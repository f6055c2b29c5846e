import type { Operation } from '../../shared/trace.ts';

const MODEL_CALLS: ReadonlySet<Operation> = new Set([
  'chat',
  'text_completion',
  'generate_content',
  'embeddings',
]);

/** Whether a span of this operation asked a model, and therefore has tokens, a price and a latency that count. */
export function isModelCall(operation: Operation | null): boolean {
  return operation !== null && MODEL_CALLS.has(operation);
}
