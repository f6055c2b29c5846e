import { isModelCall, outlineSpan, type WaterfallModel } from '../../../ui/waterfall/index.ts';

/** The span that an opened trace shows before one is chosen: its first model call, which is what people come for, else its root. */
export function spanShownFirst(model: WaterfallModel): string | null {
  const { order } = model.tree;
  const call = order.find((row) => isModelCall(outlineSpan(model, row).operation));
  const row = call ?? order[0];
  return row === undefined ? null : outlineSpan(model, row).spanId;
}
