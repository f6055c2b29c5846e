import fc from 'fast-check';
import type {
  ExemplarRecord,
  ExponentialPoint,
  HistogramPoint,
  MetricData,
  MetricRecord,
  NumberPoint,
  SummaryPoint,
} from '../decoded-metrics.ts';
import { anyText, attributes, hex, resource, scope, time, uint32 } from './arbitrary-span.ts';

/** JSON has no negative zero. */
const double = fc.double().map((value) => (value === 0 ? 0 : value));
const count = fc.maxSafeInteger().map(Math.abs);
const counts = fc.array(count, { maxLength: 5 });
const temporality = fc.integer({ min: 0, max: 2 });
const scale = fc.integer({ min: -10, max: 20 });
const point = { attributes, startUnixNano: time, timeUnixNano: time, flags: uint32 };
const sum = fc.option(double);

const exemplars: fc.Arbitrary<ExemplarRecord[]> = fc.array(
  fc.record({
    traceId: fc.option(hex(32)),
    spanId: fc.option(hex(16)),
    timeUnixNano: time,
    value: fc.oneof(double, fc.maxSafeInteger()),
  }),
  { maxLength: 2 },
);

const numberPoint: fc.Arbitrary<NumberPoint> = fc.record({
  ...point,
  value: fc.option(fc.oneof(double, fc.maxSafeInteger())),
  exemplars,
});

const histogramPoint: fc.Arbitrary<HistogramPoint> = fc.record({
  ...point,
  count,
  sum,
  bucketCounts: counts,
  explicitBounds: fc.array(double, { maxLength: 4 }),
  exemplars,
});

const buckets = fc.record({
  offset: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  bucketCounts: counts,
});

const exponentialPoint: fc.Arbitrary<ExponentialPoint> = fc.record({
  ...point,
  count,
  sum,
  scale,
  zeroCount: count,
  zeroThreshold: double,
  positive: buckets,
  negative: buckets,
  exemplars,
});

const summaryPoint: fc.Arbitrary<SummaryPoint> = fc.record({
  ...point,
  count,
  sum: double,
  quantiles: fc.array(fc.record({ quantile: double, value: double }), { maxLength: 3 }),
});

const few = { maxLength: 3 };
const data: fc.Arbitrary<MetricData | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('gauge' as const), points: fc.array(numberPoint, few) }),
  fc.record({
    kind: fc.constant('sum' as const),
    points: fc.array(numberPoint, few),
    temporality,
    isMonotonic: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('histogram' as const),
    points: fc.array(histogramPoint, few),
    temporality,
  }),
  fc.record({
    kind: fc.constant('exponential' as const),
    points: fc.array(exponentialPoint, few),
    temporality,
  }),
  fc.record({ kind: fc.constant('summary' as const), points: fc.array(summaryPoint, few) }),
);

/** Any metric that the decoders may give. */
export const arbitraryMetric: fc.Arbitrary<MetricRecord> = fc.record({
  name: anyText,
  description: anyText,
  unit: anyText,
  data,
  resource,
  scope,
});
