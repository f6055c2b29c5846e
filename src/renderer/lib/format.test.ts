import { describe, expect, it } from 'vitest';
import {
  exactDuration,
  exactMoney,
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatMicros,
  formatMoney,
  formatShare,
  formatTally,
  formatTokens,
} from './format.ts';

describe('formatDuration', () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [0.0004, '0.4 µs'],
    [0.42, '420 µs'],
    [1.26, '1.3 ms'],
    [9.96, '10 ms'],
    [312.4, '312 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [2_400, '2.4 s'],
    [59_940, '59.9 s'],
    [59_960, '1m 00s'],
    [75_000, '1m 15s'],
    [3_599_600, '1h 00m'],
    [7_380_000, '2h 03m'],
  ])('%s ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('has an exact form', () => expect(exactDuration(1234.5678)).toBe('1,234.568 ms'));

  it('takes microseconds too', () => expect(formatMicros(412.7)).toBe('413 µs'));
});

describe('formatMoney', () => {
  it.each([
    [null, 'unknown'],
    ['0', '$0.00'],
    ['1', '$0.000000001'],
    ['46', '$0.000000046'],
    ['4300000', '$0.0043'],
    ['9960000', '$0.010'],
    ['10000000', '$0.010'],
    ['123456789', '$0.12'],
    ['999999999', '$1.00'],
    ['12345678901', '$12.35'],
    ['1234567890123456', '$1,234,567.89'],
    ['-4300000', '-$0.0043'],
  ])('%s nano-dollars are %s', (nanos, text) => expect(formatMoney(nanos)).toBe(text));

  it('is exact on hover, also beyond what a floating number holds', () => {
    expect(exactMoney('9007199254740993000000001')).toBe('$9007199254740993.000000001');
    expect(exactMoney('-4300000')).toBe('-$0.0043');
    expect(exactMoney(null)).toContain('unknown');
  });
});

describe('counts', () => {
  it.each([
    [0, '0'],
    [950, '950'],
    [1_234, '1.2k'],
    [3_400_000, '3.4M'],
  ])('%s is %s', (count, text) => expect(formatCompact(count)).toBe(text));

  it.each([
    [3_470, '3,470'],
    [99_999, '99,999'],
    [123_456, '123.5k'],
  ])('as a tally %s is %s', (count, text) => expect(formatTally(count)).toBe(text));

  it('groups whole numbers', () => expect(formatCount(1_234_567)).toBe('1,234,567'));
  it('names tokens', () => expect(formatTokens(1_234)).toBe('1.2k tok'));
  it('does not make unknown tokens zero', () => expect(formatTokens(null)).toBe('–'));
});

describe('formatShare', () => {
  it.each([
    [0, '0 %'],
    [0.0004, '<0.1 %'],
    [0.0312, '3.1 %'],
    [0.5, '50 %'],
    [1, '100 %'],
  ])('%s is %s', (share, text) => expect(formatShare(share)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_536, '1.5 KiB'],
    [734_003_200, '700 MiB'],
    [10 * 1024 ** 3, '10 GiB'],
  ])('%s is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});
