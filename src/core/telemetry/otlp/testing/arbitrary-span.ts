import fc from 'fast-check';
import type { LogRecord } from '../../../store/logs/log-record.ts';
import type {
  Attributes,
  AttributeValue,
  EventRecord,
  LinkRecord,
  ResourceRecord,
  ScopeRecord,
  SpanRecord,
} from '../../../store/span-record.ts';
import { doubleAttribute, integerAttribute } from '../attribute-value.ts';

export const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
export const time = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
export const anyText = fc.string({ unit: 'binary', maxLength: 40 });
export const hex = (length: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
    .filter((id) => !/^0*$/.test(id));

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): AttributeValue => {
  const number = Number(value);
  return integerAttribute(Number.isSafeInteger(number) ? number : value);
});

export const { attributes, value: anyValue } = fc.letrec<{ value: AttributeValue; attributes: Attributes }>(
  (tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      anyText,
      fc.string({ minLength: 60, maxLength: 70 }),
      fc.boolean(),
      fc.maxSafeInteger().map((value) => (value === 0 ? 0 : value)),
      int64,
      fc.double().map(doubleAttribute),
      fc.constant(null),
      fc
        .uint8Array({ maxLength: 20 })
        .map((bytes) => ({ bytesValue: Buffer.from(bytes).toString('base64') })),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.record({ kvlistValue: tie('attributes') }),
    ),
    attributes: fc.dictionary(fc.oneof(anyText, fc.constant('__proto__')), tie('value'), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
  }),
);

export const resource: fc.Arbitrary<ResourceRecord> = fc.record({
  attributes,
  droppedAttributes: uint32,
  schemaUrl: anyText,
});

export const scope: fc.Arbitrary<ScopeRecord> = fc.record({
  name: anyText,
  version: anyText,
  attributes,
  droppedAttributes: uint32,
  schemaUrl: anyText,
});

const event: fc.Arbitrary<EventRecord> = fc.record({
  timeUnixNano: time,
  name: anyText,
  attributes,
  droppedAttributes: uint32,
});

const link: fc.Arbitrary<LinkRecord> = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  traceState: anyText,
  flags: uint32,
  attributes,
  droppedAttributes: uint32,
});

/** Any span that the decoders may give: every field, every kind of value. */
export const arbitrarySpan: fc.Arbitrary<SpanRecord> = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  parentSpanId: fc.option(hex(16)),
  traceState: anyText,
  flags: uint32,
  name: anyText,
  kind: fc.integer({ min: 0, max: 5 }),
  startUnixNano: time,
  endUnixNano: time,
  attributes,
  droppedAttributes: uint32,
  events: fc.array(event, { maxLength: 3 }),
  droppedEvents: uint32,
  links: fc.array(link, { maxLength: 3 }),
  droppedLinks: uint32,
  statusCode: fc.integer({ min: 0, max: 2 }),
  statusMessage: anyText,
  resource,
  scope,
});

/** Any log record that the decoders may give. */
export const arbitraryLog: fc.Arbitrary<LogRecord> = fc.record({
  traceId: fc.option(hex(32)),
  spanId: fc.option(hex(16)),
  timeUnixNano: time,
  observedUnixNano: time,
  severityNumber: fc.integer({ min: 0, max: 24 }),
  severityText: anyText,
  body: anyValue,
  attributes,
  droppedAttributes: uint32,
  flags: uint32,
  eventName: anyText,
  resource,
  scope,
});
