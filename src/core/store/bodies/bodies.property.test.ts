import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Retention } from '../retention.ts';
import type { Attributes, StoredSpan } from '../span-record.ts';
import { SpanWriter } from '../span-writer.ts';
import { MINUTE, NOON, spanIdOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { bodyNumbersOf } from './index.ts';
import { joinParts, packParts } from './stored-text.ts';
import { MAX_PIECE_LENGTH, splitText } from './split-text.ts';

const anyUnit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.array(anyUnit, { minLength: 250, maxLength: 300 }).map((units) => units.join('')),
  fc.json({ maxDepth: 4 }),
  fc.array(fc.string({ maxLength: 200 }), { maxLength: 8 }).chain((messages) =>
    fc.constantFrom(undefined, 1).map((space) =>
      JSON.stringify(
        messages.map((content) => ({ role: 'user', content })),
        undefined,
        space,
      ),
    ),
  ),
  fc
    .array(fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', ' ', 'a'.repeat(70), ':'), { maxLength: 60 })
    .map((units) => units.join('')),
);

it('gives segments that, joined, are the text, and pieces that a compressor can take', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const segments = splitText(text);
      expect(segments.map((segment) => segment.text).join('')).toBe(text);
      if (!text.isWellFormed()) return;
      for (const segment of segments) {
        expect(segment.text.isWellFormed()).toBe(true);
        expect(segment.text.length).toBeLessThanOrEqual(MAX_PIECE_LENGTH);
        expect(segment.isBody || segment.text.length < 256).toBe(true);
      }
    }),
  );
});

it('joins what it packed', () => {
  const tokens = fc.array(fc.oneof(fc.nat({ max: 50 }), fc.constantFrom(',', ', ', '[')));
  fc.assert(
    fc.property(tokens, (some) => {
      const textOf = (bodyNo: number): string => `<${bodyNo}>`;
      expect(joinParts(packParts(some), textOf)).toBe(
        some.map((token) => (typeof token === 'number' ? textOf(token) : token)).join(''),
      );
    }),
  );
});

const anyValue = fc.letrec<{ value: Attributes[string] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant({ bytesValue: 'AAAA' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .dictionary(fc.constantFrom('a', 'bodyValue', 'kvlistValue', '__proto__'), tie('value'), { maxKeys: 3 })
      .map((kvlistValue) => ({ kvlistValue })),
  ),
})).value;
const anyAttributes = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('__proto__', 'bodyValue', 'toString')),
  anyValue,
  { maxKeys: 4 },
);

it('gives back every attribute as it came, of spans and of events', () => {
  const store = temporaryStore();
  let number = 0;
  try {
    fc.assert(
      fc.property(anyAttributes, anyAttributes, (attributes, eventAttributes) => {
        number += 1;
        const event = {
          timeUnixNano: NOON,
          name: 'event',
          attributes: eventAttributes,
          droppedAttributes: 0,
        };
        const given = storedSpan({ span: { spanId: spanIdOf(number), attributes, events: [event] } });
        store.writer.write([given]);
        const read = store.reader.span(given.span.traceId, given.span.spanId)?.span;
        // JSON cannot tell -0 from 0, and neither does the store.
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(plain(read?.attributes)).toEqual(plain(attributes));
        expect(plain(read?.events[0]?.attributes)).toEqual(plain(eventAttributes));
      }),
      { numRuns: 150 },
    );
  } finally {
    store.close();
  }
});

/** What the tables of bodies must hold, from the rows of the spans alone. */
function expectExact({ db }: TemporaryStore): void {
  const spans = db.prepare<[], { trace_no: number; attributes: string }>(
    'SELECT trace_no, attributes FROM spans',
  );
  const uses = new Map<number, Set<number>>();
  for (const span of spans.all()) {
    for (const bodyNo of bodyNumbersOf(span.attributes)) {
      uses.set(bodyNo, (uses.get(bodyNo) ?? new Set()).add(span.trace_no));
    }
  }
  const ascending = (a: readonly number[], b: readonly number[]): number =>
    (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
  const rows = (sql: string): unknown[] => db.prepare(sql).raw().all();
  expect(rows('SELECT body_no FROM bodies ORDER BY 1')).toEqual(
    [...uses.keys()].map((no) => [no]).sort(ascending),
  );
  expect(rows('SELECT body_no, trace_no FROM trace_bodies ORDER BY 1, 2')).toEqual(
    [...uses].flatMap(([bodyNo, traces]) => [...traces].map((traceNo) => [bodyNo, traceNo])).sort(ascending),
  );
  expect(rows('SELECT body_no, more_traces FROM shared_bodies ORDER BY 1')).toEqual(
    [...uses]
      .filter(([, traces]) => traces.size > 1)
      .map(([bodyNo, traces]) => [bodyNo, traces.size - 1])
      .sort(ascending),
  );
}

const anyHistory = fc
  .uniqueArray(fc.nat({ max: 5 }), { maxLength: 4 })
  .map((messages) => JSON.stringify(messages.map((message) => `message ${message} `.repeat(12))));
const anySpan = fc
  .record({ trace: fc.integer({ min: 1, max: 4 }), span: fc.integer({ min: 1, max: 5 }), text: anyHistory })
  .map(({ trace, span, text }) =>
    storedSpan({
      span: {
        traceId: traceIdOf(trace),
        spanId: spanIdOf(span),
        startUnixNano: NOON + BigInt(trace) * MINUTE,
        attributes: { 'gen_ai.input.messages': text },
      },
    }),
  );
type Step = { write: StoredSpan[] } | { fail: StoredSpan[] } | { keepFrom: bigint } | 'restart';
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ write: fc.array(anySpan, { maxLength: 6 }) }) },
  fc.record({ fail: fc.array(anySpan, { minLength: 1, maxLength: 6 }) }),
  fc.record({ keepFrom: fc.bigInt({ min: 1n, max: 5n }) }),
  fc.constant('restart' as const),
);

it('keeps exactly the bodies that are referred to, whatever is written, fails and is removed', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
      const store = temporaryStore();
      let { writer } = store;
      try {
        for (const step of steps) {
          if (step === 'restart') writer = new SpanWriter(store.db);
          else if ('write' in step) writer.write(step.write);
          else if ('fail' in step) expect(() => writer.write(failing(step.fail))).toThrow('broken off');
          else {
            const retention = new Retention(store.db, { maxAgeDays: 0, maxBytes: 1e15 }, writer);
            while (retention.slice(NOON + step.keepFrom * MINUTE));
          }
          expectExact(store);
        }
      } finally {
        store.close();
      }
    }),
    { numRuns: 40 },
  );
});

function* failing(spans: readonly StoredSpan[]): Generator<StoredSpan> {
  yield* spans;
  throw new Error('broken off');
}
