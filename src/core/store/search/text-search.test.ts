import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredSpan } from '../span-record.ts';
import { spanIdOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { narrowingCondition, SearchIndexer, searchState, textCondition, type TextPattern } from './index.ts';

let store: TemporaryStore;
let indexer: SearchIndexer | null;
beforeEach(() => {
  store = temporaryStore();
  indexer = null;
});
afterEach(() => {
  indexer?.close();
  store.close();
});

function index(): void {
  indexer ??= new SearchIndexer(store.path);
  while (indexer.slice());
}

function found(...pattern: [string, ...string[]]): number[] {
  const { sql, values } = textCondition(store.db, pattern);
  return store.db
    .prepare<unknown[], string>(`SELECT trace_id FROM traces t WHERE ${sql} ORDER BY start_ns, trace_no`)
    .pluck()
    .all(...values)
    .map((traceId) => parseInt(traceId, 16));
}

let spans = 0;
function spanOf(trace: number, span: Partial<StoredSpan['span']>): StoredSpan {
  return storedSpan({ span: { traceId: traceIdOf(trace), spanId: spanIdOf(++spans), ...span } });
}

const messages = (...texts: string[]) =>
  JSON.stringify(texts.map((content) => ({ role: 'user', parts: [{ type: 'text', content }] })));

describe.each(['before it is indexed', 'once it is indexed'] as const)('text of a span, %s', (when) => {
  function write(...batch: StoredSpan[]): void {
    store.writer.write(batch);
    if (when === 'once it is indexed') index();
  }

  it('is found in names, status, attributes, events and messages', () => {
    write(
      spanOf(1, { name: 'plan journey' }),
      spanOf(2, { statusMessage: 'signal was red' }),
      spanOf(3, { attributes: { 'http.url': 'http://depot.internal/wagons/17', list: ['buffer', 'stop'] } }),
      spanOf(4, {
        events: [
          {
            name: 'exception',
            timeUnixNano: 1n,
            attributes: { 'exception.message': 'Points failure' },
            droppedAttributes: 0,
          },
        ],
      }),
      spanOf(5, { attributes: { 'gen_ai.input.messages': messages('Where is\nthe Café?') } }),
      spanOf(6, { attributes: { nested: { kvlistValue: { deep: '{"arguments":"{\\"order\\":48213}"}' } } } }),
    );
    expect(found('journey')).toEqual([1]);
    expect(found('RED')).toEqual([2]);
    expect(found('wagons')).toEqual([3]);
    expect(found('stop')).toEqual([3]);
    expect(found('points failure')).toEqual([4]);
    expect(found('cafe')).toEqual([5]);
    expect(found('is the')).toEqual([5]);
    expect(found('48213')).toEqual([6]);
    expect(found('content')).toEqual([]);
  });

  it('is none of what rules were asked and said, which is the same in every call', () => {
    write(
      spanOf(1, { attributes: { 'signalbox.policy.input': '{"request":{"model":"sleeper"}}' } }),
      spanOf(2, { attributes: { model: 'sleeper' } }),
      spanOf(3, {
        events: [
          {
            name: 'signalbox.policy',
            timeUnixNano: 1n,
            attributes: {
              'signalbox.policy.name': 'Night trains',
              'signalbox.policy.rules': JSON.stringify([{ why: 'not a sleeper '.repeat(30) }]),
            },
            droppedAttributes: 0,
          },
        ],
      }),
    );
    expect(found('sleeper')).toEqual([2]);
    expect(found('night trains')).toEqual([3]);
  });

  it('is found by phrase only where its words follow each other in one text', () => {
    write(
      spanOf(1, { name: 'night train', statusMessage: 'leaves late' }),
      spanOf(2, { name: 'train night' }),
    );
    expect(found('night train')).toEqual([1]);
    expect(found('train leaves')).toEqual([]);
    expect(found('train')).toEqual([1, 2]);
  });

  it('is found by the beginnings of words', () => {
    write(spanOf(1, { name: 'departure board' }), spanOf(2, { name: 'department' }));
    expect(found('depart', '')).toEqual([1, 2]);
    expect(found('departure bo', '')).toEqual([1]);
    expect(found('part', '')).toEqual([]);
    expect(found('', '')).toEqual([1, 2]);
    expect(found('depart', 'board')).toEqual([1]);
  });
});

it('finds the same before and after indexing, and what a naive search finds', () => {
  const word = fc.constantFrom('red', 'Red', 'reds', 'signal', 'siGnals', 'box', 'zug', 'Züge', '42');
  const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  const trace = fc.array(fc.record({ name: text, statusMessage: text, attribute: text }), {
    minLength: 1,
    maxLength: 3,
  });
  const pattern = fc.record({
    text,
    isPrefix: fc.boolean(),
    reach: fc.constantFrom('page' as const, 'all' as const),
  });
  const property = fc.property(
    fc.array(trace, { minLength: 1, maxLength: 5 }),
    fc.array(pattern, { maxLength: 6 }),
    (traces, patterns) => {
      const batch = traces.map((all, trace) =>
        all.map(({ name, statusMessage, attribute }) =>
          spanOf(trace + 1, { name, statusMessage, attributes: { attribute } }),
        ),
      );
      const own = temporaryStore();
      const ownIndexer = new SearchIndexer(own.path);
      const search = (asked: TextPattern, reach: 'page' | 'all') => {
        const { sql, values } = textCondition(own.db, asked, reach);
        const rows = own.db.prepare<unknown[], string>(`SELECT trace_id FROM traces t WHERE ${sql}`);
        return new Set(rows.pluck().all(...values));
      };
      try {
        // Half of a trace's spans in one batch and pass, half in the next.
        own.writer.write(batch.flatMap((all) => all.slice(0, 1)));
        while (ownIndexer.slice());
        own.writer.write(batch.flatMap((all) => all.slice(1)));
        for (const pass of [1, 2]) {
          for (const { text: asked, isPrefix, reach } of patterns) {
            const expected = batch.flatMap((all, trace) =>
              all.some((span) => textsOf(span).some((text) => stands(asked, isPrefix, text)))
                ? [traceIdOf(trace + 1)]
                : [],
            );
            const got = search(isPrefix ? [asked, ''] : [asked], reach);
            expect(got, `${asked} in pass ${pass}`).toEqual(new Set(expected));
          }
          while (ownIndexer.slice());
        }
      } finally {
        ownIndexer.close();
        own.close();
      }
    },
  );
  fc.assert(property, { numRuns: 12 });
});

function textsOf({ span }: StoredSpan): string[] {
  return [span.name, span.statusMessage, span.attributes.attribute as string];
}

function stands(asked: string, isPrefix: boolean, text: string): boolean {
  const words = (all: string) => all.toLowerCase().replaceAll('ü', 'u').split(' ');
  const [phrase, within] = [words(asked), words(text)];
  const last = phrase.length - 1;
  return within.some((_, start) =>
    phrase.every((word, index) => {
      const there = within[start + index];
      return isPrefix && index === last ? there?.startsWith(word) === true : there === word;
    }),
  );
}

it('takes any text as text', () => {
  store.writer.write([spanOf(1, { name: 'plain' })]);
  index();
  store.writer.write([spanOf(2, { name: 'also plain' })]);
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          '""',
          "'",
          '*',
          '^',
          '(',
          ')',
          ':',
          'NEAR(',
          ' AND ',
          ' OR ',
          ' NOT ',
          '\0',
          'x',
          '-',
          '{',
          '+',
          ';--',
        ),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 3 }), (pieces) => {
      const asked = pieces as [string, ...string[]];
      const everything = pieces.every((piece) => piece.trim() === '');
      const result = found(...asked);
      if (everything) expect(result).toEqual([1, 2]);
      else expect(result).toEqual([]);
    }),
  );
});

it('finds short texts after any number of long ones', () => {
  const long = Object.fromEntries(
    Array.from({ length: 5 }, (_, at) => [`long${at}`, `${at} word `.repeat(9000)]),
  );
  store.writer.write([spanOf(1, { attributes: { ...long, short: 'needle' } })]);
  index();
  expect(found('needle')).toEqual([1]);
});

it('searches what is not indexed yet unless it is much', () => {
  store.writer.write(Array.from({ length: 1500 }, (_, at) => spanOf(at + 1, { name: `number${at + 1}` })));
  expect(found('number1')).toEqual([]);
  index();
  expect(found('number1')).toEqual([1]);
  store.writer.write([spanOf(1501, { name: 'number1501' })]);
  expect(found('number1501')).toEqual([1501]);
  expect(searchState(store.db)?.indexedThrough).toBe(1500);
});

it('narrows to what may have a text while the index is behind', () => {
  store.writer.write([spanOf(1, { name: 'old needle' }), spanOf(2, { name: 'old hay' })]);
  index();
  const many = Array.from({ length: 1500 }, (_, at) => spanOf(3, { name: at === 700 ? 'needle' : 'hay' }));
  store.writer.write(many);
  const condition = narrowingCondition(store.db, ['needle'], 'all');
  const traces = store.db
    .prepare<unknown[], number>(`SELECT trace_no FROM traces t WHERE ${condition?.sql ?? 'FALSE'} ORDER BY 1`)
    .pluck()
    .all(...(condition?.values ?? []));
  expect(traces).toEqual([1, 3]);
});
