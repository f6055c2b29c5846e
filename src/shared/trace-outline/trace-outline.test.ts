import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceSummary } from '../trace.ts';
import {
  ascendingOrder,
  decodeOutline,
  encodeOutline,
  formatSpanId,
  outlineBounds,
  parseSpanId,
  SpanIdTable,
  UNKNOWN_COST,
  type OutlineColumns,
} from './index.ts';

const summary: TraceSummary = {
  traceId: 'a'.repeat(32),
  name: 'agent',
  service: 'shop',
  startTime: '2026-11-20T12:00:00.000Z',
  durationMs: 1,
  spanCount: 1,
  errorCount: 0,
  status: 'ok',
  provider: null,
  model: null,
  callCount: 0,
  inputTokens: null,
  outputTokens: null,
  costNanos: null,
  costUsd: null,
  unpricedCalls: 0,
  sessionId: null,
  userId: null,
};

interface Given {
  texts: string[];
  spans: {
    high: number;
    low: number;
    parent: number;
    start: number;
    duration: number;
    name: number;
    usage: { input: number; output: number; cost: bigint } | null;
  }[];
}

function encode({ texts, spans }: Given): ArrayBuffer {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  let end = 0;
  const ends = Uint32Array.from(bytes, ({ length }) => (end += length));
  const stringBytes = new Uint8Array(end);
  bytes.forEach((text, index) => stringBytes.set(text, ends[index]! - text.length));
  return encodeOutline({
    head: { summary, originUnixNano: '1795176000000000000' },
    spans: spans.length,
    usages: spans.filter(({ usage }) => usage !== null).length,
    stringEnds: ends,
    stringBytes,
    fill: (columns) => fill(columns, spans),
  });
}

function fill(columns: OutlineColumns, spans: Given['spans']): void {
  let usages = 0;
  spans.forEach((span, row) => {
    columns.spanId.set([span.high, span.low], 2 * row);
    columns.parent[row] = span.parent;
    columns.startMicros[row] = span.start;
    columns.durationMicros[row] = span.duration;
    columns.name[row] = span.name;
    for (const name of ['service', 'operation', 'model'] as const) columns[name][row] = -1;
    if (span.usage === null) return;
    columns.usageRow[usages] = row;
    columns.inputTokens[usages] = span.usage.input;
    columns.outputTokens[usages] = span.usage.output;
    columns.costNanos[usages++] = span.usage.cost;
  });
}

const anyHalf = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyOutline: fc.Arbitrary<Given> = fc
  .record({ texts: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), count: fc.nat(40) })
  .chain(({ texts, count }) =>
    fc
      .array(
        fc.record({
          high: anyHalf,
          low: anyHalf,
          parent: fc.integer({ min: -2, max: count - 1 }),
          start: fc.double({ noNaN: true, noDefaultInfinity: true }),
          duration: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
          name: fc.integer({ min: -1, max: texts.length - 1 }),
          usage: fc.option(
            fc.record({
              input: fc.constantFrom(NaN, 0, 12, 2 ** 40),
              output: fc.constantFrom(NaN, 3),
              cost: fc.constantFrom(UNKNOWN_COST, 0n, 450_000n, 2n ** 62n),
            }),
          ),
        }),
        { minLength: count, maxLength: count },
      )
      .map((spans) => ({ texts, spans: spans.sort((a, b) => a.start - b.start) })),
  );

describe('an outline in its wire form', () => {
  it('reads what was written', () => {
    fc.assert(
      fc.property(anyOutline, (given) => {
        const { columns, strings, spanCount, summary: head } = decodeOutline(encode(given));
        expect(head).toEqual(summary);
        expect(given.texts.map((_, index) => strings.at(index))).toEqual(given.texts);
        expect(strings.at(-1)).toBeNull();
        expect(spanCount).toBe(given.spans.length);
        expect([...columns.parent]).toEqual(given.spans.map(({ parent }) => parent));
        expect([...columns.startMicros]).toEqual(given.spans.map(({ start }) => start));
        expect([...columns.spanId]).toEqual(given.spans.flatMap(({ high, low }) => [high, low]));
        const usages = given.spans.flatMap(({ usage }) => (usage === null ? [] : [usage]));
        expect([...columns.inputTokens]).toEqual(usages.map(({ input }) => input));
        expect([...columns.costNanos]).toEqual(usages.map(({ cost }) => cost));
      }),
    );
  });

  it('takes no damaged bytes for an outline: each is refused or has every index in its bounds', () => {
    fc.assert(
      fc.property(anyOutline, fc.nat(), fc.nat(255), fc.nat(), (given, at, value, cut) => {
        const buffer = encode(given);
        const bytes = new Uint8Array(buffer);
        bytes[at % bytes.length] = value;
        for (const damaged of [buffer, buffer.slice(0, cut % bytes.length)]) {
          try {
            const { columns, strings, spanCount } = decodeOutline(damaged);
            expect(columns.parent.every((row) => row >= -2 && row < spanCount)).toBe(true);
            expect(columns.name.every((index) => index === -1 || strings.at(index) !== null)).toBe(true);
            expect(columns.usageRow.every((row) => row < spanCount)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      }),
    );
  });

  it('says that another version was sent', () => {
    const buffer = encode({ texts: ['a'], spans: [] });
    new Uint32Array(buffer, 4, 1)[0] = 9;
    expect(() => decodeOutline(buffer)).toThrow('version 9; this console reads version 1');
    expect(() => decodeOutline(new ArrayBuffer(64))).toThrow('no outline');
  });
});

describe('SpanIdTable', () => {
  it('finds each id in its first row, and no other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(20))), fc.nat(20), fc.nat(20), (ids, high, low) => {
        const table = new SpanIdTable(Uint32Array.from(ids.flat()));
        for (const [h, l] of [...ids, [high, low] as const]) {
          expect(table.find(h, l)).toBe(ids.findIndex(([a, b]) => a === h && b === l));
        }
      }),
    );
  });

  it('knows ids as text', () => {
    expect(parseSpanId('00000000ffffffff')).toEqual({ high: 0, low: 0xffffffff });
    expect(parseSpanId('nope')).toBeNull();
    expect(formatSpanId(1, 0xabc)).toBe('0000000100000abc');
  });
});

describe('outlineBounds', () => {
  const YEAR = 365 * 86_400_000_000;
  const bounds = (spans: [start: number, duration: number][]) =>
    outlineBounds(
      Float64Array.from(spans, ([start]) => start),
      Float64Array.from(spans, ([, duration]) => duration),
      '1795176000000000000',
    );

  it('goes from the first start to the last end', () => {
    expect(
      bounds([
        [0, 50],
        [10, 90],
        [20, 5],
      ]).bulk,
    ).toEqual({ start: 0, end: 100 });
    expect(bounds([]).bulk).toEqual({ start: 0, end: 0 });
  });

  it('leaves out a span of 1970, an end in 2100, and a span from 1970 until now', () => {
    const usual: [number, number][] = Array.from({ length: 20 }, (_, index) => [index * 1000, 5000]);
    const bulk = { start: 0, end: 24_000 };
    expect(bounds([[-56 * YEAR, 10], ...usual])).toEqual({
      all: { start: -56 * YEAR, end: 24_000 },
      bulk,
    });
    expect(bounds([[0, 74 * YEAR], ...usual]).bulk).toEqual(bulk);
    expect(bounds([[-56 * YEAR, 56 * YEAR], [-56 * YEAR, 0], [5, 74 * YEAR], ...usual]).bulk).toEqual(bulk);
    expect(
      bounds([
        [-56 * YEAR, 0],
        [0, 1000],
        [500, 1000],
      ]).bulk,
    ).toEqual({ start: 0, end: 1500 });
  });

  it('leaves out times that cannot be right however many they are, unless all are such', () => {
    const wrong: [number, number][] = [
      [-57 * YEAR, 10],
      [-57 * YEAR, 20],
      [100 * YEAR, 5],
    ];
    expect(bounds([...wrong, [0, 1000], [500, 1000]]).bulk).toEqual({ start: 0, end: 1500 });
    expect(bounds(wrong.slice(0, 2)).bulk).toEqual({ start: -57 * YEAR, end: -57 * YEAR + 20 });
  });

  it('keeps traces whole that have long pauses: work that waits for a person, a loop over weeks', () => {
    const day = 86_400_000_000;
    expect(
      bounds([
        [0, 1000],
        [3 * day, 1000],
      ]).bulk.end,
    ).toBe(3 * day + 1000);
    const daily: [number, number][] = Array.from({ length: 30 }, (_, index) => [index * 1.5 * day, 1000]);
    expect(bounds(daily).bulk.end).toBe(29 * 1.5 * day + 1000);
  });
});

describe('ascendingOrder', () => {
  it('sorts whole numbers of any size, and leaves equal ones in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.maxSafeInteger())), (values) => {
        const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
        expect([...ascendingOrder(Float64Array.from(values))]).toEqual(expected);
      }),
    );
  });
});
