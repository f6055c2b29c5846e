import { describe, expect, it } from 'vitest';
import { MISSING_PARENT, NO_PARENT, outlineBounds } from '../trace-outline/index.ts';
import { findOddities, MOST_ROWS, odditiesOfSpan, oddityWords, type OddityInput } from './index.ts';

interface Span {
  parent?: number;
  /** Milliseconds. */
  start?: number;
  duration?: number;
  service?: number;
  kind?: number;
}

const NOON = '1795176000000000000';

function trace(spans: readonly Span[], more: Partial<OddityInput> = {}): OddityInput {
  const startMicros = Float64Array.from(spans, ({ start }) => (start ?? 0) * 1_000);
  const durationMicros = Float64Array.from(spans, ({ duration }) => (duration ?? 100) * 1_000);
  return {
    bulk: outlineBounds(startMicros, durationMicros, more.originUnixNano ?? NOON).bulk,
    originUnixNano: NOON,
    reversedRows: [],
    reversedCount: 0,
    duplicateSpans: 0,
    ...more,
    columns: {
      parent: Int32Array.from(spans, ({ parent }) => parent ?? NO_PARENT),
      startMicros,
      durationMicros,
      service: Int32Array.from(spans, ({ service }) => service ?? 0),
      kind: Uint8Array.from(spans, ({ kind }) => kind ?? 1),
    },
  };
}

const kindsOf = (input: OddityInput) => findOddities(input).map(({ kind, rows }) => [kind, rows]);

describe('oddities of a trace', () => {
  it('are none where a tree of spans lies within one root', () => {
    const input = trace([
      {},
      { parent: 0, start: 10, duration: 50 },
      { parent: 1, start: 20, duration: 40.5 },
    ]);
    expect(findOddities(input)).toEqual([]);
    expect(findOddities(trace([]))).toEqual([]);
  });

  it('are several roots', () => {
    expect(kindsOf(trace([{}, { parent: 0, duration: 1 }, { start: 1 }]))).toEqual([
      ['severalRoots', [0, 2]],
    ]);
  });

  it('are parents that are missing, and then a missing root', () => {
    expect(kindsOf(trace([{ parent: MISSING_PARENT }, { parent: 0 }]))).toEqual([
      ['noRoot', []],
      ['missingParent', [0]],
    ]);
    expect(kindsOf(trace([{}, { parent: MISSING_PARENT }]))).toEqual([['missingParent', [1]]]);
  });

  it('are spans that are their own parent, and circles, but not what hangs below them', () => {
    const input = trace([
      {},
      { parent: 1 },
      { parent: 4, start: 0 },
      { parent: 2, start: 5 },
      { parent: 3 },
      { parent: 4 },
    ]);
    expect(kindsOf(input)).toEqual([
      ['ownParent', [1]],
      ['cycle', [2, 3, 4]],
    ]);
    expect([0, 1, 2, 3, 4, 5].map((row) => odditiesOfSpan(input, row))).toEqual([
      [],
      ['ownParent'],
      ['cycle'],
      ['cycle'],
      ['cycle'],
      [],
    ]);
  });

  it('are times that cannot be right: 1970, the far future, a day beside the others', () => {
    const spans = [{ start: -1_795_176_000_000 }, ...Array.from({ length: 30 }, (_, start) => ({ start }))];
    const withParents = spans.map((span, index) => (index === 1 ? span : { ...span, parent: 1 }));
    expect(kindsOf(trace(withParents))).toEqual([['absurdTime', [0]]]);
    expect(kindsOf(trace([{ start: 0 }], { originUnixNano: '0' }))).toEqual([['absurdTime', [0]]]);
    expect(kindsOf(trace([{ duration: 4e12 }]))).toEqual([['absurdTime', [0]]]);
  });

  it('are ends before starts, of which the outline tells', () => {
    const input = trace([{}, { parent: 0, duration: 0 }], { reversedRows: [1], reversedCount: 5 });
    expect(findOddities(input)).toMatchObject([{ kind: 'endBeforeStart', rows: [1], count: 5 }]);
    expect(odditiesOfSpan(input, 1)).toEqual(['endBeforeStart']);
  });

  it('are children before their parent, or long after it', () => {
    const early = trace([
      { start: 0, duration: 10 },
      { parent: 2, start: 1, duration: 1 },
      { parent: 0, start: 5, duration: 1 },
    ]);
    expect(findOddities(early)).toMatchObject([{ kind: 'beforeParent', rows: [1], mostMicros: 4_000 }]);
    const late = trace([
      { duration: 10 },
      { parent: 0, start: 9, duration: 10 },
      { parent: 0, start: 9, duration: 13 },
    ]);
    expect(findOddities(late)).toMatchObject([{ kind: 'afterParent', rows: [2], mostMicros: 12_000 }]);
  });

  it('are clocks of two services that differ', () => {
    const input = trace([
      { duration: 10 },
      { parent: 2, start: 1, duration: 1, service: 1 },
      { parent: 0, start: 4, duration: 1 },
      { parent: 0, start: 30, duration: 5, service: 1 },
    ]);
    expect(findOddities(input)).toMatchObject([{ kind: 'clockSkew', rows: [1, 3], mostMicros: 25_000 }]);
  });

  it('are not what a message hands on, nor differences of less than a millisecond', () => {
    expect(
      findOddities(
        trace([
          { duration: 1, kind: 4 },
          { parent: 0, start: 500, service: 1, kind: 5 },
        ]),
      ),
    ).toEqual([]);
    expect(findOddities(trace([{ start: 0 }, { parent: 2, start: 0.5 }, { parent: 0, start: 1.2 }]))).toEqual(
      [],
    );
  });

  it('are copies', () => {
    expect(findOddities(trace([{}], { duplicateSpans: 3 }))).toEqual([
      { kind: 'duplicates', count: 3, rows: [], mostMicros: null },
    ]);
  });

  it('are listed up to a number and counted beyond', () => {
    const [oddity] = findOddities(trace(Array.from({ length: 500 }, () => ({}))));
    expect(oddity).toMatchObject({ kind: 'severalRoots', count: 500 });
    expect(oddity?.rows).toHaveLength(MOST_ROWS);
  });

  it('are found in a chain and in a circle of 300,000 spans without delay', () => {
    const count = 300_000;
    const chain = trace(Array.from({ length: count }, (_, row) => ({ parent: row - 1 })));
    const circle = trace(Array.from({ length: count }, (_, row) => ({ parent: (row + 1) % count })));
    expect(findOddities(chain)).toEqual([]);
    expect(findOddities(circle)).toMatchObject([{ kind: 'noRoot' }, { kind: 'cycle', count }]);
    expect(odditiesOfSpan(circle, 7)).toContain('cycle');
  });

  it('have words for one and for many', () => {
    expect(oddityWords({ kind: 'missingParent', count: 1 }).title).toBe('1 span whose parent is not here');
    expect(oddityWords({ kind: 'missingParent', count: 2_000 }).title).toBe(
      '2,000 spans whose parent is not here',
    );
  });
});
