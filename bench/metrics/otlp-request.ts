import type { SampleBatch } from '../../src/core/metrics/index.ts';
import { encodeMetricsWithProtobufjs } from '../../src/core/telemetry/otlp/testing/encode-metrics.ts';

const SHARED = { attributes: {}, droppedAttributes: 0, schemaUrl: '' };
const RESOURCE = { ...SHARED, attributes: { 'service.name': 'bench' } };
const SCOPE = { ...SHARED, name: 'bench', version: '' };

/** The samples as gauges in an ExportMetricsServiceRequest. */
export function otlpRequest({ series, seriesOf, times, values }: SampleBatch): Uint8Array<ArrayBuffer> {
  const metrics = new Map<string, { kind: 'gauge'; points: ReturnType<typeof pointOf>[] }>();
  seriesOf.forEach((index, sample) => {
    const { __name__: name = '', job: _job, ...attributes } = series[index] ?? {};
    const data = metrics.get(name) ?? { kind: 'gauge', points: [] };
    metrics.set(name, data);
    data.points.push(pointOf(attributes, times[sample] ?? 0, values[sample] ?? 0));
  });
  const records = [...metrics].map(([name, data]) => ({
    name,
    description: '',
    unit: '',
    data,
    resource: RESOURCE,
    scope: SCOPE,
  }));
  return new Uint8Array(encodeMetricsWithProtobufjs(records));
}

function pointOf(attributes: Readonly<Record<string, string>>, timeMs: number, value: number) {
  const timeUnixNano = BigInt(timeMs) * 1_000_000n;
  return { attributes, startUnixNano: 0n, timeUnixNano, flags: 0, value, exemplars: [] };
}
