import { readExponentialPoint, readHistogramPoint } from './decode-histograms-protobuf.ts';
import { readNumberPoint, readSummaryPoint } from './decode-points-protobuf.ts';
import { readGroups } from './decode-protobuf-groups.ts';
import { fieldsUpTo } from './decode-protobuf-value.ts';
import { emptyMetric, type DecodedMetrics, type MetricData, type MetricRecord } from './decoded-metrics.ts';
import { BYTES, VARINT, type ProtobufReader } from './protobuf-reader.ts';

const NAMES = {
  request: 'ExportMetricsServiceRequest',
  resourceGroup: 'ResourceMetrics',
  scopeGroup: 'ScopeMetrics',
};
/** Fields 4, 6 and 8 are reserved. Field 12, metadata, has no place in a series. */
const METRIC_FIELDS = fieldsUpTo(12) & ~((1 << 4) | (1 << 6) | (1 << 8));
const DATA_FIELDS = { gauge: fieldsUpTo(1), sum: fieldsUpTo(3), histogram: fieldsUpTo(2) };

/**
 * Decodes an ExportMetricsServiceRequest from protobuf in one pass. Field numbers: opentelemetry-proto 1.11,
 * metrics.proto.
 * @throws SignalboxError OTLP_MALFORMED with the byte offset
 */
export function decodeMetricsProtobuf(body: Uint8Array): DecodedMetrics {
  const metrics: MetricRecord[] = [];
  readGroups(body, NAMES, (reader, resource, scope) => {
    metrics.push(readMetric(reader, emptyMetric(resource, scope)));
  });
  return { metrics };
}

function readMetric(reader: ProtobufReader, metric: MetricRecord): MetricRecord {
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (1 << 3) | BYTES:
        metric.name = reader.string();
        break;
      case (2 << 3) | BYTES:
        metric.description = reader.string();
        break;
      case (3 << 3) | BYTES:
        metric.unit = reader.string();
        break;
      default:
        metric.data = readData(reader, tag) ?? metric.data;
    }
  }
  reader.leave(outer);
  return metric;
}

/** One of `oneof data`; null for another field, which is skipped. */
function readData(reader: ProtobufReader, tag: number): MetricData | null {
  switch (tag) {
    case (5 << 3) | BYTES:
      return readPoints(reader, { kind: 'gauge', points: [] }, readNumberPoint);
    case (7 << 3) | BYTES:
      return readPoints(
        reader,
        { kind: 'sum', points: [], temporality: 0, isMonotonic: false },
        readNumberPoint,
      );
    case (9 << 3) | BYTES:
      return readPoints(reader, { kind: 'histogram', points: [], temporality: 0 }, readHistogramPoint);
    case (10 << 3) | BYTES:
      return readPoints(reader, { kind: 'exponential', points: [], temporality: 0 }, readExponentialPoint);
    case (11 << 3) | BYTES:
      return readPoints(reader, { kind: 'summary', points: [] }, readSummaryPoint);
    case (12 << 3) | BYTES:
      reader.skip(tag, 'Metric', 0);
      return null;
    default:
      reader.skip(tag, 'Metric', METRIC_FIELDS);
      return null;
  }
}

/** The messages of all kinds have the points in field 1, and what they have besides in the same fields. */
function readPoints<P, D extends MetricData & { points: P[] }>(
  reader: ProtobufReader,
  data: D,
  readPoint: (reader: ProtobufReader) => P,
): D {
  const outer = reader.enter();
  const known = knownFields(data);
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) data.points.push(readPoint(reader));
    else if (tag === ((2 << 3) | VARINT) && 'temporality' in data) data.temporality = reader.uint32();
    else if (tag === ((3 << 3) | VARINT) && data.kind === 'sum') data.isMonotonic = reader.bool();
    else reader.skip(tag, data.kind, known);
  }
  reader.leave(outer);
  return data;
}

function knownFields(data: MetricData): number {
  if (data.kind === 'sum') return DATA_FIELDS.sum;
  return 'temporality' in data ? DATA_FIELDS.histogram : DATA_FIELDS.gauge;
}
