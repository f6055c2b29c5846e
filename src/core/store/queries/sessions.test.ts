import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, modelCall, NOON, SECOND, spanIdOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

const RANGE = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T13:00:00Z' };

let store: TemporaryStore;

/** A trace at so many minutes after noon. */
const turn = (number: number, minute: number, sessionId: string | null, model = 'gpt-4o') => {
  const at = { traceId: traceIdOf(number), startUnixNano: NOON + BigInt(minute) * MINUTE };
  return modelCall({ span: { ...at, name: `turn ${number}` }, facts: { sessionId, userId: 'ana', model } });
};

beforeAll(() => {
  store = temporaryStore();
  store.writer.write([
    turn(1, 1, 'a'),
    turn(2, 2, 'b/c ?#%'),
    turn(3, 3, 'a', 'claude'),
    turn(4, 4, null),
    turn(5, 5, 'c'),
    turn(6, 70, 'b/c ?#%'),
    turn(7, -5, 'a'),
    storedSpan({
      span: {
        traceId: traceIdOf(3),
        spanId: spanIdOf(2),
        parentSpanId: spanIdOf(1),
        startUnixNano: NOON + 3n * MINUTE + SECOND,
        statusCode: 2,
      },
    }),
  ]);
});
afterAll(() => store.close());

describe('the list of sessions', () => {
  const list = (limit: number, cursor: string | null, range = RANGE) =>
    store.reader.sessions({ ...range, limit, cursor });

  it('goes by the latest trace in the range, each session once, page by page', () => {
    expect(list(10, null).sessions.map(({ sessionId }) => sessionId)).toEqual(['c', 'a', 'b/c ?#%']);
    const first = list(2, null);
    expect(first.sessions.map(({ sessionId }) => sessionId)).toEqual(['c', 'a']);
    const second = list(2, first.nextCursor);
    expect(second.sessions.map(({ sessionId }) => sessionId)).toEqual(['b/c ?#%']);
    expect(second.nextCursor).toBeNull();
    expect(list(10, null, { ...RANGE, from: '2026-11-20T12:04:30Z' }).sessions).toHaveLength(1);
  });

  it('sums a session up over all its traces, also those outside of the range', () => {
    expect(list(10, null).sessions[1]).toEqual({
      sessionId: 'a',
      name: 'turn 3',
      service: 'shop',
      traceCount: 3,
      summedTraces: 3,
      firstTime: '2026-11-20T11:55:00.000Z',
      lastTime: '2026-11-20T12:03:00.000Z',
      failedTraces: 1,
      callCount: 3,
      inputTokens: 300,
      outputTokens: 60,
      costNanos: '1350000',
      costUsd: '0.00135',
      unpricedCalls: 0,
      users: ['ana'],
      models: expect.arrayContaining(['gpt-4o', 'claude']) as string[],
    });
  });

  it('refuses a cursor that it did not give, and an empty range', () => {
    expect(() => list(10, 'made-up')).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
    expect(() => list(10, null, { from: RANGE.to, to: RANGE.from })).toThrow('after');
  });

  it('walks an index instead of all traces', () => {
    const plan = store.db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT session_id, start_ns, trace_no FROM traces INDEXED BY traces_in_sessions
         WHERE session_id IS NOT NULL AND start_ns >= 1 AND (start_ns, trace_no) < (9, 9)
         ORDER BY start_ns DESC, trace_no DESC LIMIT 10`,
      )
      .all()
      .map(({ detail }) => detail)
      .join('\n');
    expect(plan).toContain('traces_in_sessions (start_ns>');
    expect(plan).not.toContain('TEMP B-TREE');
  });
});

describe('one session', () => {
  it('has its traces in the order of their start', () => {
    const session = store.reader.session('a');
    expect(session?.turns.map(({ name }) => name)).toEqual(['turn 7', 'turn 1', 'turn 3']);
    expect(session?.summary.traceCount).toBe(3);
    expect(store.reader.session('nobody')).toBeNull();
  });

  it('pages through them and says which came before', () => {
    const first = store.reader.sessionTraces({ sessionId: 'a', limit: 2, cursor: null });
    expect(first.traces.map(({ name }) => name)).toEqual(['turn 7', 'turn 1']);
    expect(first.before).toBeNull();
    const second = store.reader.sessionTraces({ sessionId: 'a', limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ before: traceIdOf(1), nextCursor: null });
    expect(second.traces.map(({ name }) => name)).toEqual(['turn 3']);
  });

  it('has the calls of a trace without the spans that are none', () => {
    expect(store.reader.calls(traceIdOf(3))).toEqual([
      expect.objectContaining({ spanId: spanIdOf(1), model: 'claude', isCounted: true, costNanos: '450000' }),
    ]);
  });
});
