import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sharedTraceHeadSchema } from '../../shared/shared-trace.ts';
import type { SpanDetail } from '../../shared/span-detail.ts';
import { decodeOutline } from '../../shared/trace-outline/index.ts';
import { modelCall, spanIdOf, storedSpan, traceIdOf } from '../store/testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../store/testing/temporary-store.ts';
import { shareTrace } from './share-trace.ts';

const unpacked = (base64: string) => gunzipSync(Buffer.from(base64, 'base64'));

describe('shareTrace', () => {
  let store: TemporaryStore;
  beforeEach(() => {
    store = temporaryStore();
    const hostile = { span: { spanId: spanIdOf(1), name: '</script>\u2028\n', parentSpanId: null } };
    const call = modelCall({ span: { spanId: spanIdOf(2), parentSpanId: spanIdOf(1) } });
    store.writer.write([storedSpan(hostile), call]);
  });
  afterEach(() => store.close());

  it('holds the outline, and a line for each span with its id before it', () => {
    const blocks = shareTrace(store.reader, traceIdOf(1));
    expect(`${blocks?.outline}${blocks?.spans}`).toMatch(/^[A-Za-z0-9+/=]+$/);
    const outline = unpacked(blocks?.outline ?? '');
    const { summary } = decodeOutline(new Uint8Array(outline).buffer);
    expect(summary).toMatchObject({ traceId: traceIdOf(1), spanCount: 2 });
    const [head = '', ...lines] = unpacked(blocks?.spans ?? '')
      .toString()
      .split('\n');
    expect(sharedTraceHeadSchema.parse(JSON.parse(head)).traceId).toBe(traceIdOf(1));
    expect(lines.map((line) => line.slice(0, 16)).sort()).toEqual([spanIdOf(1), spanIdOf(2)]);
    const details = lines.map((line) => JSON.parse(line.slice(16)) as SpanDetail);
    expect(details.map(({ span }) => span.name)).toContain('</script>\u2028\n');
  });

  it('knows no trace that is not there, and refuses one that is too large', () => {
    expect(shareTrace(store.reader, traceIdOf(9))).toBeNull();
    const tooLarge = expect.objectContaining({ code: 'TRACE_TOO_LARGE' }) as Error;
    const share = (spans: number, characters: number) => () =>
      shareTrace(store.reader, traceIdOf(1), { spans, characters });
    expect(share(1, 1_000_000)).toThrow(tooLarge);
    expect(share(2, 100)).toThrow(tooLarge);
  });
});
