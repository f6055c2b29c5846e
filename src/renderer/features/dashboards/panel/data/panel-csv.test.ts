import { describe, expect, it } from 'vitest';
import { fieldSchema } from '../../../../../shared/dashboard/index.ts';
import { panelCsv } from './panel-csv.ts';

const one = (ref: string, name: string, values: (number | null)[], labels: Record<string, string> = {}) => ({
  ref,
  name,
  labels,
  values,
  field: fieldSchema.parse({}),
  colour: 'red',
});

describe('panelCsv', () => {
  it('has a line for each time, with exact values', () => {
    const series = [one('A', 'a, "b"', [1.5, null]), one('B', '=cmd()', [NaN, -1e-7])];
    expect(panelCsv('timeseries', { times: [0, 1_000], series, more: 0 })).toBe(
      'time,"a, ""b""",\'=cmd()\r\n1970-01-01T00:00:00.000Z,1.5,NaN\r\n1970-01-01T00:00:01.000Z,,-1e-7\r\n',
    );
  });

  it('of a table has its rows', () => {
    const series = [one('A', 'x', [1], { model: 'm' }), one('B', 'y', [2], { model: 'm' })];
    expect(panelCsv('table', { times: [0], series, more: 0 })).toBe('model,A,B\r\nm,1,2\r\n');
  });
});
