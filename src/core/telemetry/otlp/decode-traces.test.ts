import { describe, expect, it } from 'vitest';
import type { SpanRecord } from '../../store/span-record.ts';
import { decodeTraces, toPlainAttributes, type DecodedTraces } from './index.ts';
import { encodeMessage } from './testing/otlp-schema.ts';

const TRACE = '5b8efff798038103d269b633813fc60c';
const SPAN = 'eee19b7ec3c1b174';

function fromJson(...spans: object[]): DecodedTraces {
  return decodeTraces(Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] })), 'json');
}

function fromProtobuf(...spans: object[]): DecodedTraces {
  const resourceSpans = [{ scopeSpans: [{ spans }] }];
  return decodeTraces(encodeMessage('ExportTraceServiceRequest', { resourceSpans }), 'protobuf');
}

function only(decoded: DecodedTraces): SpanRecord {
  expect(decoded.spans).toHaveLength(1);
  const [span] = decoded.spans;
  if (span === undefined) throw new Error('no span');
  return span;
}

describe('a request', () => {
  it('may be empty', () => {
    const nothing = { spans: [], rejected: 0, message: null };
    expect(decodeTraces(new Uint8Array(), 'protobuf')).toEqual(nothing);
    expect(decodeTraces(Buffer.from('{}'), 'json')).toEqual(nothing);
    expect(decodeTraces(Buffer.from('{"resourceSpans":null}'), 'json')).toEqual(nothing);
  });

  it('loses only the spans whose identity or times cannot be stored, and says why', () => {
    const id = { traceId: Buffer.from(TRACE, 'hex'), spanId: Buffer.from(SPAN, 'hex') };
    const late = { low: 0, high: -1, unsigned: true };
    const decoded = fromProtobuf(
      id,
      { ...id, traceId: Buffer.alloc(15, 1) },
      { ...id, traceId: Buffer.alloc(16) },
      { ...id, traceId: Buffer.alloc(16) },
      { ...id, spanId: Buffer.alloc(0) },
      { ...id, spanId: Buffer.alloc(8) },
      { ...id, parentSpanId: Buffer.alloc(3) },
      { ...id, startTimeUnixNano: late },
      { ...id, endTimeUnixNano: late },
      { ...id, events: [{ timeUnixNano: late }] },
    );
    expect(decoded.spans).toHaveLength(1);
    expect(decoded.rejected).toBe(9);
    expect(decoded.message).toBe(
      '9 of 10 spans were rejected: the trace id is not 16 bytes (1), the trace id is all zero (2), ' +
        'the span id is not 8 bytes (1), the span id is all zero (1), the parent span id is not 8 bytes (1), ' +
        'the start time is after the year 2262 (1), the end time is after the year 2262 (1), ' +
        'the time of an event is after the year 2262 (1)',
    );
  });

  it('rejects the same in JSON', () => {
    const decoded = fromJson(
      { traceId: TRACE, spanId: SPAN },
      { traceId: 'W47/95gDgQPSabYzgT/GDA==', spanId: SPAN },
      { traceId: TRACE },
      { traceId: TRACE, spanId: SPAN, startTimeUnixNano: '18446744073709551615' },
    );
    expect(decoded.spans).toHaveLength(1);
    expect(decoded.message).toBe(
      '3 of 4 spans were rejected: the trace id is not 16 bytes (1), the span id is not 8 bytes (1), ' +
        'the start time is after the year 2262 (1)',
    );
  });
});

describe('a span', () => {
  it('that ends before it starts is kept as it was sent', () => {
    const span = only(
      fromJson({ traceId: TRACE, spanId: SPAN, startTimeUnixNano: '20', endTimeUnixNano: '10' }),
    );
    expect([span.startUnixNano, span.endUnixNano]).toEqual([20n, 10n]);
  });

  it('has no parent when the parent id is all zero', () => {
    const zero = '0'.repeat(16);
    expect(only(fromJson({ traceId: TRACE, spanId: SPAN, parentSpanId: zero })).parentSpanId).toBeNull();
    const id = { traceId: Buffer.from(TRACE, 'hex'), spanId: Buffer.from(SPAN, 'hex') };
    expect(only(fromProtobuf({ ...id, parentSpanId: Buffer.alloc(8) })).parentSpanId).toBeNull();
  });

  it('keeps links with zero ids, drops and counts links with ids of another length', () => {
    const links = [{ attributes: [{ key: 'why', value: { stringValue: 'batch' } }] }, { traceId: 'abc' }];
    const span = only(fromJson({ traceId: TRACE, spanId: SPAN, links, droppedLinksCount: 2 }));
    expect(span.links).toMatchObject([{ traceId: '0'.repeat(32), attributes: { why: 'batch' } }]);
    expect(span.droppedLinks).toBe(3);
  });

  it('of an unknown kind or status is unspecified', () => {
    const span = only(fromJson({ traceId: TRACE, spanId: SPAN, kind: 99, status: { code: -1 } }));
    expect([span.kind, span.statusCode]).toEqual([0, 0]);
  });
});

describe('OTLP/JSON', () => {
  it('takes ids of either case, names of enums and numbers for 64-bit integers, and ignores what it does not know', () => {
    const span = only(
      fromJson({
        traceId: TRACE.toUpperCase(),
        spanId: SPAN.toUpperCase(),
        kind: 'SPAN_KIND_SERVER',
        status: { code: 'STATUS_CODE_ERROR', message: 'broken' },
        startTimeUnixNano: 1544712660000,
        attributes: [{ key: 'count', value: { intValue: 3 } }],
        newField: { of: ['a', 'later', 'version'] },
      }),
    );
    expect(span).toMatchObject({
      traceId: TRACE,
      spanId: SPAN,
      kind: 2,
      statusCode: 2,
      statusMessage: 'broken',
      startUnixNano: 1544712660000n,
      attributes: { count: 3 },
    });
  });

  it('keeps integers exact that are written as bare numbers beyond 2^53', () => {
    const body = `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${TRACE}","spanId":"${SPAN}",
      "startTimeUnixNano":1544712660300000123,
      "attributes":[{"key":"least","value":{"intValue":-9223372036854775808}},
        {"key":"largest","value":{"intValue":9223372036854775807}},
        {"key":"huge","value":{"doubleValue":123456789012345678901234567890}}]}]}]}]}`;
    const span = only(decodeTraces(Buffer.from(body), 'json'));
    expect(span.startUnixNano).toBe(1544712660300000123n);
    expect(span.attributes).toEqual({
      least: { intValue: '-9223372036854775808' },
      largest: { intValue: '9223372036854775807' },
      huge: { doubleValue: Number('123456789012345678901234567890') },
    });
  });

  it('takes URL-safe base64', () => {
    const attributes = [{ key: 'b', value: { bytesValue: '-_8' } }];
    expect(only(fromJson({ traceId: TRACE, spanId: SPAN, attributes })).attributes).toEqual({
      b: { bytesValue: '+/8=' },
    });
  });
});

describe('attributes', () => {
  it('named __proto__ are attributes like others', () => {
    const attributes = [{ key: '__proto__', value: { kvlistValue: { values: [{ key: 'x', value: {} }] } } }];
    const span = only(fromJson({ traceId: TRACE, spanId: SPAN, attributes }));
    expect(Object.keys(span.attributes)).toEqual(['__proto__']);
    expect(JSON.stringify(toPlainAttributes(span.attributes))).toBe('{"__proto__":{"x":null}}');
  });

  it('become plain JSON for reading', () => {
    const plain = toPlainAttributes({
      text: 'a',
      whole: 3,
      double: { doubleValue: 3 },
      nan: { doubleValue: 'NaN' },
      large: { intValue: '9223372036854775807' },
      bytes: { bytesValue: 'AQI=' },
      list: [1, { doubleValue: 2 }, null],
      map: { kvlistValue: { inner: [true] } },
    });
    expect(plain).toEqual({
      text: 'a',
      whole: 3,
      double: 3,
      nan: 'NaN',
      large: '9223372036854775807',
      bytes: 'AQI=',
      list: [1, 2, null],
      map: { inner: [true] },
    });
  });
});

describe('protobuf', () => {
  it('skips unknown fields and groups, and merges messages that come in parts', () => {
    const id = { traceId: Buffer.from(TRACE, 'hex'), spanId: Buffer.from(SPAN, 'hex') };
    const spans = encodeMessage('ResourceSpans', { scopeSpans: [{ spans: [id] }] });
    const resource = (key: string): Uint8Array =>
      encodeMessage('ResourceSpans', { resource: { attributes: [{ key, value: { boolValue: true } }] } });
    const unknownGroup = Uint8Array.from([0xa3, 0x01, 0x08, 0x05, 0xab, 0x01, 0xac, 0x01, 0xa4, 0x01]);
    const group = Buffer.concat([spans, resource('first'), unknownGroup, resource('second')]);
    const body = Buffer.concat([Uint8Array.from([0x0a, group.length]), group]);
    const span = only(decodeTraces(body, 'protobuf'));
    expect(span.resource.attributes).toEqual({ first: true, second: true });
  });

  it('replaces invalid UTF-8 instead of refusing the export', () => {
    const bytes = encodeMessage('ExportTraceServiceRequest', {
      resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: Buffer.from(TRACE, 'hex'), name: '~~' }] }] }],
    });
    const body = bytes.map((byte) => (byte === 0x7e ? 0xff : byte));
    const spanId = encodeMessage('Span', { spanId: Buffer.from(SPAN, 'hex') });
    expect(decodeTraces(body, 'protobuf').rejected).toBe(1);
    expect(only(fromProtobufBytes(body, spanId)).name).toBe('\ufffd\ufffd');
  });
});

/** `body` holds one span; appends fields to it and corrects the lengths of the messages around it. */
function fromProtobufBytes(body: Uint8Array, fields: Uint8Array): DecodedTraces {
  const longer = Buffer.concat([body, fields]);
  for (const at of [1, 3, 5]) longer[at] = (longer[at] ?? 0) + fields.length;
  return decodeTraces(longer, 'protobuf');
}
