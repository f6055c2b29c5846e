import { describe, expect, it } from 'vitest';
import { StringTable, type TraceOutline } from '../../../shared/trace-outline/index.ts';
import { indexAmong, nextRow, searchSpans } from './span-search.ts';

const texts = ['agent', 'chat GPT-4o', 'shop', 'gpt-4o', 'chat'].map((text) =>
  new TextEncoder().encode(text),
);
const bytes = new Uint8Array(texts.flatMap((text) => [...text]));
let end = 0;
const outline = {
  spanCount: 3,
  strings: new StringTable(
    Uint32Array.from(texts, ({ length }) => (end += length)),
    bytes,
  ),
  columns: {
    spanId: Uint32Array.of(0xabc00000, 1, 0, 2, 0, 3),
    name: Int32Array.of(0, 1, 0),
    service: Int32Array.of(2, 2, -1),
    operation: Int32Array.of(-1, 4, -1),
    model: Int32Array.of(-1, 3, -1),
  },
} as Pick<TraceOutline, 'spanCount' | 'strings'> & { columns: TraceOutline['columns'] };
const order = Int32Array.of(0, 2, 1);
const positionOf = Int32Array.of(0, 2, 1);

describe('searchSpans', () => {
  it('finds names, services, models, operations and the beginnings of ids, in the tree’s order', () => {
    const find = (text: string) => [...searchSpans(outline, order, text)];
    expect(find(' AGENT ')).toEqual([0, 2]);
    expect(find('shop')).toEqual([0, 1]);
    expect(find('gpt-4O')).toEqual([1]);
    expect(find('abc')).toEqual([0]);
    expect(find('')).toEqual([]);
    expect(find('nothing')).toEqual([]);
  });
});

describe('nextRow', () => {
  it('goes round in both directions, from found rows and others', () => {
    const rows = Int32Array.of(0, 1);
    expect(nextRow(rows, positionOf, null, 1)).toBe(0);
    expect(nextRow(rows, positionOf, null, -1)).toBe(1);
    expect(nextRow(rows, positionOf, 0, 1)).toBe(1);
    expect(nextRow(rows, positionOf, 1, 1)).toBe(0);
    expect(nextRow(rows, positionOf, 2, -1)).toBe(0);
    expect(nextRow(rows, positionOf, 0, -1)).toBe(1);
    expect(nextRow(new Int32Array(0), positionOf, 0, 1)).toBeNull();
    expect(indexAmong(rows, positionOf, 1)).toBe(1);
    expect(indexAmong(rows, positionOf, 2)).toBe(-1);
  });
});
