import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { traceOutlineSchema } from '../../../shared/trace.ts';
import {
  MILLI,
  modelCall,
  NOON,
  resourceOf,
  spanIdOf,
  storedSpan,
  traceIdOf,
} from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

describe('outline', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  it('puts a trace into columns', () => {
    const call = modelCall({
      span: {
        spanId: spanIdOf(2),
        parentSpanId: spanIdOf(1),
        name: 'chat gpt-4o',
        kind: 3,
        statusCode: 2,
        startUnixNano: NOON + MILLI + 500n,
        endUnixNano: NOON + 3n * MILLI,
        resource: resourceOf('gateway'),
      },
    });
    store.writer.write([call, storedSpan({ span: { name: 'agent' } })]);
    const outline = store.reader.outline(traceIdOf(1));
    expect(traceOutlineSchema.parse(outline)).toEqual(outline);
    expect(outline).toMatchObject({
      summary: { name: 'agent', spanCount: 2 },
      originUnixNano: NOON.toString(),
      columns: {
        spanId: [spanIdOf(1), spanIdOf(2)],
        parent: [-1, 0],
        orphan: [false, false],
        kind: [1, 3],
        status: [0, 2],
        startMicros: [0, 1000.5],
        durationMicros: [1_000_000, 1999.5],
        inputTokens: [null, 100],
        outputTokens: [null, 20],
        costNanos: [null, '450000'],
      },
    });
    const { strings, columns } = outline ?? { strings: [], columns: null };
    expect(columns?.name.map((index) => strings[index])).toEqual(['agent', 'chat gpt-4o']);
    expect(columns?.service.map((index) => strings[index])).toEqual(['shop', 'gateway']);
    expect(columns?.operation.map((index) => strings[index])).toEqual([undefined, 'chat']);
    expect(columns?.model.map((index) => strings[index])).toEqual([undefined, 'gpt-4o']);
  });

  it('knows no trace that is not there', () => {
    expect(store.reader.outline(traceIdOf(1))).toBeNull();
    expect(store.reader.trace(traceIdOf(1))).toBeNull();
    expect(store.reader.span(traceIdOf(1), spanIdOf(1))).toBeNull();
  });

  it('takes well under a second for 50,000 spans', () => {
    const attributes = { text: 'x'.repeat(500) };
    for (let from = 1; from <= 50_000; from += 5000) {
      store.writer.write(
        Array.from({ length: 5000 }, (_, index) => {
          const number = from + index;
          const parentSpanId = number === 1 ? null : spanIdOf(number >> 2 || 1);
          return storedSpan({
            span: {
              spanId: spanIdOf(number),
              parentSpanId,
              attributes,
              startUnixNano: NOON + BigInt(number),
            },
          });
        }),
      );
    }
    const started = performance.now();
    const outline = store.reader.outline(traceIdOf(1));
    expect(outline?.columns.spanId).toHaveLength(50_000);
    expect(performance.now() - started).toBeLessThan(1500);
  }, 60_000);
});
