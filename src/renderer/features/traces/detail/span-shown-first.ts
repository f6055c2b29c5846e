import { isModelCall, outlineSpan, type WaterfallModel } from '../../../ui/waterfall/index.ts';

/**
 * The span that an opened trace shows before one is chosen: its first model call that has a conversation, which is what
 * people come for, else any model call, else its root.
 */
export function spanShownFirst(model: WaterfallModel): string | null {
  const { order } = model.tree;
  const operationOf = (row: number) => outlineSpan(model, row).operation;
  const row =
    order.find((each) => isModelCall(operationOf(each)) && operationOf(each) !== 'embeddings') ??
    order.find((each) => isModelCall(operationOf(each))) ??
    order[0];
  return row === undefined ? null : outlineSpan(model, row).spanId;
}
