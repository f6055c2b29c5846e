import type { OtlpEncoding } from '../telemetry.ts';
import { decodeLogsJson } from './decode-logs-json.ts';
import { decodeLogsProtobuf } from './decode-logs-protobuf.ts';
import type { DecodedLogs } from './decoded-logs.ts';

/**
 * Decodes the (decompressed) body of an OTLP/HTTP log export. An empty protobuf body is a valid, empty request.
 * @throws SignalboxError OTLP_MALFORMED when the body as a whole cannot be read
 */
export function decodeLogs(body: Uint8Array, encoding: OtlpEncoding): DecodedLogs {
  return encoding === 'json' ? decodeLogsJson(body) : decodeLogsProtobuf(body);
}
