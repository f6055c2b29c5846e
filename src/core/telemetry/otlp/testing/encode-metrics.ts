import type {
  ExemplarRecord,
  ExponentialPoint,
  HistogramPoint,
  MetricData,
  MetricRecord,
  NumberPoint,
  SummaryPoint,
} from '../decoded-metrics.ts';
import { attributesJson, resourceJson, scopeJson } from '../encode-json.ts';
import { encodeMessage, keyValues, long, resourceMessage, scopeMessage } from './otlp-schema.ts';

/** How a wire format writes what the formats write differently. */
interface Form {
  attributes: (attributes: MetricRecord['resource']['attributes']) => unknown;
  long: (value: bigint) => unknown;
  double: (value: number) => unknown;
  id: (hex: string | null) => unknown;
}

const JSON_FORM: Form = {
  attributes: attributesJson,
  long: String,
  double: (value) => (Number.isFinite(value) ? value : String(value)),
  id: (hex) => hex ?? '',
};
const PROTOBUF_FORM: Form = {
  attributes: keyValues,
  long,
  double: (value) => value,
  id: (hex) => Buffer.from(hex ?? '', 'hex'),
};
const KEYS = {
  gauge: 'gauge',
  sum: 'sum',
  histogram: 'histogram',
  exponential: 'exponentialHistogram',
  summary: 'summary',
};

/** Metrics as the text of an ExportMetricsServiceRequest in OTLP/JSON: each in a group of its own. */
export function encodeMetricsJson(metrics: readonly MetricRecord[]): string {
  const resourceMetrics = metrics.map((metric) => ({
    resource: resourceJson(metric.resource),
    schemaUrl: metric.resource.schemaUrl,
    scopeMetrics: [
      {
        scope: scopeJson(metric.scope),
        schemaUrl: metric.scope.schemaUrl,
        metrics: [metricMessage(metric, JSON_FORM)],
      },
    ],
  }));
  return JSON.stringify({ resourceMetrics });
}

/** The same in protobuf, by an independent encoder. */
export function encodeMetricsWithProtobufjs(metrics: readonly MetricRecord[]): Uint8Array {
  return encodeMessage('ExportMetricsServiceRequest', {
    resourceMetrics: metrics.map((metric) => ({
      ...resourceMessage(metric),
      scopeMetrics: [{ ...scopeMessage(metric), metrics: [metricMessage(metric, PROTOBUF_FORM)] }],
    })),
  });
}

function metricMessage({ name, description, unit, data }: MetricRecord, form: Form): object {
  const known = data === null ? {} : { [KEYS[data.kind]]: dataMessage(data, form) };
  return { name, description, unit, ...known };
}

function dataMessage(data: MetricData, form: Form): object {
  const temporality = 'temporality' in data ? { aggregationTemporality: data.temporality } : {};
  const monotonic = data.kind === 'sum' ? { isMonotonic: data.isMonotonic } : {};
  const dataPoints = data.points.map((point) => ({
    attributes: form.attributes(point.attributes),
    startTimeUnixNano: form.long(point.startUnixNano),
    timeUnixNano: form.long(point.timeUnixNano),
    flags: point.flags,
    ...('exemplars' in point ? { exemplars: point.exemplars.map((each) => exemplar(each, form)) } : {}),
    ...valuesOf(point, form),
  }));
  return { dataPoints, ...temporality, ...monotonic };
}

function valuesOf(point: NumberPoint | HistogramPoint | ExponentialPoint | SummaryPoint, form: Form): object {
  if ('value' in point) return valueMessage(point.value, form);
  const sum = point.sum === null ? {} : { sum: form.double(point.sum) };
  const count = { ...sum, count: form.long(BigInt(point.count)) };
  const counts = (list: number[]) => list.map((each) => form.long(BigInt(each)));
  if ('quantiles' in point) {
    const quantileValues = point.quantiles.map(({ quantile, value }) => ({
      quantile: form.double(quantile),
      value: form.double(value),
    }));
    return { ...count, quantileValues };
  }
  if ('explicitBounds' in point) {
    const { bucketCounts, explicitBounds } = point;
    return {
      ...count,
      bucketCounts: counts(bucketCounts),
      explicitBounds: explicitBounds.map(form.double),
      min: 1,
      max: 2,
    };
  }
  const buckets = ({ offset, bucketCounts }: ExponentialPoint['positive']) => {
    return { offset, bucketCounts: counts(bucketCounts) };
  };
  return {
    ...count,
    scale: point.scale,
    zeroCount: form.long(BigInt(point.zeroCount)),
    zeroThreshold: form.double(point.zeroThreshold),
    positive: buckets(point.positive),
    negative: buckets(point.negative),
  };
}

function valueMessage(value: number | null, form: Form): object {
  if (value === null) return {};
  return Number.isSafeInteger(value) && value % 2 === 0
    ? { asInt: form.long(BigInt(value)) }
    : { asDouble: form.double(value) };
}

function exemplar({ traceId, spanId, timeUnixNano, value }: ExemplarRecord, form: Form): object {
  return {
    traceId: form.id(traceId),
    spanId: form.id(spanId),
    timeUnixNano: form.long(timeUnixNano),
    filteredAttributes: form.attributes({ seen: 'no' }),
    ...valueMessage(value, form),
  };
}
