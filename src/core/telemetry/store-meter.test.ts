import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_USAGE } from '../../shared/usage.ts';
import { SpanWriter } from '../store/index.ts';
import { modelCall, spanIdOf, storedSpan, traceIdOf, type SpanWish } from '../store/testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../store/testing/temporary-store.ts';
import { StoreMeter } from './store-meter.ts';

const usage = { ...NO_USAGE, input: 100, output: 20, cacheRead: 60 };

describe('StoreMeter', () => {
  let store: TemporaryStore;
  let meter: StoreMeter;
  let writer: SpanWriter;
  beforeEach(() => {
    store = temporaryStore();
    meter = new StoreMeter();
    writer = new SpanWriter(store.db, { onCalls: (calls) => meter.countCalls(calls) });
  });
  afterEach(() => store.close());

  const counted = (name: string) =>
    meter
      .snapshot()
      .flatMap(({ samples }) => samples)
      .filter((sample) => sample.name === name)
      .map(({ labels, value }) => ({ ...labels, value }));

  const call = (number: number, { span, facts, costNanos }: SpanWish = {}) =>
    modelCall({
      span: { spanId: spanIdOf(number), ...span },
      facts: { provider: 'openai', model: 'gpt-4o', usage, ...facts },
      ...(costNanos === undefined ? {} : { costNanos }),
    });

  it('counts calls with their tokens, cost and times, each once', () => {
    const attributes = {
      'gen_ai.request.model': 'gpt-4o-latest',
      'gen_ai.response.time_to_first_chunk': { doubleValue: 1 },
    };
    const one = call(1, { costNanos: 2_500_000n, span: { attributes } });
    writer.write([one, storedSpan({ span: { spanId: spanIdOf(9) } })]);
    writer.write([one]);
    const whose = { provider: 'openai', model: 'gpt-4o', service: 'shop' };
    expect(counted('signalbox_calls_total')).toEqual([{ ...whose, source: 'otlp', status: 'ok', value: 1 }]);
    expect(counted('signalbox_call_tokens_total')).toEqual([
      { ...whose, kind: 'input', value: 100 },
      { ...whose, kind: 'output', value: 20 },
      { ...whose, kind: 'cache_read', value: 60 },
    ]);
    expect(counted('signalbox_call_cost_dollars_total')).toEqual([{ ...whose, value: 0.0025 }]);
    const genai = {
      gen_ai_operation_name: 'chat',
      gen_ai_provider_name: 'openai',
      gen_ai_request_model: 'gpt-4o-latest',
    };
    expect(counted('gen_ai_client_operation_duration_seconds_sum')).toEqual([{ ...genai, value: 1 }]);
    expect(counted('gen_ai_client_token_usage_count')).toHaveLength(2);
    expect(counted('gen_ai_client_operation_time_to_first_chunk_seconds_sum')).toEqual([
      { ...genai, value: 1 },
    ]);
    const exemplars = meter
      .snapshot()
      .flatMap(({ samples }) => samples)
      .flatMap(({ exemplar }) => exemplar ?? []);
    expect(exemplars.every(({ traceId }) => traceId === traceIdOf(1))).toBe(true);
    expect(exemplars).toHaveLength(4);
  });

  it('counts a call that is recorded twice as the costs do: once', () => {
    writer.write([call(2, { span: { parentSpanId: spanIdOf(1) } }), call(1)]);
    writer.write([call(3, { span: { parentSpanId: spanIdOf(1) } })]);
    expect(counted('signalbox_calls_total')).toMatchObject([{ value: 2 }]);
  });

  it('tells errors, and takes no model from a call through the gateway that reached nobody', () => {
    const failed = call(1, {
      span: { statusCode: 2, attributes: { 'error.type': 'MODEL_NOT_FOUND' } },
      facts: { provider: null, model: 'made-up-by-the-caller' },
    });
    writer.write([{ ...failed, isExchange: false }]);
    expect(counted('signalbox_calls_total')).toEqual([
      { service: 'shop', source: 'gateway', status: 'error', value: 1 },
    ]);
    expect(counted('gen_ai_client_operation_duration_seconds_count')).toEqual([
      { gen_ai_operation_name: 'chat', error_type: 'MODEL_NOT_FOUND', value: 1 },
    ]);
  });

  it('counts nothing that was not committed', () => {
    const invalid = call(1);
    const failing = { ...invalid, span: { ...invalid.span, startUnixNano: 2n ** 70n } };
    expect(() => writer.write([call(2), failing])).toThrow();
    expect(counted('signalbox_calls_total')).toEqual([]);
    meter.countCommit(0.002);
    expect(counted('signalbox_database_commit_duration_seconds_count')).toEqual([{ value: 1 }]);
  });
});
