import { z } from 'zod';
import { traceSummarySchema } from '../trace.ts';
import type { StringTable } from './string-table.ts';

/** In `parent`: a root, and a span whose parent is named but is not in the trace. */
export const NO_PARENT = -1;
export const MISSING_PARENT = -2;

/** In `costNanos`: no cost is known. */
export const UNKNOWN_COST = -(2n ** 63n);

export const OUTLINE_MEDIA_TYPE = 'application/vnd.signalbox.outline';

/** Where the console's door answers with the outline of a trace. */
export function outlinePath(traceId: string): string {
  return `/console/traces/${traceId}/outline`;
}

export const outlineHeadSchema = z.object({
  summary: traceSummarySchema,
  /** Time zero of the columns, in nanoseconds since 1970. */
  originUnixNano: z.string().regex(/^-?\d{1,20}$/),
  /** Spans that ended before they started, of whose times the columns tell no duration: how many, and the first rows. */
  reversed: z.object({ count: z.number().int(), rows: z.array(z.number().int().nonnegative()) }).optional(),
  /** Copies of spans that came after the first. */
  duplicateSpans: z.number().int().nonnegative().optional(),
});
export type OutlineHead = z.infer<typeof outlineHeadSchema>;

/** One entry a span in every column, in order of start; indexes of texts are into the table of strings, -1 for none. */
export interface OutlineColumns {
  /** Two entries a span: the upper and the lower half of its id. */
  readonly spanId: Uint32Array<ArrayBuffer>;
  /** The row of the parent, or NO_PARENT, or MISSING_PARENT. */
  readonly parent: Int32Array<ArrayBuffer>;
  /** From the origin; before it where a clock was wrong by more than a day. */
  readonly startMicros: Float64Array<ArrayBuffer>;
  readonly durationMicros: Float64Array<ArrayBuffer>;
  readonly name: Int32Array<ArrayBuffer>;
  readonly service: Int32Array<ArrayBuffer>;
  readonly operation: Int32Array<ArrayBuffer>;
  readonly model: Int32Array<ArrayBuffer>;
  /** OTLP's numbers. */
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly status: Uint8Array<ArrayBuffer>;
  /** The rows that have tokens or a cost, ascending; the three columns below have an entry for each of them. */
  readonly usageRow: Int32Array<ArrayBuffer>;
  /** NaN where they are not known. */
  readonly inputTokens: Float64Array<ArrayBuffer>;
  readonly outputTokens: Float64Array<ArrayBuffer>;
  /** Nano-dollars, or UNKNOWN_COST. */
  readonly costNanos: BigInt64Array<ArrayBuffer>;
}

/**
 * A trace as the waterfall needs it, without bodies: typed arrays over the one buffer in which it travels. Names are
 * cut to some hundred characters; a span's own page has them whole.
 */
export interface TraceOutline extends OutlineHead {
  readonly spanCount: number;
  readonly strings: StringTable;
  readonly columns: OutlineColumns;
  readonly buffer: ArrayBuffer;
}
