import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTicks, formatUnit, unitParts } from './format-unit.ts';
import { UNIT_SCALES } from './unit-scales.ts';

describe('formatUnit', () => {
  it.each([
    [0, 'short', '0'],
    [950, 'short', '950'],
    [1_234, 'short', '1.23k'],
    [3_400_000, '', '3.4M'],
    [0.0123, 's', '12.3 ms'],
    [0, 's', '0 s'],
    [90, 's', '1.5 min'],
    [999.6, 'ms', '1 s'],
    [2_500, 'µs', '2.5 ms'],
    [1_536, 'bytes', '1.5 KiB'],
    [1_500, 'decbytes', '1.5 kB'],
    [2_000_000, 'bps', '2 Mb/s'],
    [1_200, 'reqps', '1.2k req/s'],
    [42, 'ops', '42 ops/s'],
    [12.34, 'percent', '12.3%'],
    [0.5, 'percentunit', '50%'],
    [0.0043, 'currencyUSD', '$0.0043'],
    [12.3, 'currencyUSD', '$12.30'],
    [-12.3, 'currencyUSD', '-$12.30'],
    [2_000_000, 'hertz', '2 MHz'],
    [1_234_567, 'none', '1,234,567'],
    [1_500, 'suffix:tok', '1,500 tok'],
    [1_500, 'count:calls', '1.5k calls'],
    [7, 'furlongs', '7 furlongs'],
    [1, 'bool_yes_no', 'yes'],
    [1e-9, 'none', '1e-9'],
    [-0.0001, 'none', '-0.0001'],
    [9_300e12, 'short', '9,300T'],
    [1e300, 'short', '1e300'],
    [-2e18, 'reqps', '-2e18 req/s'],
    [3e30, 'bytes', '3e30 B'],
    [5e20, 's', '5e20 s'],
  ])('writes %s %s as %s', (value, unit, text) => {
    expect(formatUnit(value, unit)).toBe(text);
  });

  it('says what is no number', () => {
    expect([null, NaN, Infinity, -Infinity].map((value) => formatUnit(value, 'bytes'))).toEqual([
      '–',
      'NaN',
      '∞',
      '-∞',
    ]);
  });

  it('has the decimals that are asked for', () => {
    expect(formatUnit(1_536, 'bytes', 3)).toBe('1.500 KiB');
    expect(formatUnit(-0.001, 'none', 1)).toBe('0.0');
  });

  it('is near the value in every unit, and keeps its sign', () => {
    const ids = [...UNIT_SCALES.keys()];
    const sizes = fc.double({ min: 1e-4, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...ids), sizes, fc.boolean(), (unit, size, negative) => {
        const { digits, suffix, prefix } = unitParts(negative ? -size : size, unit);
        const scale = UNIT_SCALES.get(unit);
        const step = scale?.steps.find((one) => one.suffix === suffix);
        const read = (Number(digits.replaceAll(',', '')) * (step?.from ?? NaN)) / (scale?.factor ?? NaN);
        expect(prefix).toBe(scale?.prefix ?? '');
        expect(Math.abs(read - (negative ? -size : size))).toBeLessThanOrEqual(size * 0.0051);
      }),
      { numRuns: 300 },
    );
  });

  it('writes any number in any unit', () => {
    fc.assert(
      fc.property(fc.double(), fc.string(), fc.option(fc.nat(20)), (value, unit, decimals) => {
        expect(formatUnit(value, unit, decimals)).not.toBe('');
        expect(formatTicks([0, value], unit)).toHaveLength(2);
      }),
      { numRuns: 300 },
    );
  });
});

describe('formatTicks', () => {
  it.each([
    [[0, 0.25, 0.5, 0.75], 's', ['0 ms', '250 ms', '500 ms', '750 ms']],
    [[0, 0.5, 1], 's', ['0 s', '0.5 s', '1.0 s']],
    [[0, 500, 1_000], 'short', ['0', '0.5k', '1.0k']],
    [[0, 0.25, 0.5], 'percentunit', ['0%', '25%', '50%']],
    [[0, 0.0005, 0.001], 'currencyUSD', ['$0', '$0.0005', '$0.0010']],
    [[-100, 0, 100], 'reqps', ['-100 req/s', '0 req/s', '100 req/s']],
    [[3], 'none', ['3']],
    [[0, 5e15, 1e16], 'short', ['0', '5e15', '1e16']],
    [[-1e300, 0, 1e300], 'bytes', ['-1e300 B', '0 B', '1e300 B']],
  ])('writes %s in %s alike', (ticks, unit, texts) => {
    expect(formatTicks(ticks, unit)).toEqual(texts);
  });

  it('has the decimals that tell its ticks apart, whatever figures have', () => {
    expect(formatTicks([0, 10, 20], 'currencyUSD')).toEqual(['$0', '$10', '$20']);
  });
});
