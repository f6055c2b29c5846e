import { z } from 'zod';
import { messageSchema } from './conversation.ts';
import { operationSchema, spanIdSchema, traceIdSchema, traceSummarySchema } from './trace.ts';

/** Whatever an application calls its conversations. */
export const sessionIdSchema = z.string().min(1).max(4000);

/** One conversation, as its traces add up. */
export const sessionSummarySchema = z.object({
  sessionId: z.string(),
  /** Name and service of its latest trace. */
  name: z.string(),
  service: z.string(),
  traceCount: z.number().int(),
  /** The figures below are sums over the latest this many traces: all of them unless there are very many. */
  summedTraces: z.number().int(),
  firstTime: z.iso.datetime(),
  /** When its latest trace started. */
  lastTime: z.iso.datetime(),
  /** Traces with an error in them. */
  failedTraces: z.number().int(),
  callCount: z.number().int(),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  /** Nano-dollars; null when no call has a known price. */
  costNanos: z.string().nullable(),
  costUsd: z.string().nullable(),
  /** Calls whose price is unknown: when above zero, the cost is a lower bound. */
  unpricedCalls: z.number().int(),
  /** Some of them where there are many. */
  users: z.array(z.string()),
  models: z.array(z.string()),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

export const sessionPageSchema = z.object({
  /** By their latest activity in the range, newest first. */
  sessions: z.array(sessionSummarySchema),
  nextCursor: z.string().nullable(),
});
export type SessionPage = z.infer<typeof sessionPageSchema>;

/** A session and its traces in the order of their start: one trace is one turn. */
export const sessionSchema = z.object({
  summary: sessionSummarySchema,
  turns: z.array(traceSummarySchema),
});
export type Session = z.infer<typeof sessionSchema>;

/** A model call of a turn. */
export const turnCallSchema = z.object({
  spanId: spanIdSchema,
  name: z.string(),
  operation: operationSchema.nullable(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  isError: z.boolean(),
  durationMs: z.number(),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costNanos: z.string().nullable(),
});
export type TurnCall = z.infer<typeof turnCallSchema>;

/** What a turn adds to its conversation. */
export const turnMessagesSchema = z.object({
  traceId: traceIdSchema,
  /** Only what no call had said or been sent before; very long texts are cut (docs/guides/sessions.md). */
  messages: z.array(messageSchema),
  /** How many messages its calls were sent that the conversation had already. */
  resentMessages: z.number().int(),
  /** The first of its model calls. */
  calls: z.array(turnCallSchema),
  callCount: z.number().int(),
});
export type TurnMessages = z.infer<typeof turnMessagesSchema>;

export const sessionTurnSchema = z.object({
  trace: traceSummarySchema,
  ...turnMessagesSchema.omit({ traceId: true }).shape,
});

/** A session with a page of its turns, oldest first. */
export const sessionTurnsPageSchema = z.object({
  session: sessionSummarySchema,
  turns: z.array(sessionTurnSchema),
  nextCursor: z.string().nullable(),
});
export type SessionTurnsPage = z.infer<typeof sessionTurnsPageSchema>;
