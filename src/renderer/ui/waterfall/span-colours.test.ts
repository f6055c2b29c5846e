import { describe, expect, it } from 'vitest';
import { StringTable, type TraceOutline } from '../../../shared/trace-outline/index.ts';
import { spanColours } from './span-colours.ts';

function outlineOf(texts: string[], columns: Partial<Record<'service' | 'model' | 'operation', number[]>>) {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  let end = 0;
  const ends = Uint32Array.from(encoded, ({ length }) => (end += length));
  const spanCount = columns.service?.length ?? 0;
  const column = (values?: number[]) => Int32Array.from(values ?? new Array<number>(spanCount).fill(-1));
  return {
    spanCount,
    strings: new StringTable(ends, new Uint8Array(encoded.flatMap((text) => [...text]))),
    columns: {
      service: column(columns.service),
      model: column(columns.model),
      operation: column(columns.operation),
      kind: new Uint8Array(spanCount).fill(3),
    },
  } as Pick<TraceOutline, 'spanCount' | 'strings'> as TraceOutline;
}

describe('spanColours', () => {
  const outline = outlineOf(['shop', 'bank', 'gpt-4o', 'execute_tool'], {
    service: [0, 1, 1],
    model: [-1, 2, -1],
    operation: [-1, -1, 3],
  });

  it('gives spans of one service one colour, and names the most frequent first', () => {
    const { of, legend } = spanColours(outline, 'service');
    expect(of(1)).toBe(of(2));
    expect(of(0)).not.toBe(of(1));
    expect(legend.map(({ name, spans }) => [name, spans])).toEqual([
      ['bank', 2],
      ['shop', 1],
    ]);
  });

  it('colours by model and by kind, of which the operation says more', () => {
    expect(spanColours(outline, 'model').legend.map(({ name }) => name)).toEqual(['no model', 'gpt-4o']);
    expect(spanColours(outline, 'kind').legend.map(({ name }) => name)).toEqual(['client', 'execute tool']);
  });

  it('names no more than can be told apart, of however many there are', () => {
    const texts = Array.from({ length: 5000 }, (_, index) => `service ${index}`);
    const many = spanColours(outlineOf(texts, { service: texts.map((_, index) => index) }), 'service');
    expect(many.legend).toHaveLength(40);
    expect(many.of(4999)).toBe('var(--border-strong)');
  });
});
