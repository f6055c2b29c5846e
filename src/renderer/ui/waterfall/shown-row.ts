import { UNKNOWN_COST } from '../../../shared/trace-outline/index.ts';
import type { GroupFigures } from './group-figures.ts';
import type { Sums } from './rollup.ts';
import type { SiblingGroups } from './sibling-groups.ts';
import { outlineSpan, type OutlineSpan, type WaterfallModel } from './waterfall-model.ts';

/** Rows beyond the spans stand for groups of siblings alike. */
export interface ShownSpans {
  readonly model: WaterfallModel;
  readonly groups: SiblingGroups;
  readonly figures: GroupFigures;
}

export interface RowGroup {
  readonly members: number;
  readonly totalMicros: number;
  readonly worstMicros: number;
}

/** A row of the waterfall: a span, or a group, which bears what its members have in common. */
export interface ShownRow extends OutlineSpan {
  /** Null for a span. */
  readonly group: RowGroup | null;
  readonly selfMicros: number;
  /** How many spans lie below: of a group, its members with all below them. */
  readonly spansBelow: number;
  readonly errorsBelow: number;
}

export function shownRow(shown: ShownSpans, row: number): ShownRow {
  const { model, groups, figures } = shown;
  const group = row - model.outline.spanCount;
  if (group < 0) {
    const span = outlineSpan(model, row);
    return {
      ...span,
      group: null,
      selfMicros: model.selfMicros[row] ?? 0,
      spansBelow: (model.rollup.spans[row] ?? 1) - 1,
      errorsBelow: (model.rollup.errors[row] ?? 0) - (span.isError ? 1 : 0),
    };
  }
  const startMicros = figures.startMicros[group] ?? 0;
  return {
    ...outlineSpan(model, groups.firstMember[group] ?? 0),
    row,
    isError: false,
    isOrphan: false,
    startMicros,
    durationMicros: (figures.endMicros[group] ?? 0) - startMicros,
    group: {
      members: figures.members[group] ?? 0,
      totalMicros: figures.totalMicros[group] ?? 0,
      worstMicros: figures.worstMicros[group] ?? 0,
    },
    selfMicros: figures.selfMicros[group] ?? 0,
    spansBelow: figures.sums.spans[group] ?? 0,
    errorsBelow: figures.sums.errors[group] ?? 0,
  };
}

/** Input and output together, and nano-dollars; null where nothing is known. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tokens: number | null;
  readonly costNanos: bigint | null;
}

/** What a row used, with all below it or, of a span, by itself. */
export function usageOf({ model, figures }: ShownSpans, row: number, scope: 'own' | 'subtree'): Usage {
  const { spanCount } = model.outline;
  if (row >= spanCount) return usageIn(figures.sums, row - spanCount);
  return scope === 'subtree' ? usageIn(model.rollup, row) : ownUsage(model, row);
}

function usageIn(sums: Sums, row: number): Usage {
  const inputTokens = sums.inputTokens[row] ?? 0;
  const outputTokens = sums.outputTokens[row] ?? 0;
  return {
    inputTokens,
    outputTokens,
    tokens: sums.hasTokens[row] === 1 ? inputTokens + outputTokens : null,
    costNanos: sums.hasCost[row] === 1 ? BigInt(Math.round(sums.costNanos[row] ?? 0)) : null,
  };
}

/** Usage stands in columns of its own, which list their rows in ascending order. */
function ownUsage({ outline }: WaterfallModel, row: number): Usage {
  const { usageRow, inputTokens, outputTokens, costNanos } = outline.columns;
  let low = 0;
  let high = usageRow.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((usageRow[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  if (usageRow[low] !== row) return { inputTokens: 0, outputTokens: 0, tokens: null, costNanos: null };
  const input = inputTokens[low] ?? NaN;
  const output = outputTokens[low] ?? NaN;
  const cost = costNanos[low] ?? UNKNOWN_COST;
  const known = (value: number) => (Number.isNaN(value) ? 0 : value);
  return {
    inputTokens: known(input),
    outputTokens: known(output),
    tokens: Number.isNaN(input) && Number.isNaN(output) ? null : known(input) + known(output),
    costNanos: cost === UNKNOWN_COST ? null : cost,
  };
}
