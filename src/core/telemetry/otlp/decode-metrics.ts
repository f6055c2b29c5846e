import type { OtlpEncoding } from '../telemetry.ts';
import { decodeMetricsJson } from './decode-metrics-json.ts';
import { decodeMetricsProtobuf } from './decode-metrics-protobuf.ts';
import type { DecodedMetrics } from './decoded-metrics.ts';

/**
 * Decodes the (decompressed) body of an OTLP/HTTP metric export. An empty protobuf body is a valid, empty request.
 * @throws SignalboxError OTLP_MALFORMED when the body as a whole cannot be read
 */
export function decodeMetrics(body: Uint8Array, encoding: OtlpEncoding): DecodedMetrics {
  return encoding === 'json' ? decodeMetricsJson(body) : decodeMetricsProtobuf(body);
}
