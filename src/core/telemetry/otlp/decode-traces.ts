import type { OtlpEncoding } from '../telemetry.ts';
import { decodeTracesJson } from './decode-json.ts';
import { decodeTracesProtobuf } from './decode-protobuf.ts';
import type { DecodedTraces } from './decoded-traces.ts';

/**
 * Decodes the (decompressed) body of an OTLP/HTTP trace export. An empty protobuf body is a valid, empty request.
 * @throws SignalboxError OTLP_MALFORMED when the body as a whole cannot be read; single bad spans are rejected instead
 */
export function decodeTraces(body: Uint8Array, encoding: OtlpEncoding): DecodedTraces {
  return encoding === 'json' ? decodeTracesJson(body) : decodeTracesProtobuf(body);
}
