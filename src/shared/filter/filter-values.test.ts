import { describe, expect, it } from 'vitest';
import type { FieldType } from './filter-fields.ts';
import { readAttributeValue, readValue } from './filter-values.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const NOON = BigInt(NOW) * 1_000_000n;

describe('readValue', () => {
  it.each<[FieldType, string, bigint]>([
    ['duration', '250ms', 250_000_000n],
    ['duration', '1.5h', 5_400_000_000_000n],
    ['duration', '3ns', 3n],
    ['duration', '1.25us', 1250n],
    ['money', '$0.01', 10_000_000n],
    ['money', '0.0000000019', 1n],
    ['count', '10k', 10_000n],
    ['count', '1.5M', 1_500_000n],
    ['time', '-15m', NOON - 900_000_000_000n],
    ['time', '2026-11-21T14:00:00.000000001+02:00', NOON + 1n],
  ])('reads %s %s exactly', (type, text, value) => {
    expect(readValue(type, ':>=', [text], { nowMs: NOW })).toEqual({
      kind: 'compare',
      comparisons: [{ sign: '>=', value }],
    });
  });

  it('takes a day or a minute as all of it', () => {
    const day = BigInt(Date.parse('2026-11-20T00:00:00Z')) * 1_000_000n;
    const end = day + 86_400_000_000_000n - 1n;
    const asked = (operator: ':' | ':>' | ':<') =>
      readValue('time', operator, ['2026-11-20'], { nowMs: NOW });
    expect(asked(':')).toMatchObject({
      comparisons: [
        { sign: '>=', value: day },
        { sign: '<=', value: end },
      ],
    });
    expect(asked(':>')).toMatchObject({ comparisons: [{ sign: '>', value: end }] });
    expect(asked(':<')).toMatchObject({ comparisons: [{ sign: '<', value: day }] });
  });

  it('takes ranges that are open at one side', () => {
    expect(readValue('count', ':', ['5..10'])).toMatchObject({
      comparisons: [
        { sign: '>=', value: 5n },
        { sign: '<=', value: 10n },
      ],
    });
    expect(readValue('count', ':', ['5..'])).toMatchObject({ comparisons: [{ sign: '>=', value: 5n }] });
    expect(readValue('count', ':', ['..5'])).toMatchObject({ comparisons: [{ sign: '<=', value: 5n }] });
    for (const text of ['..', '9..5', '1..2..3'])
      expect(readValue('count', ':', [text]).kind).toBe('problem');
  });

  it.each<[FieldType, string]>([
    ['duration', '5'],
    ['duration', '1.2.3s'],
    ['duration', '99999999999999999h'],
    ['count', '-1'],
    ['count', '*'],
    ['money', '€5'],
    ['time', '2026-13-01'],
    ['time', '2026-02-30'],
    ['time', 'yesterday'],
    ['time', '-999999999999999d'],
    ['id', 'xyz'],
  ])('refuses %s %s', (type, text) => {
    expect(readValue(type, ':', text.split('*') as [string]).kind).toBe('problem');
  });

  it('compares attributes with numbers', () => {
    expect(readAttributeValue(':>', ['1.5k'])).toEqual({ kind: 'number', sign: '>', number: 1500 });
    expect(readAttributeValue(':<=', ['-2e3'])).toEqual({ kind: 'number', sign: '<=', number: -2000 });
    expect(readAttributeValue(':>', ['fast'])).toBeNull();
    expect(readAttributeValue(':', ['fast'])).toEqual({ kind: 'pattern', pattern: ['fast'] });
  });
});
