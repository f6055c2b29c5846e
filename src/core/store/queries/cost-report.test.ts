import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CostDimension } from '../../../shared/costs.ts';
import { NO_USAGE } from '../../../shared/usage.ts';
import {
  MINUTE,
  modelCall,
  NOON,
  spanIdOf,
  traceIdOf,
  unpricedCall,
  type SpanWish,
} from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

describe('the cost report', () => {
  let store: TemporaryStore;
  let spans = 0;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  function call(minute: number, costNanos: bigint | null, wish: SpanWish = {}, isExchange = false): void {
    spans += 1;
    const whole: SpanWish = {
      ...wish,
      span: {
        traceId: traceIdOf(spans),
        spanId: spanIdOf(spans),
        startUnixNano: NOON + BigInt(minute) * MINUTE,
        ...wish.span,
      },
    };
    const stored = costNanos === null ? unpricedCall(whole) : modelCall({ ...whole, costNanos });
    store.writer.write([{ ...stored, isExchange }]);
  }

  const report = (by: CostDimension, minutes = 4) =>
    store.reader.costs({
      by,
      from: new Date(Number(NOON / 1_000_000n)).toISOString(),
      to: new Date(Number(NOON / 1_000_000n) + minutes * 60_000).toISOString(),
      buckets: 2,
    });

  it('adds up by model, with the time before beside it', () => {
    call(0, 100n);
    call(1, 50n);
    call(3, 7n);
    call(2, 1000n, { facts: { model: 'gpt-4o-mini' } });
    call(-1, 40n);
    call(-5, 999n);
    call(4, 999n);
    const { rows, total, bucketSeconds } = report('model');
    expect(bucketSeconds).toBe(120);
    expect(rows).toMatchObject([
      { name: 'gpt-4o-mini', provider: 'openai', calls: 1, costNanos: '1000', seriesNanos: [0, 1000] },
      { name: 'gpt-4o', calls: 3, costNanos: '157', previousNanos: '40', seriesNanos: [150, 7] },
    ]);
    expect(total).toMatchObject({ nanos: '1157', usd: '0.000001157', previousNanos: '40', calls: 4 });
  });

  it('names what has no price, and does not call it free', () => {
    call(0, null, {
      facts: { model: 'house-model', provider: 'mock', usage: { ...NO_USAGE, input: 5, output: 5 } },
    });
    const { rows, total, unpriced } = report('provider');
    expect(rows).toMatchObject([{ name: 'mock', costNanos: null, unpricedCalls: 1 }]);
    expect(total).toMatchObject({ nanos: '0', unpricedCalls: 1 });
    expect(unpriced).toEqual([{ provider: 'mock', model: 'house-model', calls: 1 }]);
  });

  it('knows who called of the calls through the gateway', () => {
    const of = (user: string): SpanWish => ({
      span: { attributes: { 'signalbox.user': user, 'signalbox.key': 'k1' } },
    });
    call(0, 5n, of('ana'), true);
    call(1, 6n, of('ana'), true);
    call(1, 100n, of('ben'), true);
    call(1, 8n);
    expect(report('user').rows).toMatchObject([
      { name: 'ben', costNanos: '100' },
      { name: 'ana', costNanos: '11', calls: 2 },
    ]);
    expect(report('key').rows).toMatchObject([{ name: 'k1', calls: 3 }]);
    expect(report('service').total).toMatchObject({ nanos: '119', calls: 4 });
  });

  it('adds up beyond 64 bits', () => {
    call(0, 2n ** 63n - 1n);
    call(1, 2n ** 63n - 1n);
    expect(report('model').total.nanos).toBe((2n ** 64n - 2n).toString());
  });

  it('refuses an empty range', () => {
    expect(() => report('model', 0)).toThrow(expect.objectContaining({ code: 'BODY_INVALID' }));
  });
});
