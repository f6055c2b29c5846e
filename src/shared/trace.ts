import { z } from 'zod';
import { costBreakdownSchema, tokenUsageSchema } from './usage.ts';

/** 32 lower-case hex characters. */
export const traceIdSchema = z.string().regex(/^[0-9a-f]{32}$/, 'a trace id is 32 lower-case hex characters');
/** 16 lower-case hex characters. */
export const spanIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'a span id is 16 lower-case hex characters');

/** `error` when any span of the trace has the status ERROR. */
export const traceStatusSchema = z.enum(['ok', 'error']);

export const traceSummarySchema = z.object({
  traceId: traceIdSchema,
  /** The root span's name; while the root has not arrived, that of the earliest span. */
  name: z.string(),
  service: z.string(),
  startTime: z.iso.datetime(),
  durationMs: z.number(),
  spanCount: z.number().int(),
  errorCount: z.number().int(),
  status: traceStatusSchema,
  /** Provider and model of the first model call, null where the trace has none. */
  provider: z.string().nullable(),
  model: z.string().nullable(),
  callCount: z.number().int(),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  /** Nano-dollars, an integer in a string; null when no call of the trace has a known price. */
  costNanos: z.string().nullable(),
  /** The same in decimal dollars. */
  costUsd: z.string().nullable(),
  /** Model calls whose price is unknown: when above zero, the cost is a lower bound. */
  unpricedCalls: z.number().int(),
  sessionId: z.string().nullable(),
  userId: z.string().nullable(),
});
export type TraceSummary = z.infer<typeof traceSummarySchema>;

/** What a list of traces may be narrowed by. All that are given must hold. */
export const traceFilterSchema = z.object({
  /** A filter in the language of docs/reference/filters.md. */
  q: z.string().max(4000).optional(),
  /** Free text: in the name of the trace or of one of its spans, or a trace id or its beginning. */
  text: z.string().max(500).optional(),
  service: z.string().max(500).optional(),
  provider: z.string().max(500).optional(),
  model: z.string().max(500).optional(),
  status: traceStatusSchema.optional(),
  sessionId: z.string().max(500).optional(),
  userId: z.string().max(500).optional(),
  /** Only traces with at least one model call. */
  callsOnly: z.boolean().optional(),
  minDurationMs: z.number().nonnegative().optional(),
  maxDurationMs: z.number().nonnegative().optional(),
  minCostNanos: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  /** Start time, inclusive from, exclusive to. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type TraceFilter = z.infer<typeof traceFilterSchema>;

export const tracePageSchema = z.object({
  traces: z.array(traceSummarySchema),
  nextCursor: z.string().nullable(),
});
export type TracePage = z.infer<typeof tracePageSchema>;

export const spanKindSchema = z.enum(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']);
export const SPAN_KINDS = spanKindSchema.options;

export const spanStatusSchema = z.enum(['unset', 'ok', 'error']);
export const SPAN_STATUSES = spanStatusSchema.options;

/** Attributes as plain JSON. Integers beyond 2^53 and bytes (base64) are strings here; OTLP export keeps their types. */
export const attributesSchema = z.record(z.string(), z.json());
export type PlainAttributes = z.infer<typeof attributesSchema>;

export const spanEventSchema = z.object({
  name: z.string(),
  timeUnixNano: z.string(),
  attributes: attributesSchema,
});
export type SpanEvent = z.infer<typeof spanEventSchema>;

export const spanLinkSchema = z.object({
  traceId: traceIdSchema,
  spanId: spanIdSchema,
  attributes: attributesSchema,
});
export type SpanLink = z.infer<typeof spanLinkSchema>;

/**
 * What kind of work a span is, after normalising the conventions (docs/reference/conventions.md):
 * `chat`, `text_completion`, `generate_content` and `embeddings` are model calls.
 */
export const operationSchema = z.enum([
  'chat',
  'text_completion',
  'generate_content',
  'embeddings',
  'retrieval',
  'execute_tool',
  'create_agent',
  'invoke_agent',
  'invoke_workflow',
  'rerank',
  'guardrail',
  'evaluate',
]);
export type Operation = z.infer<typeof operationSchema>;

/** What a span says about a model call or agent step, whichever convention it used. */
export const spanFactsSchema = z.object({
  operation: operationSchema.nullable(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  usage: tokenUsageSchema,
  costNanos: z.string().nullable(),
  sessionId: z.string().nullable(),
  userId: z.string().nullable(),
});

/** One span, whole. */
export const spanSchema = z.object({
  traceId: traceIdSchema,
  spanId: spanIdSchema,
  parentSpanId: spanIdSchema.nullable(),
  name: z.string(),
  kind: spanKindSchema,
  service: z.string(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  status: spanStatusSchema,
  statusMessage: z.string(),
  attributes: attributesSchema,
  events: z.array(spanEventSchema),
  links: z.array(spanLinkSchema),
  resource: attributesSchema,
  scope: z.object({ name: z.string(), version: z.string() }),
  droppedAttributes: z.number().int(),
  droppedEvents: z.number().int(),
  droppedLinks: z.number().int(),
  facts: spanFactsSchema,
  cost: costBreakdownSchema.nullable(),
});
export type Span = z.infer<typeof spanSchema>;

export const traceSchema = z.object({ traceId: traceIdSchema, spans: z.array(spanSchema) });
export type Trace = z.infer<typeof traceSchema>;
