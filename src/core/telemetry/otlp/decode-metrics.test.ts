import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMetrics } from './index.ts';
import { arbitraryMetric } from './testing/arbitrary-metric.ts';
import { encodeMetricsJson, encodeMetricsWithProtobufjs } from './testing/encode-metrics.ts';
import { encodeMessage } from './testing/otlp-schema.ts';

const metrics = fc.array(arbitraryMetric, { maxLength: 3 });

function fromJson(metric: object) {
  const body = JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] });
  return decodeMetrics(Buffer.from(body), 'json').metrics[0];
}

function fromProtobuf(metric: object) {
  const resourceMetrics = [{ scopeMetrics: [{ metrics: [metric] }] }];
  const body = encodeMessage('ExportMetricsServiceRequest', { resourceMetrics });
  return decodeMetrics(body, 'protobuf').metrics[0];
}

describe('metrics that are encoded decode to the same', () => {
  it('through OTLP/JSON', () => {
    fc.assert(
      fc.property(metrics, (sent) => {
        expect(decodeMetrics(Buffer.from(encodeMetricsJson(sent)), 'json')).toEqual({ metrics: sent });
      }),
      { numRuns: 200 },
    );
  });

  it('through protobuf written by protobufjs', () => {
    fc.assert(
      fc.property(metrics, (sent) => {
        expect(decodeMetrics(encodeMetricsWithProtobufjs(sent), 'protobuf')).toEqual({ metrics: sent });
      }),
      { numRuns: 200 },
    );
  });
});

describe('fuzz', () => {
  const mutations = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });

  /** Whatever comes in, the answer is a decoded request or OTLP_MALFORMED. */
  function survives(body: Uint8Array, changes: [number, number][], encoding: 'json' | 'protobuf'): void {
    const mutated = Uint8Array.from(body);
    for (const [at, byte] of changes) mutated[at % mutated.length] = byte;
    try {
      expect(decodeMetrics(mutated, encoding).metrics).toBeInstanceOf(Array);
    } catch (error) {
      expect(error).toMatchObject({ code: 'OTLP_MALFORMED' });
    }
  }

  it('mutated protobuf and JSON', () => {
    fc.assert(
      fc.property(arbitraryMetric, mutations, (metric, changes) => {
        survives(encodeMetricsWithProtobufjs([metric]), changes, 'protobuf');
        survives(Buffer.from(encodeMetricsJson([metric])), changes, 'json');
      }),
      { numRuns: 300 },
    );
  });
});

describe('an export of metrics', () => {
  it('may be empty', () => {
    expect(decodeMetrics(new Uint8Array(), 'protobuf')).toEqual({ metrics: [] });
    expect(decodeMetrics(Buffer.from('{}'), 'json')).toEqual({ metrics: [] });
  });

  it('takes numbers and strings for counts, and the name of a temporality', () => {
    const dataPoints = [{ count: '3', bucketCounts: [1, '2'], explicitBounds: ['Infinity'] }];
    const metric = fromJson({
      histogram: { dataPoints, aggregationTemporality: 'AGGREGATION_TEMPORALITY_DELTA' },
    });
    expect(metric?.data).toMatchObject({
      temporality: 1,
      points: [{ count: 3, bucketCounts: [1, 2], explicitBounds: [Infinity], sum: null }],
    });
  });

  it('rounds integers that no double holds', () => {
    const point = { asInt: { low: -1, high: 0x7fff_ffff, unsigned: false } };
    expect(fromProtobuf({ gauge: { dataPoints: [point] } })?.data?.points).toMatchObject([
      { value: 2 ** 63 },
    ]);
    const text =
      '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"gauge":{"dataPoints":[{"asInt":9223372036854775807}]}}]}]}]}';
    const [metric] = decodeMetrics(Buffer.from(text), 'json').metrics;
    expect(metric?.data?.points).toMatchObject([{ value: 2 ** 63 }]);
  });

  it('is refused as a whole when it is malformed', () => {
    expect(() => fromJson({ sum: { dataPoints: [{ asDouble: 'x' }] } })).toThrow(
      /metrics\[0\]\.sum\.dataPoints\[0\]\.asDouble is not a number/,
    );
    expect(() => fromJson({ histogram: { dataPoints: [{ bucketCounts: [-1] }] } })).toThrow(/bucketCounts/);
    expect(() => fromJson({ exponentialHistogram: { dataPoints: [{ scale: 1.5 }] } })).toThrow(/scale/);
    expect(() => decodeMetrics(Uint8Array.of(0x0a, 0xff), 'protobuf')).toThrow();
  });
});
