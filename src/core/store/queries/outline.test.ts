import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeOutline, formatSpanId, UNKNOWN_COST } from '../../../shared/trace-outline/index.ts';
import {
  MILLI,
  modelCall,
  NOON,
  resourceOf,
  spanIdOf,
  storedSpan,
  traceIdOf,
  unpricedCall,
} from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

describe('outline', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  function outlineOf(number = 1) {
    const buffer = store.reader.outline(traceIdOf(number));
    if (buffer === null) throw new Error('The trace is not there.');
    const outline = decodeOutline(buffer);
    const { columns, strings } = outline;
    const text = (column: Int32Array) => Array.from(column, (index) => strings.at(index));
    const ids = Array.from({ length: outline.spanCount }, (_, row) =>
      formatSpanId(columns.spanId[2 * row]!, columns.spanId[2 * row + 1]!),
    );
    return { ...outline, text, ids };
  }

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
    const { columns, text, ids, ...head } = outlineOf();
    expect(head).toMatchObject({
      summary: { name: 'agent', spanCount: 2 },
      originUnixNano: NOON.toString(),
    });
    expect(ids).toEqual([spanIdOf(1), spanIdOf(2)]);
    expect([...columns.parent]).toEqual([-1, 0]);
    expect([...columns.kind]).toEqual([1, 3]);
    expect([...columns.status]).toEqual([0, 2]);
    expect([...columns.startMicros]).toEqual([0, 1000.5]);
    expect([...columns.durationMicros]).toEqual([1_000_000, 1999.5]);
    expect(text(columns.name)).toEqual(['agent', 'chat gpt-4o']);
    expect(text(columns.service)).toEqual(['shop', 'gateway']);
    expect(text(columns.operation)).toEqual([null, 'chat']);
    expect(text(columns.model)).toEqual([null, 'gpt-4o']);
    expect([...columns.usageRow]).toEqual([1]);
    expect([...columns.inputTokens, ...columns.outputTokens]).toEqual([100, 20]);
    expect([...columns.costNanos]).toEqual([450_000n]);
  });

  it('knows no trace that is not there', () => {
    expect(store.reader.outline(traceIdOf(1))).toBeNull();
  });

  it('takes names as they are, cut to what a list shows', () => {
    const names = ['a\u0000b', 'x,9', '12,3', '\ud83d\ude80'.repeat(300), 'y'.repeat(1_000_000), ''];
    store.writer.write(
      names.map((name, index) =>
        storedSpan({ span: { spanId: spanIdOf(index + 1), name, startUnixNano: NOON + BigInt(index) } }),
      ),
    );
    const { text, columns, buffer } = outlineOf();
    // SQLite takes a character zero for the end.
    expect(text(columns.name)).toEqual([
      'a',
      ...names.slice(1).map((name) => [...name].slice(0, 200).join('')),
    ]);
    expect(buffer.byteLength).toBeLessThan(3000);
  });

  it('marks spans whose parent is missing, and leaves cycles for who draws them', () => {
    const span = (number: number, parent: number) =>
      storedSpan({
        span: {
          spanId: spanIdOf(number),
          parentSpanId: spanIdOf(parent),
          startUnixNano: NOON + BigInt(number),
        },
      });
    store.writer.write([span(1, 9), span(2, 3), span(3, 2), span(4, 4)]);
    expect([...outlineOf().columns.parent]).toEqual([-2, 2, 1, 3]);
  });

  it('finds the spans of traces that came in pieces among others', () => {
    for (let number = 1; number <= 300; number++) {
      const traceId = traceIdOf((number % 100) + 1);
      store.writer.write([
        storedSpan({
          span: { traceId, spanId: spanIdOf(number), startUnixNano: NOON - BigInt(number) * MILLI },
        }),
      ]);
    }
    expect(outlineOf(7).ids).toEqual([spanIdOf(206), spanIdOf(106), spanIdOf(6)]);
  });

  it('leaves out tokens and cost of a call that is counted below', () => {
    const inner = unpricedCall({ span: { spanId: spanIdOf(2), parentSpanId: spanIdOf(1) } });
    store.writer.write([modelCall(), inner]);
    const { columns } = outlineOf();
    expect([...columns.usageRow]).toEqual([1]);
    expect([...columns.costNanos]).toEqual([UNKNOWN_COST]);
  });

  it('counts from the bulk of a trace when a span of it is from 1970, to the nanosecond', () => {
    const work = Array.from({ length: 20 }, (_, index) =>
      storedSpan({
        span: {
          spanId: spanIdOf(index + 2),
          startUnixNano: NOON + BigInt(index) * MILLI + 7n,
          endUnixNano: NOON + BigInt(index) * MILLI + 10n,
        },
      }),
    );
    store.writer.write([storedSpan({ span: { startUnixNano: 5n, endUnixNano: 6n } }), ...work]);
    const { columns, originUnixNano } = outlineOf();
    expect(originUnixNano).toBe((NOON + 7n).toString());
    expect([...columns.startMicros.subarray(1, 4)]).toEqual([0, 1000, 2000]);
    expect(columns.startMicros[0]).toBeCloseTo(-Number(NOON) / 1000, -3);
    expect(columns.durationMicros[1]).toBe(0.003);
  });

  it('says which spans ended before they started, and how many copies came', () => {
    const reversed = storedSpan({
      span: { spanId: spanIdOf(2), startUnixNano: NOON + 5n * MILLI, endUnixNano: NOON + MILLI },
    });
    store.writer.write([reversed, storedSpan(), storedSpan(), storedSpan()]);
    const { columns, reversed: found, duplicateSpans } = outlineOf();
    expect(found).toEqual({ count: 1, rows: [1] });
    expect(duplicateSpans).toBe(2);
    expect(columns.durationMicros[1]).toBe(0);
  });
});
