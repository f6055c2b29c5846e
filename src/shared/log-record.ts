import { z } from 'zod';
import { attributesSchema, spanIdSchema, traceIdSchema } from './trace.ts';

/** OTLP's 24 severity numbers, four to a name; `unspecified` where the sender did not say. */
export const severitySchema = z.enum(['unspecified', 'trace', 'debug', 'info', 'warn', 'error', 'fatal']);
export type Severity = z.infer<typeof severitySchema>;
export const SEVERITIES = severitySchema.options;

/** The name of a severity number, 0 to 24. */
export function severityOf(number: number): Severity {
  return SEVERITIES[Math.ceil(number / 4)] ?? 'unspecified';
}

/** The lowest number that has this name. */
export function lowestNumberOf(severity: Severity): number {
  return Math.max(0, SEVERITIES.indexOf(severity) * 4 - 3);
}

/** One log record. */
export const logRecordSchema = z.object({
  /** Names the record in this store; a larger number was written later. */
  logId: z.string(),
  traceId: traceIdSchema.nullable(),
  spanId: spanIdSchema.nullable(),
  /** When it happened; where that was not said or cannot be right, when it was observed, else when it arrived. */
  timeUnixNano: z.string(),
  /** "0" where it was not said. */
  observedTimeUnixNano: z.string(),
  severity: severitySchema,
  severityNumber: z.number().int().min(0).max(24),
  severityText: z.string(),
  eventName: z.string(),
  /** Any value; null where there is none. */
  body: z.json(),
  attributes: attributesSchema,
  droppedAttributes: z.number().int(),
  service: z.string(),
  scope: z.object({ name: z.string(), version: z.string() }),
});
export type LogRecord = z.infer<typeof logRecordSchema>;

/** Logs of a trace or of one of its spans, in the order of their time. */
export const logPageSchema = z.object({
  logs: z.array(logRecordSchema),
  /** How many there are of each severity, whatever severity was asked for; only with the first page. */
  counts: z.record(severitySchema, z.number().int()).nullable(),
  nextCursor: z.string().nullable(),
});
export type LogPage = z.infer<typeof logPageSchema>;

export const logQuestionSchema = z.object({
  traceId: traceIdSchema,
  /** Only those of this span. */
  spanId: spanIdSchema.optional(),
  /** Only those at least this severe. */
  minSeverity: severitySchema.optional(),
});
export type LogQuestion = z.infer<typeof logQuestionSchema>;
