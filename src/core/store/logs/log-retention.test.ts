import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Retention, type RetentionLimits } from '../retention.ts';
import { logRecord } from '../testing/log-records.ts';
import { NOON, SECOND, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

const DAY = 86_400n * SECOND;
const NO_LIMIT: RetentionLimits = { maxAgeDays: 10_000, maxBytes: 1e15 };

describe('retention of logs', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  function apply(limits: Partial<RetentionLimits>, now = NOON + 10n * DAY): void {
    const retention = new Retention(store.db, { ...NO_LIMIT, ...limits }, store.writer);
    while (retention.slice(now));
  }

  const bodies = (): unknown[] =>
    store.db.prepare('SELECT json(body) FROM logs ORDER BY log_no').pluck().all();
  const retired = (): unknown => store.db.prepare('SELECT count(*) FROM retired_logs').pluck().get();

  it('removes the logs of a trace with it, more than a step has', () => {
    const old = storedSpan({ span: { startUnixNano: NOON } });
    const young = storedSpan({ span: { traceId: traceIdOf(2), startUnixNano: NOON + 9n * DAY } });
    const later = { timeUnixNano: NOON + 9n * DAY };
    store.writer.write(
      [old, young],
      [
        ...Array.from({ length: 450 }, () => logRecord({ body: 1, ...later })),
        logRecord({ body: 2, traceId: traceIdOf(2), ...later }),
      ],
    );
    apply({ maxAgeDays: 2 });
    expect(bodies()).toEqual(['2']);
    expect(retired()).toBe(0);
  });

  it('removes logs by their own age where no trace came, or they belong to none', () => {
    store.writer.write(
      [],
      [
        logRecord({ body: 1, traceId: null, spanId: null }),
        logRecord({ body: 2, traceId: traceIdOf(7) }),
        logRecord({ body: 3, traceId: traceIdOf(7), timeUnixNano: NOON + 9n * DAY }),
      ],
    );
    apply({ maxAgeDays: 2 });
    expect(bodies()).toEqual(['3']);
  });

  it('removes the oldest, logs or traces, until the size is kept', () => {
    const body = 'x'.repeat(1000);
    for (let day = 0n; day < 8n; day += 1n) {
      const timeUnixNano = NOON + day * DAY;
      const attributes = { text: 'x'.repeat(100_000) };
      store.writer.write(
        [
          storedSpan({
            span: { traceId: traceIdOf(Number(day) + 1), startUnixNano: timeUnixNano, attributes },
          }),
        ],
        Array.from({ length: 400 }, () => logRecord({ traceId: null, spanId: null, timeUnixNano, body })),
      );
    }
    const before = store.reader.size().bytes;
    apply({ maxBytes: before / 2 });
    expect(store.reader.size().bytes).toBeLessThanOrEqual(before / 2);
    const oldest = store.db.prepare('SELECT min(time_ns) FROM logs').pluck().safeIntegers().get() as bigint;
    const { traces } = store.reader.list({ filter: {}, limit: 100, cursor: null });
    expect(traces.length).toBeGreaterThan(1);
    expect(Number((oldest - NOON) / DAY)).toBeGreaterThanOrEqual(8 - traces.length - 1);
  });

  it('empties a store of logs alone when the size demands it', () => {
    store.writer.write([], [logRecord({ body: 'x'.repeat(500_000) })]);
    apply({ maxBytes: 1 });
    expect(bodies()).toEqual([]);
  });
});
