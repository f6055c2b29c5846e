import { odditiesOfSpan, type OddityKind } from '../../../../shared/trace-oddities/index.ts';
import { oddityInput, outlineSpan, rowOfSpan, type WaterfallModel } from '../../../ui/waterfall/index.ts';

/** What the outline of its trace says of a span: the most important things before the span itself has come. */
export interface SpanPlace {
  readonly outline: ReturnType<typeof outlineSpan>;
  /** Spans right below it, as far as attempts are looked for among them. */
  readonly childSpans: readonly string[];
  /** Start of the trace. */
  readonly originUnixNano: string;
  readonly oddities: readonly OddityKind[];
}

/** More attempts than this no exchange makes. */
const MOST_CHILDREN = 20;

export function spanPlace(model: WaterfallModel, spanId: string): SpanPlace {
  const row = rowOfSpan(model, spanId) ?? 0;
  return {
    outline: outlineSpan(model, row),
    childSpans: childrenOf(model, row),
    originUnixNano: model.outline.originUnixNano,
    oddities: odditiesOfSpan(oddityInput(model), row),
  };
}

function childrenOf(model: WaterfallModel, row: number): string[] {
  const { order, positionOf, subtreeEnd } = model.tree;
  const position = positionOf[row] ?? -1;
  if (position === -1) return [];
  const children: string[] = [];
  const end = subtreeEnd[position] ?? 0;
  for (
    let each = position + 1;
    each < end && children.length < MOST_CHILDREN;
    each = subtreeEnd[each] ?? end
  ) {
    children.push(outlineSpan(model, order[each] ?? 0).spanId);
  }
  return children;
}
