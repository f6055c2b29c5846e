import { describe, expect, it } from 'vitest';
import { fieldSchema } from '../../../../../shared/dashboard/index.ts';
import { sortedRows, valueTable } from './table-rows.ts';

const one = (ref: string, labels: Record<string, string>, value: number | null) => ({
  ref,
  name: ref,
  labels: { __name__: 'calls', job: 'signalbox', ...labels },
  values: [null, value],
  field: fieldSchema.parse({}),
  colour: 'red',
});

describe('valueTable', () => {
  const table = valueTable({
    series: [
      one('A', { model: 'b' }, 1),
      one('A', { model: 'a' }, 3),
      one('B', { model: 'a' }, 0.5),
      one('B', { constructor: 'x' }, null),
    ],
  });

  it('joins queries by labels', () => {
    expect(table.labels).toEqual(['model', 'constructor']);
    expect(table.refs).toEqual(['A', 'B']);
    expect(table.rows.map(({ values }) => [values.get('A'), values.get('B')])).toEqual([
      [1, undefined],
      [3, 0.5],
      [undefined, null],
    ]);
  });

  it('sorts by value or label, what is missing last', () => {
    const by = (sort: Parameters<typeof sortedRows>[1]) =>
      sortedRows(table.rows, sort).map(({ values }) => values.get('A'));
    expect(by({ by: 'value', name: 'A', descending: true })).toEqual([3, 1, undefined]);
    expect(by({ by: 'value', name: 'A', descending: false })).toEqual([1, 3, undefined]);
    expect(by({ by: 'label', name: 'model', descending: false })).toEqual([undefined, 3, 1]);
    expect(by(null)).toEqual([1, 3, undefined]);
  });
});
