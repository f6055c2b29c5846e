import { describe, expect, it } from 'vitest';
import { anthropicHeaders, goDuration, openAiHeaders } from './rate-headers.ts';

const STATES = [
  { metric: 'requests', capacity: 100, remaining: 40, resetMs: 36_000 },
  { metric: 'requests', capacity: 60, remaining: 7, resetMs: 360_000 },
  { metric: 'tokens', capacity: 150_000, remaining: 149_984, resetMs: 6.4 },
] as const;

describe('what answers say about limits', () => {
  it('is said to OpenAI clients with durations, of the limit that leaves least', () => {
    expect(openAiHeaders({ states: STATES })).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '7',
      'x-ratelimit-reset-requests': '6m0s',
      'x-ratelimit-limit-tokens': '150000',
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-tokens': '7ms',
    });
  });

  it('is said to Anthropic clients with moments', () => {
    const now = Date.UTC(2026, 10, 21, 12, 0, 0, 500);
    expect(anthropicHeaders({ states: STATES.slice(0, 1), retryAfterMs: 1_200.5 }, now)).toEqual({
      'anthropic-ratelimit-requests-limit': '100',
      'anthropic-ratelimit-requests-remaining': '40',
      'anthropic-ratelimit-requests-reset': '2026-11-21T12:00:37Z',
      'retry-after': '2',
      'retry-after-ms': '1201',
    });
  });

  it('tells clients not to try again where that is of no use', () => {
    expect(openAiHeaders({ states: [], retryAfterMs: null })).toEqual({ 'x-should-retry': 'false' });
  });

  it.each([
    [0, '0s'],
    [12, '12ms'],
    [1_500, '1.5s'],
    [360_000, '6m0s'],
    [3_723_004, '1h2m3.004s'],
  ])('writes %i ms as %s', (ms, text) => expect(goDuration(ms)).toBe(text));
});
