import { isModelCall, spanIdAt, type WaterfallModel } from '../../../ui/waterfall/index.ts';

/**
 * The span that an opened trace shows before one is chosen: its first model call that has a conversation, which is what
 * people come for, else any model call, else its root.
 */
export function spanShownFirst(model: WaterfallModel): string | null {
  const { columns, strings } = model.outline;
  const { order } = model.tree;
  const isCall = Array.from({ length: strings.size }, (_, index) => isModelCall(strings.at(index)));
  const isEmbedding = (index: number) => strings.at(index) === 'embeddings';
  let anyCall: number | undefined;
  for (const row of order) {
    const operation = columns.operation[row] ?? -1;
    if (operation === -1 || isCall[operation] !== true) continue;
    if (!isEmbedding(operation)) return spanIdAt(model, row);
    anyCall ??= row;
  }
  const shown = anyCall ?? order[0];
  return shown === undefined ? null : spanIdAt(model, shown);
}
