import { expect, test } from 'vitest';
import { NO_USAGE } from '../../../shared/usage.ts';
import { readUsage } from './usage.ts';

test('what is absent stays null, an explicit zero stays zero', () => {
  expect(readUsage({ prompt_tokens: 10, completion_tokens: 0 })).toEqual({
    input: 10,
    output: 0,
    cacheRead: null,
    cacheWrite: null,
    reasoning: null,
  });
  expect(
    readUsage({
      prompt_tokens: 10,
      completion_tokens: 4,
      prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 3 },
      completion_tokens_details: { reasoning_tokens: 4 },
    }),
  ).toEqual({ input: 10, output: 4, cacheRead: 0, cacheWrite: 3, reasoning: 4 });
});

test.each([null, undefined, 'x', [], { prompt_tokens: -1, completion_tokens: 1.5 }])(
  'nonsense is no usage: %j',
  (given) => {
    expect(readUsage(given)).toEqual(NO_USAGE);
  },
);
