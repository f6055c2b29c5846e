import { expect, test } from 'vitest';
import { NO_USAGE } from '../../../shared/usage.ts';
import { readUsage } from './usage.ts';

test('what is absent stays null, an explicit zero stays zero', () => {
  expect(readUsage({ prompt_tokens: 10, completion_tokens: 0 })).toEqual({
    ...NO_USAGE,
    input: 10,
    output: 0,
  });
  expect(
    readUsage({
      prompt_tokens: 10,
      completion_tokens: 4,
      prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 3 },
      completion_tokens_details: { reasoning_tokens: 4 },
    }),
  ).toEqual({ ...NO_USAGE, input: 10, output: 4, cacheRead: 0, cacheWrite: 3, reasoning: 4 });
});

test('audio and images are told apart where the vendor does', () => {
  const usage = readUsage({
    prompt_tokens: 100,
    completion_tokens: 50,
    prompt_tokens_details: { audio_tokens: 60, text_tokens: 10, image_tokens: 30 },
    completion_tokens_details: { audio_tokens: 40, text_tokens: 10 },
  });
  expect(usage).toMatchObject({ audioInput: 60, imageInput: 30, audioOutput: 40, imageOutput: null });
});

test.each([null, undefined, 'x', [], { prompt_tokens: -1, completion_tokens: 1.5 }])(
  'nonsense is no usage: %j',
  (given) => {
    expect(readUsage(given)).toEqual(NO_USAGE);
  },
);
