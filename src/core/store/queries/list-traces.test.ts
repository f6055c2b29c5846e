import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceFilter } from '../../../shared/trace.ts';
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
} from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

/** The numbers of the traces of a list. */
function numbers(traces: readonly { traceId: string }[]): number[] {
  return traces.map(({ traceId }) => Number.parseInt(traceId, 16));
}

describe('list', () => {
  let store: TemporaryStore;

  beforeAll(() => {
    store = temporaryStore();
    const at = (number: number) => ({
      traceId: traceIdOf(number),
      startUnixNano: NOON + BigInt(number) * SECOND,
    });
    store.writer.write([
      storedSpan({ span: { ...at(1), name: 'checkout', endUnixNano: NOON + 11n * SECOND } }),
      storedSpan({
        span: { ...at(1), spanId: spanIdOf(2), parentSpanId: spanIdOf(1), name: 'query 100%_done' },
      }),
      storedSpan({ span: { ...at(2), name: 'Refund', statusCode: 2, resource: resourceOf('billing') } }),
      modelCall({ span: at(3), facts: { sessionId: 's1', userId: 'ana' } }),
      modelCall({ span: at(4), facts: { provider: 'anthropic', model: 'claude' }, costNanos: 5n }),
      modelCall({
        span: { ...at(4), spanId: spanIdOf(2), startUnixNano: NOON + 5n * SECOND },
        costNanos: 7n,
      }),
      unpricedCall({ span: at(5) }),
    ]);
    const many = Array.from({ length: 300 }, (_, index) =>
      storedSpan({ span: { ...at(6), spanId: spanIdOf(index + 1), name: `row number ${index}` } }),
    );
    store.writer.write(many);
  });
  afterAll(() => store.close());

  const found = (filter: TraceFilter) =>
    numbers(store.reader.list({ filter, limit: 100, cursor: null }).traces);

  it.each<[TraceFilter, number[]]>([
    [{}, [6, 5, 4, 3, 2, 1]],
    [{ text: 'refund' }, [2]],
    [{ text: '100%_' }, [1]],
    [{ text: '%' }, [1]],
    [{ text: 'number 299' }, [6]],
    [{ text: traceIdOf(3) }, [3]],
    [{ text: '0000' }, [6, 5, 4, 3, 2, 1]],
    [{ text: 'nowhere' }, []],
    [{ service: 'billing' }, [2]],
    [{ model: 'gpt-4o' }, [5, 4, 3]],
    [{ provider: 'anthropic' }, [4]],
    [{ status: 'error' }, [2]],
    [{ status: 'ok', callsOnly: true }, [5, 4, 3]],
    [{ sessionId: 's1' }, [3]],
    [{ userId: 'ana', model: 'claude' }, []],
    [{ minDurationMs: 10_000 }, [1]],
    [{ minDurationMs: 1500, maxDurationMs: 9999 }, [4]],
    [{ minCostNanos: '12' }, [4, 3]],
    [{ from: '2026-11-20T12:00:02Z', to: '2026-11-20T13:00:04+01:00' }, [3, 2]],
  ])('finds by %j', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });

  it('goes through the pages without repeating or missing one, while others arrive', () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = store.reader.list({ filter: { to: '2026-11-20T12:59:59Z' }, limit: 2, cursor });
      expect(page.traces.length).toBeLessThanOrEqual(2);
      seen.push(...numbers(page.traces));
      cursor = page.nextCursor;
      store.writer.write([
        storedSpan({ span: { traceId: traceIdOf(100 + seen.length), startUnixNano: NOON + 30n * SECOND } }),
      ]);
    } while (cursor !== null);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('orders traces of the same time and pages through them', () => {
    const same = [201, 202, 203].map((number) =>
      storedSpan({ span: { traceId: traceIdOf(number), startUnixNano: NOON - SECOND, name: 'same' } }),
    );
    store.writer.write(same);
    const first = store.reader.list({ filter: { text: 'same' }, limit: 2, cursor: null });
    const rest = store.reader.list({ filter: { text: 'same' }, limit: 2, cursor: first.nextCursor });
    expect(numbers([...first.traces, ...rest.traces])).toEqual([203, 202, 201]);
    expect(rest.nextCursor).toBeNull();
  });

  it.each(['', 'x', 'MQ', Buffer.from('99999999999999999999.1').toString('base64url')])(
    'refuses the cursor %j',
    (cursor) => {
      expect(() => store.reader.list({ filter: {}, limit: 2, cursor })).toThrow(
        expect.objectContaining({ code: 'CURSOR_INVALID' }),
      );
    },
  );
});

describe('changedSince', () => {
  it('gives each change once, in pieces, and goes on from there', () => {
    const store = temporaryStore();
    const write = (...traces: number[]) =>
      store.writer.write(
        traces.map((number, index) =>
          modelCall({
            span: {
              traceId: traceIdOf(number),
              spanId: spanIdOf(store.reader.size().spans + index + 1),
              startUnixNano: NOON - BigInt(number) * MILLI,
            },
          }),
        ),
      );
    const since = (sequence: number, filter: TraceFilter = {}) =>
      store.reader.changedSince({ filter, sequence, limit: 2 });
    write(1, 2, 3);
    const first = since(0);
    expect(numbers(first.traces)).toEqual([1, 2]);
    write(1);
    const second = since(first.sequence);
    expect(numbers(second.traces)).toEqual([3, 1]);
    expect(since(second.sequence)).toEqual({ traces: [], sequence: 4 });
    expect(since(0, { service: 'nobody' })).toEqual({ traces: [], sequence: 4 });
    store.close();
  });
});
