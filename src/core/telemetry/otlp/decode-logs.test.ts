import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLogs } from './index.ts';
import { arbitraryLog } from './testing/arbitrary-span.ts';
import { encodeLogsJson } from './testing/encode-logs-json.ts';
import { encodeLogsWithProtobufjs, encodeMessage } from './testing/otlp-schema.ts';

const logs = fc.array(arbitraryLog, { maxLength: 4 });
const NOTHING = { logs: [], rejected: 0, message: null };

function fromJson(...logRecords: object[]) {
  const body = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
  return decodeLogs(Buffer.from(body), 'json');
}

function fromProtobuf(...logRecords: object[]) {
  const resourceLogs = [{ scopeLogs: [{ logRecords }] }];
  return decodeLogs(encodeMessage('ExportLogsServiceRequest', { resourceLogs }), 'protobuf');
}

describe('log records that are encoded decode to the same', () => {
  it('through OTLP/JSON', () => {
    fc.assert(
      fc.property(logs, (sent) => {
        const decoded = decodeLogs(Buffer.from(encodeLogsJson(sent)), 'json');
        expect(decoded).toEqual({ logs: sent, rejected: 0, message: null });
      }),
      { numRuns: 200 },
    );
  });

  it('through protobuf written by protobufjs', () => {
    fc.assert(
      fc.property(logs, (sent) => {
        const decoded = decodeLogs(encodeLogsWithProtobufjs(sent), 'protobuf');
        expect(decoded).toEqual({ logs: sent, rejected: 0, message: null });
      }),
      { numRuns: 200 },
    );
  });
});

describe('fuzz', () => {
  const mutations = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });

  /** Whatever comes in, the answer is a decoded request or OTLP_MALFORMED. */
  function survives(body: Uint8Array, changes: [number, number][], encoding: 'json' | 'protobuf'): void {
    const mutated = Uint8Array.from(body);
    for (const [at, byte] of changes) mutated[at % mutated.length] = byte;
    try {
      expect(decodeLogs(mutated, encoding).rejected).toBeGreaterThanOrEqual(0);
    } catch (error) {
      expect(error).toMatchObject({ code: 'OTLP_MALFORMED' });
    }
  }

  it('mutated protobuf and JSON', () => {
    fc.assert(
      fc.property(arbitraryLog, mutations, (log, changes) => {
        survives(encodeLogsWithProtobufjs([log]), changes, 'protobuf');
        survives(Buffer.from(encodeLogsJson([log])), changes, 'json');
      }),
      { numRuns: 300 },
    );
  });
});

describe('an export of logs', () => {
  it('may be empty', () => {
    expect(decodeLogs(new Uint8Array(), 'protobuf')).toEqual(NOTHING);
    expect(decodeLogs(Buffer.from('{}'), 'json')).toEqual(NOTHING);
  });

  it('loses only what has a time that cannot be stored, and keeps what has ids that are none', () => {
    const late = { low: 0, high: -1, unsigned: true };
    const decoded = fromProtobuf(
      { timeUnixNano: late },
      { observedTimeUnixNano: late },
      { traceId: Buffer.alloc(15, 1), spanId: Buffer.alloc(8, 2) },
      { traceId: Buffer.alloc(16), spanId: Buffer.alloc(8) },
    );
    expect(decoded.logs).toMatchObject([
      { traceId: null, spanId: '02'.repeat(8) },
      { traceId: null, spanId: null },
    ]);
    expect(decoded.rejected).toBe(2);
    expect(decoded.message).toBe(
      '2 of 4 log records were rejected: their time is after the year 2262; ' +
        '1 of 4 log records were kept without an id that is not 16 bytes (trace) or 8 bytes (span)',
    );
  });

  it('takes a severity by number or name, and one that does not exist as not said', () => {
    const decoded = fromJson(
      { severityNumber: 'SEVERITY_NUMBER_FATAL4' },
      { severityNumber: 24 },
      { severityNumber: 25 },
      { severityNumber: -1 },
    );
    expect(decoded.logs.map((log) => log.severityNumber)).toEqual([24, 24, 0, 0]);
    expect(fromProtobuf({ severityNumber: -1 }).logs[0]?.severityNumber).toBe(0);
  });

  it('keeps a 64-bit integer that stands as a bare number', () => {
    const text =
      '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"intValue":9223372036854775807}}]}]}]}';
    expect(decodeLogs(Buffer.from(text), 'json').logs[0]?.body).toEqual({ intValue: '9223372036854775807' });
  });

  it('is refused as a whole when it is malformed', () => {
    expect(() => fromJson({ body: { stringValue: 7 } })).toThrow(/logRecords\[0\]\.body\.stringValue/);
    expect(() => decodeLogs(Uint8Array.of(0x0a, 0xff), 'protobuf')).toThrow();
  });
});
