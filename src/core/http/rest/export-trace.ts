import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import type { TraceQueries } from '../../telemetry/telemetry.ts';

export const exportFormatSchema = z.enum(['json', 'otlp']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/**
 * A trace as the text of a file: `json` is what GET /traces/:traceId answers, `otlp` an ExportTraceServiceRequest in
 * OTLP/JSON that any OTLP door takes.
 * @throws SignalboxError TRACE_NOT_FOUND
 */
export async function exportTrace(
  queries: TraceQueries,
  traceId: string,
  format: ExportFormat,
): Promise<{ fileName: string; contents: string }> {
  const contents = await (format === 'otlp' ? queries.exportOtlp(traceId) : queries.traceJson(traceId));
  if (contents === null) throw new SignalboxError('TRACE_NOT_FOUND', { traceId });
  return { fileName: `trace-${traceId}.${format === 'otlp' ? 'otlp.json' : 'json'}`, contents };
}
