import { gzipSync } from 'node:zlib';
import { SignalboxError } from '../../shared/errors.ts';
import {
  LONGEST_SHARED_TEXT,
  MOST_SHARED_SPANS,
  SHARED_TRACE_VERSION,
  type SharedTraceBlocks,
  type SharedTraceHead,
} from '../../shared/shared-trace.ts';
import { viewOutline } from '../../shared/trace-outline/index.ts';
import type { TraceReader } from '../store/index.ts';
import { toSpanDetail } from './span-detail.ts';
import { conversationOf } from './whole-log.ts';
import { toSpan } from './whole-span.ts';

/**
 * What an HTML file holds of a trace: the same that the console shows of it. Null when there is no such trace.
 * @throws SignalboxError TRACE_TOO_LARGE
 */
export function shareTrace(
  reader: TraceReader,
  traceId: string,
  most = { spans: MOST_SHARED_SPANS, characters: LONGEST_SHARED_TEXT },
): SharedTraceBlocks | null {
  const outline = reader.outline(traceId);
  if (outline === null) return null;
  const { summary } = viewOutline(outline);
  if (summary.spanCount > most.spans) {
    throw new SignalboxError('TRACE_TOO_LARGE', {
      size: `${summary.spanCount} spans`,
      limit: `${most.spans} spans`,
    });
  }
  const head: SharedTraceHead = {
    version: SHARED_TRACE_VERSION,
    traceId,
    exportedAt: new Date().toISOString(),
  };
  const lines = [JSON.stringify(head)];
  let length = 0;
  for (const found of reader.trace(traceId) ?? []) {
    const { attributes, spanId } = found.span;
    const detail = toSpanDetail(toSpan(found), attributes, conversationOf(reader, found));
    const line = spanId + JSON.stringify(detail);
    length += line.length;
    if (length > most.characters) {
      throw new SignalboxError('TRACE_TOO_LARGE', {
        size: 'more text',
        limit: `${Math.round(most.characters / 1024 / 1024)} MiB of it`,
      });
    }
    lines.push(line);
  }
  return {
    name: summary.name,
    outline: compressed(new Uint8Array(outline)),
    spans: compressed(Buffer.from(lines.join('\n'))),
  };
}

function compressed(bytes: Uint8Array): string {
  return gzipSync(bytes).toString('base64');
}
