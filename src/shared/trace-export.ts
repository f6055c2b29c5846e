import { z } from 'zod';
import { traceFilterSchema, traceIdSchema } from './trace.ts';

/**
 * The files that many traces can be written to. `jsonl`: a trace a line, as REST shows it. `otlp`: lines of OTLP/JSON
 * (https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/). `csv` and `parquet`: a row a trace, its summary.
 */
export const exportFileFormatSchema = z.enum(['jsonl', 'otlp', 'csv', 'parquet']);
export type ExportFileFormat = z.infer<typeof exportFileFormatSchema>;

/** More traces than this are selected by their filter, not by name. */
export const MAX_NAMED_TRACES = 10_000;

const namedTraces = z.array(traceIdSchema).max(MAX_NAMED_TRACES);

/** Which traces: all that match the filter, or, of these, only those named, or all but those named. */
export const traceSelectionSchema = z.object({
  filter: traceFilterSchema,
  only: namedTraces.optional(),
  except: namedTraces.optional(),
});
export type TraceSelection = z.infer<typeof traceSelectionSchema>;

/** `waiting`: nobody has come for the file yet. A file is whole only when its export is `done`. */
export const exportStateSchema = z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']);

export const traceExportSchema = z.object({
  id: z.string(),
  format: exportFileFormatSchema,
  fileName: z.string(),
  state: exportStateSchema,
  /** Traces that the file has so far. */
  traces: z.number().int(),
  /** Of how many; null until they are counted. */
  total: z.number().int().nullable(),
  /** Bytes given to the one who downloads. */
  bytes: z.number().int(),
  /** Why it failed or was cancelled. */
  message: z.string().nullable(),
});
export type TraceExport = z.infer<typeof traceExportSchema>;
