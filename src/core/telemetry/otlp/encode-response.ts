import type { OtlpEncoding, OtlpSignal } from '../telemetry.ts';

/** What the JSON of a partial success calls the count; in protobuf all signals have it in the same field. */
const REJECTED = {
  traces: 'rejectedSpans',
  logs: 'rejectedLogRecords',
  metrics: 'rejectedDataPoints',
};

/**
 * The body of the answer to an export: an ExportTraceServiceResponse or the same of another signal, with a partial success
 * when something was rejected or there is a warning to give.
 */
export function encodeExportResponse(
  encoding: OtlpEncoding,
  outcome: { rejected: number; message: string | null },
  signal: OtlpSignal = 'traces',
): Uint8Array {
  const message = outcome.message ?? '';
  const partial = outcome.rejected > 0 || message !== '';
  if (encoding === 'protobuf') {
    return partial
      ? bytesField(1, Buffer.concat([varintField(1, outcome.rejected), textField(2, message)]))
      : new Uint8Array();
  }
  const partialSuccess = { [REJECTED[signal]]: outcome.rejected.toString(), errorMessage: message };
  return Buffer.from(JSON.stringify(partial ? { partialSuccess } : {}));
}

/** The body of a refusal: a google.rpc.Status. `code` is one of google.rpc.Code, for example 3 INVALID_ARGUMENT. */
export function encodeStatus(encoding: OtlpEncoding, code: number, message: string): Uint8Array {
  if (encoding === 'json') return Buffer.from(JSON.stringify({ code, message }));
  return Buffer.concat([varintField(1, code), textField(2, message)]);
}

function varintField(field: number, value: number): Uint8Array {
  return value === 0 ? new Uint8Array() : Uint8Array.from([field << 3, ...varint(value)]);
}

function textField(field: number, text: string): Uint8Array {
  return text === '' ? new Uint8Array() : bytesField(field, Buffer.from(text));
}

function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([(field << 3) | 2, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}
