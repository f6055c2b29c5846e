import type { ResourceRecord, ScopeRecord } from '../../store/span-record.ts';
import type { DecodedMetrics, MetricRecord } from '../../telemetry/otlp/index.ts';
import { SampleBatchBuilder } from '../sample-batch-builder.ts';
import type { MetricType, SampleBatch } from '../sample-batch.ts';
import { convertExponential, convertHistogram } from './convert-histogram.ts';
import { convertNumber, convertSummary } from './convert-number.ts';
import { metricName } from './metric-name.ts';
import { PointRejections } from './point-rejections.ts';
import { keyOf } from './known-points.ts';
import { SamplesOfRequest, type PointPlace } from './samples-of-request.ts';
import { resourceLabels, scopeLabels, targetInfoLabels, type LabelMap } from './series-labels.ts';
import type { OtlpStreams } from './stream-state.ts';

export interface ConvertedMetrics {
  readonly batch: SampleBatch;
  /** Data points of the request. */
  readonly points: number;
  readonly rejected: number;
  /** Why, with an example; null when none was rejected. */
  readonly message: string | null;
}

const MAX_HELP_LENGTH = 1024;
/** The last nanosecond that fits a signed 64-bit integer, in the year 2262. */
const MAX_TIME = 0x7fff_ffff_ffff_ffffn;

type MetricPoint = NonNullable<MetricRecord['data']>['points'][number];

/**
 * Points of OTLP as samples of Prometheus series. `streams` is what is remembered between requests.
 * Source: OpenTelemetry specification, "Prometheus and OpenMetrics compatibility".
 */
export function toSampleBatch({ metrics }: DecodedMetrics, streams: OtlpStreams): ConvertedMetrics {
  const builder = new SampleBatchBuilder();
  const { points: known } = streams;
  const samples = new SamplesOfRequest(builder, known.beginBatch());
  const rejections = new PointRejections();
  const labelsOf = groupLabels();
  const latest = new Map<ResourceRecord, number>();
  let points = 0;
  for (const metric of metrics) {
    const { data, resource } = metric;
    if (data === null) continue;
    points += data.points.length;
    const fault = faultOf(metric);
    const { name, unit } = metricName(metric.name, metric.unit, nameKind(metric));
    if (fault !== null || name === '') {
      rejections.add(fault ?? 'its name has no letter', metric.name, data.points.length);
      continue;
    }
    const help = metric.description.slice(0, MAX_HELP_LENGTH).toWellFormed();
    builder.addMetadata({ name, type: metricType(metric), help, unit });
    const { labels, key } = labelsOf(metric);
    const seriesOf = known.metric(name, labels, key);
    let latestMs = -Infinity;
    for (const point of inOrder<MetricPoint>(data.points)) {
      const timeMs = millis(point.timeUnixNano);
      const reason =
        timeFault(point) ??
        convert(data, point, { of: seriesOf(point.attributes), timeMs, samples, streams });
      if (reason !== null) rejections.add(reason, metric.name, 1);
      else latestMs = timeMs;
    }
    if (latestMs > (latest.get(resource) ?? -Infinity)) latest.set(resource, latestMs);
  }
  for (const [resource, timeMs] of latest) {
    const labels = targetInfoLabels(resource);
    if (labels !== null) samples.add(known.named('target_info', labels).own, timeMs, 1);
  }
  return { batch: builder.build(), points, rejected: rejections.count, message: rejections.message(points) };
}

/** Why the point is rejected; null: it was taken. */
function convert(
  data: NonNullable<MetricRecord['data']>,
  point: MetricPoint,
  place: PointPlace,
): string | null {
  if (data.kind === 'summary') return 'quantiles' in point ? convertSummary(point, place) : null;
  const temporality = 'temporality' in data ? data.temporality : 0;
  if ('value' in point) return convertNumber(point, place, { isCounter: isCounter(data), temporality });
  if ('explicitBounds' in point) return convertHistogram(point, place, temporality);
  return 'scale' in point ? convertExponential(point, place, temporality) : null;
}

/** Why none of the points of a metric can be taken. */
function faultOf({ data }: MetricRecord): string | null {
  if (data === null || !('temporality' in data)) return null;
  if (data.temporality !== 1 && data.temporality !== 2)
    return 'it does not say whether it is delta or cumulative';
  const isUpDown = data.kind === 'sum' && !data.isMonotonic;
  return isUpDown && data.temporality === 1 ? 'deltas of a sum that can fall have no sum' : null;
}

function isCounter(data: NonNullable<MetricRecord['data']>): boolean {
  return data.kind === 'sum' && data.isMonotonic;
}

function nameKind({ data }: MetricRecord): 'counter' | 'gauge' | 'other' {
  if (data === null) return 'other';
  return isCounter(data) ? 'counter' : data.kind === 'gauge' ? 'gauge' : 'other';
}

function metricType({ data }: MetricRecord): MetricType {
  switch (data?.kind) {
    case 'sum':
      return data.isMonotonic ? 'counter' : 'gauge';
    case 'histogram':
    case 'exponential':
      return 'histogram';
    case 'gauge':
    case 'summary':
      return data.kind;
    case undefined:
      return 'unknown';
  }
}

function timeFault({ timeUnixNano }: MetricPoint): string | null {
  if (timeUnixNano === 0n) return 'it has no time';
  return timeUnixNano > MAX_TIME ? 'its time is after the year 2262' : null;
}

/** Sums of deltas, and the store, want the oldest first. */
function inOrder<P extends MetricPoint>(points: readonly P[]): readonly P[] {
  const isSorted = points.every(
    (point, i) => i === 0 || (points[i - 1]?.timeUnixNano ?? 0n) <= point.timeUnixNano,
  );
  if (isSorted) return points;
  return [...points].sort((one, other) => (one.timeUnixNano < other.timeUnixNano ? -1 : 1));
}

/** The labels of a metric's scope and resource, and what tells them apart, made once for all that share them. */
function groupLabels(): (metric: MetricRecord) => { labels: LabelMap; key: string } {
  const known = new Map<ScopeRecord, { labels: LabelMap; key: string }>();
  return ({ scope, resource }) => {
    let group = known.get(scope);
    if (group === undefined) {
      const labels: LabelMap = new Map([...scopeLabels(scope), ...resourceLabels(resource)]);
      group = { labels, key: keyOf('', labels) };
      known.set(scope, group);
    }
    return group;
  };
}

function millis(nanos: bigint): number {
  return Number(nanos / 1_000_000n);
}
