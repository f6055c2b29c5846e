import { encodeTracesJson } from '../otlp/index.ts';
import type { SpanRecord, StoredSpan } from '../../store/span-record.ts';

/** An export of these spans in OTLP/JSON, in a buffer of its own. */
export function otlpBody(...spans: (SpanRecord | StoredSpan)[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(encodeTracesJson(spans.map((span) => ('span' in span ? span.span : span))));
}
