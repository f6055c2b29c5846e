import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logRecord } from '../testing/log-records.ts';
import { MILLI, NOON, spanIdOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

/** SQLite refuses it: the column may not be null. */
const NAMELESS = JSON.parse('null') as string;
const TRACE = { traceId: traceIdOf(1) };

describe('logs of a trace', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  const bodies = (limit = 100, question: Parameters<typeof store.reader.logs>[0] = TRACE): unknown[] => {
    const read: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page = store.reader.logs(question, { limit, cursor });
      read.push(...page.logs.map(({ body }) => body));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return read;
  };

  it('come by time, and by their arrival where times are equal, whatever the page', () => {
    const times = [5n, 1n, 3n, 3n, 3n, 10n, 9n];
    store.writer.write(
      [],
      times.map((time, index) => logRecord({ timeUnixNano: NOON + time, body: index })),
    );
    expect(bodies()).toEqual([1, 2, 3, 4, 0, 6, 5]);
    for (const limit of [1, 2, 3]) expect(bodies(limit)).toEqual([1, 2, 3, 4, 0, 6, 5]);
  });

  it('are narrowed by span and severity', () => {
    store.writer.write(
      [],
      [
        logRecord({ body: 'other trace', traceId: traceIdOf(2) }),
        logRecord({ body: 'no trace', traceId: null, spanId: null }),
        logRecord({ body: 'info' }),
        logRecord({ body: 'other span', spanId: spanIdOf(2), severityNumber: 21 }),
        logRecord({ body: 'no span', spanId: null }),
        logRecord({ body: 'error', severityNumber: 17 }),
      ],
    );
    const span = { ...TRACE, spanId: spanIdOf(1) };
    expect(bodies()).toEqual(['info', 'other span', 'no span', 'error']);
    expect(bodies(1, span)).toEqual(['info', 'error']);
    expect(bodies(9, { ...span, minSeverity: 'error' })).toEqual(['error']);
    expect(store.reader.logs(span, { limit: 1, cursor: null }).counts).toMatchObject({
      info: 1,
      error: 1,
      fatal: 0,
    });
  });

  it('come in pages that hold no more than some megabytes', () => {
    const long = 'x'.repeat(1_500_000);
    store.writer.write(
      [],
      [1, 2, 3, 4, 5].map((number) => logRecord({ body: `${number}${long}` })),
    );
    const page = store.reader.logs(TRACE, { limit: 100, cursor: null });
    expect(page.logs).toHaveLength(2);
    expect(bodies()).toHaveLength(5);
  });

  it('are committed with the spans of their group, or not at all', () => {
    const bad = { ...storedSpan(), span: { ...storedSpan().span, name: NAMELESS } };
    expect(() => store.writer.write([bad], [logRecord()])).toThrow();
    expect(bodies()).toEqual([]);
    store.writer.write([storedSpan()], [logRecord({ timeUnixNano: NOON + MILLI })]);
    expect(bodies()).toEqual(['said']);
  });

  it('change their trace, once it is there', () => {
    expect(store.writer.write([], [logRecord()])).toBe(0);
    expect(store.writer.write([storedSpan()])).toBe(1);
    expect(store.writer.write([], [logRecord(), logRecord({ traceId: null })])).toBe(2);
    const changes = store.reader.changedSince({ filter: {}, sequence: 1, limit: 9 });
    expect(changes).toMatchObject({ sequence: 2, traces: [{ traceId: TRACE.traceId }] });
    expect(store.writer.write([storedSpan({ span: { spanId: spanIdOf(2) } })])).toBe(3);
  });

  it('are read by their index, not by searching the table', () => {
    const plan = store.db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT l.body FROM logs l WHERE l.trace_id = '' AND l.span_id = '' AND l.severity >= 0
         AND (l.time_ns, l.log_no) > (0, 0) ORDER BY l.time_ns, l.log_no`,
      )
      .all();
    expect(plan[0]?.detail).toContain('USING INDEX logs_by_trace (trace_id=? AND time_ns>?)');
  });
});
