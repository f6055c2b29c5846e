import { UNKNOWN_COST } from '../../../../shared/trace-outline/index.ts';
import type { WaterfallModel } from '../../../ui/waterfall/index.ts';
import type { ComparedSpans } from './compared-spans.ts';

const STATUS_ERROR = 2;
/** Names are looked at no further than this. */
const NAME_LENGTH = 300;

/** The columns of a trace as they are compared. */
export function comparedSpans({ outline, tree, selfMicros }: WaterfallModel): ComparedSpans {
  const { columns, strings, spanCount: count } = outline;
  const text = (column: Int32Array) => Array.from(column, (index) => strings.at(index));
  const tokens = new Array<number | null>(count).fill(null);
  const costNanos = new Array<bigint | null>(count).fill(null);
  columns.usageRow.forEach((row, entry) => {
    const input = columns.inputTokens[entry] ?? NaN;
    const output = columns.outputTokens[entry] ?? NaN;
    if (!(Number.isNaN(input) && Number.isNaN(output))) tokens[row] = zeroOfNaN(input) + zeroOfNaN(output);
    const cost = columns.costNanos[entry] ?? UNKNOWN_COST;
    if (cost !== UNKNOWN_COST) costNanos[row] = cost;
  });
  return {
    count,
    parent: tree.parent,
    name: text(columns.name).map((name) => (name ?? '').slice(0, NAME_LENGTH)),
    service: text(columns.service).map((service) => service ?? ''),
    kind: columns.kind,
    operation: text(columns.operation),
    model: text(columns.model),
    isError: Array.from(columns.status, (status) => status === STATUS_ERROR),
    durationMicros: columns.durationMicros,
    selfMicros,
    tokens,
    costNanos,
  };
}

function zeroOfNaN(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
