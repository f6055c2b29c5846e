import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOON, storedSpan, traceIdOf } from './testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from './testing/temporary-store.ts';

let store: TemporaryStore;
beforeAll(() => {
  store = temporaryStore();
  store.writer.write(
    Array.from({ length: 1000 }, (_, index) =>
      storedSpan({ span: { traceId: traceIdOf(index + 1), startUnixNano: NOON + BigInt(index) } }),
    ),
  );
});
afterAll(() => store.close());

const search = () =>
  store.reader.list({ filter: { q: 'span:nothing* or not has:@a' }, limit: 1000, cursor: null });

it('ends a query in the middle when nobody waits for it any more', () => {
  let asked = 0;
  const isCancelled = () => (asked += 1) === 3;
  expect(() => store.reader.within({ milliseconds: 60_000, isCancelled }, search)).toThrow(
    expect.objectContaining({ code: 'QUERY_CANCELLED' }) as Error,
  );
  expect(asked).toBe(3);
});

it('ends a query when its time is over, and leaves the next one alone', () => {
  const limit = { milliseconds: -1, isCancelled: () => false };
  expect(() => store.reader.within(limit, search)).toThrow(
    expect.objectContaining({ code: 'QUERY_TIMEOUT' }) as Error,
  );
  expect(search().traces).toHaveLength(1000);
});
