import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MILLI, NOON, spanIdOf, storedSpan, traceIdOf } from '../../store/testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../../store/testing/temporary-store.ts';
import { TraceExports } from './trace-exports.ts';

let store: TemporaryStore;
let exports: TraceExports;
beforeEach(() => {
  store = temporaryStore();
  exports = new TraceExports({ dataDir: store.directory });
});
afterEach(() => {
  exports.close();
  store.close();
});

function write(traces: number): void {
  store.writer.write(
    Array.from({ length: traces }, (_, index) =>
      storedSpan({
        span: {
          traceId: traceIdOf(index + 1),
          spanId: spanIdOf(index + 1),
          startUnixNano: NOON + BigInt(index) * MILLI,
          attributes: { long: 'x'.repeat(2000) },
        },
      }),
    ),
  );
}

describe('an export of many traces', () => {
  it('leaves out what comes after its beginning', async () => {
    write(2);
    const job = exports.create({ format: 'csv', selection: { filter: {} } });
    await job.begin();
    store.writer.write([storedSpan({ span: { traceId: traceIdOf(77), startUnixNano: NOON - MILLI } })]);
    let text = '';
    for await (const chunk of job.chunks()) text += Buffer.from(chunk).toString();
    expect(job.describe()).toMatchObject({ total: 2, traces: 2 });
    expect(text).not.toContain(traceIdOf(77));
  });

  it('is done only when its last byte was handed on', async () => {
    write(2);
    const job = exports.create({ format: 'csv', selection: { filter: {} } });
    await job.begin();
    for await (const chunk of job.chunks()) expect(chunk.byteLength).toBeGreaterThan(0);
    job.closed(false);
    expect(job.describe().state).toBe('cancelled');
  });

  it('stops reading when it is cancelled', async () => {
    write(1000);
    const job = exports.create({ format: 'jsonl', selection: { filter: {} } });
    await job.begin();
    const chunks = job.chunks()[Symbol.asyncIterator]();
    expect((await chunks.next()).done).toBe(false);
    exports.cancel(job.id);
    await expect(chunks.next()).rejects.toThrow();
    expect(job.stopped.aborted).toBe(true);
    const { traces, total, state } = job.describe();
    expect({ total, state }).toEqual({ total: 1000, state: 'cancelled' });
    expect(traces).toBeLessThan(1000);
  });

  it('is given once to who has its ticket, and only a few at a time', async () => {
    write(1);
    const job = exports.create({ format: 'csv', selection: { filter: {} } });
    expect(exports.byTicket(job.ticket)).toBe(job);
    await job.begin();
    expect(() => exports.byTicket(job.ticket)).toThrow('used already');
    expect(() => exports.byTicket('guess')).toThrow('used already');
    await expect(job.begin()).rejects.toMatchObject({ code: 'EXPORT_LINK_USED' });
    const onChange = vi.fn();
    exports.onChange(onChange);
    exports.create({ format: 'csv', selection: { filter: {} } });
    exports.create({ format: 'csv', selection: { filter: {} } });
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(() => exports.create({ format: 'csv', selection: { filter: {} } })).toThrow('under way already');
    expect(exports.list().map(({ state }) => state)).toEqual(['running', 'waiting', 'waiting']);
    exports.close();
    expect(exports.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(() => exports.create({ format: 'csv', selection: { filter: {} } })).toThrow();
  });
});
