import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-hints.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '1234', 'retry-after': '7' }, 1_234],
  [{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7_000],
  [{ 'retry-after': 'soon' }, null],
  [{}, null],
])('%o asks to wait %s ms', (headers, ms) => {
  expect(retryAfterMs(headers, NOW)).toBe(ms);
});
