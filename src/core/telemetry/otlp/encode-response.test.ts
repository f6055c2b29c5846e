import { describe, expect, it } from 'vitest';
import { encodeExportResponse, encodeStatus } from './index.ts';
import { decodeMessage } from './testing/otlp-schema.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('the answer to an export', () => {
  it('is empty when all went well', () => {
    const outcome = { rejected: 0, message: null };
    expect(encodeExportResponse('protobuf', outcome)).toHaveLength(0);
    expect(text(encodeExportResponse('json', outcome))).toBe('{}');
  });

  it.each([
    { rejected: 3, message: 'é: no id' },
    { rejected: 70_000, message: 'x'.repeat(300) },
    { rejected: 2 ** 40, message: null },
    { rejected: 0, message: 'only a warning' },
  ])('tells the partial success', ({ rejected, message }) => {
    const protobuf = decodeMessage(
      'ExportTraceServiceResponse',
      encodeExportResponse('protobuf', { rejected, message }),
    );
    expect(protobuf).toEqual({
      partialSuccess: {
        ...(rejected > 0 ? { rejectedSpans: rejected.toString() } : {}),
        ...(message === null ? {} : { errorMessage: message }),
      },
    });
    expect(JSON.parse(text(encodeExportResponse('json', { rejected, message })))).toEqual({
      partialSuccess: { rejectedSpans: rejected.toString(), errorMessage: message ?? '' },
    });
  });
});

describe('the answer to an export of logs', () => {
  it('tells the partial success in its own words', () => {
    const outcome = { rejected: 2, message: 'late' };
    const protobuf = encodeExportResponse('protobuf', outcome, 'logs');
    expect(decodeMessage('ExportLogsServiceResponse', protobuf)).toEqual({
      partialSuccess: { rejectedLogRecords: '2', errorMessage: 'late' },
    });
    expect(JSON.parse(text(encodeExportResponse('json', outcome, 'logs')))).toEqual({
      partialSuccess: { rejectedLogRecords: '2', errorMessage: 'late' },
    });
  });
});

describe('the answer to an export of metrics', () => {
  it('tells the partial success in its own words', () => {
    const outcome = { rejected: 2, message: 'late' };
    const protobuf = encodeExportResponse('protobuf', outcome, 'metrics');
    expect(decodeMessage('ExportMetricsServiceResponse', protobuf)).toEqual({
      partialSuccess: { rejectedDataPoints: '2', errorMessage: 'late' },
    });
    expect(JSON.parse(text(encodeExportResponse('json', outcome, 'metrics')))).toEqual({
      partialSuccess: { rejectedDataPoints: '2', errorMessage: 'late' },
    });
  });
});

describe('a refusal', () => {
  it('is a google.rpc.Status', () => {
    expect(decodeMessage('RpcStatus', encodeStatus('protobuf', 3, 'no'))).toEqual({ code: 3, message: 'no' });
    expect(JSON.parse(text(encodeStatus('json', 14, 'later')))).toEqual({ code: 14, message: 'later' });
  });
});
