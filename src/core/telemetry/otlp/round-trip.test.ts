import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTraces, encodeTracesJson } from './index.ts';
import { arbitrarySpan } from './testing/arbitrary-span.ts';
import { encodeWithProtobufjs } from './testing/otlp-schema.ts';

const spans = fc.array(arbitrarySpan, { maxLength: 4 });

describe('what is encoded decodes to the same records', () => {
  it('through our OTLP/JSON', () => {
    fc.assert(
      fc.property(spans, (sent) => {
        const decoded = decodeTraces(Buffer.from(encodeTracesJson(sent)), 'json');
        expect(decoded).toEqual({ spans: sent, rejected: 0, message: null });
      }),
      { numRuns: 300 },
    );
  });

  it('through protobuf written by protobufjs', () => {
    fc.assert(
      fc.property(spans, (sent) => {
        const decoded = decodeTraces(encodeWithProtobufjs(sent), 'protobuf');
        expect(decoded).toEqual({ spans: sent, rejected: 0, message: null });
      }),
      { numRuns: 300 },
    );
  });

  it('with one resource and scope object for all spans that share it', () => {
    fc.assert(
      fc.property(arbitrarySpan, arbitrarySpan, (first, second) => {
        const sent = [first, { ...second, resource: structuredClone(first.resource), scope: first.scope }];
        const { spans: decoded } = decodeTraces(Buffer.from(encodeTracesJson(sent)), 'json');
        expect(decoded).toEqual(sent);
        expect(decoded[0]?.resource).toBe(decoded[1]?.resource);
        expect(decoded[0]?.scope).toBe(decoded[1]?.scope);
      }),
      { numRuns: 50 },
    );
  });
});
