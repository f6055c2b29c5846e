import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceFilter } from '../../../shared/trace.ts';
import { comesBefore, type SortOrder, type TraceSort, type TraceWindow } from '../../../shared/trace-list.ts';
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

  it.each<[TraceSort, SortOrder, number[]]>([
    ['duration', 'desc', [1, 4]],
    ['cost', 'desc', [3, 4]],
    ['tokens', 'desc', [4, 5, 3]],
    ['spans', 'desc', [6, 4, 1]],
    ['errors', 'desc', [2]],
    ['start', 'asc', [1, 2, 3, 4, 5, 6]],
    ['cost', 'asc', [1, 2, 5, 6, 4, 3]],
  ])('sorts by %s %s, page by page', (sort, order, expected) => {
    const filter = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:00:10Z' };
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = store.reader.list({ filter, sort, order, limit: 2, cursor });
      seen.push(...numbers(page.traces));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.slice(0, expected.length)).toEqual(expected);
    expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuses a cursor of another order', () => {
    const { nextCursor } = store.reader.list({ filter: {}, sort: 'cost', limit: 2, cursor: null });
    expect(() => store.reader.list({ filter: {}, limit: 2, cursor: nextCursor })).toThrow('cursor');
  });

  it('gives any part of a list, counted from either end, between two places', () => {
    const filter = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:00:10Z' };
    const window = (part: Partial<TraceWindow>) =>
      store.reader.window({
        filter,
        sort: 'start',
        order: 'desc',
        after: null,
        before: null,
        offset: 0,
        limit: 100,
        fromEnd: false,
        ...part,
      });
    const all = window({});
    expect(numbers(all)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(numbers(window({ offset: 2, limit: 2 }))).toEqual([4, 3]);
    expect(numbers(window({ fromEnd: true, limit: 2 }))).toEqual([2, 1]);
    const [first, , , fourth] = all.map(({ position }) => position);
    expect(numbers(window({ after: first ?? null, before: fourth ?? null }))).toEqual([5, 4]);
    expect(
      numbers(window({ after: first ?? null, before: fourth ?? null, fromEnd: true, limit: 1 })),
    ).toEqual([4]);
    expect(numbers(window({ order: 'asc', offset: 4 }))).toEqual([5, 6]);
    expect(
      all.every(
        ({ position }, index) => index === 0 || comesBefore(all[index - 1]?.position ?? '', position, 'desc'),
      ),
    ).toBe(true);
  });

  it.each(['', 'x', 'MQ', Buffer.from('start.desc.9999999999999999999.1').toString('base64url')])(
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
