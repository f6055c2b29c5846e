import { describe, expect, it } from 'vitest';
import { formatRange, formatRelative } from './format-time.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('formatRelative', () => {
  it.each([
    [0, 'now'],
    [1_400, 'now'],
    [-20_000, 'now'],
    [12_300, '12s ago'],
    [59_900, '59s ago'],
    [60_000, '1m ago'],
    [3 * 3_600_000, '3h ago'],
    [9 * 86_400_000, '9d ago'],
    [-300_000, 'in 5m'],
  ])('%s ms before is %s', (distance, text) => {
    expect(formatRelative(new Date(NOW - distance).toISOString(), NOW)).toBe(text);
  });
});

describe('formatRange', () => {
  const now = new Date(2026, 10, 21, 12, 0).getTime();
  it.each([
    ['of today has no date', new Date(2026, 10, 21, 9, 0), new Date(2026, 10, 21, 9, 15), '09:00 – 09:15'],
    [
      'that is short has seconds',
      new Date(2026, 10, 21, 9, 0),
      new Date(2026, 10, 21, 9, 5),
      '09:00:00 – 09:05:00',
    ],
    [
      'of another day names it once',
      new Date(2026, 10, 20, 9, 0),
      new Date(2026, 10, 20, 9, 15),
      '20 Nov, 09:00 – 09:15',
    ],
    [
      'over days names both',
      new Date(2026, 10, 20, 9, 0),
      new Date(2026, 10, 21, 9, 0),
      '20 Nov, 09:00 – 21 Nov, 09:00',
    ],
    [
      'of another year names it',
      new Date(2025, 0, 1),
      new Date(2025, 0, 2),
      '1 Jan 2025, 00:00 – 2 Jan 2025, 00:00',
    ],
  ])('%s', (_what, from, to, text) => {
    expect(formatRange(from.getTime(), to.getTime(), now)).toBe(text);
  });
});
