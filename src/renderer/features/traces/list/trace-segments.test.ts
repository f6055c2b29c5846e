import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comesBefore, type ListedTrace, type SortOrder } from '../../../../shared/trace-list.ts';
import {
  hasPlace,
  indexOfTrace,
  lengthOf,
  loadedRows,
  missingPart,
  PAGE,
  rowAt,
  trimmed,
  unknownList,
  withChanges,
  withPart,
  withTotal,
  type Segments,
  type Sight,
} from './trace-segments.ts';

function trace(id: number, key = id, name = 'first'): ListedTrace {
  return {
    position: `${key}.${id}`,
    traceId: id.toString(16).padStart(32, '0'),
    name,
    service: 'shop',
    startTime: new Date(1_700_000_000_000 + key).toISOString(),
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
}

/** An engine with the traces `count`..1, newest first. */
function engineOf(count: number) {
  const all = Array.from({ length: count }, (_, index) => trace(count - index));
  const answer = (part: NonNullable<ReturnType<typeof missingPart>>): ListedTrace[] => {
    const between = all.filter(
      ({ position }) =>
        (part.after === null || comesBefore(part.after, position, 'desc')) &&
        (part.before === null || comesBefore(position, part.before, 'desc')),
    );
    return part.fromEnd
      ? between.slice(Math.max(0, between.length - part.limit))
      : between.slice(part.offset, part.offset + part.limit);
  };
  return { all, answer };
}

/** Asks until nothing in sight is missing, or the sight lies behind the end. */
function look(segments: Segments, sight: Sight, engine: ReturnType<typeof engineOf>): Segments {
  let list = segments;
  for (let asked = 0; asked < 20; asked++) {
    const part = missingPart(list, sight);
    if (part === null) return trimmed(list, sight);
    list = withPart(list, part, engine.answer(part));
  }
  throw new Error('It never ends.');
}

const ids = (segments: Segments, { first, last }: Sight) =>
  Array.from({ length: last - first + 1 }, (_, index) => rowAt(segments, first + index)?.traceId);

describe('a list of which parts are here', () => {
  const engine = engineOf(5000);
  const idsOf = ({ first, last }: Sight) => engine.all.slice(first, last + 1).map(({ traceId }) => traceId);

  it('has its beginning, any part and its end, and forgets what is far away', () => {
    const sights = [
      { first: 0, last: 30 },
      { first: 2500, last: 2530 },
      { first: 4969, last: 4999 },
      { first: 180, last: 230 },
    ];
    let list = unknownList(5000);
    for (const sight of sights) {
      list = look(list, sight, engine);
      expect(ids(list, sight)).toEqual(idsOf(sight));
      expect(loadedRows(list).length).toBeLessThan(2000);
    }
  });

  it('is whole once it was seen whole, also when nobody knew its length', () => {
    const few = engineOf(450);
    let list = unknownList(1);
    for (let first = 0; first < 500; first += 30) list = look(list, { first, last: first + 30 }, few);
    expect(lengthOf(list)).toBe(450);
    expect(loadedRows(list)).toEqual(few.all);
    expect(missingPart(list, { first: 0, last: 1000 })).toBeNull();
  });

  it('is empty when there is nothing', () => {
    expect(look(unknownList(1), { first: 0, last: 30 }, engineOf(0))).toEqual([]);
  });

  it('finds its end when it is shorter than was thought', () => {
    const few = engineOf(300);
    const list = look(unknownList(9000), { first: 8970, last: 8999 }, few);
    expect(loadedRows(list).at(-1)).toEqual(few.all.at(-1));
  });

  it('shows what the engine has, wherever one looks and in whatever order', () => {
    // Places a quarter of a page apart make gaps of whole pages, which are the hard ones.
    const place = fc.oneof(
      fc.integer({ min: 0, max: 2500 }),
      fc.integer({ min: 0, max: 50 }).map((quarters) => (quarters * PAGE) / 4),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2500 }),
        fc.array(place, { minLength: 1, maxLength: 12 }),
        (count, places) => {
          const few = engineOf(count);
          let list = unknownList(count);
          for (const wanted of places) {
            const first = Math.min(wanted, Math.max(0, count - 1));
            const sight = { first, last: Math.min(first + 25, count - 1) };
            list = look(list, sight, few);
            expect(ids(list, sight)).toEqual(
              few.all.slice(sight.first, sight.last + 1).map(({ traceId }) => traceId),
            );
          }
          expect(new Set(loadedRows(list).map(({ traceId }) => traceId)).size).toBe(loadedRows(list).length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('closes a gap of exactly a page, and moves nothing below it', () => {
    let list = look(unknownList(1000), { first: 0, last: 25 }, engineOf(1000));
    list = look(list, { first: 2.25 * PAGE, last: 2.25 * PAGE + 25 }, engineOf(1000));
    expect(list).toMatchObject([
      { kind: 'rows' },
      { kind: 'gap', count: PAGE },
      { kind: 'rows' },
      { kind: 'gap' },
    ]);
    list = look(list, { first: PAGE + 50, last: PAGE + 75 }, engineOf(1000));
    expect(lengthOf(list)).toBe(1000);
  });

  it('gives a gap the difference when the whole length is known anew', () => {
    const list = look(unknownList(5000), { first: 0, last: 20 }, engine);
    expect(lengthOf(withTotal(list, 6000))).toBe(6000);
    expect(lengthOf(withTotal(list, 10))).toBe(PAGE + 1);
    expect(indexOfTrace(list, engine.all[7]?.traceId ?? '')).toBe(7);
    expect(indexOfTrace(list, 'none')).toBe(-1);
  });
});

describe('live changes', () => {
  const list = (order: SortOrder, ...keys: number[]): Segments => [
    {
      kind: 'rows',
      rows: keys
        .map((key) => trace(key, key))
        .sort((a, b) => (comesBefore(a.position, b.position, order) ? -1 : 1)),
    },
    { kind: 'gap', count: 10 },
  ];
  const changesOf = (...traces: ListedTrace[]) => new Map(traces.map((each) => [each.traceId, each]));
  const shown = (segments: Segments) =>
    loadedRows(segments).map(({ name, position }) => `${position} ${name}`);

  it('replace what is here, come in above and between, and leave gaps alone', () => {
    const changed = withChanges(
      list('desc', 50, 40, 30),
      changesOf(trace(40, 40, 'again'), trace(60), trace(61), trace(35), trace(10)),
      'desc',
    );
    expect(shown(changed)).toEqual([
      '61.61 first',
      '60.60 first',
      '50.50 first',
      '40.40 again',
      '35.35 first',
      '30.30 first',
    ]);
    expect(lengthOf(changed)).toBe(16);
    expect(hasPlace(changed, trace(10), 'desc')).toBe(false);
    expect(hasPlace(changed, trace(99), 'desc')).toBe(true);
  });

  it('move a trace whose place changed', () => {
    const changed = withChanges(list('desc', 50, 40, 30), changesOf(trace(50, 35, 'earlier')), 'desc');
    expect(shown(changed)).toEqual(['40.40 first', '35.50 earlier', '30.30 first']);
  });

  it('make the first rows of an empty list', () => {
    expect(shown(withChanges([], changesOf(trace(1), trace(2)), 'desc'))).toEqual(['2.2 first', '1.1 first']);
  });

  it('keep the order and every trace once', () => {
    const keys = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(keys, keys, (here, coming) => {
        const rows = loadedRows(
          withChanges(list('desc', ...here), changesOf(...coming.map((key) => trace(key))), 'desc'),
        );
        const found = rows.map(({ position }) => Number.parseInt(position, 10));
        expect(found).toEqual([...new Set(found)].sort((a, b) => b - a));
        for (const key of here) expect(found).toContain(key);
      }),
    );
  });
});
