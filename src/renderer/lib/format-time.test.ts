import { describe, expect, it } from 'vitest';
import { formatRelative } from './format-time.ts';

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
