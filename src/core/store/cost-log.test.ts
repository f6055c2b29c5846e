import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_USAGE } from '../../shared/usage.ts';
import { Retention } from './retention.ts';
import type { StoredSpan } from './span-record.ts';
import {
  modelCall,
  NOON,
  SECOND,
  spanIdOf,
  traceIdOf,
  unpricedCall,
  type SpanWish,
} from './testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from './testing/temporary-store.ts';

function exchange(wish: SpanWish = {}): StoredSpan {
  return { ...modelCall(wish), isExchange: true };
}

describe('the cost log', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  const rows = () =>
    store.db.prepare<[], Record<string, unknown>>('SELECT * FROM model_cost_logs ORDER BY log_no').all();
  const rollups = () =>
    store.db.prepare<[], Record<string, unknown>>('SELECT * FROM cost_rollups WHERE grain = 1').all();

  it('has a row for each exchange with who called, what was used and what it cost', () => {
    store.writer.write([
      exchange({
        span: {
          attributes: {
            'signalbox.call.status': 'cut',
            'error.type': 'PROVIDER_CUT',
            'signalbox.org': 'acme',
            'signalbox.workspace': 'shop',
            'signalbox.user': 'ana',
            'signalbox.key': 'key_1',
            'gen_ai.agent.name': 'planner',
            'signalbox.route': 'fast',
            'signalbox.usage.estimated': true,
          },
        },
        facts: {
          usage: { ...NO_USAGE, input: 100, output: 20, cacheWrite: 9, cacheWrite1h: 4 },
          userId: 'told',
        },
        costNanos: 450_000n,
      }),
    ]);
    expect(rows()).toMatchObject([
      {
        trace_id: traceIdOf(1),
        span_id: spanIdOf(1),
        status: 'cut',
        error_type: 'PROVIDER_CUT',
        org: 'acme',
        workspace: 'shop',
        user: 'ana',
        key: 'key_1',
        service: 'shop',
        agent: 'planner',
        route: 'fast',
        provider: 'openai',
        model: 'gpt-4o',
        input_tokens: 100,
        cache_write_1h_tokens: 4,
        reasoning_tokens: null,
        total_nanos: 450_000,
        estimated: 1,
        price: 'openai/gpt-4o',
        catalogue_date: '2026-11-01',
      },
    ]);
    expect(rollups()).toMatchObject([{ org: 'acme', key: 'key_1', calls: 1, cost_nanos: 450_000 }]);
  });

  it('has calls without a price or a caller too, and none of spans that are no exchanges', () => {
    const claimed = modelCall({ span: { spanId: spanIdOf(3), attributes: { 'signalbox.exchange': true } } });
    const failed = {
      ...unpricedCall({ span: { spanId: spanIdOf(2), statusCode: 2 }, facts: { usage: NO_USAGE } }),
    };
    store.writer.write([{ ...unpricedCall(), isExchange: true }, { ...failed, isExchange: true }, claimed]);
    expect(rows()).toMatchObject([
      { status: 'ok', total_nanos: null, price: null, org: null, user: null, estimated: 0 },
      { status: 'failed', total_nanos: null },
    ]);
    expect(rollups()).toMatchObject([
      { calls: 2, priced_calls: 0, unpriced_calls: 1, user: '', cost_nanos: 0 },
    ]);
  });

  it('counts a span that comes twice once', () => {
    store.writer.write([exchange()]);
    store.writer.write([exchange(), exchange({ span: { spanId: spanIdOf(2) } })]);
    expect(rows()).toHaveLength(2);
    expect(rollups()).toMatchObject([{ calls: 2 }]);
  });

  it('is written with its spans or not at all', () => {
    const small = temporaryStore({ maxPages: 40 });
    const many = (trace: number) =>
      Array.from({ length: 600 }, (_, i) =>
        exchange({
          span: { traceId: traceIdOf(trace), spanId: spanIdOf(i + 1), attributes: { text: 'x'.repeat(900) } },
        }),
      );
    small.writer.write([exchange()]);
    expect(() => small.writer.write(many(2))).toThrow();
    const count = (table: string) => small.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([count('spans'), count('model_cost_logs')]).toEqual([1, 1]);
    expect(small.db.prepare('SELECT sum(calls) FROM cost_rollups WHERE grain = 60').pluck().get()).toBe(1);
    small.close();
  });

  it('goes with its trace', () => {
    store.writer.write([
      exchange(),
      exchange({ span: { traceId: traceIdOf(2), startUnixNano: NOON + 9n * 86_400n * SECOND } }),
    ]);
    const retention = new Retention(store.db, { maxAgeDays: 2, maxBytes: 1e15 }, store.writer);
    while (retention.slice(NOON + 10n * 86_400n * SECOND));
    expect(rows()).toMatchObject([{ trace_id: traceIdOf(2) }]);
    expect(rollups()).toHaveLength(1);
  });

  it('stops sums where SQLite does', () => {
    store.writer.write([
      exchange({ costNanos: 2n ** 63n - 10n }),
      exchange({ span: { spanId: spanIdOf(2) }, costNanos: 100n }),
    ]);
    const sum = store.db.prepare('SELECT cost_nanos FROM cost_rollups').pluck().safeIntegers().get();
    expect(sum).toBe(2n ** 63n - 1n);
  });
});
