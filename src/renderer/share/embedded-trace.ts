import {
  OUTLINE_BLOCK,
  SPANS_BLOCK,
  sharedTraceHeadSchema,
  type SharedTraceHead,
} from '../../shared/shared-trace.ts';
import type { SpanDetail } from '../../shared/span-detail.ts';
import { decodeOutline } from '../../shared/trace-outline/index.ts';
import { createWaterfallModel, type WaterfallModel } from '../ui/waterfall/index.ts';

const SPAN_ID_LENGTH = 16;

/** The trace that this file holds. */
export interface EmbeddedTrace {
  readonly head: SharedTraceHead;
  readonly model: WaterfallModel;
  /** Parsed when it is asked for; undefined for a span that is not in the file. */
  readonly spanOf: (spanId: string) => SpanDetail | undefined;
}

/** @throws Error when the file is cut or damaged */
export async function readEmbeddedTrace(): Promise<EmbeddedTrace> {
  const [outline, spans] = await Promise.all([readBlock(OUTLINE_BLOCK), readBlock(SPANS_BLOCK)]);
  const [first = '', ...lines] = new TextDecoder().decode(spans).split('\n');
  const head = sharedTraceHeadSchema.parse(JSON.parse(first));
  const lineOf = new Map(lines.map((line) => [line.slice(0, SPAN_ID_LENGTH), line]));
  const parsed = new Map<string, SpanDetail>();
  const spanOf = (spanId: string) => {
    const known = parsed.get(spanId);
    const line = lineOf.get(spanId);
    if (known !== undefined || line === undefined) return known;
    const detail = JSON.parse(line.slice(SPAN_ID_LENGTH)) as SpanDetail;
    parsed.set(spanId, detail);
    return detail;
  };
  return { head, model: createWaterfallModel(decodeOutline(outline)), spanOf };
}

/** A block of the page: base64 of gzip. */
async function readBlock(id: string): Promise<ArrayBuffer> {
  const text = document.getElementById(id)?.textContent ?? '';
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
}
