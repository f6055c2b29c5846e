import { z } from 'zod';

/**
 * The form of a trace inside of its HTML file. Two blocks, each base64 of gzip: the outline in its wire form, and lines of
 * text: first this head as JSON, then a line for each span, its id directly followed by its `SpanDetail` as JSON.
 */
export const SHARED_TRACE_VERSION = 1;
export const OUTLINE_BLOCK = 'outline';
export const SPANS_BLOCK = 'spans';

/** A file of more spans, or of more text, would take long to open, and other viewers would not open it at all. */
export const MOST_SHARED_SPANS = 50_000;
export const LONGEST_SHARED_TEXT = 256 * 1024 * 1024;

export const sharedTraceHeadSchema = z.object({
  version: z.literal(SHARED_TRACE_VERSION),
  traceId: z.string(),
  exportedAt: z.iso.datetime(),
});
export type SharedTraceHead = z.infer<typeof sharedTraceHeadSchema>;

/** The two blocks, and the name of the trace as it came. */
export interface SharedTraceBlocks {
  readonly name: string;
  readonly outline: string;
  readonly spans: string;
}
