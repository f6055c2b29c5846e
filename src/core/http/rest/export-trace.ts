import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { projectPath } from '../../resources.ts';
import type { TraceQueries } from '../../telemetry/telemetry.ts';
import { sharePage } from './share-page.ts';

export const exportFormatSchema = z.enum(['json', 'otlp', 'html']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export interface ExportedTrace {
  readonly fileName: string;
  readonly contents: string;
  readonly mediaType: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** Where vite.share.config.ts puts the viewer. */
const VIEWER_FOLDER = 'out/share';

/**
 * A trace as the text of a file: `json` is what GET /traces/:traceId answers, `otlp` an ExportTraceServiceRequest in
 * OTLP/JSON that any OTLP door takes, `html` a page that shows the trace without an engine.
 * @throws SignalboxError TRACE_NOT_FOUND, TRACE_TOO_LARGE, VIEWER_NOT_BUILT
 */
export async function exportTrace(
  queries: TraceQueries,
  traceId: string,
  format: ExportFormat,
): Promise<ExportedTrace> {
  const found = <T>(answer: T | null): T => {
    if (answer === null) throw new SignalboxError('TRACE_NOT_FOUND', { traceId });
    return answer;
  };
  const fileName = `trace-${traceId}`;
  switch (format) {
    case 'json':
      return {
        fileName: `${fileName}.json`,
        contents: found(await queries.traceJson(traceId)),
        mediaType: JSON_TYPE,
      };
    case 'otlp':
      return {
        fileName: `${fileName}.otlp.json`,
        contents: found(await queries.exportOtlp(traceId)),
        mediaType: JSON_TYPE,
      };
    case 'html':
      return {
        fileName: `${fileName}.html`,
        contents: sharePage(projectPath(VIEWER_FOLDER), found(await queries.shareTrace(traceId))),
        mediaType: 'text/html; charset=utf-8',
      };
  }
}
