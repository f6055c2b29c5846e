import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_USAGE } from '../../shared/usage.ts';
import { SpanWriter } from './span-writer.ts';
import {
  MILLI,
  modelCall,
  NOON,
  resourceOf,
  SECOND,
  spanIdOf,
  storedSpan,
  traceIdOf,
  unpricedCall,
} from './testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from './testing/temporary-store.ts';

describe('SpanWriter', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  const summary = () => store.reader.list({ filter: {}, limit: 1, cursor: null }).traces[0];
  const rollups = () => store.db.prepare('SELECT * FROM call_rollups WHERE grain = 1').all();

  it('gives back what it was given', () => {
    const stored = modelCall({
      span: {
        parentSpanId: spanIdOf(7),
        traceState: 'a=b',
        flags: 257,
        kind: 3,
        statusCode: 2,
        statusMessage: 'too slow',
        attributes: {
          text: 'ä\u0000',
          whole: { doubleValue: 3 },
          big: { intValue: '9223372036854775807' },
          none: null,
        },
        events: [
          { timeUnixNano: NOON + 1n, name: 'first token', attributes: { n: 1 }, droppedAttributes: 2 },
        ],
        links: [
          {
            traceId: traceIdOf(9),
            spanId: spanIdOf(9),
            traceState: '',
            flags: 1,
            attributes: { list: ['a', 1, true] },
            droppedAttributes: 0,
          },
        ],
        droppedAttributes: 1,
        droppedEvents: 2,
        droppedLinks: 3,
      },
      facts: { sessionId: 'session', userId: 'ana', overheadMicros: 180 },
    });
    store.writer.write([stored]);
    expect(store.reader.trace(stored.span.traceId)).toEqual([{ ...stored, service: 'shop' }]);
    expect(store.reader.span(stored.span.traceId, stored.span.spanId)).toEqual({
      ...stored,
      service: 'shop',
    });
  });

  it('keeps the first of two spans with the same ids and counts it once', () => {
    const first = modelCall({ span: { name: 'first' } });
    store.writer.write([first, modelCall({ span: { name: 'second' } })]);
    const sequence = store.writer.write([modelCall({ span: { name: 'third' } })]);
    expect(sequence).toBe(1);
    expect(summary()).toMatchObject({ name: 'first', spanCount: 1, callCount: 1, inputTokens: 100 });
    expect(rollups()).toMatchObject([{ calls: 1 }]);
    expect(store.reader.size()).toMatchObject({ traces: 1, spans: 1 });
    expect(store.db.prepare('SELECT duplicate_spans FROM traces').pluck().all()).toEqual([2]);
  });

  it('does not let times that cannot be right say when a trace was, unless it has no others', () => {
    const at = (number: number, startUnixNano: bigint, endUnixNano: bigint) =>
      storedSpan({ span: { spanId: spanIdOf(number), startUnixNano, endUnixNano } });
    const year2200 = 7_258_118_400n * SECOND;
    store.writer.write([at(1, 0n, 5n * SECOND)]);
    expect(summary()).toMatchObject({ startTime: '1970-01-01T00:00:00.000Z', durationMs: 5000 });
    store.writer.write([
      at(2, NOON, year2200),
      at(3, NOON + SECOND, NOON - SECOND),
      at(4, year2200, year2200),
    ]);
    expect(summary()).toMatchObject({
      startTime: '2026-11-20T12:00:00.000Z',
      durationMs: 1000,
      spanCount: 4,
    });
  });

  it('names a trace after its earliest span until the root is there', () => {
    const child = { parentSpanId: spanIdOf(1), resource: resourceOf('worker') };
    store.writer.write([
      storedSpan({ span: { ...child, spanId: spanIdOf(3), name: 'later', startUnixNano: NOON + MILLI } }),
    ]);
    store.writer.write([storedSpan({ span: { ...child, spanId: spanIdOf(2), name: 'earlier' } })]);
    expect(summary()).toMatchObject({ name: 'earlier', service: 'worker' });
    store.writer.write([storedSpan({ span: { name: 'root', startUnixNano: NOON + 2n * MILLI } })]);
    expect(summary()).toMatchObject({ name: 'root', service: 'shop', spanCount: 3 });
  });

  it('spans the time from the first start to the last end, even of a span that ends before it starts', () => {
    store.writer.write([storedSpan({ span: { startUnixNano: NOON, endUnixNano: NOON - SECOND } })]);
    expect(summary()).toMatchObject({ durationMs: 0, startTime: '2026-11-20T12:00:00.000Z' });
    store.writer.write([
      storedSpan({ span: { spanId: spanIdOf(2), startUnixNano: NOON - SECOND, endUnixNano: NOON } }),
    ]);
    expect(summary()).toMatchObject({ durationMs: 1000, startTime: '2026-11-20T11:59:59.000Z' });
  });

  it('does not pay twice for a call that is seen again below, whenever that arrives', () => {
    const outer = modelCall({ span: { name: 'outer' }, facts: { provider: 'langchain' } });
    const inner = modelCall({ span: { spanId: spanIdOf(3), parentSpanId: spanIdOf(2) }, costNanos: 7n });
    const between = storedSpan({ span: { spanId: spanIdOf(2), parentSpanId: spanIdOf(1) } });
    store.writer.write([outer]);
    store.writer.write([inner]);
    expect(summary()).toMatchObject({ callCount: 2, costNanos: '450007' });
    store.writer.write([between]);
    expect(summary()).toMatchObject({
      callCount: 1,
      costNanos: '7',
      inputTokens: 100,
      provider: 'langchain',
    });
    expect(rollups()).toMatchObject([{ provider: 'openai', calls: 1, cost_nanos: 7 }]);
    expect(store.db.prepare('SELECT counted FROM spans ORDER BY span_id').pluck().all()).toEqual([
      0,
      null,
      1,
    ]);
  });

  it('says unknown, not zero, for costs and tokens that nobody knows', () => {
    store.writer.write([unpricedCall({ facts: { usage: NO_USAGE } })]);
    expect(summary()).toMatchObject({
      costNanos: null,
      costUsd: null,
      unpricedCalls: 1,
      inputTokens: null,
      outputTokens: null,
    });
    store.writer.write([modelCall({ span: { spanId: spanIdOf(2) } })]);
    expect(summary()).toMatchObject({
      costNanos: '450000',
      costUsd: '0.00045',
      unpricedCalls: 1,
      inputTokens: 100,
    });
  });

  it('misses no price of a call that failed before anything was used', () => {
    const refused = { span: { statusCode: 2 }, facts: { usage: NO_USAGE } } as const;
    store.writer.write([unpricedCall(refused)]);
    expect(summary()).toMatchObject({ costNanos: null, unpricedCalls: 0, callCount: 1 });
    const half = { ...NO_USAGE, input: 100 };
    store.writer.write([
      unpricedCall({ span: { spanId: spanIdOf(2), statusCode: 2 }, facts: { usage: half } }),
    ]);
    expect(summary()).toMatchObject({ costNanos: null, unpricedCalls: 1, callCount: 2 });
    expect(rollups()).toMatchObject([{ calls: 2, priced_calls: 0, unpriced_calls: 1 }]);
  });

  it('writes all of a batch or nothing, and goes on', () => {
    const broken = storedSpan({ span: { spanId: spanIdOf(2), startUnixNano: 1n << 70n } });
    expect(() => store.writer.write([modelCall(), broken])).toThrow();
    expect(store.reader.size()).toMatchObject({ traces: 0, spans: 0 });
    store.writer.write([modelCall()]);
    expect(summary()).toMatchObject({ spanCount: 1, callCount: 1 });
    expect(rollups()).toMatchObject([{ calls: 1 }]);
  });

  it('goes on with traces and numbers of an earlier run', () => {
    store.writer.write([modelCall()]);
    const again = new SpanWriter(store.db);
    expect(again.write([modelCall({ span: { spanId: spanIdOf(2), parentSpanId: spanIdOf(1) } })])).toBe(2);
    expect(again.write([modelCall({ span: { traceId: traceIdOf(2) } })])).toBe(3);
    expect(store.reader.trace(traceIdOf(1))).toHaveLength(2);
    expect(
      store.reader.list({ filter: {}, limit: 9, cursor: null }).traces.map((trace) => trace.callCount),
    ).toEqual([1, 1]);
  });

  it('keeps what cannot be added up from failing the write', () => {
    const huge = (1n << 62n) + 1n;
    store.writer.write([
      modelCall({ costNanos: huge }),
      modelCall({ span: { spanId: spanIdOf(2) }, costNanos: huge }),
    ]);
    expect(summary()).toMatchObject({ costNanos: ((1n << 63n) - 1n).toString() });
  });
});
