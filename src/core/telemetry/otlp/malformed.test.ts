import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../../../shared/errors.ts';
import type { OtlpEncoding } from '../telemetry.ts';
import { decodeTraces, encodeTracesJson } from './index.ts';
import { arbitrarySpan } from './testing/arbitrary-span.ts';
import { encodeWithProtobufjs } from './testing/otlp-schema.ts';

function failure(body: Uint8Array | string, encoding: OtlpEncoding): SignalboxError {
  try {
    decodeTraces(typeof body === 'string' ? Buffer.from(body) : body, encoding);
  } catch (error) {
    if (error instanceof SignalboxError) return error;
    throw error;
  }
  throw new Error('the body was decoded');
}

const request = (span: object): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{}, span] }] }] });

describe('protobuf that is not a trace export', () => {
  it.each([
    ['a length beyond the end', [0x0a, 0x05, 0x00], 'a value of 5 bytes where only 1 are left at byte 1'],
    ['a tag cut off', [0x8a], 'truncated varint at byte 0'],
    [
      'a varint without end',
      [0x08 | 2, ...Array<number>(11).fill(0xff)],
      'varint longer than 10 bytes at byte 1',
    ],
    ['field number 0', [0x02, 0x00], 'field number 0 at byte 0'],
    [
      'a known field with another wire type',
      [0x08, 0x01],
      'field 1 of ExportTraceServiceRequest has the wire type 0',
    ],
    ['an unknown wire type', [0x7e], 'unknown wire type 6 at byte 1'],
    ['a group that is not closed', [0x7b, 0x08, 0x01], 'truncated varint at byte 3'],
    ['a group closed as another', [0x7b, 0x74], 'group 15 ended as group 14 at byte 2'],
    ['an end of no group', [0x7c], 'an end of a group that did not begin'],
    ['a fixed value cut off', [0x79, 1, 2, 3], 'truncated 8-byte value at byte 1'],
    ['groups nested too deep', Array<number>(80).fill(0x7b), 'groups nested deeper than 64'],
  ])('%s', (_name, bytes, reason) => {
    const error = failure(Uint8Array.from(bytes), 'protobuf');
    expect(error.code).toBe('OTLP_MALFORMED');
    expect(error.message).toContain(reason);
  });

  it('refuses values nested deeper than 64, and takes 64', () => {
    // Each value is an array of the one before; written by hand, as protobufjs refuses such depth itself.
    const wrap = (tag: number, bytes: Buffer): Buffer =>
      Buffer.concat([Uint8Array.from([tag, (bytes.length & 0x7f) | 0x80, bytes.length >> 7]), bytes]);
    const nested = (depth: number): Buffer =>
      depth === 1 ? Buffer.from([0x18, 1]) : wrap(0x2a, wrap(0x0a, nested(depth - 1)));
    const body = (depth: number): Buffer => wrap(0x0a, wrap(0x0a, wrap(0x0a, wrap(0x12, nested(depth)))));
    expect(decodeTraces(body(64), 'protobuf').spans).toEqual([]);
    expect(failure(body(65), 'protobuf').message).toContain('nested deeper than 64');
  });
});

describe('JSON that is not a trace export', () => {
  it.each([
    ['no JSON', '{"resourceSpans":', 'not JSON'],
    ['another type', '[]', 'the body is not an object'],
    ['no list', '{"resourceSpans":{}}', 'resourceSpans is not an array'],
    ['no span', request([]), 'resourceSpans[0].scopeSpans[0].spans[1] is not an object'],
    ['an id that is no string', request({ traceId: 7 }), 'spans[1].traceId is not a string'],
    [
      'a time with a fraction',
      request({ startTimeUnixNano: 1.5 }),
      'spans[1].startTimeUnixNano is not an unsigned',
    ],
    [
      'a time below zero',
      request({ startTimeUnixNano: '-1' }),
      'startTimeUnixNano is not an unsigned 64-bit',
    ],
    ['a kind of no known name', request({ kind: 'SERVER' }), 'spans[1].kind is not an integer or one of'],
    [
      'flags beyond 32 bits',
      request({ flags: 4294967296 }),
      'spans[1].flags is not an unsigned 32-bit integer',
    ],
    [
      'an integer beyond 64 bits',
      request({ attributes: [{ key: 'a', value: { intValue: '9223372036854775808' } }] }),
      'spans[1].attributes[0].value.intValue is not a signed 64-bit integer',
    ],
    [
      'a bare integer beyond 64 bits',
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":18446744073709551616}]}]}]}',
      'spans[0].startTimeUnixNano is not an unsigned 64-bit integer',
    ],
    [
      'bytes that are not base64',
      request({ events: [{ attributes: [{ key: 'a', value: { bytesValue: '?' } }] }] }),
      'spans[1].events[0].attributes[0].value.bytesValue is not base64',
    ],
    [
      'a boolean in a string',
      request({ attributes: [{ key: 'a', value: { boolValue: 'true' } }] }),
      'value.boolValue is not a boolean',
    ],
  ])('%s', (_name, body, reason) => {
    const error = failure(body, 'json');
    expect(error.code).toBe('OTLP_MALFORMED');
    expect(error.message).toContain(reason);
  });

  it('refuses values nested deeper than 64, and ignores unknown fields however deep they nest', () => {
    const value = '{"arrayValue":{"values":['.repeat(65) + ']}}'.repeat(65);
    const deep = `{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":${value}}]}}]}`;
    expect(failure(deep, 'json').message).toContain('is not nested at most 64 values deep');
    const unknown = `{"other":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(decodeTraces(Buffer.from(unknown), 'json').spans).toEqual([]);
  });
});

/** Whatever comes in, the answer is a decoded request or OTLP_MALFORMED. */
function survives(body: Uint8Array, encoding: OtlpEncoding): void {
  try {
    expect(decodeTraces(body, encoding).rejected).toBeGreaterThanOrEqual(0);
  } catch (error) {
    expect(error).toMatchObject({ code: 'OTLP_MALFORMED' });
  }
}

const mutations = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
  minLength: 1,
  maxLength: 8,
});

function mutate(body: Uint8Array, changes: readonly (readonly [number, number])[], cut: number): Uint8Array {
  const mutated = Uint8Array.from(body);
  for (const [at, byte] of changes) mutated[at % mutated.length] = byte;
  return cut % 3 === 0 ? mutated.subarray(0, cut % mutated.length) : mutated;
}

describe('fuzz', () => {
  it.each(['protobuf', 'json'] as const)('random bytes as %s', (encoding) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => survives(body, encoding)),
      { numRuns: 3000 },
    );
  });

  it('mutated protobuf', () => {
    fc.assert(
      fc.property(arbitrarySpan, mutations, fc.nat(), (span, changes, cut) => {
        survives(mutate(encodeWithProtobufjs([span]), changes, cut), 'protobuf');
      }),
      { numRuns: 1000 },
    );
  });

  it('mutated JSON', () => {
    fc.assert(
      fc.property(arbitrarySpan, mutations, fc.nat(), (span, changes, cut) => {
        survives(mutate(Buffer.from(encodeTracesJson([span])), changes, cut), 'json');
      }),
      { numRuns: 1000 },
    );
  });
});
