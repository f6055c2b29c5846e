import { describe, expect, it } from 'vitest';
import { filledLegend, seriesNames, tellingLabels, uniqueNames } from './series-names.ts';

const BASE = { job: 'signalbox', instance: 'local' };

describe('filledLegend', () => {
  it('puts in the values of labels', () => {
    expect(filledLegend('{{model}} by {{ provider }}{{none}}', { model: 'm', provider: 'p' })).toBe('m by p');
  });

  it('takes labels that are called as members of all objects for what they are', () => {
    expect(filledLegend('{{constructor}}{{__proto__}}!', {})).toBe('!');
    const labels = JSON.parse('{"__proto__": "mine"}') as Record<string, string>;
    expect(filledLegend('{{__proto__}}', labels)).toBe('mine');
  });

  it('does not fill what was filled', () => {
    expect(filledLegend('{{a}}', { a: '{{b}}', b: 'no' })).toBe('{{b}}');
  });
});

describe('seriesNames', () => {
  it('are what tells the series apart', () => {
    const series = [
      { ...BASE, __name__: 'calls', model: 'a', status: 'ok' },
      { ...BASE, __name__: 'calls', model: 'b', status: 'ok' },
    ];
    expect(tellingLabels(series)).toEqual(['model']);
    expect(seriesNames(series, '', 'A')).toEqual(['a', 'b']);
  });

  it('of a series without what tells the others apart say so', () => {
    expect(seriesNames([{ model: 'a' }, {}], '', 'Calls')).toEqual(['a', 'no model']);
    expect(seriesNames([{ __name__: 'up', model: 'a' }, { __name__: 'up' }], '', 'A')).toEqual(['a', 'up']);
  });

  it('of a single series are its labels, its metric or the query', () => {
    expect(seriesNames([{ ...BASE, model: 'a' }], 'auto', 'A')).toEqual(['a']);
    expect(seriesNames([{ ...BASE, __name__: 'up' }], '', 'A')).toEqual(['up']);
    expect(seriesNames([{}], '', 'A')).toEqual(['A']);
    expect(seriesNames([{}], '{{model}}', 'A')).toEqual(['A']);
  });

  it('show no control characters', () => {
    expect(seriesNames([{ a: 'x\u202ey' }], '{{a}}', 'A')).toEqual(['x\ufffdy']);
  });
});

it('unique names differ', () => {
  expect(uniqueNames(['a', 'a', 'a (2)', 'a'])).toEqual(['a', 'a (2)', 'a (2) (2)', 'a (3)']);
});
