import { readJsonGroups, SPAN_ID, TRACE_ID } from './decode-json-groups.ts';
import { readAttributes } from './decode-json-value.ts';
import {
  emptyExemplar,
  emptyExponentialPoint,
  emptyHistogramPoint,
  emptyMetric,
  emptyNumberPoint,
  emptySummaryPoint,
  type DecodedMetrics,
  type ExemplarRecord,
  type ExponentialBuckets,
  type ExponentialPoint,
  type HistogramPoint,
  type MetricData,
  type MetricRecord,
  type NumberPoint,
  type SummaryPoint,
} from './decoded-metrics.ts';
import type { JsonFields, JsonObject } from './json-fields.ts';

const KEYS = { resourceGroups: 'resourceMetrics', scopeGroups: 'scopeMetrics', items: 'metrics' };
const TEMPORALITY_NAMES = ['UNSPECIFIED', 'DELTA', 'CUMULATIVE'].map(
  (name) => `AGGREGATION_TEMPORALITY_${name}`,
);

/**
 * Decodes an ExportMetricsServiceRequest from OTLP/JSON, as decodeTracesJson does an export of spans.
 * @throws SignalboxError OTLP_MALFORMED with the JSON path
 */
export function decodeMetricsJson(body: Uint8Array): DecodedMetrics {
  return readJsonGroups(body, KEYS, () => {
    const metrics: MetricRecord[] = [];
    return {
      readItem: (fields, json, resource, scope) =>
        void metrics.push(readMetric(fields, json, emptyMetric(resource, scope))),
      result: () => ({ metrics }),
    };
  });
}

function readMetric(fields: JsonFields, json: JsonObject, metric: MetricRecord): MetricRecord {
  metric.name = fields.string(json, 'name');
  metric.description = fields.string(json, 'description');
  metric.unit = fields.string(json, 'unit');
  const read = (key: string, readData: (data: JsonObject) => MetricData) =>
    fields.nested(json, key, (data) => (metric.data = readData(data)));
  const temporality = (data: JsonObject) =>
    fields.enumeration(data, 'aggregationTemporality', TEMPORALITY_NAMES);
  read('gauge', (data) => ({ kind: 'gauge', points: points(fields, data, readNumberPoint) }));
  read('sum', (data) => ({
    kind: 'sum',
    points: points(fields, data, readNumberPoint),
    temporality: temporality(data),
    isMonotonic: isSaid(data.isMonotonic) && fields.boolean(data, 'isMonotonic'),
  }));
  read('histogram', (data) => ({
    kind: 'histogram',
    points: points(fields, data, readHistogramPoint),
    temporality: temporality(data),
  }));
  read('exponentialHistogram', (data) => ({
    kind: 'exponential',
    points: points(fields, data, readExponentialPoint),
    temporality: temporality(data),
  }));
  read('summary', (data) => ({ kind: 'summary', points: points(fields, data, readSummaryPoint) }));
  return metric;
}

function points<P>(
  fields: JsonFields,
  data: JsonObject,
  read: (fields: JsonFields, json: JsonObject) => P,
): P[] {
  const list: P[] = [];
  fields.each(data, 'dataPoints', (json) => list.push(read(fields, json)));
  return list;
}

/** What every kind of point has. */
function readPoint<P extends NumberPoint | HistogramPoint | ExponentialPoint | SummaryPoint>(
  fields: JsonFields,
  json: JsonObject,
  point: P,
): P {
  readAttributes(fields, json, 'attributes', point.attributes);
  point.startUnixNano = fields.time(json, 'startTimeUnixNano');
  point.timeUnixNano = fields.time(json, 'timeUnixNano');
  point.flags = fields.uint32(json, 'flags');
  if ('exemplars' in point) {
    fields.each(json, 'exemplars', (exemplar) => point.exemplars.push(readExemplar(fields, exemplar)));
  }
  return point;
}

function readNumberPoint(fields: JsonFields, json: JsonObject): NumberPoint {
  const point = readPoint(fields, json, emptyNumberPoint());
  point.value = readValue(fields, json);
  return point;
}

/** The value of a point or an exemplar; null where none is said. */
function readValue(fields: JsonFields, json: JsonObject): number | null {
  if (isSaid(json.asDouble)) return fields.double(json, 'asDouble');
  return isSaid(json.asInt) ? Number(fields.int64(json, 'asInt')) : null;
}

function readHistogramPoint(fields: JsonFields, json: JsonObject): HistogramPoint {
  const point = readPoint(fields, json, emptyHistogramPoint());
  point.count = fields.count(json, 'count');
  point.sum = readOptional(fields, json, 'sum');
  point.bucketCounts = fields.counts(json, 'bucketCounts');
  point.explicitBounds = fields.doubles(json, 'explicitBounds');
  return point;
}

function readExponentialPoint(fields: JsonFields, json: JsonObject): ExponentialPoint {
  const point = readPoint(fields, json, emptyExponentialPoint());
  point.count = fields.count(json, 'count');
  point.sum = readOptional(fields, json, 'sum');
  point.scale = fields.int32(json, 'scale');
  point.zeroCount = fields.count(json, 'zeroCount');
  point.zeroThreshold = readOptional(fields, json, 'zeroThreshold') ?? 0;
  fields.nested(json, 'positive', (buckets) => readBuckets(fields, buckets, point.positive));
  fields.nested(json, 'negative', (buckets) => readBuckets(fields, buckets, point.negative));
  return point;
}

function readBuckets(fields: JsonFields, json: JsonObject, buckets: ExponentialBuckets): void {
  buckets.offset = fields.int32(json, 'offset');
  buckets.bucketCounts = fields.counts(json, 'bucketCounts');
}

function readSummaryPoint(fields: JsonFields, json: JsonObject): SummaryPoint {
  const point = readPoint(fields, json, emptySummaryPoint());
  point.count = fields.count(json, 'count');
  point.sum = readOptional(fields, json, 'sum') ?? 0;
  fields.each(json, 'quantileValues', (value) =>
    point.quantiles.push({
      quantile: readOptional(fields, value, 'quantile') ?? 0,
      value: readOptional(fields, value, 'value') ?? 0,
    }),
  );
  return point;
}

function readExemplar(fields: JsonFields, json: JsonObject): ExemplarRecord {
  const exemplar = emptyExemplar();
  exemplar.traceId = orNone(fields.identifier(json, 'traceId', TRACE_ID));
  exemplar.spanId = orNone(fields.identifier(json, 'spanId', SPAN_ID));
  exemplar.timeUnixNano = fields.time(json, 'timeUnixNano');
  exemplar.value = readValue(fields, json) ?? 0;
  return exemplar;
}

/** What is no id is none. */
function orNone(id: string | null): string | null {
  return id === '' ? null : id;
}

function readOptional(fields: JsonFields, json: JsonObject, key: string): number | null {
  return isSaid(json[key]) ? fields.double(json, key) : null;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}
