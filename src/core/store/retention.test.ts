import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Retention, type RetentionLimits } from './retention.ts';
import { modelCall, NOON, SECOND, spanIdOf, traceIdOf } from './testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from './testing/temporary-store.ts';

const DAY = 86_400n * SECOND;
const NO_LIMIT: RetentionLimits = { maxAgeDays: 10_000, maxBytes: 1e15 };

describe('Retention', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => {
    vi.restoreAllMocks();
    store.close();
  });

  function writeTrace(number: number, spans: number, startUnixNano: bigint): void {
    store.writer.write(
      Array.from({ length: spans }, (_, index) => {
        const attributes = { text: `${number}/${index}`.padEnd(1000, 'x') };
        return modelCall({
          span: { traceId: traceIdOf(number), spanId: spanIdOf(index + 1), startUnixNano, attributes },
        });
      }),
    );
  }

  function apply(limits: Partial<RetentionLimits>, now = NOON + 10n * DAY): number {
    const retention = new Retention(store.db, { ...NO_LIMIT, ...limits }, store.writer);
    let slices = 1;
    while (retention.slice(now)) slices += 1;
    return slices;
  }

  const kept = () =>
    store.reader
      .list({ filter: {}, limit: 1000, cursor: null })
      .traces.map(({ traceId }) => Number.parseInt(traceId, 16));
  const count = (table: string) => store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

  it('removes what is older than the age, with all that belongs to it', () => {
    writeTrace(1, 3, NOON);
    writeTrace(2, 3, NOON + 9n * DAY);
    apply({ maxAgeDays: 2 });
    expect(kept()).toEqual([2]);
    expect(count('spans')).toBe(3);
    expect(count('trace_models')).toBe(1);
    expect(count('retired_traces')).toBe(0);
    expect(count('call_rollups')).toBe(2);
    expect(store.reader.size()).toMatchObject({ traces: 1, spans: 3 });
  });

  it('removes the oldest until the size is kept, and keeps what fits', () => {
    for (let number = 1; number <= 20; number += 1) writeTrace(number, 50, NOON + BigInt(number) * SECOND);
    const before = store.reader.size().bytes;
    apply({ maxBytes: before / 2 });
    const left = kept();
    expect(store.reader.size().bytes).toBeLessThanOrEqual(before / 2);
    expect(left.length).toBeGreaterThan(5);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(left[0]).toBe(20);
    expect(count('spans')).toBe(left.length * 50);
  });

  it('makes a huge trace disappear at once and deletes its spans in slices', () => {
    writeTrace(1, 5000, NOON);
    const retention = new Retention(store.db, { ...NO_LIMIT, maxAgeDays: 1 }, store.writer);
    let clock = 0;
    // Each step takes as long as a slice may.
    vi.spyOn(performance, 'now').mockImplementation(() => (clock += 10));
    expect(retention.slice(NOON + 10n * DAY)).toBe(true);
    expect(kept()).toEqual([]);
    expect(count('spans')).toBe(5000);
    expect(store.reader.trace(traceIdOf(1))).toBeNull();
    while (retention.slice(NOON + 10n * DAY));
    expect(count('spans')).toBe(0);
  });

  it('lets a removed trace begin anew', () => {
    writeTrace(1, 2, NOON);
    apply({ maxAgeDays: 1 });
    store.writer.write([modelCall({ span: { spanId: spanIdOf(9) } })]);
    expect(store.reader.list({ filter: {}, limit: 1, cursor: null }).traces).toMatchObject([
      { spanCount: 1, callCount: 1 },
    ]);
  });

  it('counts the age of a trace whose clock is wrong from when it came', () => {
    const year = 365n * DAY;
    writeTrace(1, 1, 0n);
    writeTrace(2, 1, NOON + 180n * year);
    writeTrace(3, 1, NOON + 3n * year);
    writeTrace(4, 1, NOON + 10n * DAY);
    apply({ maxAgeDays: 2 }, NOON + 11n * DAY);
    expect(kept().sort()).toEqual([1, 2, 3, 4]);
    apply({ maxAgeDays: 2 }, NOON + 13n * DAY);
    expect(kept()).toEqual([]);
    expect(count('trace_rollups')).toBe(0);
  });

  it('gives up a trace of the far future for its size when it is the oldest that came', () => {
    writeTrace(1, 50, NOON + 180n * 365n * DAY);
    for (let number = 2; number <= 8; number += 1)
      writeTrace(number, 50, NOON + 10n * DAY + BigInt(number) * SECOND);
    apply({ maxBytes: store.reader.size().bytes / 2 });
    expect(kept()).not.toContain(1);
    expect(kept()).toContain(8);
  });
});
