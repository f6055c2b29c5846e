import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

describe('durations as Prometheus writes them', () => {
  it.each([
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1d', 86_400_000],
    ['1500ms', 1_500],
    ['0', 0],
    ['0s', 0],
  ])('%s', (text, millis) => {
    expect(parseDuration(text)).toBe(millis);
  });

  it.each(['', '5', 'm5', '5 m', '30m1h', '-5m', '1.5h'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (millis) => {
        expect(parseDuration(formatDuration(millis))).toBe(millis);
      }),
    );
    expect(formatDuration(90_000)).toBe('1m30s');
    expect(formatDuration(7 * 86_400_000)).toBe('1w');
    expect(formatDuration(30 * 86_400_000)).toBe('30d');
  });
});
